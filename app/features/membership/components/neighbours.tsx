import { Table } from "~/components/ui/table";

type Neighbour = { ref: string; name: string | null; place: string | null; isMember: boolean };

/** People who may be the same, or work at the same place: told apart by their references. */
export const Neighbours = ({ caption, place, people }: { caption: string; place: string; people: readonly Neighbour[] }) => (
  <Table
    caption={caption}
    columns={[
      { heading: "Name", cell: ({ ref, name }) => <a href={`/admin/members/${ref}`}>{name ?? "No name given"}</a> },
      { heading: "Reference", cell: ({ ref }) => <span className="pn-reference">{ref}</span> },
      { heading: place, cell: ({ place }) => place ?? "Not given" },
      { heading: "Member", cell: ({ isMember }) => (isMember ? "Yes" : "No") },
    ]}
    rows={people}
    rowKey={({ ref }) => ref}
  />
);
