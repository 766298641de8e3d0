import { type SQL, sql } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumFirstSteps } from "#db/schema/forum/watching";
import { isWrittenBy } from "~/features/forum/posts/author.queries.server";
import { admitted, ownSanction, visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import type { FirstSteps } from "~/features/forum/types";
import { hasInterests } from "~/features/people/interests.queries.server";
import { recordsOf } from "~/features/people/persons.server";
import { joinedAt } from "~/features/permissions/live-grants.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";

/** For so long after they joined somebody is shown the steps. */
const NEW_FOR = 60 * DAY;

/**
 * What a new member may do first, and which of it they did; each is asked of what is there, not remembered. Null once all is done or it
 * was put away, and for whoever joined long ago or is suspended; who cannot write now is not asked to say hello. To be asked with
 * something else. `helloCategory`: the setting.
 */
export function firstSteps(ctx: PersonCtx, helloCategory: string): SQL<FirstSteps | null> {
  const me = sql`${ctx.actor.personId}::uuid`;
  const mine = sql`any(${recordsOf(me)})`;
  const { id, slug, name, scopeId } = forumCategories;
  const wrote = sql`exists (select from unnest(${recordsOf(me)}) one (id), ${forumPosts} join ${forumTopics} t on t.id = ${forumPosts.topicId}
    where ${isWrittenBy(forumPosts, sql`one.id`)} and ${forumPosts.removedAt} is null and t.category_id = ${sql`${id}`})`;
  // what waits for a moderator was said
  const waits = sql`exists (select from ${forumHeldPosts} held left join ${forumTopics} t on t.id = held.topic_id
    where held.author_id = ${mine} and held.state = 'waiting' and coalesce(held.category_id, t.category_id) = ${sql`${id}`})`;
  const hello = ctx.db
    .select({
      hello: sql`json_build_object('slug', ${slug}, 'name', ${name}, 'isDone', ${wrote} or ${waits})`,
    })
    .from(forumCategories)
    .innerJoin(...scopeOf(scopeId))
    .where(sql`${slug} = ${helloCategory} and ${visibleTo(ctx)} and ${ownSanction(ctx)} is null`);
  const steps = ctx.db
    .select({
      hello: sql<FirstSteps["hello"]>`(${hello})`,
      hasInterests: hasInterests(me),
      watches: sql<boolean>`exists (select from ${forumCategoryWatches} w where w.person_id = ${mine} and w.level in ('every-post', 'first-posts'))`,
    })
    .from(sql`(values (0)) as one`)
    .where(
      sql`${joinedAt(me)} > ${later(ctx.now, -NEW_FOR).toISOString()}::timestamptz
        and ${admitted(ctx)} and not exists (select from ${forumFirstSteps} away where away.person_id = ${mine})`,
    );
  return foundBy(steps, ([found]) => (!found || (found.hello?.isDone !== false && found.hasInterests && found.watches) ? null : found));
}

/** The steps are shown no more. */
export async function putFirstStepsAway(ctx: PersonCtx): Promise<void> {
  await ctx.db.insert(forumFirstSteps).values({ personId: ctx.actor.personId, putAwayAt: ctx.now }).onConflictDoNothing();
}
