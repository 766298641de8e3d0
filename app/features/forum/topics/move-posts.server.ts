import { and, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { forumVotes } from "#db/schema/forum/polls";
import { forumPosts, forumThanks } from "#db/schema/forum/posts";
import { forumTagWatches, forumTopicTags } from "#db/schema/forum/tags";
import { forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads, forumWatches } from "#db/schema/forum/watching";
import { enqueue } from "#jobs/outbox.server";
import { moveDrafts, moveDraftsOf } from "~/features/drafts/save-draft.server";
import { NOBODY_SAID } from "~/features/forum/posts/nameless";
import { labelsThere } from "~/features/forum/posts/nameless-label.server";
import { repliesEnd } from "~/features/forum/watching/causes";
import { moveNearMisses } from "~/features/guard/move-near-misses.server";
import type { Ctx } from "~/lib/ctx";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { REMOVED_TITLES } from "./removed-title";
import { settleLatest } from "./settle-latest.server";
import { actsPath, topicAddress } from "./topic-address";

type Place = { id: string; code: string };

const momentOf = (ctx: Ctx) => sql`${ctx.now.toISOString()}::timestamptz`;

/** What stands where a post was: its number is never given again, and leads to it wherever it goes. It keeps the post’s label there. */
const stubOf = (ctx: Ctx, topicId: string, actId: string | null, from: string) => sql`
  insert into forum_posts (id, topic_id, number, body_markdown, body_html, renderer_version, submission_id, created_at, removed_at, removed_by,
    moved_to_id, moved_with, nameless_as)
  select gen_random_uuid(), ${sql.raw(topicId)}, ${sql.raw(from)}.number, '', '', ${RENDERER_VERSION}, gen_random_uuid(), placed.created_at,
    ${momentOf(ctx)}, 'moved', placed.id, ${actId}::uuid, ${sql.raw(from)}.nameless_as`;

/**
 * Puts posts of one topic at the end of another, in their order, with all that hangs on them: those with these numbers, or all. Whoever had
 * read them has read them there, whoever watched the one watches the other. Both topics are locked.
 */
export async function movePosts(ctx: Ctx, actId: string, from: Place, to: Place & { last: number }, numbers?: number[]) {
  const chosen = numbers ? sql`and post.number = any(${sql.param(numbers)}::int[])` : sql``;
  const labels = sql`${JSON.stringify(await labelsThere(ctx, from.id, to.id, numbers))}::jsonb`;
  const moved = await ctx.db.execute<Moved>(sql`
    with moved as (
      select post.id, post.number, post.nameless_as, (${to.last}::int + row_number() over (order by post.number))::int as next from ${forumPosts} post
      where post.topic_id = ${from.id} and post.moved_to_id is null ${chosen}),
    placed as (update ${forumPosts} post set topic_id = ${to.id}, number = moved.next, nameless_as = ${labels} ->> post.nameless_as from moved where post.id = moved.id
      returning post.id, post.created_at)
    ${stubOf(ctx, `'${from.id}'::uuid`, actId, "moved")} from placed join moved on moved.id = placed.id
    returning moved_to_id as id, created_at as "writtenAt"`);
  await forgetLabels(ctx, moved);
  await moveEdits(ctx, sql`stub.moved_with = ${actId}`);
  await readThere(ctx, actId, from, to);
  await watchThere(ctx, from, to);
  await settlePlaces(ctx, [from.id, to.id]);
  await tellThere(ctx, moved);
}

/** Whoever watched the one watches the other. A new topic takes every choice along; of one that was there nobody hears less than before. */
const watchThere = (ctx: Ctx, from: Place, to: Place & { last: number }) =>
  ctx.db.execute(sql`
    insert into ${forumWatches} (person_id, topic_id, level, before, changed_at)
    select person_id, ${to.id}, level, before, ${momentOf(ctx)} from ${forumWatches} theirs
    where topic_id = ${from.id} and (${to.last}::int = 0 or (level = 'watching' and not exists (select from ${forumCategoryWatches} there
      join ${forumTopics} topic on topic.category_id = there.category_id
      where topic.id = ${to.id} and there.person_id = theirs.person_id and there.level = 'muted')
      and not exists (select from ${forumTagWatches} muted join ${forumTopicTags} its on its.tag_id = muted.tag_id
      where its.topic_id = ${to.id} and muted.person_id = theirs.person_id and muted.level = 'muted')))
    on conflict do nothing`);

/** Who said thanks or voted without their name is called as in the topic where they did; in another one somebody else may be called so. */
async function forgetLabels(ctx: Ctx, moved: Iterable<Moved>): Promise<void> {
  const ids = Array.from(moved, ({ id }) => id);
  for (const table of [forumThanks, forumVotes])
    await ctx.db
      .update(table)
      .set({ namelessAs: NOBODY_SAID })
      .where(and(isNotNull(table.namelessAs), inArray(table.postId, ids)));
}

/** What somebody began to change of a post goes along to where it stands: from where what leads to it stands. */
async function moveEdits(ctx: Ctx, stubs: SQL): Promise<void> {
  const moved = await ctx.db.execute<{ topic: string; number: number; there: string; now: number }>(sql`
    select place.code as topic, stub.number, home.code as there, post.number as now from ${forumPosts} stub
    join ${forumTopics} place on place.id = stub.topic_id join ${forumPosts} post on post.id = stub.moved_to_id
    join ${forumTopics} home on home.id = post.topic_id where ${stubs}`);
  const moves = Array.from(moved, (each) => ({ from: actsPath(each), to: actsPath({ topic: each.there, number: each.now }) }));
  if (moves.length > 0) await moveDraftsOf(ctx, moves);
}

type Moved = { id: string; writtenAt: Date | string };

/** A mail tells of one topic: of what waits to be told of the other, one of this topic tells. */
async function tellThere(ctx: Ctx, moved: Iterable<Moved>): Promise<void> {
  for (const { id, writtenAt } of moved)
    if (repliesEnd(new Date(writtenAt)) > ctx.now) await enqueue(ctx, "forum.notify-reply", { postId: id, shownAgain: true });
}

/** A mark says how far somebody read without a gap: who had not read all of the other topic finds the posts new after what they had not. */
const readThere = (ctx: Ctx, actId: string, from: Place, to: Place & { last: number }) =>
  ctx.db.execute(sql`
    with counted as (
      select person_id, read_at, (count(*) filter (where person_id is null) over (order by number, person_id is not null))::int as read
      from (select number, null::uuid as person_id, null::timestamptz as read_at from ${forumPosts} where topic_id = ${from.id} and moved_with = ${actId}
        union all select last_read_number, person_id, read_at from ${forumReads} where topic_id = ${from.id}) stubs_and_marks)
    insert into ${forumReads} as mark (person_id, topic_id, last_read_number, read_at)
    select theirs.person_id, ${to.id}, ${to.last}::int + theirs.read, theirs.read_at from counted theirs
    where theirs.person_id is not null and theirs.read > 0 and (${to.last}::int = 0 or exists (select from ${forumReads} there
      where there.topic_id = ${to.id} and there.person_id = theirs.person_id and there.last_read_number >= (select max(number) from ${forumPosts} post
          where post.topic_id = ${to.id} and post.number <= ${to.last}::int and post.removed_at is null)))
    on conflict (person_id, topic_id) do update set last_read_number = greatest(mark.last_read_number, excluded.last_read_number)`);

/** Puts the posts that an act moved back under their old numbers, and gives their topics; where they stood meanwhile a stub leads. */
export async function putPostsBack(ctx: Ctx, { id, at }: { id: string; at: Date }): Promise<string[]> {
  const moved = await ctx.db.execute<Moved>(sql`
    select post.id, post.created_at as "writtenAt" from ${forumPosts} stub join ${forumPosts} post on post.id = stub.moved_to_id
    where stub.moved_with = ${id}`);
  const left = await ctx.db.execute<{ left: string; back: string; code: string; backCode: string; scopeId: string }>(sql`
    with stub as (delete from ${forumPosts} where moved_with = ${id} returning topic_id, number, moved_to_id, nameless_as),
    was as (select post.id, post.topic_id as left_topic, post.number, post.nameless_as, stub.nameless_as as back_label, stub.topic_id as back_topic, stub.number as back_number
      from stub join ${forumPosts} post on post.id = stub.moved_to_id),
    placed as (update ${forumPosts} post set topic_id = was.back_topic, number = was.back_number, nameless_as = was.back_label from was where post.id = was.id
      returning post.id, post.created_at),
    made as (${stubOf(ctx, "was.left_topic", null, "was")} from placed join was on was.id = placed.id)
    select distinct was.left_topic as left, was.back_topic as back, gone.code, home.code as "backCode", home.scope_id as "scopeId" from was
    join ${forumTopics} gone on gone.id = was.left_topic join ${forumTopics} home on home.id = was.back_topic`);
  const topics = [...new Set(left.flatMap(({ left, back }) => [left, back]))];
  for (const { left: topicId, back, code, backCode, scopeId } of left) {
    // who came along with the posts, and neither chose nor wrote since
    const since = sql`${at.toISOString()}::timestamptz`;
    await ctx.db.execute(sql`
      delete from ${forumWatches} theirs where topic_id = ${topicId} and changed_at = ${since} and not exists (select from ${forumPosts} own
        where own.topic_id = ${topicId} and theirs.person_id in (own.author_id, own.nameless_by) and own.created_at >= ${since})`);
    await ctx.db.execute(sql`
      update ${forumTopics} home set removed_at = null, removed_by = null, merged_into_id = null,
        hidden_at = first.hidden_at, title = case first.removed_by when 'author' then ${REMOVED_TITLES.author} else title end
      from (select hidden_at, removed_by from ${forumPosts} where topic_id = ${back} and number = 1) first
      where home.id = ${back} and home.removed_by = 'merged'`);
    const isEmptied = await mergeEmptied(ctx, topicId, back);
    await moveNearMisses(ctx, topicAddress(backCode), scopeId);
    // what was begun where the other topic goes on was begun for who reads that
    if (isEmptied) await moveDrafts(ctx, `${topicAddress(code)}/replies`, `${topicAddress(backCode)}/replies`);
  }
  await forgetLabels(ctx, moved);
  const ids = sql.param(Array.from(moved, ({ id }) => id));
  await moveEdits(ctx, sql`stub.moved_to_id = any(${ids}::uuid[])`);
  await settlePlaces(ctx, topics);
  await tellThere(ctx, moved);
  return [...new Set(left.map(({ back }) => back))];
}

/** A topic in which nothing stands any more but what leads elsewhere is shown in no list; its address leads on. */
async function mergeEmptied(ctx: Ctx, id: string, into: string): Promise<boolean> {
  const emptied = await ctx.db.execute(sql`
    update ${forumTopics} set removed_at = ${momentOf(ctx)}, removed_by = 'merged', merged_into_id = ${into}
    where id = ${id} and removed_at is null and not exists (select from ${forumPosts} post where post.topic_id = ${id} and post.moved_to_id is null)
    returning id`);
  return emptied.length > 0;
}

/** After posts changed their topics: which number is the last, which post the latest, what answered which, where emptied ones lead. */
async function settlePlaces(ctx: Ctx, topics: string[]): Promise<void> {
  const these = sql`any(${sql.param(topics)}::uuid[])`;
  await ctx.db.execute(sql`
    update ${forumTopics} topic set last_post_number = last.number
    from (select topic_id, max(number) as number from ${forumPosts} where topic_id = ${these} group by topic_id) last where topic.id = last.topic_id`);
  // a mark stands where its reply does, unless another reply answered that; who asked without a name said so of their topic alone
  await ctx.db.execute(sql`
    update forum_answers mark set topic_id = post.topic_id from ${forumPosts} post
    where post.id = mark.post_id and post.topic_id = ${these} and mark.topic_id <> post.topic_id and post.number > 1 and mark.marked_by is not null
      and not exists (select from forum_answers other where other.topic_id = post.topic_id)`);
  await ctx.db.execute(sql`
    update ${forumTopics} topic set merged_into_id = post.topic_id from ${forumPosts} stub join ${forumPosts} post on post.id = stub.moved_to_id
    where stub.topic_id = topic.id and stub.number = 1 and topic.merged_into_id = ${these} and topic.merged_into_id <> post.topic_id`);
  // a topic that goes on without the post that began it was begun by the next one
  await ctx.db.execute(sql`
    update ${forumTopics} topic set author_id = first.author_id, nameless_by = first.nameless_by, nameless_as = first.nameless_as, created_at = first.created_at
    from (select distinct on (topic_id) topic_id, author_id, nameless_by, nameless_as, created_at from ${forumPosts}
      where topic_id = ${these} and moved_to_id is null order by topic_id, number) first
    where topic.id = first.topic_id and topic.page_id is null
      and (topic.author_id, topic.nameless_by, topic.nameless_as) is distinct from (first.author_id, first.nameless_by, first.nameless_as)
      and exists (select from ${forumPosts} stub where stub.topic_id = topic.id and stub.number = 1 and stub.moved_to_id is not null)`);
  await settleLatest(ctx, inArray(forumTopics.id, topics));
}
