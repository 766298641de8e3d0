import { Tag } from "~/components/ui/tag";
import type { PageState } from "~/features/content/pages/page.policy";

export const STATE_WORDS: Record<PageState, string> = {
  draft: "Draft",
  published: "Published",
  changed: "Changed since",
  due: "Check overdue",
  "in-review": "Waiting for a review",
  scheduled: "Scheduled",
  "taken-down": "Taken down",
};

const TONES = {
  draft: "grey",
  published: "green",
  changed: "yellow",
  due: "red",
  "in-review": "yellow",
  scheduled: "yellow",
  "taken-down": "red",
} as const;

/** How a page stands. */
export const StateTags = ({ states }: { states: readonly PageState[] }) => (
  <span className="pn-tags">
    {states.map((state) => (
      <Tag key={state} tone={TONES[state]}>
        {STATE_WORDS[state]}
      </Tag>
    ))}
  </span>
);
