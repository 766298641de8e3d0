import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";

const FORMATS = { html: "To read (HTML)", json: "To take along (JSON)", zip: "Both, with your pictures and files (ZIP)" };

type Format = keyof typeof FORMATS;
type Copy = { code: string; format: Exclude<Format, "zip">; size: number; madeAt: string };
type Offered = { address: string; format: Format; size: number | null; madeAt: string };

const addressOf = (code: string) => `/account/privacy/copy/${code}`;

/** A copy is two rows; the file with everything in it goes by the code of the second. */
const offered = ({ code, ...copy }: Copy): Offered[] => [
  { ...copy, address: addressOf(code) },
  ...(copy.format === "json" ? [{ ...copy, address: `${addressOf(code)}/files`, format: "zip" as const, size: null }] : []),
];

export const CopyTable = ({ copies }: { copies: readonly Copy[] }) => (
  <Table
    caption="Copies that you can fetch"
    captionHidden
    rows={copies.flatMap(offered)}
    rowKey={({ address }) => address}
    columns={[
      { heading: "Made", cell: ({ madeAt }) => <When at={madeAt} time /> },
      { heading: "Fetch", cell: ({ address, format }) => <a href={address}>{FORMATS[format]}</a> },
      { heading: "Size", isNumber: true, cell: ({ size }) => (size === null ? "as large as your files" : sizeInWords(size)) },
    ]}
  />
);

const KB = 1024;
const sizeInWords = (size: number) => (size < KB * KB ? `${Math.ceil(size / KB)} KB` : `${(size / KB / KB).toFixed(1)} MB`);
