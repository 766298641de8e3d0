import { desc, eq, sql } from "drizzle-orm";
import { membershipApplications, membershipQuestions } from "#db/schema/membership";
import { recordEntry } from "~/features/audit/record-entry.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import type { ApplicationState } from "~/features/membership/types";
import { findShownName } from "~/features/people/names.queries.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type DecisionBlocker, decisionBlocker, versionOf } from "./application.policy";
import { applicationApprovedMail } from "./application-approved.mail.server";
import { applicationDeclinedMail } from "./application-declined.mail.server";

export type Decision = { code: string; seen?: string };
/** With a refusal comes who was first, where somebody was whose name is still known. */
export type DecisionResult = { ok: true } | { ok: false; reason: DecisionBlocker; by: string | null };
export type Undecided = { id: string; personId: PersonId; jobTitle: string; organisation: string };

/**
 * Runs one decision on an application that is still undecided and as its page showed it; deciders come one after the other, and the second
 * is told who was first. Whoever sends one twice is told that it is done: `wasDone` says whether it was.
 * @throws NotFoundError, ForbiddenError
 */
export async function decideApplication<T extends { ok: boolean }>(
  ctx: Ctx,
  { code, seen }: Decision,
  act: (ctx: Ctx, application: Undecided) => Promise<T>,
  wasDone: (ctx: Ctx, application: Locked, by: PersonId) => boolean | Promise<boolean>,
): Promise<T | DecisionResult> {
  return inTransaction(ctx, async (ctx) => {
    const application = await lockApplication(ctx, code);
    const version = versionOf(application);
    const blocker = decisionBlocker(ctx.actor, { ...application, version }, seen);
    if (blocker === "not-a-decider") throw new ForbiddenError(blocker);
    if (blocker && ctx.actor.kind === "person" && (await wasDone(ctx, application, ctx.actor.personId))) return { ok: true };
    if (blocker) return { ok: false, reason: blocker, by: await findWhoWasFirst(ctx, application) };
    return act(ctx, { ...application, personId: application.personId! });
  });
}

/** Stores what was decided, writes it down, and tells the applicant. */
export async function storeDecision(
  ctx: Ctx,
  application: Undecided,
  decision: { state: "approved" | "declined"; decisionReason?: string },
): Promise<void> {
  await ctx.db
    .update(membershipApplications)
    .set({ ...decision, decidedAt: ctx.now, decidedBy: ctx.actor.kind === "person" ? ctx.actor.personId : null })
    .where(eq(membershipApplications.id, application.id));
  await recordEntry(ctx, {
    class: "act",
    action: `application.${decision.state}`,
    objectKind: "application",
    objectId: application.id,
    subjectId: application.personId,
  });
  await queueMail(
    ctx,
    DECISION_MAILS[decision.state],
    { applicationId: application.id },
    { personId: application.personId, cause: `${decision.state}:${application.id}` },
  );
}

const DECISION_MAILS = { approved: applicationApprovedMail, declined: applicationDeclinedMail };

export type Locked = {
  id: string;
  personId: PersonId | null;
  state: ApplicationState;
  jobTitle: string;
  organisation: string;
  decidedBy: string | null;
  decisionReason: string | null;
  questions: number;
};

async function lockApplication(ctx: Ctx, code: string): Promise<Locked> {
  const { id, personId, state, jobTitle, organisation, decidedBy, decisionReason } = membershipApplications;
  const [row] = await ctx.db
    .select({ id, personId, state, jobTitle, organisation, decidedBy, decisionReason })
    .from(membershipApplications)
    .where(eq(membershipApplications.code, code))
    .for("update");
  if (!row || row.state === "unproven") throw new NotFoundError("application");
  const [asked] = await ctx.db
    .select({ questions: sql<number>`count(*)::int` })
    .from(membershipQuestions)
    .where(eq(membershipQuestions.applicationId, row.id));
  return { ...row, questions: asked?.questions ?? 0 };
}

async function findWhoWasFirst(ctx: Ctx, application: Locked): Promise<string | null> {
  const personId = application.state === "asked" ? await findLastAsker(ctx, application.id) : application.decidedBy;
  return findShownName(ctx, personId);
}

async function findLastAsker(ctx: Ctx, applicationId: string): Promise<string | null> {
  const [last] = await ctx.db
    .select({ askedBy: membershipQuestions.askedBy })
    .from(membershipQuestions)
    .where(eq(membershipQuestions.applicationId, applicationId))
    .orderBy(desc(membershipQuestions.id))
    .limit(1);
  return last?.askedBy ?? null;
}
