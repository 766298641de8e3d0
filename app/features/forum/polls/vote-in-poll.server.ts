import { and, eq, sql } from "drizzle-orm";
import { forumPolls, forumVotes } from "#db/schema/forum/polls";
import { findOwnLabel } from "~/features/forum/posts/nameless-label.server";
import { getPost, type PostAddress } from "~/features/forum/posts/posts.queries.server";
import { recordsOf, takeOwnTurn } from "~/features/people/persons.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { choiceBlocker, type VoteBlocker, voteBlocker } from "./poll.policy";

export type VoteResult =
  | { ok: true; post: Awaited<ReturnType<typeof getPost>> }
  | { ok: false; reason: VoteBlocker; post: Awaited<ReturnType<typeof getPost>> };

/**
 * Votes, or changes the vote that was given before, under whichever of the voter's records. Nobody is told, and nothing is written down
 * about it but the vote. @throws NotFoundError
 */
export async function voteInPoll(ctx: PersonCtx, address: PostAddress, choices: readonly number[]): Promise<VoteResult> {
  return inTransaction<VoteResult, PersonCtx>(ctx, async (ctx) => {
    await takeOwnTurn(ctx);
    const post = await getPost(ctx, address);
    const poll = await lockPoll(ctx, post.id);
    const reason = voteBlocker(ctx.actor, poll, post, ctx.now) ?? choiceBlocker(poll, choices);
    if (reason) return { ok: false, reason, post };

    const { personId } = ctx.actor;
    const before = await ctx.db
      .delete(forumVotes)
      .where(and(eq(forumVotes.postId, post.id), sql`${forumVotes.personId} = any(${recordsOf(personId)})`))
      .returning();
    const chosen = { [poll.shows === "anonymous" ? "sealed" : "choices"]: [...choices] };
    // as the vote before was called: of a name that goes as a label comes readers would know whose label it is
    const calledSo = before.find((vote) => vote.namelessAs !== null) ?? before[0];
    const namelessAs = calledSo ? calledSo.namelessAs : await findOwnLabel(ctx, post.topicId);
    await ctx.db.insert(forumVotes).values({ postId: post.id, personId, votedAt: ctx.now, namelessAs, ...chosen });
    await recount(ctx, poll, { gone: before, come: [choices] });
    return { ok: true, post };
  });
}

type Poll = typeof forumPolls.$inferSelect;
type Vote = typeof forumVotes.$inferSelect;

/** @throws NotFoundError */
export async function lockPoll(ctx: Ctx, postId: string): Promise<Poll> {
  const [poll] = await ctx.db.select().from(forumPolls).where(eq(forumPolls.postId, postId)).for("update");
  if (!poll) throw new NotFoundError("poll");
  return poll;
}

/** Counts what was chosen anew, of a poll whose row is locked. */
export async function recount(ctx: Ctx, poll: Poll, { gone, come = [] }: { gone: readonly Vote[]; come?: readonly (readonly number[])[] }) {
  if (gone.length === 0 && come.length === 0) return;
  const lost = gone.flatMap(({ choices, sealed }) => choices ?? sealed ?? []);
  const won = come.flat();
  const times = (votes: readonly number[], index: number) => votes.filter((each) => each === index).length;
  await ctx.db
    .update(forumPolls)
    .set({
      counts: poll.counts.map((count, index) => count - times(lost, index) + times(won, index)),
      voters: poll.voters - gone.length + come.length,
    })
    .where(eq(forumPolls.postId, poll.postId));
}
