import type { ReactNode } from "react";

type Column<Row> = { heading: string; isNumber?: boolean; cell: (row: Row) => ReactNode };

type Props<Row> = {
  caption: string;
  /** The heading above it already says what it is. */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
};

/** Uses the full width. On small screens each row becomes a block that repeats the headings. Its first column names the row. */
export function Table<Row>({ caption, captionHidden, columns, rows, rowKey }: Props<Row>) {
  return (
    // the roles keep it a table for screen readers where small screens lay it out as blocks (docs/decisions/0023)
    // biome-ignore-start lint/a11y/noRedundantRoles: display: block takes the native role away
    <table className="pn-table pn-wide" role="table">
      <caption className={captionHidden ? "nhsuk-u-visually-hidden" : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ heading, isNumber }) => (
            <th key={heading} role="columnheader" scope="col" className={isNumber ? "pn-table__number" : undefined}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map(({ heading, isNumber, cell }, index) => {
              const Cell = index === 0 ? "th" : "td";
              return (
                <Cell
                  key={heading}
                  role={index === 0 ? "rowheader" : "cell"}
                  scope={index === 0 ? "row" : undefined}
                  className={isNumber ? "pn-table__number" : undefined}
                >
                  <span className="pn-table__heading" aria-hidden="true">
                    {heading}
                  </span>
                  <div>{cell(row)}</div>
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: display: block takes the native role away
  );
}
