import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";

const FORMATS = { html: "To read (HTML)", json: "To take along (JSON)" };

type Copy = { code: string; format: keyof typeof FORMATS; size: number; madeAt: string };

export const CopyTable = ({ copies }: { copies: readonly Copy[] }) => (
  <Table
    caption="Copies that you can fetch"
    captionHidden
    rows={copies}
    rowKey={({ code }) => code}
    columns={[
      { heading: "Made", cell: ({ madeAt }) => <When at={madeAt} time /> },
      { heading: "Fetch", cell: ({ code, format }) => <a href={`/account/privacy/copy/${code}`}>{FORMATS[format]}</a> },
      { heading: "Size", isNumber: true, cell: ({ size }) => sizeInWords(size) },
    ]}
  />
);

const KB = 1024;
const sizeInWords = (size: number) => (size < KB * KB ? `${Math.ceil(size / KB)} KB` : `${(size / KB / KB).toFixed(1)} MB`);
