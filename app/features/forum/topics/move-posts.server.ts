import { inArray, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumReads, forumWatches } from "#db/schema/forum/watching";
import { moveDrafts } from "~/features/drafts/save-draft.server";
import { moveNearMisses } from "~/features/guard/move-near-misses.server";
import type { Ctx } from "~/lib/ctx";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { settleLatest } from "./settle-latest.server";
import { topicAddress } from "./topic-address";

type Place = { id: string; code: string };

const momentOf = (ctx: Ctx) => sql`${ctx.now.toISOString()}::timestamptz`;

/** What stands where a post was: its number is never given again, and leads to it wherever it goes. */
const stubOf = (ctx: Ctx, topicId: string, actId: string | null, from: string) => sql`
  insert into forum_posts (id, topic_id, number, body_markdown, body_html, renderer_version, submission_id, created_at, removed_at, removed_by,
    moved_to_id, moved_with)
  select gen_random_uuid(), ${sql.raw(topicId)}, ${sql.raw(from)}.number, '', '', ${RENDERER_VERSION}, gen_random_uuid(), placed.created_at,
    ${momentOf(ctx)}, 'moved', placed.id, ${actId}::uuid`;

/**
 * Puts posts of one topic at the end of another, in their order, with all that hangs on them: those with these numbers, or all. Whoever had
 * read them has read them there, whoever watched the one watches the other. Both topics are locked.
 */
export async function movePosts(ctx: Ctx, actId: string, from: Place, to: Place & { last: number }, numbers?: number[]) {
  const chosen = numbers ? sql`and post.number = any(${sql.param(numbers)}::int[])` : sql``;
  await ctx.db.execute(sql`
    with moved as (
      select post.id, post.number, (${to.last}::int + row_number() over (order by post.number))::int as next from ${forumPosts} post
      where post.topic_id = ${from.id} and post.moved_to_id is null ${chosen}),
    placed as (update ${forumPosts} post set topic_id = ${to.id}, number = moved.next from moved where post.id = moved.id
      returning post.id, post.created_at)
    ${stubOf(ctx, `'${from.id}'::uuid`, actId, "moved")} from placed join moved on moved.id = placed.id`);
  await readThere(ctx, actId, from, to);
  await ctx.db.execute(sql`
    insert into ${forumWatches} (person_id, topic_id, level, changed_at)
    select person_id, ${to.id}, level, ${momentOf(ctx)} from ${forumWatches} where topic_id = ${from.id} on conflict do nothing`);
  await settlePlaces(ctx, [from.id, to.id]);
}

/** A mark says how far somebody read without a gap: who had not read all of the other topic finds the posts new after what they had not. */
const readThere = (ctx: Ctx, actId: string, from: Place, to: Place & { last: number }) =>
  ctx.db.execute(sql`
    insert into ${forumReads} as mark (person_id, topic_id, last_read_number, read_at)
    select theirs.person_id, ${to.id}, ${to.last}::int + moved.read, theirs.read_at from ${forumReads} theirs
    cross join lateral (select count(*)::int as read from ${forumPosts} stub
      where stub.topic_id = ${from.id} and stub.moved_with = ${actId} and stub.number <= theirs.last_read_number) moved
    where theirs.topic_id = ${from.id} and moved.read > 0 and (${to.last}::int = 0 or exists (select from ${forumReads} there
      where there.topic_id = ${to.id} and there.person_id = theirs.person_id and there.last_read_number >= (select max(number) from ${forumPosts} post
          where post.topic_id = ${to.id} and post.number <= ${to.last}::int and post.removed_at is null)))
    on conflict (person_id, topic_id) do update set last_read_number = greatest(mark.last_read_number, excluded.last_read_number)`);

/** Puts the posts that an act moved back under their old numbers; where they stood meanwhile a stub leads to them. */
export async function putPostsBack(ctx: Ctx, { id, at }: { id: string; at: Date }): Promise<void> {
  const left = await ctx.db.execute<{ left: string; back: string; code: string; backCode: string; scopeId: string }>(sql`
    with stub as (delete from ${forumPosts} where moved_with = ${id} returning topic_id, number, moved_to_id),
    was as (select post.id, post.topic_id as left_topic, post.number, stub.topic_id as back_topic, stub.number as back_number
      from stub join ${forumPosts} post on post.id = stub.moved_to_id),
    placed as (update ${forumPosts} post set topic_id = was.back_topic, number = was.back_number from was where post.id = was.id
      returning post.id, post.created_at),
    made as (${stubOf(ctx, "was.left_topic", null, "was")} from placed join was on was.id = placed.id)
    select distinct was.left_topic as left, was.back_topic as back, gone.code, home.code as "backCode", home.scope_id as "scopeId" from was
    join ${forumTopics} gone on gone.id = was.left_topic join ${forumTopics} home on home.id = was.back_topic`);
  const topics = [...new Set(left.flatMap(({ left, back }) => [left, back]))];
  for (const { left: topicId, back, code, backCode, scopeId } of left) {
    // who came along with the posts, and chose nothing since
    await ctx.db.execute(sql`delete from ${forumWatches} where topic_id = ${topicId} and changed_at = ${at.toISOString()}::timestamptz`);
    await ctx.db.execute(sql`
      update ${forumTopics} home set removed_at = null, removed_by = null, merged_into_id = null,
        hidden_at = (select hidden_at from ${forumPosts} first where first.topic_id = home.id and first.number = 1)
      where home.id = ${back} and home.removed_by = 'merged'`);
    await mergeEmptied(ctx, topicId, back);
    await moveNearMisses(ctx, topicAddress(backCode), scopeId);
    await moveDrafts(ctx, `${topicAddress(code)}/replies`, `${topicAddress(backCode)}/replies`);
  }
  await settlePlaces(ctx, topics);
}

/** A topic in which nothing stands any more but what leads elsewhere is shown in no list; its address leads on. */
const mergeEmptied = (ctx: Ctx, id: string, into: string) =>
  ctx.db.execute(sql`
    update ${forumTopics} set removed_at = ${momentOf(ctx)}, removed_by = 'merged', merged_into_id = ${into}
    where id = ${id} and removed_at is null and not exists (select from ${forumPosts} post where post.topic_id = ${id} and post.moved_to_id is null)`);

/** After posts changed their topics: which number is the last, which post the latest, what answered which, where emptied ones lead. */
async function settlePlaces(ctx: Ctx, topics: string[]): Promise<void> {
  const these = sql`any(${sql.param(topics)}::uuid[])`;
  await ctx.db.execute(sql`
    update ${forumTopics} topic set last_post_number = last.number
    from (select topic_id, max(number) as number from ${forumPosts} where topic_id = ${these} group by topic_id) last where topic.id = last.topic_id`);
  // a mark stands where its reply does, unless another reply answered that
  await ctx.db.execute(sql`
    update forum_answers mark set topic_id = post.topic_id from ${forumPosts} post
    where post.id = mark.post_id and post.topic_id = ${these} and mark.topic_id <> post.topic_id and post.number > 1
      and not exists (select from forum_answers other where other.topic_id = post.topic_id)`);
  await ctx.db.execute(sql`
    update ${forumTopics} topic set merged_into_id = post.topic_id from ${forumPosts} stub join ${forumPosts} post on post.id = stub.moved_to_id
    where stub.topic_id = topic.id and stub.number = 1 and topic.merged_into_id = ${these} and topic.merged_into_id <> post.topic_id`);
  await settleLatest(ctx, inArray(forumTopics.id, topics));
}
