import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { placeWords } from "~/features/forum/moderation/moderation-words";
import { claimPath, itemPath, QUEUE_WORDS, type QueueKind, whyWords } from "~/features/forum/queue/queue-words";
import { quoted } from "~/lib/quoted";
import type { Moment } from "../types";

type QueueRow = {
  kind: QueueKind;
  item: string;
  rank: number;
  at: Moment;
  /** What the topic, page or category is called; nothing for a near miss, of which only the place is told. */
  title: string | null;
  page: string | null;
  number: number | null;
  author: string | null;
  notes: readonly string[];
  path: string | null;
  mayLook: boolean;
  claimedBy: string | null;
  isMine: boolean;
};

/** What waits for moderators, whatever it is, with who is on it. */
export const QueueTable = ({ items }: { items: readonly QueueRow[] }) => (
  <Table
    caption="To do: patients’ details first, then the oldest"
    captionHidden
    columns={[
      {
        heading: "What",
        cell: (row) => (
          <>
            <Tag tone={row.rank === 0 ? "red" : "grey"}>{QUEUE_WORDS[row.kind].one}</Tag> <a href={itemPath(row)}>{whereWords(row)}</a>
          </>
        ),
      },
      { heading: "Author", cell: ({ author }) => author ?? "Not told" },
      { heading: "Why", cell: whyWords },
      { heading: "Since", cell: ({ at }) => <When at={at} time /> },
      { heading: "Who is on it", cell: (row) => <Claim {...row} /> },
    ]}
    rows={items}
    rowKey={({ item }) => item}
  />
);

function whereWords({ title, page, number }: QueueRow): string {
  if (title === null) return "Where it is";
  if (number !== null) return placeWords({ topic: { title, page }, number });
  return page === null ? `In ${quoted(title)}` : `Comment under ${quoted(title)}`;
}

type Claimed = Pick<QueueRow, "kind" | "item" | "claimedBy" | "isMine" | "mayLook">;

/** Who looks at it, and the press that says that it is oneself; of a near miss also that one has looked. */
const Claim = ({ kind, item, claimedBy, isMine, mayLook }: Claimed) => (
  <>
    {claimedBy ? <p>{isMine ? "You" : claimedBy}</p> : null}
    <Form action={`${claimPath(item)}/${isMine ? "let-go" : "claim"}`}>
      <Button look="link">{isMine ? "I am not on it" : "I am on it"}</Button>
    </Form>
    {kind === "guard" && mayLook ? (
      <Form action={`/admin/near-misses/${item.split("-")[1]}/looked-at`}>
        <Button look="link">I have looked</Button>
      </Form>
    ) : null}
  </>
);
