import { and, asc, eq, gt, inArray, not, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { forumTagWatches, forumTopicTags } from "#db/schema/forum/tags";
import { forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumWatches } from "#db/schema/forum/watching";
import { ignores } from "~/features/forum/ignoring/ignores.queries.server";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfTopic, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import type { CategoryLevel } from "~/features/forum/types";
import { joinedPerson } from "~/features/people/joined-person.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";

/** As many as one transaction tells. */
export const WATCHER_BATCH = 500;

type Of = {
  topic: { id: string; categoryId: string | null };
  /** Who wrote what is told of. */
  writerId: string | null;
  /** The same, as far as others may connect them with it. */
  knownAuthorId: string | null;
  /** Of a new topic those who watch its category or a tag so. Of a reply those of its topic too; what they chose for it counts first. */
  levels: CategoryLevel[];
  isReply: boolean;
  after?: PersonId;
};

/**
 * The next of those who watch a topic, or its category or a tag at one of these levels, in the order of their ids; of them those who may
 * be told: they are there and may read it, and neither wrote it nor ignore who did. Each once, by the tag where it is not by the topic or
 * the category. However many watch, one statement reads so many of each. `next`: after whom to go on.
 */
export async function listWatchers(
  ctx: Ctx,
  of: Of,
): Promise<{ people: { personId: PersonId; tagId: string | null }[]; next: PersonId | null }> {
  const each = unionAll(ofTopic(ctx, of), ofCategory(ctx, of), ofTags(ctx, of)).as("each_watcher");
  const watchers = ctx.db
    .select({
      personId: each.personId,
      tagId: sql<string | null>`case when bool_and(${each.tagId} is not null) then min(${each.tagId}::text)::uuid end`.as("tag_id"),
    })
    .from(each)
    .groupBy(each.personId)
    .orderBy(asc(each.personId))
    .limit(WATCHER_BATCH)
    .as("watchers");
  const watcher = joinedPerson("watcher");
  const rows = await ctx.db
    .select({
      personId: watchers.personId,
      tagId: watchers.tagId,
      mayBeTold: sql<boolean>`(${watcher.isUsable} and ${visibleToPerson(sql`${watchers.personId}`, ctx.now)}
        and ${watchers.personId} is distinct from ${of.writerId}::uuid and not ${ignores(sql`${watchers.personId}`, sql`${of.knownAuthorId}::uuid`)})`,
    })
    .from(watchers)
    .innerJoin(...watcher.of(watchers.personId))
    .innerJoin(forumTopics, eq(forumTopics.id, of.topic.id))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(topicStands(ctx))
    .orderBy(asc(watchers.personId));
  return {
    people: rows.flatMap(({ personId, tagId, mayBeTold }) => (mayBeTold ? [{ personId, tagId }] : [])),
    next: rows.length === WATCHER_BATCH ? rows.at(-1)!.personId : null,
  };
}

function ofTopic(ctx: Ctx, { topic, isReply, after }: Of) {
  const { personId, topicId, level } = forumWatches;
  return ctx.db
    .select({ personId, tagId: noTag })
    .from(forumWatches)
    .where(and(isReply ? eq(topicId, topic.id) : sql`false`, eq(level, "watching"), after ? gt(personId, after) : undefined))
    .orderBy(asc(personId))
    .limit(WATCHER_BATCH);
}

function ofCategory(ctx: Ctx, { topic, levels, after }: Of) {
  const { personId, categoryId, level } = forumCategoryWatches;
  return ctx.db
    .select({ personId, tagId: noTag })
    .from(forumCategoryWatches)
    .where(
      and(
        topic.categoryId ? eq(categoryId, topic.categoryId) : sql`false`,
        inArray(level, levels),
        after ? gt(personId, after) : undefined,
        not(choseOtherwise(topic.id, sql`${personId}`)),
      ),
    )
    .orderBy(asc(personId))
    .limit(WATCHER_BATCH);
}

/** So many of each of its tags. */
function ofTags(ctx: Ctx, { topic, levels, after }: Of) {
  const { personId, tagId, level } = forumTagWatches;
  const ofTag = ctx.db
    .select({ personId: sql<PersonId>`${personId}`.as("person_id") })
    .from(forumTagWatches)
    .where(
      and(
        sql`${tagId} = ${sql`${forumTopicTags.tagId}`}`,
        inArray(level, levels),
        after ? gt(personId, after) : undefined,
        not(choseOtherwise(topic.id, sql`${personId}`)),
      ),
    )
    .orderBy(asc(personId))
    .limit(WATCHER_BATCH)
    .as("of_tag");
  return ctx.db
    .select({ personId: ofTag.personId, tagId: sql<string | null>`${forumTopicTags.tagId}`.as("tag_id") })
    .from(forumTopicTags)
    .innerJoinLateral(ofTag, sql`true`)
    .where(eq(forumTopicTags.topicId, topic.id));
}

const noTag = sql<string | null>`null::uuid`.as("tag_id");

/** They chose something for the topic itself, or muted one of its tags. */
const choseOtherwise = (
  topicId: string,
  person: SQL,
): SQL => sql`(exists (select from ${forumWatches} w where w.topic_id = ${topicId} and w.person_id = ${person})
  or exists (select from ${forumTopicTags} its join ${forumTagWatches} muted on muted.tag_id = its.tag_id
    where its.topic_id = ${topicId} and muted.person_id = ${person} and muted.level = 'muted'))`;
