import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumWatches } from "#db/schema/forum/watching";
import { enqueue } from "#jobs/outbox.server";
import { pageOfTopic, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { notify } from "~/features/mail/notifications/notify.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { scopeOf, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { repliesCause, repliesEnd, replyCause } from "./causes";
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
