import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { messageTitle, STATE_WORDS } from "~/features/mail/messages/message-words";

type Row = { name: string; kind: string; to: string | null; state: string; reason: string | null; createdAt: Date | string };

/** Messages as staff look through them, newest first. */
export function MessageLog({ messages }: { messages: readonly Row[] }) {
  if (messages.length === 0) return <EmptyState text="There is no such message. Try all messages, or another address." />;

  return (
    <Table
      caption="Messages"
      columns={[
        { heading: "Message", cell: ({ name, kind }) => <a href={`/admin/mail/${name}`}>{messageTitle(kind)}</a> },
        { heading: "To", cell: ({ to }) => to ?? "Address no longer kept" },
        { heading: "State", cell: ({ state, reason }) => <MessageState state={state} reason={reason} /> },
        { heading: "Queued", cell: ({ createdAt }) => <When at={createdAt} time /> },
      ]}
      rows={messages}
      rowKey={({ name }) => name}
    />
  );
}

export const MessageState = ({ state, reason }: { state: string; reason: string | null }) => (
  <>
    <Tag tone={state === "accepted" ? "green" : state === "failed" || state === "unknown" ? "red" : "grey"}>
      {STATE_WORDS[state] ?? state}
    </Tag>
    {reason ? <> {reason.replaceAll("-", " ")}</> : null}
  </>
);
