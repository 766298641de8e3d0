import type { ReactNode } from "react";

type Row = {
  label: string;
  value: ReactNode;
  /** `hidden` is heard after “Change”: which thing is changed. */
  action?: { href: string; text: string; hidden: string };
};

export function SummaryList({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="nhsuk-summary-list">
      {rows.map(({ label, value, action }) => (
        <div key={label} className={action ? "nhsuk-summary-list__row" : "nhsuk-summary-list__row nhsuk-summary-list__row--no-actions"}>
          <dt className="nhsuk-summary-list__key">{label}</dt>
          <dd className="nhsuk-summary-list__value">{value || "Not provided"}</dd>
          {action ? (
            <dd className="nhsuk-summary-list__actions">
              <a href={action.href}>
                {action.text}
                <span className="nhsuk-u-visually-hidden"> {action.hidden}</span>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
