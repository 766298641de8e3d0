/** Why a page is in the report. */
export const REPORTS = ["overdue", "unchecked", "unopened"] as const;
export type Report = (typeof REPORTS)[number];

export const REPORT_WORDS: Record<Report, string> = {
  overdue: "Check overdue",
  unchecked: "Not checked for a year",
  unopened: "Not opened",
};

/** So many months without a reader. */
export const UNOPENED_MONTHS = [3, 6, 12] as const;
export type UnopenedMonths = (typeof UNOPENED_MONTHS)[number];

export type ReportChoice = { report: Report; months: UnopenedMonths };

/** The choice that an address makes; without one it is what is overdue. */
export function readReport(asked: URLSearchParams): ReportChoice {
  return {
    report: REPORTS.find((each) => each === asked.get("list")) ?? "overdue",
    months: UNOPENED_MONTHS.find((each) => String(each) === asked.get("months")) ?? 6,
  };
}

const HERE = "/admin/content/report";

/** Where a choice is listed, or made a file. */
export function reportPath({ report, months }: ReportChoice, { file = false, after }: { file?: boolean; after?: string } = {}): string {
  const asked = new URLSearchParams({
    list: report,
    ...(report === "unopened" ? { months: String(months) } : {}),
    ...(after ? { after } : {}),
  });
  return `${HERE}${file ? "/file" : ""}?${asked}`;
}
