import { eq, sql } from "drizzle-orm";
import { forumTags, forumTopicTags } from "#db/schema/forum/tags";
import { recordEntry } from "~/features/audit/record-entry.server";
import { isAuthor, retitleBlocker, type TitleBlocker } from "~/features/forum/posts/post.policy";
import { findTopicForUpdate } from "~/features/forum/topics/topics.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { TAGS_OF_TOPIC } from "./tag.policy";

export type TagTopicResult =
  | { ok: true; topic: { code: string; title: string; page: string | null } }
  | { ok: false; reason: TitleBlocker };

/**
 * Gives a topic these tags in place of those that it had, by whom and as long as its title may be changed. What a moderator changes is
 * written down. What is a tag no more is left out. @throws NotFoundError
 */
export async function tagTopic(ctx: Ctx, { topic: code, tags }: { topic: string; tags: readonly string[] }): Promise<TagTopicResult> {
  return inTransaction(ctx, async (ctx) => {
    const topic = await findTopicForUpdate(ctx, { code });
    if (!topic) throw new NotFoundError("topic");
    const reason = retitleBlocker(ctx.actor, topic, ctx.now);
    if (reason) return { ok: false, reason };

    const { topicId, tagId } = forumTopicTags;
    const before = await ctx.db.select({ id: tagId }).from(forumTopicTags).where(eq(topicId, topic.id));
    const chosen = await findTagIds(ctx, tags);
    if (before.length === chosen.length && before.every(({ id }) => chosen.includes(id))) return { ok: true, topic };
    await ctx.db.delete(forumTopicTags).where(eq(topicId, topic.id));
    await storeTags(ctx, topic.id, chosen);
    if (!isAuthor(ctx.actor, topic))
      await recordEntry(ctx, {
        class: "act",
        action: "topic.tagged",
        objectKind: "topic",
        objectId: topic.code,
        detail: { tags: [...tags] },
      });
    return { ok: true, topic };
  });
}

/** The tags that these slugs name, as many as a topic has. */
export async function findTagIds(ctx: Ctx, slugs: readonly string[]): Promise<string[]> {
  if (slugs.length === 0) return [];
  const rows = await ctx.db
    .select({ id: forumTags.id })
    .from(forumTags)
    .where(sql`${forumTags.slug} = any(${sql.param([...slugs])}::text[])`)
    .limit(TAGS_OF_TOPIC);
  return rows.map(({ id }) => id);
}

/** Gives a topic of a category tags, as far as there are such still. */
export async function storeTags(ctx: Ctx, topicId: string, tagIds: readonly string[]): Promise<void> {
  if (tagIds.length === 0) return;
  await ctx.db.execute(sql`insert into ${forumTopicTags} (topic_id, tag_id, category_id, last_post_at)
    select topic.id, tag.id, topic.category_id, topic.last_post_at from forum_topics topic join ${forumTags} tag
      on tag.id = any(${sql.param([...tagIds])}::uuid[])
    where topic.id = ${topicId} and topic.category_id is not null for key share of tag on conflict do nothing`);
}
