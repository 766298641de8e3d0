import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { type ModerationKind, placeWords, staffModerationPath } from "~/features/forum/moderation/moderation-words";
import type { Moment } from "../types";

type Act = {
  code: string;
  kind: ModerationKind;
  reason: string;
  at: Moment;
  /** Nobody where it is the reader's own post. */
  moderator: string | null;
  author: string;
  topic: { title: string; page: string | null };
  number: number;
  appealedAt: Moment | null;
  decision: "upheld" | "undone" | null;
  undoneAt: Moment | null;
};

export const ModerationTable = ({ acts }: { acts: readonly Act[] }) => (
  <Table
    caption="Acts, the latest first"
    captionHidden
    columns={[
      { heading: "Post", cell: (act) => <a href={staffModerationPath(act.code)}>{placeWords(act)}</a> },
      { heading: "Author", cell: ({ author }) => author },
      { heading: "Done", cell: ({ kind, moderator }) => (moderator ? `${DONE[kind]} by ${moderator}` : DONE[kind]) },
      { heading: "Reason", cell: ({ reason }) => reason },
      { heading: "When", cell: ({ at }) => <When at={at} time /> },
      { heading: "State", cell: (act) => <State act={act} /> },
    ]}
    rows={acts}
    rowKey={({ code }) => code}
  />
);

const DONE = {
  removed: "Removed",
  edited: "Edited",
  retitled: "Title changed",
  "topic-removed": "Whole topic removed",
  "topic-moved": "Moved",
  "posts-split": "Split off",
  "topic-merged": "Merged",
  "writer-learned": "Writer found out",
} as const;

function State({ act: { appealedAt, decision, undoneAt } }: { act: Act }) {
  if (undoneAt) return <Tag tone="grey">Undone</Tag>;
  if (decision) return <Tag tone="green">Upheld</Tag>;
  return appealedAt ? <Tag tone="yellow">Appealed</Tag> : <Tag>Standing</Tag>;
}
