import { and, asc, eq, gte, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { selectHeld } from "~/features/forum/held/held.queries.server";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfTopic, readableTopic } from "~/features/forum/topics/topic-place.queries.server";
import { recordsOf } from "~/features/people/persons.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import type { CleanUpChoice } from "./clean-up.schema";

/** What of a member's is removed: what stood at `at`, since a moment, or some of it. */
export type Chosen = { personId: PersonId; since: Date | null; chosen: string[] | null; at: Date };

/** More are not counted: “1,000 or more”. */
export const MOST_COUNTED = 1000;

const theirs = (personId: PersonId) => sql`any(${recordsOf(personId)})`;

/** The ids of what was ticked, posts and what waits; nothing of others is among them. */
export async function findChosen(ctx: Ctx, personId: PersonId, { since, items }: CleanUpChoice): Promise<Chosen> {
  if (!items) return { personId, since, chosen: null, at: ctx.now };
  const codes = items.map((item) => item.split(".")[0]!);
  const posts = await ctx.db
    .select({ id: forumPosts.id })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .where(
      and(
        inArray(forumTopics.code, codes),
        inArray(sql`${forumTopics.code} || '.' || ${forumPosts.number}`, items),
        sql`${forumPosts.authorId} = ${theirs(personId)}`,
      ),
    );
  const held = await ctx.db
    .select({ id: forumHeldPosts.id })
    .from(forumHeldPosts)
    .where(and(inArray(forumHeldPosts.code, codes), sql`${forumHeldPosts.authorId} = ${theirs(personId)}`));
  return { personId, since, chosen: [...posts, ...held].map(({ id }) => id), at: ctx.now };
}

type Post = Record<"id" | "authorId" | "createdAt" | "removedAt" | "movedToId", AnyPgColumn>;

/** Over a post: it is to go. What bears no name has no author here, and stays. */
const isChosen = (post: Post, { personId, since, chosen, at }: Chosen): SQL =>
  and(
    sql`${post.authorId} = ${theirs(personId)}`,
    stands(post),
    lte(post.createdAt, at),
    since ? gte(post.createdAt, since) : undefined,
    chosen ? inArray(post.id, chosen) : undefined,
  )!;

const stands = (post: Post): SQL => and(isNull(post.removedAt), isNull(post.movedToId))!;

const first = alias(forumPosts, "first");
const other = alias(forumPosts, "other");

/** Over a topic: with what is chosen nothing of anybody is left in it, so it goes as a whole. */
const isWhole = (chosen: Chosen): SQL<boolean> => sql<boolean>`(${forumTopics.pageId} is null
  and exists (select from ${forumPosts} "first" where ${first.topicId} = ${forumTopics.id} and ${first.number} = 1 and ${isChosen(first, chosen)})
  and not exists (select from ${forumPosts} "other" where ${other.topicId} = ${forumTopics.id} and ${stands(other)}
    and (${isChosen(other, chosen)}) is not true))`;

const isFirst = sql<boolean>`(${forumPosts.number} = 1 and ${forumTopics.pageId} is null)`;

const selectChosen = (ctx: Ctx, chosen: Chosen, within?: SQL) =>
  ctx.db
    .select({
      topicId: forumTopics.id,
      topic: forumTopics.code,
      number: forumPosts.number,
      isFirst: isFirst.as("is_first"),
      isWhole: isWhole(chosen).as("is_whole"),
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(and(isChosen(forumPosts, chosen), readableTopic(ctx), within));

/** The next topics, by their ids, in which something is to go that whoever acts may read. */
export async function listChosenTopics(ctx: Ctx, chosen: Chosen, limit: number): Promise<string[]> {
  const rows = await selectChosen(ctx, chosen).orderBy(asc(forumTopics.id), asc(forumPosts.number)).limit(limit);
  return [...new Set(rows.map(({ topicId }) => topicId))];
}

/** What of it is to go in some topics, which are locked, in their order. */
export const listChosenIn = (ctx: Ctx, chosen: Chosen, topicIds: string[], limit: number) =>
  selectChosen(ctx, chosen, inArray(forumTopics.id, topicIds)).orderBy(asc(forumTopics.id), asc(forumPosts.number)).limit(limit);

/** What waits to be a post and is declined with the rest, under a name and before it was appealed about. */
export const listChosenHeld = (ctx: Ctx, { personId, since, chosen, at }: Chosen, limit: number) =>
  selectHeld(
    ctx,
    and(
      sql`${forumHeldPosts.authorId} = ${theirs(personId)}`,
      eq(forumHeldPosts.state, "waiting"),
      isNull(forumHeldPosts.namelessAs),
      isNull(forumHeldPosts.appealedAt),
      lte(forumHeldPosts.heldAt, at),
      since ? gte(forumHeldPosts.heldAt, since) : undefined,
      chosen ? inArray(forumHeldPosts.id, chosen) : undefined,
      visibleTo(ctx),
    ),
  )
    .orderBy(asc(forumHeldPosts.id))
    .limit(limit);

export type ChosenCounts = {
  /** Topics that go as a whole, and those whose first post goes while what others wrote there stays. */
  topics: number;
  begun: number;
  others: number;
  replies: number;
  held: number;
  isMore: boolean;
};

/** How much of each would go, of what whoever asks may read. */
export async function countChosen(ctx: Ctx, chosen: Chosen): Promise<ChosenCounts> {
  const found = selectChosen(ctx, chosen)
    .limit(MOST_COUNTED + 1)
    .as("found");
  const othersThere = sql`(select count(*) from ${forumPosts} "other" where ${other.topicId} = ${found.topicId} and ${stands(other)}
    and (${isChosen(other, chosen)}) is not true)`;
  const [counts] = await ctx.db
    .select({
      topics: sql<number>`(count(distinct ${found.topicId}) filter (where ${found.isWhole}))::int`,
      begun: sql<number>`(count(*) filter (where ${found.isFirst} and not ${found.isWhole}))::int`,
      others: sql<number>`coalesce(sum(case when ${found.isFirst} and not ${found.isWhole} then ${othersThere} else 0 end), 0)::int`,
      replies: sql<number>`(count(*) filter (where not ${found.isFirst} and not ${found.isWhole}))::int`,
      all: sql<number>`count(*)::int`,
    })
    .from(found);
  const { all, ...rest } = counts!;
  const held = (await listChosenHeld(ctx, chosen, MOST_COUNTED + 1)).length;
  return { ...rest, held, isMore: all > MOST_COUNTED || held > MOST_COUNTED };
}
