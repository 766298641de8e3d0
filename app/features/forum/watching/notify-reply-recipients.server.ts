import { and, eq, isNull, not, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { forumPosts, forumQuotes } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumWatches } from "#db/schema/forum/watching";
import { enqueue } from "#jobs/outbox.server";
import { ignores, knownAuthorId } from "~/features/forum/ignoring/ignores.queries.server";
import { isVeiled, writerOf } from "~/features/forum/posts/author.queries.server";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfTopic, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { notify } from "~/features/mail/notifications/notify.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { quoteCause, repliesCause, repliesEnd, replyCause } from "./causes";
import { notifyMentioned } from "./notify-mentioned.server";
import { categoryWatchOf, topicLevel, watchOf } from "./own-watch.queries.server";
import { quoteNotice } from "./quote-notice.mail.server";
import { replyNotice } from "./reply-notice.mail.server";
import { listWatchers } from "./watchers.queries.server";

/**
 * Tells of a reply whom it mentions, and everybody else who watches the topic, or every post of its category, and may still read it; not
 * its author, nor who ignores them. So many at a time, from the first person whose id is greater than `after`; the others are a follow-up
 * of their own. Running again tells nobody twice: a cause is told once per person. Their mails leave at the end of some ten minutes, one
 * for each topic. In the order of their ids, so that two runs at once wait for each other instead of locking up.
 * @param shownAgain it was hidden before its mail left, which did not tell of it, and stands now
 */
export async function notifyReplyRecipients(ctx: Ctx, postId: string, { after, shownAgain = false }: Onward = {}): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const reply = await findStanding(ctx, postId);
    if (!reply) return;
    const mentioned = new Set(await notifyMentioned(ctx, postId));
    if (!after) await tellQuoted(ctx, postId, mentioned);
    const { topic, writerId, knownAuthorId } = reply;
    const { people, next } = await listWatchers(ctx, { topic, writerId, knownAuthorId, levels: ["every-post"], isReply: true, after });
    const until = repliesEnd(reply.writtenAt);
    const cause = repliesCause(topic.id, until);
    const late = `${cause}:${postId}${shownAgain ? ":again" : ""}`;
    await notify(
      ctx,
      people.map(({ personId }) => personId).filter((personId) => !mentioned.has(personId)),
      replyNotice,
      { postIds: [postId] },
      {
        cause: replyCause(postId),
        veiled: await isVeiled(ctx, postId),
        gathers: { cause, list: "postIds", late, again: shownAgain },
        waits: Math.max(0, until.getTime() - ctx.now.getTime()),
      },
    );
    if (next) await enqueue(ctx, "forum.notify-reply", { postId, after: next, shownAgain });
  });
}

type Onward = { after?: PersonId; shownAgain?: boolean };

/** Whose posts it answers or quotes, of those whom it does not mention, who neither watch nor muted the topic, and may still read it. */
async function tellQuoted(ctx: Ctx, postId: string, mentioned: ReadonlySet<PersonId>): Promise<void> {
  const quoted = alias(forumPosts, "quoted");
  const toldId = writerOf(quoted);
  const owner = joinedPerson("owner");
  const found = await ctx.db
    .selectDistinct({ personId: sql<PersonId>`${toldId}`, writtenAt: forumPosts.createdAt })
    .from(forumQuotes)
    .innerJoin(forumPosts, eq(forumPosts.id, forumQuotes.postId))
    .innerJoin(quoted, eq(quoted.id, forumQuotes.quotedId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .innerJoin(...owner.of(toldId))
    .leftJoin(...pageOfTopic)
    .leftJoin(forumWatches, watchOf(toldId))
    .leftJoin(forumCategoryWatches, categoryWatchOf(toldId))
    .where(
      and(
        eq(forumQuotes.postId, postId),
        sql`${topicLevel(toldId)} = 'normal'`,
        sql`${toldId} is distinct from ${writerOf(forumPosts)}`,
        owner.isUsable,
        not(ignores(toldId, knownAuthorId)),
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
        isNull(quoted.removedAt),
        isNull(quoted.hiddenAt),
        visibleToPerson(toldId, ctx.now),
        topicStands(ctx),
      ),
    )
    .orderBy(toldId);
  const [first] = found;
  if (!first) return;
  const waits = Math.max(0, repliesEnd(first.writtenAt).getTime() - ctx.now.getTime());
  await notify(
    ctx,
    found.map(({ personId }) => personId).filter((personId) => !mentioned.has(personId)),
    quoteNotice,
    { postId },
    { cause: quoteCause(postId), waits, veiled: await isVeiled(ctx, postId) },
  );
}

/** A post that is neither removed nor hidden, with what its watchers are found by. */
export async function findStanding(ctx: Ctx, postId: string) {
  const [post] = await ctx.db
    .select({
      writerId: writerOf(forumPosts),
      knownAuthorId: sql<string | null>`${knownAuthorId}`,
      writtenAt: forumPosts.createdAt,
      topic: { id: forumTopics.id, categoryId: forumTopics.categoryId },
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .where(and(eq(forumPosts.id, postId), isNull(forumPosts.removedAt), isNull(forumPosts.hiddenAt)));
  return post ?? null;
}
