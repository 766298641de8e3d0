import { Tag } from "~/components/ui/tag";
import { TaskList } from "~/components/ui/task-list";
import type { Check } from "../types";

const TAGS = {
  done: <Tag tone="green">Good</Tag>,
  warning: <Tag tone="yellow">Take care</Tag>,
  blocked: <Tag tone="red">To put right</Tag>,
};

/** What is looked at before an issue may go, turning green. */
export const Checklist = ({ checks }: { checks: readonly Check[] }) => (
  <TaskList tasks={checks.map(({ title, words, state }) => ({ title, hint: words, status: TAGS[state] }))} />
);
