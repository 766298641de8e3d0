import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";

const KINDS = { html: "To read (HTML)", json: "To take along (JSON)" };

export const CopyTable = ({ copies }: { copies: readonly { name: string; kind: "html" | "json"; madeAt: string }[] }) => (
  <Table
    caption="Copies that you can fetch"
    captionHidden
    rows={copies}
    rowKey={({ name }) => name}
    columns={[
      { heading: "Made", cell: ({ madeAt }) => <When at={madeAt} time /> },
      { heading: "Fetch", cell: ({ name, kind }) => <a href={`/account/privacy/copy/${name}`}>{KINDS[kind]}</a> },
    ]}
  />
);
