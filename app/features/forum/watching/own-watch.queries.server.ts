import { and, eq, type SQL, sql } from "drizzle-orm";
import { forumTagWatches, forumTopicTags } from "#db/schema/forum/tags";
import { forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumDigests, forumWatches } from "#db/schema/forum/watching";
import type { CategoryLevel, TopicLevel } from "~/features/forum/types";
import { type Ctx, personIdOf } from "~/lib/ctx";

/** Joins the reader's choice about each topic. Visitors have none. */
export const ownWatch = (ctx: Ctx): SQL => watchOf(sql`${personIdOf(ctx.actor)}`);

/** Joins the reader's choice about each topic's category. */
export const ownCategoryWatch = (ctx: Ctx): SQL => categoryWatchOf(sql`${personIdOf(ctx.actor)}`);

/** The same of a person, where `person` is a column or an id. */
export const watchOf = (person: SQL): SQL => and(eq(forumWatches.topicId, forumTopics.id), sql`${forumWatches.personId} = ${person}`)!;
export const categoryWatchOf = (person: SQL): SQL =>
  and(eq(forumCategoryWatches.categoryId, forumTopics.categoryId), sql`${forumCategoryWatches.personId} = ${person}`)!;

/**
 * How loudly one hears of a topic, over both joins: as they chose for it; else, of what they chose for its tags and its category, a muted
 * tag counts first, then what is loudest. A tag of which they hear is heard in a muted category too.
 */
export const topicLevel = (person: SQL): SQL<TopicLevel> =>
  sql<TopicLevel>`coalesce(${forumWatches.level}, ${levelAround(person, sql`${forumCategoryWatches.level}`)}, 'normal')`;

const levelAround = (person: SQL, ofCategory: SQL) => sql`(select case
    when bool_or(chosen.level = 'muted') then 'muted'
    when bool_or(chosen.level = 'every-post') or ${ofCategory} = 'every-post' then 'watching'
    when bool_or(chosen.level = 'first-posts') then 'normal'
    when ${ofCategory} = 'muted' then 'muted' end
  from ${forumTopicTags} its join ${forumTagWatches} chosen on chosen.tag_id = its.tag_id and chosen.person_id = ${person}
  where its.topic_id = ${forumTopics.id})`;

/** What one's choices about a topic are made of. */
export const watchColumns = (person: SQL) => ({
  level: topicLevel(person),
  /** Their choice for the category or for a tag counts. */
  isByCategory: sql<boolean>`(${forumWatches.level} is null and ${topicLevel(person)} <> 'normal')`,
});

/** The reader, as these ask for a person. */
export const ownId = (ctx: Ctx): SQL => sql`${personIdOf(ctx.actor)}::uuid`;

/** What one chose for a category, over its join. */
export const categoryLevel = sql<CategoryLevel>`coalesce(${forumCategoryWatches.level}, 'normal')`;

/** Of a digest that ended otherwise than by a choice in the account: nobody gets single mails for having ended it. */
export const isQuiet = sql<boolean>`(${forumDigests.nextAt} is null and (${forumDigests.stoppedBy} is not null or ${forumDigests.silent} > 0))`;

/** What is new in a topic comes to a person in their digest, or not at all once that ended, and not by single mails. */
export const isInDigest = (person: SQL): SQL<boolean> => sql<boolean>`exists (select from ${forumDigests}
  where ${forumDigests.personId} = ${person} and (${forumDigests.nextAt} is not null or ${isQuiet}) and not ${forumDigests.alsoSingles}
  and ${isOfDigest(sql`${forumDigests.leftOut}`, sql`${forumDigests.tagIds}`)})`;

/** A digest without some categories and with some tags tells of the topic: its category is not left out, or it has such a tag. */
export const isOfDigest = (leftOut: SQL, tagIds: SQL): SQL => sql`(not ${forumTopics.categoryId} = any(${leftOut})
  or exists (select from ${forumTopicTags} its where its.topic_id = ${forumTopics.id} and its.tag_id = any(${tagIds})))`;

/** The reader wants to hear no more of the topic, one of its tags or its category, in the order of `topicLevel`. Joins nothing. */
export const isMuted = (ctx: Ctx): SQL<boolean> => {
  const { level, topicId, personId } = forumWatches;
  const me = personIdOf(ctx.actor);
  const mutedCategories = sql`select ${forumCategoryWatches.categoryId} from ${forumCategoryWatches}
    where ${forumCategoryWatches.personId} = ${me} and ${forumCategoryWatches.level} = 'muted'`;
  const ofCategory = sql`case when ${forumTopics.categoryId} = any(array(${mutedCategories})) then 'muted' end`;
  return sql<boolean>`(coalesce((select ${level} from ${forumWatches} where ${topicId} = ${forumTopics.id} and ${personId} = ${me}),
    ${levelAround(ownId(ctx), ofCategory)}, 'normal') = 'muted')`;
};
