import { Tag } from "~/components/ui/tag";

type Props = { state: "draft" | "sent"; sending: "filling" | "sending" | "paused" | "stopped" | "finished" | null };

/** Where an issue stands, as a tag. */
export function IssueState({ state, sending }: Props) {
  if (state === "draft") return <Tag tone="grey">Draft</Tag>;
  if (sending === "paused") return <Tag tone="yellow">Paused</Tag>;
  if (sending === "stopped") return <Tag tone="red">Stopped</Tag>;
  return sending === "finished" ? <Tag tone="green">Sent</Tag> : <Tag>Sending</Tag>;
}
