import { and, eq, sql } from "drizzle-orm";
import { forumBookmarks } from "#db/schema/forum/bookmarks";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { pageOfTopic } from "~/features/forum/topics/topic-place.queries.server";
import { bookmarkCause } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { bookmarkNotice } from "./bookmark-notice.mail.server";
import { mayBeTold } from "./bookmarks.queries.server";

/** Few enough for one short transaction. */
const BATCH = 50;

/**
 * Tells everybody of the bookmarks whose day has come, from seven in the morning there. Each is told in the transaction that takes its day
 * away: any number of workers tell it once, and one that dies in the middle has told nobody of its batch. Of what its owner may no longer
 * read, or is not there, nothing is told, and its day goes all the same.
 */
export async function remindOfBookmarks(ctx: Ctx): Promise<void> {
  while (await remindBatch(ctx)) {}
}

async function remindBatch(ctx: Ctx): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const due = await takeDue(ctx);
    for (const { personId, postId, day, isTold } of due) {
      await ctx.db
        .update(forumBookmarks)
        .set({ remindOn: null, ...(isTold ? { remindedAt: ctx.now } : {}) })
        .where(and(eq(forumBookmarks.personId, personId), eq(forumBookmarks.postId, postId)));
      if (isTold) await notify(ctx, [personId], bookmarkNotice, { postId }, { cause: bookmarkCause(postId, day!) });
    }
    return due.length === BATCH;
  });
}

function takeDue(ctx: Ctx) {
  const owner = joinedPerson("owner");
  const { personId, postId, remindOn } = forumBookmarks;
  return ctx.db
    .select({ personId, postId, day: remindOn, isTold: sql<boolean>`(${owner.isUsable} and ${mayBeTold(ctx, personId)})` })
    .from(forumBookmarks)
    .innerJoin(forumPosts, eq(forumPosts.id, postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .innerJoin(...owner.of(personId))
    .leftJoin(...pageOfTopic)
    .where(sql`${remindOn} <= (${ctx.now.toISOString()}::timestamptz at time zone 'Europe/London' - interval '7 hours')::date`)
    .orderBy(remindOn, personId, postId)
    .limit(BATCH)
    .for("update", { of: forumBookmarks, skipLocked: true });
}
