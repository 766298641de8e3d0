import { and, asc, desc, eq, gte, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { forumPosts, forumThanks } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { joinedAuthor } from "~/features/forum/posts/author.queries.server";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { waitingTopics } from "~/features/forum/topics/topic-list.queries.server";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { isSamePerson } from "~/features/people/joined-person.server";
import { recordsOf } from "~/features/people/persons.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";

/** This one and those before it. */
const MONTHS = 6;
/** Of so many topics of a month, the latest, and of so many of the latest posts: the work has an end however large the forum is. */
export const TOPICS_A_MONTH = 200;
const POSTS_LOOKED_AT = 2000;
/** Who posted for the first time within so many days is welcomed. */
export const NEWCOMER_DAYS = 30;
const MOST_NEWCOMERS = 100;

/**
 * How the forum does, in what this moderator may read: how soon topics are answered, by month; who posted for the first time and waits for
 * an answer; topics that nobody answered for a year at most, the oldest first. Nobody is counted by name. @throws ForbiddenError
 */
export async function getForumHealth(ctx: Ctx, after: string | null) {
  demandModerator(ctx);
  const { months, newcomers, unanswered } = await askTogether(ctx.db, {
    months: foundBy(firstAnswers(ctx)),
    newcomers: foundBy(firstPosts(ctx)),
    unanswered: waitingTopics(ctx, after),
  });
  return {
    months,
    newcomers: newcomers.length,
    welcomed: newcomers.filter(({ isWelcomed }) => isWelcomed).length,
    waiting: newcomers.filter(({ isWelcomed }) => !isWelcomed),
    ...unanswered,
  };
}

const at = (moment: Date) => sql`${moment.toISOString()}::timestamptz`;

/** Somebody else wrote `p`, as readers see it, under whichever of their records: what is theirs without their name counts as another's. */
const byAnother = (begun: SQL) => sql`((p.author_id, p.nameless_as) is distinct from (${begun}.author_id, ${begun}.nameless_as)
  and (${isSamePerson(sql`p.author_id`, sql`${begun}.author_id`)}) is not true)`;

/** Of the topics that began in each month, the latest first: how many were answered, how soon. */
function firstAnswers(ctx: Ctx) {
  const start = sql`(date_trunc('month', ${at(ctx.now)}, 'UTC') - make_interval(months => month.back))`;
  const { id, createdAt, authorId, namelessAs } = forumTopics;
  const begun = ctx.db
    .select({ id, createdAt, authorId, namelessAs })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .where(
      and(
        gte(createdAt, start),
        sql`${createdAt} < ${start} + interval '1 month'`,
        isNull(forumTopics.pageId),
        isNull(forumTopics.removedAt),
        visibleTo(ctx),
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(TOPICS_A_MONTH)
    .as("begun");
  const answer = sql`(select p.created_at as first_at from ${forumPosts} p where p.topic_id = begun.id and p.number > 1
    and p.removed_at is null and ${byAnother(sql`begun`)} order by p.number limit 1) as answer`;
  const hours = sql`ceil(extract(epoch from answer.first_at - begun.created_at) / ${HOUR / 1000})`;
  return ctx.db
    .select({
      from: sql<Date>`${start}`.mapWith(forumTopics.createdAt).as("start"),
      topics: sql<number>`count(begun.id)::int`.as("topics"),
      withinADay: sql<number>`(count(*) filter (where answer.first_at <= begun.created_at + interval '1 day'))::int`.as("within_a_day"),
      answered: sql<number>`count(answer.first_at)::int`.as("answered"),
      // of all that began: nothing while half of them wait still
      halfWithinHours: sql<number | null>`nullif(percentile_disc(0.5) within group (order by coalesce(${hours}, 1e9)), 1e9)::int`.as(
        "half",
      ),
    })
    .from(sql`generate_series(0, ${MONTHS - 1}::int) as month(back)`)
    .leftJoinLateral(begun, sql`true`)
    .leftJoinLateral(answer, sql`true`)
    .groupBy(sql`month.back`)
    .orderBy(sql`month.back`);
}

/** First posts under a name, the oldest first; and whether somebody else wrote behind it or thanked for it since. */
function firstPosts(ctx: Ctx) {
  const author = joinedAuthor("newcomer");
  const { id, topicId, number, authorId, createdAt } = forumPosts;
  const recent = ctx.db
    .select({ id, topicId, number, authorId, createdAt })
    .from(forumPosts)
    .where(
      and(
        gte(createdAt, at(later(ctx.now, -NEWCOMER_DAYS * DAY))),
        isNotNull(authorId),
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(POSTS_LOOKED_AT)
    .as("recent");
  const earlierBy = (ids: SQL) => sql`exists (select from ${forumPosts} p where p.author_id = any(${ids})
    and (p.created_at, p.id) < (${recent.createdAt}, ${recent.id}))`;
  // their other records are asked for where this one has nothing earlier alone
  const earlier = sql`case when ${earlierBy(sql`array[${recent.authorId}]`)} then true
    else ${earlierBy(recordsOf(sql`(select coalesce(merged_into, id) from persons where id = ${recent.authorId})`))} end`;
  const welcomed = sql<boolean>`(exists (select from ${forumPosts} p where p.topic_id = ${recent.topicId} and p.number > ${recent.number}
      and p.removed_at is null and (${isSamePerson(sql`p.author_id`, sql`${recent.authorId}`)}) is not true)
    or exists (select from ${forumThanks} t where t.post_id = ${recent.id}))`;
  return ctx.db
    .select({
      number: recent.number,
      writtenAt: recent.createdAt,
      topic: topicColumns,
      author: author.columns(ctx),
      isWelcomed: welcomed.as("is_welcomed"),
    })
    .from(recent)
    .innerJoin(forumTopics, eq(forumTopics.id, recent.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .innerJoin(...author.of(recent.authorId))
    .where(and(sql`not ${earlier}`, author.isUsable, readableTopic(ctx)))
    .orderBy(asc(recent.createdAt), asc(recent.id))
    .limit(MOST_NEWCOMERS);
}
