import { InsetText } from "~/components/ui/inset-text";
import { Prose } from "~/components/ui/prose";
import { SummaryList } from "~/components/ui/summary-list";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { topicPath } from "~/features/forum/topics/topic-address";
import type { Moment, TagOfTopic, TopicPlace } from "../types";
import { PollWords } from "./poll-words";

type HeldPlace = { topic: (TopicPlace & { title: string }) | null; category: string | null } | null;

type Shown = {
  title: string | null;
  tags: readonly TagOfTopic[];
  poll: { question: string; options: readonly string[] } | null;
  place: HeldPlace;
  html: string;
  state: "waiting" | "through" | "declined";
  why: "words" | "newcomer";
  words: readonly string[];
  namelessAs: string | null;
  isOwn: boolean;
  heldAt: Moment;
  reason: string | null;
  declinedAt: Moment | null;
  appeal: string | null;
  appealedAt: Moment | null;
  decisionWhy: string | null;
  decidedAt: Moment | null;
};

/** Where something was to stand, as far as the reader may know now. */
export function HeldWhere({ place }: { place: HeldPlace }) {
  if (!place) return <>In a place that can no longer be read</>;
  return place.topic ? <a href={topicPath(place.topic)}>{place.topic.title}</a> : <>A new topic in {place.category}</>;
}

export const HeldState = ({ state }: Pick<Shown, "state">) =>
  state === "waiting" ? (
    <Tag tone="yellow">Waiting for a moderator</Tag>
  ) : state === "declined" ? (
    <Tag tone="red">Declined</Tag>
  ) : (
    <Tag tone="green">Let through</Tag>
  );

/** What waits for a moderator or was decided, and what was said about it. */
export const HeldRecord = ({ held }: { held: Shown }) => (
  <>
    <SummaryList
      rows={[
        { label: "State", value: <HeldState state={held.state} /> },
        { label: "Where", value: <HeldWhere place={held.place} /> },
        ...(held.tags.length > 0 ? [{ label: "Tags", value: held.tags.map(({ name }) => name).join(", ") }] : []),
        { label: "Sent", value: <When at={held.heldAt} time /> },
        {
          label: "Why it waited",
          value:
            // one reason for all that bear no name: being new would say who it is
            held.namelessAs !== null && !held.isOwn
              ? "First posts, and posts with words that moderators look at first, wait for one."
              : held.why === "newcomer"
                ? "A moderator looks at the first posts of everybody who is new here."
                : `It has words that a moderator looks at first: ${held.words.map((word) => `“${word}”`).join(", ")}`,
        },
        ...said("Declined", held.declinedAt, held.reason),
        ...said("Appeal", held.appealedAt, held.appeal),
        ...said("Decision", held.decidedAt, held.state === "through" ? "It was let through." : held.decisionWhy),
      ]}
    />
    {held.state === "through" ? null : (
      <InsetText>
        {held.title === null ? null : <h2 className="nhsuk-heading-s">{held.title}</h2>}
        <Prose html={held.html} />
        {held.poll ? <PollWords poll={held.poll} /> : null}
      </InsetText>
    )}
  </>
);

const said = (label: string, at: Moment | null, words: string | null) =>
  at && words
    ? [
        {
          label,
          value: (
            <>
              <When at={at} time />
              <br />
              <span className="pn-source">{words}</span>
            </>
          ),
        },
      ]
    : [];
