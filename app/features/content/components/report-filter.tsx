import { REPORT_WORDS, REPORTS, type ReportChoice, reportPath, UNOPENED_MONTHS } from "~/features/content/report/page-report";

/** Which pages are reported; each choice is an address. */
export const ReportFilter = ({ choice }: { choice: ReportChoice }) => (
  <nav aria-label="Reports">
    <ul className="pn-acts">
      {REPORTS.flatMap((report) =>
        (report === "unopened" ? UNOPENED_MONTHS : [choice.months]).map((months) => {
          const isHere = report === choice.report && months === choice.months;
          const words = report === "unopened" ? `${REPORT_WORDS[report]} for ${months} months` : REPORT_WORDS[report];
          return (
            <li key={`${report}-${months}`}>
              {isHere ? <strong aria-current="true">{words}</strong> : <a href={reportPath({ report, months })}>{words}</a>}
            </li>
          );
        }),
      )}
    </ul>
  </nav>
);
