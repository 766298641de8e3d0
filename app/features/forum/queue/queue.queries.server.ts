import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { forumClaims, forumHeldPosts } from "#db/schema/forum/desk";
import { forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { pagePlace } from "~/features/content/pages/page-place.server";
import { categoryOfHeld, heldAuthor, scopeOfHeld } from "~/features/forum/held/held.queries.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { appealWaits, listedTitle } from "~/features/forum/moderation/moderation-queue.queries.server";
import { author, joinedAuthor } from "~/features/forum/posts/author.queries.server";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfTopic, readableOnce, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { waitingInForum } from "~/features/guard/near-misses.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { later, MINUTE } from "~/lib/dates";
import { pageOf } from "~/lib/pages";
import type { QueueKind } from "./queue-words";

const PER_PAGE = 30;

/** So long does a claim stand, unless the thing waits anew. */
export const CLAIM_FOR = 30 * MINUTE;

/** Patients' details first, then what only visitors told last, else the oldest first. */
const RANKS = { urgent: 0, usual: 1, visitors: 2 } as const;

/**
 * A page of what waits for moderators, of one kind or all, in what this one may read. `after`: where the page before ended.
 * @throws ForbiddenError
 */
export async function listQueue(ctx: Ctx, { kind, after }: { kind?: QueueKind | null; after?: string | null } = {}) {
  demandModerator(ctx);
  const queue = waiting(ctx);
  const found = await selectQueue(ctx, queue, and(kind ? sql`queue.kind = ${kind}` : undefined, behind(after)))
    .orderBy(sql`queue.rank`, sql`queue.at`, sql`queue.item`)
    .limit(PER_PAGE + 1);
  const { rows: items, next } = pageOf(found, PER_PAGE, ({ rank, at, item }) => `${rank}.${at.getTime()}.${item}`);
  return { items, next };
}

/** One thing that waits, where this moderator may read it; null for another. @throws ForbiddenError */
export async function findInQueue(ctx: Ctx, item: string) {
  demandModerator(ctx);
  const queue = waiting(ctx);
  const [found] = await selectQueue(ctx, queue, sql`queue.item = ${item}`);
  return found ?? null;
}

type Queue = ReturnType<typeof waiting>;

/** By its table: persons and claims have columns of the same names, and the builder leaves the table out of what has an alias. */
const col = <T>(name: string) => sql<T>`queue.${sql.identifier(name)}`;

function selectQueue(ctx: Ctx, queue: Queue, where: SQL | undefined) {
  const claimer = joinedAuthor("claimer");
  const since = later(ctx.now, -CLAIM_FOR).toISOString();
  const claimStands = sql`${forumClaims.item} = queue.item and ${forumClaims.at} >= queue.at and ${forumClaims.at} > ${since}::timestamptz`;
  return ctx.db
    .select({
      kind: col<QueueKind>("kind"),
      item: col<string>("item"),
      rank: col<number>("rank"),
      at: col<Date>("at").mapWith(forumClaims.at),
      title: col<string | null>("title"),
      page: col<string | null>("page"),
      number: col<number | null>("number"),
      author: col<string | null>("author"),
      notes: col<string[]>("notes"),
      path: col<string | null>("path"),
      mayLook: col<boolean>("may_look"),
      claimedBy: sql<string | null>`case when ${forumClaims.item} is not null then ${claimer.name} end`,
      claimerId: forumClaims.personId,
    })
    .from(queue)
    .leftJoin(forumClaims, claimStands)
    .leftJoin(...claimer.of(forumClaims.personId))
    .where(where);
}

/** What comes after the last one that was shown. What is no such place is the first page. */
function behind(after: string | null | undefined): SQL | undefined {
  const [, rank, at, item] = /^([0-2])\.(\d{1,14})\.((?:report|held|guard|appeal)-[0-9a-z-]{1,30})$/.exec(after ?? "") ?? [];
  if (!at) return undefined;
  const moment = new Date(Number(at)).toISOString();
  return sql`(queue.rank, queue.at, queue.item) > (${Number(rank)}::int, ${moment}::timestamptz, ${item}::text)`;
}

const waiting = (ctx: Ctx) => unionAll(reports(ctx), held(ctx), nearMisses(ctx), appeals(ctx)).as("queue");

type Told = {
  kind: QueueKind;
  item: SQL;
  rank: SQL | number;
  at: SQL;
  title?: SQL;
  page?: SQL;
  number?: SQL;
  author?: SQL;
  notes: SQL;
  path?: SQL;
  mayLook?: SQL;
};

/** The columns that all kinds have, in one order and of one type each. */
const columns = ({ kind, item, rank, at, title, page, number, author, notes, path, mayLook }: Told) => ({
  kind: sql<QueueKind>`${sql.raw(`'${kind}'`)}::text`.as("kind"),
  item: sql<string>`${item}`.as("item"),
  rank: sql<number>`${rank}::int`.as("rank"),
  at: sql<Date>`${at}`.mapWith(forumReports.at).as("at"),
  title: sql<string | null>`${title ?? null}::text`.as("title"),
  page: sql<string | null>`${page ?? null}::text`.as("page"),
  number: sql<number | null>`${number ?? null}::int`.as("number"),
  author: sql<string | null>`${author ?? null}::text`.as("author"),
  notes: sql<string[]>`${notes}::text[]`.as("notes"),
  path: sql<string | null>`${path ?? null}::text`.as("path"),
  mayLook: sql<boolean>`${mayLook ?? sql`true`}`.as("may_look"),
});

/** Reported posts, each once however often. */
const reports = (ctx: Ctx) =>
  ctx.db
    .select(
      columns({
        kind: "report",
        item: sql`'report-' || ${forumTopics.code} || '-' || ${forumPosts.number}`,
        rank: sql`case when bool_or(${forumReports.reason} = 'patient-details') then ${RANKS.urgent}
          when bool_or(${forumReports.reporterId} is not null) then ${RANKS.usual} else ${RANKS.visitors} end`,
        at: sql`min(${forumReports.at})`,
        title: topicColumns.title,
        page: topicColumns.page,
        number: sql`${forumPosts.number}`,
        author: author.name,
        notes: sql`array_agg(distinct ${forumReports.reason})`,
      }),
    )
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, forumReports.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .where(and(isNull(forumReports.decidedAt), readableTopic(ctx)))
    .groupBy(forumPosts.id, forumTopics.id, pagePlace.id, author.id);

/** What was declined and appealed about waits as an appeal. */
const held = (ctx: Ctx) =>
  ctx.db
    .select({
      ...columns({
        kind: "held",
        item: sql`case when ${forumHeldPosts.appealedAt} is null then 'held-' else 'appeal-' end || ${forumHeldPosts.code}`,
        rank: RANKS.usual,
        at: sql`coalesce(${forumHeldPosts.appealedAt}, ${forumHeldPosts.heldAt})`,
        title: sql`coalesce(${listedTitle}, ${forumCategories.name})`,
        page: topicColumns.page,
        author: heldAuthor.name,
        notes: sql`case when ${forumHeldPosts.appealedAt} is null then ${forumHeldPosts.words} else array['declined'] end`,
        path: sql`'/admin/forum/held/' || ${forumHeldPosts.code}`,
      }),
      kind: sql<QueueKind>`case when ${forumHeldPosts.appealedAt} is null then 'held' else 'appeal' end`.as("kind"),
    })
    .from(forumHeldPosts)
    .leftJoin(forumTopics, eq(forumTopics.id, forumHeldPosts.topicId))
    .leftJoin(forumCategories, categoryOfHeld)
    .innerJoin(...scopeOfHeld)
    .leftJoin(...pageOfTopic)
    .leftJoin(...heldAuthor.of(forumHeldPosts.authorId))
    .where(and(eq(forumHeldPosts.state, "waiting"), visibleTo(ctx)));

const nearMisses = (ctx: Ctx) => {
  const near = waitingInForum(ctx);
  return ctx.db
    .select(
      columns({
        kind: "guard",
        item: sql`'guard-' || ${near.code}`,
        rank: RANKS.urgent,
        at: sql`${near.at}`,
        notes: sql`${near.found}`,
        path: sql`${near.path}`,
        mayLook: sql`${near.mayLook}`,
      }),
    )
    .from(near);
};

const appeals = (ctx: Ctx) =>
  ctx.db
    .select(
      columns({
        kind: "appeal",
        item: sql`'appeal-' || ${forumModerations.code}`,
        rank: RANKS.usual,
        at: sql`${forumModerations.appealedAt}`,
        title: listedTitle,
        page: topicColumns.page,
        number: sql`${forumPosts.number}`,
        author: author.name,
        notes: sql`array[${forumModerations.kind}]`,
      }),
    )
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .where(and(appealWaits, readableOnce(ctx)));
