import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { CHANNEL_NAMES, type Channel } from "~/features/consents/marketing-purposes";
import { sourceWords } from "~/features/consents/source-words";

export type ActRow = { id: number; at: string; purpose: string; channel: Channel; action: string; source: string };

const ACTIONS: Record<string, string> = {
  given: "Yes",
  imported: "Brought along from an earlier list",
  held: "Asked to stop",
  kept: "Kept after all",
  withdrawn: "No",
  lapsed: "Ended by itself",
  objected: "Objected to all of it",
  complained: "Marked as unwanted",
  paused: "Paused",
  resumed: "Taken up again",
  reconfirmed: "Yes, again",
  expired: "Ended by itself",
  erased: "Erased",
};

/** Every answer that was ever given, newest first. */
export const ConsentActs = ({ acts }: { acts: readonly ActRow[] }) => (
  <Table
    caption="All your answers"
    captionHidden
    rows={acts}
    rowKey={({ id }) => id}
    columns={[
      { heading: "When", cell: ({ at }) => <When at={at} time /> },
      { heading: "What", cell: ({ purpose, channel }) => `${purpose}, by ${CHANNEL_NAMES[channel].toLowerCase()}` },
      { heading: "Answer", cell: ({ action }) => ACTIONS[action] ?? action },
      { heading: "How", cell: ({ source }) => sourceWords(source) },
    ]}
  />
);
