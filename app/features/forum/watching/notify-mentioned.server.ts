import { and, asc, eq, isNull, ne, not, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumWatches } from "#db/schema/forum/watching";
import { ignores, knownAuthorId } from "~/features/forum/ignoring/ignores.queries.server";
import { isVeiled, writerOf } from "~/features/forum/posts/author.queries.server";
import { listMentioned } from "~/features/forum/posts/mentions.queries.server";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfTopic, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { notify } from "~/features/mail/notifications/notify.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { mentionCause, repliesEnd } from "./causes";
import { mentionNotice } from "./mention-notice.mail.server";
import { categoryWatchOf, topicLevel, watchOf } from "./own-watch.queries.server";

/**
 * Tells whom a post mentions as it stands, if they may read it, once however often it is edited; not who muted the topic, or ignores who
 * wrote it. Gives those whom it concerns: of one post nobody is told twice. Their mail leaves with those of the topic's replies.
 */
export async function notifyMentioned(ctx: Ctx, postId: string): Promise<PersonId[]> {
  return inTransaction(ctx, async (ctx) => {
    const people = await listMentioned(ctx, postId);
    if (people.length === 0) return [];
    const person = joinedPerson("mentioned");
    const found = await ctx.db
      .select({ personId: person.id, writtenAt: forumPosts.createdAt })
      .from(forumPosts)
      .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
      .innerJoin(...scopeOf(forumTopics.scopeId))
      .innerJoin(...person.among(people))
      .leftJoin(...pageOfTopic)
      .leftJoin(forumWatches, watchOf(sql`${person.id}`))
      .leftJoin(forumCategoryWatches, categoryWatchOf(sql`${person.id}`))
      .where(
        and(
          eq(forumPosts.id, postId),
          isNull(forumPosts.removedAt),
          isNull(forumPosts.hiddenAt),
          sql`${person.id} is distinct from ${writerOf(forumPosts)}`,
          ne(topicLevel(sql`${person.id}`), "muted"),
          not(ignores(sql`${person.id}`, knownAuthorId)),
          visibleToPerson(sql`${person.id}`, ctx.now),
          topicStands(ctx),
        ),
      )
      .orderBy(asc(person.id));
    const told = found.map(({ personId }) => personId as PersonId);
    const waits = Math.max(0, repliesEnd(found[0]?.writtenAt ?? ctx.now).getTime() - ctx.now.getTime());
    await notify(ctx, told, mentionNotice, { postId }, { cause: mentionCause(postId), waits, veiled: await isVeiled(ctx, postId) });
    return told;
  });
}
