import { Checkboxes } from "~/components/forms/checkboxes";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { Button } from "~/components/ui/button";
import { Details } from "~/components/ui/details";
import { When } from "~/components/ui/when";
import { pollPath } from "../topics/topic-address";
import type { PollView, TopicPlace } from "../types";

type Props = { topic: TopicPlace; number: number; poll: PollView; form?: FormState };

/** A question under a post: how it stands, as far as its reader is told, and the form to vote. */
export function Poll({ topic, number, poll, form }: Props) {
  const { question, voters, hasVoted, mayVote, mayClose } = poll;
  const at = pollPath({ topic: topic.code, number });
  return (
    <section className="pn-poll" aria-labelledby={`poll-${number}`}>
      <h3 className="nhsuk-heading-s" id={`poll-${number}`}>
        <span className="nhsuk-u-visually-hidden">Poll: </span>
        {question}
      </h3>
      {voters !== null ? <Results poll={poll} /> : mayVote ? null : <Options poll={poll} />}
      {mayVote && (voters === null || !hasVoted) ? <VoteForm at={at} number={number} poll={poll} form={form} /> : null}
      {mayVote && voters !== null && hasVoted ? (
        <Details summary="Change your vote" open={form !== undefined}>
          <VoteForm at={at} number={number} poll={poll} form={form} />
        </Details>
      ) : null}
      <p className="pn-meta">
        {poll.closedAt ? (
          <>
            Closed on <When at={poll.closedAt} />.{" "}
          </>
        ) : (
          <>
            Closes at the end of <When at={poll.closesAt} />, or earlier when the person who asked closes it.{" "}
          </>
        )}
        {pollWords(poll)}{" "}
        {poll.maySeeNames ? (
          <a href={at} rel="nofollow">
            Who chose what<span className="nhsuk-u-visually-hidden">{`: ${question}`}</span>
          </a>
        ) : null}
      </p>
      {mayClose ? (
        <Form action={`${at}/close`}>
          <Button look="link" hidden={`: ${question}`}>
            Close this poll for good
          </Button>
        </Form>
      ) : null}
    </section>
  );
}

/** What is stored and shown of a vote, before anybody gives one. */
function pollWords({ shows, closedAt, voters }: PollView): string {
  if (shows !== "anonymous") {
    const names = "Members see who chose what";
    if (shows === "always") return `${names}.`;
    if (closedAt) return `${names}.`;
    return shows === "voted" ? `${names}, once they voted themselves or it is closed.` : `${names}, once it is closed.`;
  }
  if (closedAt)
    return voters === null
      ? "What was chosen is not told: fewer than five people voted, or it was moved here from another forum while it was open. No name is kept."
      : "No name is kept with what was chosen.";
  return "Without names: nobody else is shown what you choose, and no staff either. Until the poll closes our database keeps your choice with your name, so that it counts once and you can change it. Then that is deleted. What was chosen is told once it is closed, if five people voted or more.";
}

const votes = (count: number) => (count === 1 ? "1 vote" : `${count} votes`);

const Results = ({ poll: { options, voters } }: { poll: PollView }) => (
  <>
    <ul className="nhsuk-list">
      {options.map(({ words, count, share, isOwn }) => (
        <li key={words}>
          {words}: <strong>{votes(count ?? 0)}</strong>
          {share === null ? "" : `, ${share}%`}
          {isOwn ? " (your choice)" : ""}
          <progress aria-hidden value={count ?? 0} max={Math.max(voters ?? 0, 1)} />
        </li>
      ))}
    </ul>
    <p>{voters === 1 ? "1 person voted." : `${voters} people voted.`}</p>
  </>
);

const Options = ({ poll: { options } }: { poll: PollView }) => (
  <ul>
    {options.map(({ words, isOwn }) => (
      <li key={words}>
        {words}
        {isOwn ? " (your choice)" : ""}
      </li>
    ))}
  </ul>
);

function VoteForm({
  at,
  number,
  poll: { options, most, hasVoted },
  form,
}: {
  at: string;
  number: number;
  poll: PollView;
  form?: FormState;
}) {
  const own = options.flatMap(({ isOwn }, index) => (isOwn ? [String(index)] : []));
  const question = {
    name: "choice",
    id: `vote-${number}`,
    label: most === 1 ? "Choose one" : `Choose up to ${most}`,
    choices: options.map(({ words }, index) => ({ value: String(index), label: words })),
    small: true,
    form,
  };
  return (
    <Form action={at}>
      {most === 1 ? <Radios {...question} initial={own[0]} /> : <Checkboxes {...question} initial={own} />}
      <Button look="secondary">{hasVoted ? "Change your vote" : "Vote"}</Button>
    </Form>
  );
}
