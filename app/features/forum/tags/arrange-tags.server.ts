import { and, eq, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumTags, forumTagWatches, forumTopicTags } from "#db/schema/forum/tags";
import { forumDigests } from "#db/schema/forum/watching";
import { recordEntry } from "~/features/audit/record-entry.server";
import { arrangingBlocker } from "~/features/forum/categories/category.policy";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { freeSlug } from "~/lib/slug";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { MOST_TAGS, type TagBlocker } from "./tag.policy";
import { listTags } from "./tags.queries.server";

type TagWords = { name: string; description: string };
export type TagResult = { ok: true; slug: string } | { ok: false; reason: TagBlocker };

/** Makes a tag; its address stays, and is made of its name where none is given. @throws ForbiddenError */
export async function addTag(ctx: Ctx, { slug: wanted, ...words }: TagWords & { slug?: string }): Promise<TagResult> {
  return arranging(ctx, async (ctx) => {
    const tags = await listTags(ctx);
    if (tags.some(({ name }) => isSameName(name, words.name))) return { ok: false, reason: "taken" };
    if (tags.length >= MOST_TAGS) return { ok: false, reason: "too-many" };
    const slug = freeSlug(
      wanted ?? words.name,
      "tag",
      tags.map((tag) => tag.slug),
    );
    await ctx.db.insert(forumTags).values({ id: uuidv7(), slug, ...words });
    await record(ctx, "tag.created", slug, words);
    return { ok: true, slug };
  });
}

const isSameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/**
 * Gives a tag another name or other words. Where another tag has the name, it is merged into that on purpose: its topics have that one
 * then, and whoever chose something for it alone hears of that one as they chose. @throws ForbiddenError, NotFoundError
 */
export async function changeTag(ctx: Ctx, slug: string, { merge, ...words }: TagWords & { merge: boolean }): Promise<TagResult> {
  return arranging(ctx, async (ctx) => {
    const tag = await findTag(ctx, slug);
    const sameName = and(sql`lower(${forumTags.name}) = lower(${words.name})`, ne(forumTags.id, tag.id));
    const [other] = await ctx.db.select().from(forumTags).where(sameName);
    if (other && !merge) return { ok: false, reason: "merge" };
    if (other) {
      await mergeInto(ctx, tag.id, other.id);
      await record(ctx, "tag.merged", slug, { name: tag.name, into: other.slug });
      return { ok: true, slug: other.slug };
    }
    await ctx.db.update(forumTags).set(words).where(eq(forumTags.id, tag.id));
    await record(ctx, "tag.changed", slug, { before: tag.name, ...words });
    return { ok: true, slug };
  });
}

/** No topic has the tag any more, and nobody hears of it. @throws ForbiddenError, NotFoundError */
export async function removeTag(ctx: Ctx, slug: string): Promise<void> {
  await arranging(ctx, async (ctx) => {
    const { id, name } = await findTag(ctx, slug);
    await ctx.db
      .update(forumDigests)
      .set({ tagIds: sql`array_remove(${forumDigests.tagIds}, ${id}::uuid)` })
      .where(sql`${id}::uuid = any(${forumDigests.tagIds})`);
    await ctx.db.delete(forumTags).where(eq(forumTags.id, id));
    await record(ctx, "tag.removed", slug, { name });
  });
}

/** One after the other: names and numbers are counted before they are taken. */
async function arranging<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const blocker = arrangingBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
  return inTransaction(ctx, async (ctx) => {
    await lockByName(ctx, "forum-tags");
    return work(ctx);
  });
}

async function findTag(ctx: Ctx, slug: string) {
  const [tag] = await ctx.db.select().from(forumTags).where(eq(forumTags.slug, slug));
  if (!tag) throw new NotFoundError("tag");
  return tag;
}

async function mergeInto(ctx: Ctx, from: string, into: string): Promise<void> {
  // nobody gives a topic either of them meanwhile
  await ctx.db.execute(sql`select from ${forumTags} where id in (${from}, ${into}) order by id for update`);
  // its category and activity stay as they are, or become, so that no topic is asked or kept from being written in
  await ctx.db.execute(sql`update ${forumTopicTags} its set tag_id = ${into} where tag_id = ${from}
    and not exists (select from ${forumTopicTags} other where other.topic_id = its.topic_id and other.tag_id = ${into})`);
  // “normal” says no more than no choice, unless it was chosen from a mail
  await ctx.db.execute(sql`insert into ${forumTagWatches} (person_id, tag_id, level, before, changed_at)
    select person_id, ${into}::uuid, level, before, changed_at from ${forumTagWatches} where tag_id = ${from}
    on conflict (person_id, tag_id) do update set level = excluded.level, before = excluded.before, changed_at = excluded.changed_at
      where forum_tag_watches.level = 'normal' and forum_tag_watches.stopped_by is null`);
  // also of what was declined, which may wait again
  await ctx.db
    .update(forumHeldPosts)
    .set({ tagIds: sql`array_replace(${forumHeldPosts.tagIds}, ${from}::uuid, ${into}::uuid)` })
    .where(sql`${from}::uuid = any(${forumHeldPosts.tagIds})`);
  await ctx.db
    .update(forumDigests)
    .set({ tagIds: sql`array_append(array_remove(array_remove(${forumDigests.tagIds}, ${from}::uuid), ${into}::uuid), ${into}::uuid)` })
    .where(sql`${from}::uuid = any(${forumDigests.tagIds})`);
  await ctx.db.delete(forumTags).where(eq(forumTags.id, from));
}

const record = (ctx: Ctx, action: "tag.created" | "tag.changed" | "tag.merged" | "tag.removed", slug: string, detail: object) =>
  recordEntry(ctx, { class: "act", action, objectKind: "tag", objectId: slug, detail: { ...detail } });
