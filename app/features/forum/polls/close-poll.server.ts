import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { forumPolls, forumVotes } from "#db/schema/forum/polls";
import { getPost, type PostAddress } from "~/features/forum/posts/posts.queries.server";
import { isSamePerson, joinedPerson } from "~/features/people/joined-person.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { type CloseBlocker, closeBlocker } from "./poll.policy";
import { lockPoll, recount } from "./vote-in-poll.server";

type CloseResult =
  | { ok: true; post: Awaited<ReturnType<typeof getPost>> }
  | { ok: false; reason: CloseBlocker; post: Awaited<ReturnType<typeof getPost>> };

/** Whoever asked ends the voting; what is closed already stays so. @throws NotFoundError */
export async function closePoll(ctx: Ctx, address: PostAddress): Promise<CloseResult> {
  return inTransaction<CloseResult, Ctx>(ctx, async (ctx) => {
    const post = await getPost(ctx, address);
    const reason = closeBlocker(ctx.actor, post);
    if (reason) return { ok: false, reason, post };
    await end(ctx, await lockPoll(ctx, post.id));
    return { ok: true, post };
  });
}

/** Few enough for one short transaction. */
const BATCH = 20;

/** Ends the polls whose day is over. Any number of workers end each once. */
export async function closeDuePolls(ctx: Ctx): Promise<void> {
  for (;;) {
    const ended = await inTransaction(ctx, async (ctx) => {
      const due = await ctx.db
        .select()
        .from(forumPolls)
        .where(and(isNull(forumPolls.closedAt), lte(forumPolls.closesAt, ctx.now)))
        .orderBy(forumPolls.closesAt)
        .limit(BATCH)
        .for("update", { skipLocked: true });
      for (const poll of due) await end(ctx, poll);
      return due.length;
    });
    if (ended < BATCH) return;
  }
}

/** Of a poll without names nobody's vote is stored from then on: only how often each option was chosen. */
async function end(ctx: Ctx, poll: typeof forumPolls.$inferSelect): Promise<void> {
  if (poll.closedAt) return;
  await countOnce(ctx, poll);
  if (poll.shows === "anonymous") await ctx.db.delete(forumVotes).where(eq(forumVotes.postId, poll.postId));
  await ctx.db.update(forumPolls).set({ closedAt: ctx.now }).where(eq(forumPolls.postId, poll.postId));
}

/** Whose records became one since they voted with each has one vote: that of the record which is theirs now. */
async function countOnce(ctx: Ctx, poll: typeof forumPolls.$inferSelect): Promise<void> {
  const voter = joinedPerson("voter");
  const of = eq(forumVotes.postId, poll.postId);
  const merged = await ctx.db
    .select({ personId: forumVotes.personId })
    .from(forumVotes)
    .innerJoin(...voter.of(forumVotes.personId))
    .where(and(of, voter.isMergedAway));
  const gone: (typeof forumVotes.$inferSelect)[] = [];
  for (const { personId } of merged) {
    const others = sql`exists (select from ${forumVotes} other where other.post_id = ${poll.postId} and other.person_id <> ${personId}
      and ${isSamePerson(sql`other.person_id`, sql`${personId}::uuid`)})`;
    gone.push(
      ...(await ctx.db
        .delete(forumVotes)
        .where(and(of, eq(forumVotes.personId, personId), others))
        .returning()),
    );
  }
  await recount(ctx, poll, { gone });
}
