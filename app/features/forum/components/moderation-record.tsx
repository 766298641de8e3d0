import { InsetText } from "~/components/ui/inset-text";
import { Prose } from "~/components/ui/prose";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { isMove, type ModerationKind, placeWords } from "~/features/forum/moderation/moderation-words";
import { postPath } from "~/features/forum/topics/topic-address";
import type { Moment, PostPlace } from "../types";
import { PollWords } from "./poll-words";

type Act = {
  kind: ModerationKind;
  at: Moment;
  reason: string;
  original: string;
  /** As readers had it, with its pictures and files: for staff who judge it. */
  originalHtml?: string;
  /** The title as it stood, where the act took it away. */
  originalTitle: string | null;
  poll: { question: string; options: readonly string[] } | null;
  /** The category that a topic was moved from, to those who may read it. */
  from: string | null;
  /** Only told to staff. */
  moderator: string | null;
  decider: string | null;
  appeal: string | null;
  appealedAt: Moment | null;
  decision: "upheld" | "undone" | null;
  decisionWhy: string | null;
  decidedAt: Moment | null;
  undoneAt: Moment | null;
  /** Null where the reader may no longer read the topic. */
  post: (PostPlace & { topic: { title: string }; bodyHtml: string }) | null;
};

/** What was done to a post, why, and what came of it. */
export const ModerationRecord = ({ act }: { act: Act }) => (
  <>
    <SummaryList
      rows={[
        {
          label: "Where",
          value: act.post ? <a href={postPath(act.post)}>{placeWords(act.post)}</a> : "In a place that can no longer be read",
        },
        {
          label: DONE[act.kind],
          value: <DoneBy at={act.at} by={act.moderator} />,
        },
        ...(act.from ? [{ label: "Moved from", value: act.from }] : []),
        { label: "Reason", value: act.reason },
        ...(act.appeal && act.appealedAt ? [{ label: "Appeal", value: <Words at={act.appealedAt} words={act.appeal} /> }] : []),
        ...(act.decision && act.decidedAt
          ? [
              {
                label: "Decision",
                value: (
                  <>
                    {act.decision === "upheld" ? "What was done stands." : "What was done was wrong."}{" "}
                    <DoneBy at={act.decidedAt} by={act.decider} />
                    <br />
                    <span className="pn-source">{act.decisionWhy}</span>
                  </>
                ),
              },
            ]
          : []),
        ...(act.undoneAt ? [{ label: "Undone", value: <When at={act.undoneAt} time /> }] : []),
      ]}
    />
    {act.originalTitle === null ? null : (
      <>
        <h2>The title before</h2>
        <pre className="pn-source">{act.originalTitle}</pre>
      </>
    )}
    {act.kind === "retitled" || act.kind === "writer-learned" || isMove(act.kind) || act.undoneAt ? null : (
      <>
        <h2>The text before</h2>
        {act.originalHtml === undefined ? (
          <pre className="pn-source">{act.original}</pre>
        ) : (
          <InsetText>
            <Prose html={act.originalHtml} />
          </InsetText>
        )}
        {act.poll ? <PollWords poll={act.poll} /> : null}
      </>
    )}
    {act.kind === "edited" && !act.undoneAt && act.post?.bodyHtml ? (
      <>
        <h2>The text now</h2>
        <InsetText>
          <Prose html={act.post.bodyHtml} />
        </InsetText>
      </>
    ) : null}
  </>
);

const DONE = {
  removed: "Removed",
  edited: "Edited",
  retitled: "Edited",
  "topic-removed": "Removed",
  "topic-moved": "Moved",
  "posts-split": "Moved",
  "topic-merged": "Merged",
  "writer-learned": "Writer found out",
} as const;

const DoneBy = ({ at, by }: { at: Moment; by: string | null }) => (
  <>
    <When at={at} time />
    {by ? `, by ${by}` : null}
  </>
);

const Words = ({ at, words }: { at: Moment; words: string }) => (
  <>
    <When at={at} time />
    <br />
    <span className="pn-source">{words}</span>
  </>
);
