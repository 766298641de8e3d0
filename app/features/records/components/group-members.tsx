import { Table } from "~/components/ui/table";
import { PersonTags } from "~/features/records/components/person-tags";
import type { MemberRow } from "~/features/records/members.queries.server";

/** Who is in a group, each with the way out of it. */
export const GroupMembers = ({ path, people }: { path: string; people: readonly MemberRow[] }) => (
  <Table
    caption="Who is in it"
    captionHidden
    columns={[
      { heading: "Name", cell: ({ ref, name }) => <a href={`/admin/members/${ref}`}>{name ?? "No name given"}</a> },
      { heading: "Practice", cell: ({ practice, jobTitle }) => [jobTitle, practice].filter(Boolean).join(", ") || "Not given" },
      { heading: "Reference", cell: ({ ref }) => <span className="pn-nowrap">{ref}</span> },
      { heading: "State", cell: (row) => <PersonTags {...row} /> },
      {
        heading: "Change",
        cell: ({ ref, name }) => (
          <a href={`${path}/remove/${ref}`}>
            Remove<span className="nhsuk-u-visually-hidden"> {name ?? ref}</span>
          </a>
        ),
      },
    ]}
    rows={people}
    rowKey={({ ref }) => ref}
  />
);
