import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { categoryOfHeld, scopeOfHeld } from "~/features/forum/held/held.queries.server";
import { author } from "~/features/forum/posts/author.queries.server";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfTopic, readableOnce, readableTopic } from "~/features/forum/topics/topic-place.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { askTogether, firstOf, isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { moderationBlocker } from "./moderation.policy";

/** A file, and what holds it: posts, what waits for a moderator, or texts that are kept, as those put aside are. */
type Judged = { code: string; posts: readonly string[]; held: readonly string[]; kept: readonly string[]; ownerId: string | null };

/**
 * Whether a moderator may see a picture or file because what they judge holds it: a post that is hidden, what waits to be let through, or
 * what one of them put aside. The look is written down, and whoever added it sees it.
 */
export async function openJudgedFile(ctx: Ctx, { code, posts, held, kept, ownerId }: Judged): Promise<boolean> {
  if (posts.length + held.length + kept.length === 0 || moderationBlocker(ctx.actor)) return false;
  const isOwners = eq(author.id, sql`${ownerId}::uuid`);
  const found = await askTogether(ctx.db, {
    hidden: firstOf(
      ctx.db
        .select({ id: sql<string>`${forumPosts.id}` })
        .from(forumPosts)
        .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
        .innerJoin(...scopeOf(forumTopics.scopeId))
        .leftJoin(...pageOfTopic)
        .where(and(isOneOf(forumPosts.id, posts), isNotNull(forumPosts.hiddenAt), isNull(forumPosts.removedAt), readableTopic(ctx)))
        .limit(1),
    ),
    held: firstOf(
      ctx.db
        .select({ id: forumHeldPosts.id })
        .from(forumHeldPosts)
        .leftJoin(forumTopics, eq(forumTopics.id, forumHeldPosts.topicId))
        .leftJoin(forumCategories, categoryOfHeld)
        .innerJoin(...scopeOfHeld)
        .innerJoin(...author.of(forumHeldPosts.authorId))
        .where(and(isOneOf(forumHeldPosts.id, held), isOwners, visibleTo(ctx)))
        .limit(1),
    ),
    aside: firstOf(
      ctx.db
        .select({ id: sql<string>`${forumModerations.id}` })
        .from(forumModerations)
        .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
        .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
        .innerJoin(...scopeOf(forumTopics.scopeId))
        .innerJoin(...author.of(forumPosts.authorId))
        .leftJoin(...pageOfTopic)
        .where(and(isOneOf(forumModerations.id, kept), isOwners, readableOnce(ctx)))
        .limit(1),
    ),
  });
  if (!found.hidden && !found.held && !found.aside) return false;
  await recordEntry(ctx, {
    class: "access",
    action: "moderation.file-opened",
    objectKind: "file",
    objectId: code,
    subjectId: ownerId,
    purpose: "moderation",
  });
  return true;
}
