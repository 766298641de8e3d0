import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { forumTags, forumTagWatches, forumTopicTags } from "#db/schema/forum/tags";
import { admitted, notFoundHere } from "~/features/forum/sanctions/own-sanction.queries.server";
import { nextTopicDate } from "~/features/forum/topics/topic-dates.queries.server";
import type { CategoryLevel, TagOfTopic } from "~/features/forum/types";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { MOST_TAGS } from "./tag.policy";

const { slug, name, description } = forumTags;

/** The tags that some ids name, as far as there are such still, in the order of the alphabet. */
export const tagsNamed = (ids: SQL): SQL<TagOfTopic[]> => sql<
  TagOfTopic[]
>`(select coalesce(json_agg(json_build_object('slug', tag.slug, 'name', tag.name)
  order by lower(tag.name)), '[]') from ${forumTags} tag where tag.id = any(${ids}))`;

/** The tags of a topic, where `topicId` is a column. */
export const tagsOf = (topicId: SQL): SQL<TagOfTopic[]> =>
  tagsNamed(sql`array(select its.tag_id from ${forumTopicTags} its where its.topic_id = ${topicId})`);

/** All tags, in the order of the alphabet. They are for everybody who is not suspended, and tell nothing of topics. */
export const listTags = (ctx: Ctx) =>
  ctx.db
    .select({ slug, name, description })
    .from(forumTags)
    .where(admitted(ctx))
    .orderBy(asc(sql`lower(${name})`))
    .limit(MOST_TAGS);

/** A tag, with how loudly the reader hears of it, and until when the list of its topics stands as it is. @throws NotFoundError */
export async function getTag(ctx: Ctx, tagSlug: string) {
  const { level, tagId, personId } = forumTagWatches;
  const [tag] = await ctx.db
    .select({
      slug,
      name,
      description,
      watch: sql<CategoryLevel>`coalesce((select ${level} from ${forumTagWatches}
        where ${tagId} = ${forumTags.id} and ${personId} = ${personIdOf(ctx.actor)}::uuid), 'normal')`,
      standsUntil: nextTopicDate(ctx),
    })
    .from(forumTags)
    .where(and(eq(slug, tagSlug), admitted(ctx)));
  if (!tag) throw await notFoundHere(ctx, "tag");
  return tag;
}
