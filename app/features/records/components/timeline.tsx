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

function Detail({ detail }: { detail: unknown }) {
  const facts = Object.entries((detail ?? {}) as Record<string, unknown>).filter(([, value]) => String(value ?? "") !== "");
  if (facts.length === 0) return null;
  return (
    <ul className="pn-meta">
      {facts.map(([name, value]) => (
        <li key={name}>
          {name}: {inWords(value)}
        </li>
      ))}
    </ul>
  );
}

/** A change as “old → new”, anything else as it is. */
function inWords(value: unknown): string {
  if (typeof value === "object" && value !== null && "from" in value && "to" in value)
    return `${String(value.from) || "nothing"} → ${String(value.to) || "nothing"}`;
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function actorOf({ by, actorKind }: TimelineRow) {
  if (by) return <PersonLink person={by} />;
  return actorKind === "system" ? "The portal itself" : actorKind === "visitor" ? "A visitor" : "Somebody who has left";
}

const PersonLink = ({ person }: { person: Named }) => <a href={`/admin/members/${person.ref}`}>{person.name}</a>;
