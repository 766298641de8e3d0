import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { NextPrevious } from "~/components/ui/next-previous";
import { MemberName } from "~/features/forum/components/member-name";
import { Poll } from "~/features/forum/components/poll";
import { VOTE_REFUSALS } from "~/features/forum/polls/poll.policy";
import { VoteSchema } from "~/features/forum/polls/poll.schema";
import { listVotes } from "~/features/forum/polls/polls.queries.server";
import { voteInPoll } from "~/features/forum/polls/vote-in-poll.server";
import { pollPath, postNumber, postPath, topicCode } from "~/features/forum/topics/topic-address";
import { asAnyone, asMember } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const after = new URL(request.url).searchParams.get("after");
    const { post, poll, votes, next } = await listVotes(ctx, address, after);
    const here = pollPath(address);
    return page({
      topic: post.topic,
      number: post.number,
      back: postPath(post),
      poll,
      votes,
      previous: after ? here : null,
      next: next ? `${here}?after=${next}` : null,
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asMember(request, async (ctx) => {
    const form = await parseForm(request, VoteSchema);
    if (!form.ok) return badRequest(form);
    await countAttempt("draft", ctx.actor.personId);
    const done = await voteInPoll(ctx, { topic: topicCode(params), number: postNumber(params) }, form.data.choice);
    if (done.ok) return redirectTo(postPath(done.post), { success: "Your vote is counted." });
    const isChoice = done.reason === "none-chosen" || done.reason === "too-many";
    return badRequest(form.refused(VOTE_REFUSALS[done.reason], isChoice ? "choice" : undefined));
  });
}

export const meta = title("Poll", "Forum");

/** The poll alone, with who chose what where names are shown; and what a refused vote comes back to. */
export default function PollPage() {
  const { topic, number, back, poll, votes, previous, next } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={back} />
      <PageTitle form={form}>Poll</PageTitle>
      <Poll topic={topic} number={number} poll={poll} form={form} />
      {votes.length > 0 ? (
        <>
          <h2 className="nhsuk-heading-m">Who chose what</h2>
          <ul className="nhsuk-list">
            {votes.map(({ name, member, practice, chose }, index) => (
              // two may be called the same
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes in place
              <li key={index}>
                <MemberName who={{ name, member }} />
                {practice ? `, ${practice}` : ""} <span className="pn-meta">{chose.join("; ")}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <NextPrevious previous={previous} next={next} label="More names" previousText="First page" />
    </>
  );
}
