import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { actionWords } from "~/features/audit/action-words";
import { LOOK_PURPOSES } from "~/features/permissions/record.policy";

type Named = { ref: string; name: string };
export type TimelineRow = {
  id: number;
  at: string | Date;
  action: string;
  actorKind: string;
  purpose: string | null;
  what: string | null;
  detail: unknown;
  by: Named | null;
  about: Named | null;
};

type Props = {
  caption: string;
  rows: readonly TimelineRow[] /** Whose record this is: they are not named again. */;
  of?: string;
  empty: string;
};

/** Entries of the audit ledger, newest first. */
export const Timeline = ({ caption, rows, of, empty }: Props) =>
  rows.length === 0 ? (
    <EmptyState text={empty} />
  ) : (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { heading: "What", cell: (row) => <What row={row} /> },
        { heading: "When", cell: ({ at }) => <When at={at} time /> },
        { heading: "By", cell: (row) => actorOf(row) },
        ...(of === undefined
          ? [{ heading: "About", cell: ({ about }: TimelineRow) => (about ? <PersonLink person={about} /> : "Nobody") }]
          : []),
      ]}
      rows={rows.map((row) => ({ ...row, aside: of !== undefined && row.about?.ref !== of ? row.about : null }))}
      rowKey={({ id }) => id}
    />
  );

function What({ row }: { row: TimelineRow & { aside: Named | null } }) {
  const known = row.purpose && row.purpose in LOOK_PURPOSES ? LOOK_PURPOSES[row.purpose as keyof typeof LOOK_PURPOSES] : row.purpose;
  return (
    <>
      {actionWords(row.action)}
      {row.what ? `: ${row.what}` : null}
      {row.aside ? <> ({row.aside.name})</> : null}
      {known ? <span className="pn-meta"> {known}</span> : null}
      <Detail detail={row.detail} />
    </>
  );
}

/** What else is known of it, in brackets: “(4 shown, state waiting)”. */
function Detail({ detail }: { detail: unknown }) {
  const facts = Object.entries((detail ?? {}) as Record<string, unknown>).filter(([, value]) => String(value ?? "") !== "");
  if (facts.length === 0) return null;
  return <span className="pn-meta"> ({facts.map(([name, value]) => factInWords(name, value)).join("; ")})</span>;
}

/** The names of facts are those of the code that wrote them down. */
function factInWords(name: string, value: unknown): string {
  if (name === "shown") return `${value} shown`;
  return `${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${inWords(value)}`;
}

/** A change as “old → new”, anything else as it is. */
function inWords(value: unknown): string {
  if (typeof value === "object" && value !== null && "from" in value && "to" in value)
    return `${String(value.from) || "nothing"} → ${String(value.to) || "nothing"}`;
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function actorOf({ by, actorKind, action }: TimelineRow) {
  if (by) return <PersonLink person={by} />;
  if (actorKind === "visitor") return /^(sign-in|identity)\b/.test(action) ? "Somebody signing in" : "A visitor";
  return actorKind === "system" ? "The portal itself" : "Somebody who has left";
}

const PersonLink = ({ person }: { person: Named }) => <a href={`/admin/members/${person.ref}`}>{person.name}</a>;
