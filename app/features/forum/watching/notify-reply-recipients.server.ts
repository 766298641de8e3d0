import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { forumPosts, forumQuotes } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumWatches } from "#db/schema/forum/watching";
import { enqueue } from "#jobs/outbox.server";
import { pageOfTopic, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { notify } from "~/features/mail/notifications/notify.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { scopeOf, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { quoteCause, repliesCause, repliesEnd, replyCause } from "./causes";
import { quoteNotice } from "./quote-notice.mail.server";
import { replyNotice } from "./reply-notice.mail.server";

/** As many as one transaction tells. */
export const REPLY_BATCH = 500;

/**
 * Tells everybody who watches the topic and may still read it of a reply, except its author: so many at a time, from the first person whose
 * id is greater than `after`; the others are a follow-up of their own. Running again tells nobody twice: a cause is told once per person.
 * Their mails leave at the end of some ten minutes, one for each topic. In the order of their ids, so that two runs at once wait for each
 * other instead of locking up.
 * @param shownAgain it was hidden before its mail left, which did not tell of it, and stands now
 */
export async function notifyReplyRecipients(ctx: Ctx, postId: string, { after, shownAgain = false }: Onward = {}): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (!after) await tellQuoted(ctx, postId);
    const recipients = await listRecipients(ctx, postId, after);
    const [first] = recipients;
    if (!first) return;
    const people = recipients.map(({ personId }) => personId);
    const until = repliesEnd(first.writtenAt);
    const cause = repliesCause(first.topicId, until);
    const late = `${cause}:${postId}${shownAgain ? ":again" : ""}`;
    await notify(
      ctx,
      people,
      replyNotice,
      { postIds: [postId] },
      {
        cause: replyCause(postId),
        gathers: { cause, list: "postIds", late, again: shownAgain },
        waits: Math.max(0, until.getTime() - ctx.now.getTime()),
      },
    );
    if (people.length === REPLY_BATCH) await enqueue(ctx, "forum.notify-reply", { postId, after: people.at(-1), shownAgain });
  });
}

type Onward = { after?: PersonId; shownAgain?: boolean };

/** Whose posts it answers or quotes, of those who neither watch nor muted the topic, and may still read it. */
async function tellQuoted(ctx: Ctx, postId: string): Promise<void> {
  const quoted = alias(forumPosts, "quoted");
  const owner = joinedPerson("owner");
  const found = await ctx.db
    .selectDistinct({ personId: sql<PersonId>`${quoted.authorId}`, writtenAt: forumPosts.createdAt })
    .from(forumQuotes)
    .innerJoin(forumPosts, eq(forumPosts.id, forumQuotes.postId))
    .innerJoin(quoted, eq(quoted.id, forumQuotes.quotedId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .innerJoin(...owner.of(quoted.authorId))
    .leftJoin(...pageOfTopic)
    .leftJoin(forumWatches, and(eq(forumWatches.topicId, forumTopics.id), eq(forumWatches.personId, quoted.authorId)))
    .where(
      and(
        eq(forumQuotes.postId, postId),
        isNull(forumWatches.level),
        sql`${quoted.authorId} is distinct from ${forumPosts.authorId}`,
        owner.isUsable,
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
        isNull(quoted.removedAt),
        isNull(quoted.hiddenAt),
        visibleToPerson(sql`${quoted.authorId}`, ctx.now),
        topicStands(ctx),
      ),
    )
    .orderBy(sql`${quoted.authorId}`);
  const [first] = found;
  if (!first) return;
  const waits = Math.max(0, repliesEnd(first.writtenAt).getTime() - ctx.now.getTime());
  await notify(
    ctx,
    found.map(({ personId }) => personId),
    quoteNotice,
    { postId },
    { cause: quoteCause(postId), waits },
  );
}

function listRecipients(ctx: Ctx, postId: string, after?: PersonId) {
  const watcher = joinedPerson("watcher");
  return ctx.db
    .select({ personId: forumWatches.personId, topicId: forumPosts.topicId, writtenAt: forumPosts.createdAt })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .innerJoin(forumWatches, and(eq(forumWatches.topicId, forumTopics.id), eq(forumWatches.level, "watching")))
    .innerJoin(...watcher.of(forumWatches.personId))
    .leftJoin(...pageOfTopic)
    .where(
      and(
        eq(forumPosts.id, postId),
        after ? gt(forumWatches.personId, after) : undefined,
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
        sql`${forumWatches.personId} is distinct from ${forumPosts.authorId}`,
        watcher.isUsable,
        visibleToPerson(forumWatches.personId, ctx.now),
        topicStands(ctx),
      ),
    )
    .orderBy(asc(forumWatches.personId))
    .limit(REPLY_BATCH);
}
