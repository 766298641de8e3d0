import { and, asc, count, desc, eq, gt, lt, ne, sql } from "drizzle-orm";
import { membershipApplications as applications, membershipQuestions } from "#db/schema/membership";
import type { AuditAction } from "~/features/audit/action-words";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { ApplicationState } from "~/features/membership/types";
import { joinedPerson } from "~/features/people/joined-person.server";
import { listColleagues, listNamesakes, type Neighbour } from "~/features/people/neighbours.queries.server";
import { findOrganisation } from "~/features/people/organisations.server";
import { findPrimaryAddress } from "~/features/people/persons.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { inTransaction } from "~/lib/transaction.server";
import { decisionBlocker, isUndecided, lookBlocker, SHOWN_STATES, versionOf } from "./application.policy";
import { interestsOfApplication } from "./application-interests.server";

const applicant = joinedPerson("applicant");
const decider = joinedPerson("decider");
const asker = joinedPerson("asker");

const PER_PAGE = 25;
/** Of the same person. */
const MOST_OTHERS = 10;
/** Counting stops here: the task list says “more than”. */
const MOST_COUNTED = 1000;

export type ShownState = (typeof SHOWN_STATES)[number];
export const shownState = (asked: string | null): ShownState => SHOWN_STATES.find((state) => state === asked) ?? "waiting";

/**
 * The applications in one state: what waits oldest first, what is settled latest first, as their ids rise. `after` is an application's
 * code. The reading of the list is written down. @throws ForbiddenError
 */
export async function lookAtApplications(ctx: Ctx, state: ShownState, after?: string | null) {
  demandDecider(ctx);
  return inTransaction(ctx, async (ctx) => {
    const isQueue = isUndecided(state);
    const cursor = sql`(select c.id from ${applications} c where c.code = ${after ?? ""})`;
    const [order, beyond] = isQueue ? [asc, gt(applications.id, cursor)] : [desc, lt(applications.id, cursor)];
    const found = await ctx.db
      .select({
        code: applications.code,
        ref: applicant.ref,
        fullName: applications.fullName,
        organisation: applications.organisation,
        state: applications.state,
        createdAt: applications.createdAt,
        decidedAt: applications.decidedAt,
      })
      .from(applications)
      .innerJoin(...applicant.of(applications.personId))
      .where(and(eq(applications.state, state), after ? beyond : undefined))
      .orderBy(order(applications.id))
      .limit(PER_PAGE + 1);
    const page = pageOf(found, PER_PAGE, ({ code }) => code);
    await recordEntry(ctx, { class: "access", action: "applications.listed", detail: { state, shown: page.rows.length } });
    return page;
  });
}

/**
 * One application with what helps to decide it. The look is written down, for the applicant and everybody else who is shown.
 * @throws NotFoundError, ForbiddenError
 */
export async function lookAtApplication(ctx: Ctx, code: string) {
  return inTransaction(ctx, async (ctx) => {
    const application = await getApplication(ctx, code);
    const { id, personId } = application;
    await recordLook(ctx, "application.looked-at", { id, personId });
    const address = await findPrimaryAddress(ctx, personId);
    const known = await findOrganisation(ctx, application.organisation);
    const others = await listOtherApplications(ctx, application);
    const namesakes = await listNamesakes(ctx, application);
    const colleagues = known ? await listColleagues(ctx, known.id, personId) : [];
    for (const other of [...namesakes, ...colleagues])
      await recordLook(ctx, "person.seen-beside-application", { id, personId: other.personId });
    const shown = ({ personId: _, ...other }: Neighbour) => other;
    const { id: _id, personId: _person, ...rest } = application;
    return {
      ...rest,
      address: address?.canonical ?? null,
      known: known ? { name: known.name, odsCode: known.odsCode } : null,
      others,
      namesakes: namesakes.map(shown),
      colleagues: colleagues.map(shown),
    };
  });
}

async function getApplication(ctx: Ctx, code: string) {
  demandDecider(ctx);
  const [row] = await ctx.db
    .select({
      id: applications.id,
      code: applications.code,
      personId: applications.personId,
      ref: applicant.ref,
      fullName: applications.fullName,
      jobTitle: applications.jobTitle,
      organisation: applications.organisation,
      interests: interestsOfApplication,
      state: applications.state,
      createdAt: applications.createdAt,
      provenAt: applications.provenAt,
      decidedAt: applications.decidedAt,
      decisionReason: applications.decisionReason,
      decidedBy: decider.name,
    })
    .from(applications)
    .leftJoin(...decider.of(applications.decidedBy))
    .innerJoin(...applicant.of(applications.personId))
    .where(and(eq(applications.code, code), ne(applications.state, "unproven")));
  if (!row) throw new NotFoundError("application");
  const questions = await listQuestions(ctx, row.id);
  const version = versionOf({ state: row.state, questions: questions.length });
  const personId = row.personId as PersonId;
  const blocker = decisionBlocker(ctx.actor, { state: row.state, personId, version }, version);
  return { ...row, personId, questions, version, blocker };
}

/**
 * For the pages on which it is decided: who it is about, and what they may miss since they looked.
 * @throws NotFoundError, ForbiddenError
 */
export async function findDecidable(ctx: Ctx, code: string) {
  const { id, personId, fullName, ref, organisation, version, blocker } = await getApplication(ctx, code);
  await recordLook(ctx, "application.looked-at", { id, personId });
  return { code, fullName, ref, organisation, version, isOpen: blocker === null };
}

/** What waits for a decision, and since when. @throws ForbiddenError */
export async function countWaitingApplications(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  demandDecider(ctx);
  const waiting = ctx.db
    .select({ createdAt: applications.createdAt })
    .from(applications)
    .where(eq(applications.state, "waiting"))
    .orderBy(asc(applications.id))
    .limit(MOST_COUNTED)
    .as("waiting");
  const [row] = await ctx.db.select({ count: count(), oldest: sql<string | null>`min(${waiting.createdAt})` }).from(waiting);
  return { count: row?.count ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null };
}

function listQuestions(ctx: Ctx, applicationId: string) {
  const { question, askedAt, answer, answeredAt } = membershipQuestions;
  return ctx.db
    .select({ question, askedAt, answer, answeredAt, askedBy: asker.name })
    .from(membershipQuestions)
    .leftJoin(...asker.of(membershipQuestions.askedBy))
    .where(eq(membershipQuestions.applicationId, applicationId))
    .orderBy(asc(membershipQuestions.id));
}

function listOtherApplications(
  ctx: Ctx,
  { id, personId }: { id: string; personId: PersonId },
): Promise<{ code: string; state: ApplicationState; createdAt: Date; decisionReason: string | null }[]> {
  const { code, state, createdAt, decisionReason } = applications;
  return ctx.db
    .select({ code, state, createdAt, decisionReason })
    .from(applications)
    .where(and(eq(applications.personId, personId), ne(applications.id, id)))
    .orderBy(desc(createdAt))
    .limit(MOST_OTHERS);
}

async function recordLook(ctx: Ctx, action: AuditAction, { id, personId }: { id: string; personId: PersonId }): Promise<void> {
  await recordEntry(ctx, {
    class: "access",
    action,
    objectKind: "application",
    objectId: id,
    subjectId: personId,
    purpose: "deciding an application",
  });
}

function demandDecider(ctx: Ctx): void {
  const blocker = lookBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
}
