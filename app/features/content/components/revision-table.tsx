import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { editPath } from "~/features/content/pages/edit-path";
import { type TakenOut, TakenOutNote } from "~/features/guard/components/taken-out";
import type { Moment } from "../types";

type Row = { number: number; title: string; savedAt: Moment; savedBy: string | null; restoredFrom: number | null } & TakenOut;
type Props = { code: string; revisions: readonly Row[]; publishedVersion: number | null };

/** Everything that was saved of a page, newest first, each beside the one before it. */
export const RevisionTable = ({ code, revisions, publishedVersion }: Props) => (
  <Table
    caption="Saved texts"
    captionHidden
    columns={[
      {
        heading: "Text",
        cell: ({ number, restoredFrom }) => (
          <>
            <a href={editPath(code, `history/${number}`)}>Number {number}</a>
            {number === publishedVersion ? " (what readers have)" : ""}
            {restoredFrom ? ` (number ${restoredFrom} brought back)` : ""}
          </>
        ),
      },
      { heading: "Title", cell: (row) => (row.takenOutAt ? <TakenOutNote of={row} /> : row.title) },
      { heading: "Saved", cell: ({ savedAt }) => <When at={savedAt} time /> },
      { heading: "By", cell: ({ savedBy }) => savedBy ?? "–" },
      {
        heading: "Compare",
        cell: ({ number }) =>
          number > 1 ? (
            <a href={editPath(code, `compare?from=${number - 1}&to=${number}`)}>
              With the one before<span className="nhsuk-u-visually-hidden"> number {number}</span>
            </a>
          ) : (
            "The first"
          ),
      },
    ]}
    rows={revisions}
    rowKey={({ number }) => number}
  />
);
