import { and, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumReports, type REPORT_REASONS } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumMemberNotes } from "#db/schema/forum/sanctions";
import { forumTopics } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { listCleanUpsOf } from "~/features/forum/clean-up/clean-ups.queries.server";
import { selectHeld } from "~/features/forum/held/held.queries.server";
import { listModerations } from "~/features/forum/moderation/moderation-queue.queries.server";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { recordsOf } from "~/features/people/persons.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { inTransaction } from "~/lib/transaction.server";
import { getWriter } from "./get-writer.server";
import { visibleTo } from "./own-sanction.queries.server";
import { listSanctionsOf } from "./sanctions.queries.server";

const PER_PAGE = 20;
/** Of so many of somebody's latest posts acts and reports are listed: the work has an end. */
export const LATEST_POSTS = 300;

/**
 * What moderators know of a member: sanctions, notes, what waits or was declined, and what was done to and said of their posts, as
 * far as this moderator may read those. Each list goes on after the `next` of the one before. The look is written down, and the member
 * sees it. Nobody sees their own.
 * @throws NotFoundError, ForbiddenError
 */
export async function lookAtMember(ctx: PersonCtx, ref: string, url: string) {
  const { personId, isOwn, ...member } = await getWriter(ctx, ref);
  if (isOwn) throw new ForbiddenError("yourself");
  const after = (name: string) => new URL(url).searchParams.get(name);
  return inTransaction(ctx, async (ctx) => {
    const id = member.ref;
    await recordEntry(ctx, {
      class: "access",
      action: "member.looked-at",
      objectKind: "member",
      objectId: id,
      subjectId: personId,
      purpose: "moderation",
    });
    const { sanctions, next } = await listSanctionsOf(ctx, personId, after("sanctions"));
    return {
      member,
      sanctions: { rows: sanctions, next },
      cleanUps: await listCleanUpsOf(ctx, personId, after("clean-ups")),
      notes: await listNotes(ctx, personId, after("notes")),
      held: await listHeldOf(ctx, personId, after("held")),
      acts: await listActs(ctx, personId, after("acts")),
      reports: await listReportsOf(ctx, personId, after("reports")),
      canned: await listReasons(ctx),
    };
  });
}

async function listNotes(ctx: Ctx, personId: PersonId, after: string | null) {
  const writer = joinedPerson("writer");
  const { id, code, note, notedAt } = forumMemberNotes;
  const older = after ? sql`${id} < (select shown.id from ${forumMemberNotes} shown where shown.code = ${after})` : undefined;
  const found = await ctx.db
    .select({ code, note, notedAt, by: writer.name })
    .from(forumMemberNotes)
    .leftJoin(...writer.of(forumMemberNotes.notedBy))
    .where(and(sql`${forumMemberNotes.personId} = any(${recordsOf(personId)})`, older))
    .orderBy(desc(id))
    .limit(PER_PAGE + 1);
  return pageOf(found, PER_PAGE, ({ code }) => code);
}

/** What waits for a moderator or was declined, the latest first, where this one may read its place; not what bears no name. */
async function listHeldOf(ctx: Ctx, personId: PersonId, after: string | null) {
  const { id, authorId, state, namelessAs } = forumHeldPosts;
  const older = after ? sql`${id} < (select shown.id from ${forumHeldPosts} shown where shown.code = ${after})` : undefined;
  const theirs = sql`${authorId} = any(${recordsOf(personId)})`;
  const found = await selectHeld(ctx, and(theirs, ne(state, "through"), isNull(namelessAs), visibleTo(ctx), older))
    .orderBy(desc(id))
    .limit(PER_PAGE + 1);
  const { rows, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { rows: rows.map(({ code, title, heldAt, state, why, words }) => ({ code, title, heldAt, state, why, words })), next };
}

async function listActs(ctx: Ctx, personId: PersonId, after: string | null) {
  const { acts: rows, next } = await listModerations(ctx, after, latestOf(personId));
  return { rows, next };
}

/** Their latest posts, from the index of their author. As an array: no plan takes it for a reason to read every post. */
const latestOf = (personId: PersonId): SQL => sql`${sql`${forumPosts.id}`} = any(array(select latest.id from ${forumPosts} latest
  where latest.author_id = any(${recordsOf(personId)}) order by latest.created_at desc, latest.id desc limit ${LATEST_POSTS}))`;

/** Posts of theirs that were reported, the latest first. Nobody is told who reported. */
async function listReportsOf(ctx: Ctx, personId: PersonId, after: string | null) {
  const [, topic, number] = /^([0-9a-z]{10})\.(\d{1,7})$/.exec(after ?? "") ?? [];
  const older = topic
    ? sql`(${forumPosts.createdAt}, ${forumPosts.id}) < (select p.created_at, p.id from ${forumPosts} p join ${forumTopics} t on t.id = p.topic_id
        where t.code = ${topic} and p.number = ${Number(number)})`
    : undefined;
  const ofPost = ctx.db
    .select({
      reports: sql<number>`count(*)::int`.as("reports"),
      reasons: sql<(typeof REPORT_REASONS)[number][]>`array_agg(distinct ${forumReports.reason})`.as("reasons"),
      waiting: sql<boolean>`bool_or(${forumReports.decidedAt} is null)`.as("waiting"),
      latest: sql<Date>`max(${forumReports.at})`.mapWith(forumReports.at).as("latest"),
    })
    .from(forumReports)
    .where(eq(forumReports.postId, forumPosts.id))
    .as("of_post");
  const { reports, reasons, waiting, latest } = ofPost;
  const found = await ctx.db
    .select({ topic: topicColumns, number: forumPosts.number, reports, reasons, waiting, latest })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .innerJoinLateral(ofPost, sql`${reports} > 0`)
    .where(and(latestOf(personId), older, readableTopic(ctx)))
    .orderBy(desc(forumPosts.createdAt), desc(forumPosts.id))
    .limit(PER_PAGE + 1);
  return pageOf(found, PER_PAGE, ({ topic, number }) => `${topic.code}.${number}`);
}
