import { type PlannedAct, plannedWords } from "~/features/content/publishing/plan.policy";
import type { Moment } from "../types";

export type Plans = { goesOutAt: Moment | null; comesDownAt: Moment | null };

/** What happens to a page by itself, and when. */
export const Planned = ({ goesOutAt, comesDownAt }: Plans) => (
  <>
    {Object.entries({ publish: goesOutAt, "take-down": comesDownAt }).map(([act, at]) =>
      at ? (
        <span key={act} className="pn-meta">
          <br />
          <time dateTime={new Date(at).toISOString()}>{plannedWords(act as PlannedAct, at)}</time>
        </span>
      ) : null,
    )}
  </>
);
