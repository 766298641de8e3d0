import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { membershipApplications, membershipQuestions } from "#db/schema/membership";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { isUndecided } from "./application.policy";
import type { AnswerInput } from "./application.schema";
import { interestsOfApplication } from "./application-interests.server";

const mine = membershipApplications;

/** The signed-in person's latest application with what was asked; null when they never applied. */
export async function findMyApplication(ctx: PersonCtx) {
  const { personId } = ctx.actor;
  const [application] = await ctx.db
    .select({
      id: mine.id,
      code: mine.code,
      state: mine.state,
      fullName: mine.fullName,
      jobTitle: mine.jobTitle,
      organisation: mine.organisation,
      interests: interestsOfApplication,
      createdAt: mine.createdAt,
      decidedAt: mine.decidedAt,
      decisionReason: mine.decisionReason,
    })
    .from(mine)
    .where(eq(mine.personId, personId))
    .orderBy(desc(mine.createdAt), desc(mine.id))
    .limit(1);
  if (!application) return null;
  const { question, askedAt, answer, answeredAt } = membershipQuestions;
  const questions = await ctx.db
    .select({ question, askedAt, answer, answeredAt })
    .from(membershipQuestions)
    .where(eq(membershipQuestions.applicationId, application.id))
    .orderBy(asc(membershipQuestions.id));
  const { id: _, ...shown } = application;
  return { ...shown, questions };
}

export type MyActResult = { ok: true } | { ok: false; reason: "not-asked" | "decided" };
export type AnswerResult = MyActResult | { ok: false; reason: "asked-again" };

/**
 * The applicant answers what is open, and saw all of it: the application waits again. The same answer sent twice is one.
 * @throws NotFoundError
 */
export async function answerQuestion(ctx: PersonCtx, { answer, code, asked }: AnswerInput): Promise<AnswerResult> {
  return inTransaction(ctx, async (ctx) => {
    const { id, state, personId, ...application } = await lockMine(ctx);
    const isOther = code !== undefined && code !== application.code;
    const questions = await ctx.db
      .select({ answer: membershipQuestions.answer })
      .from(membershipQuestions)
      .where(eq(membershipQuestions.applicationId, id))
      .orderBy(asc(membershipQuestions.id));
    if (!isOther && questions[asked - 1]?.answer === answer) return { ok: true };
    if (state !== "asked") return { ok: false, reason: isUndecided(state) ? "not-asked" : "decided" };
    if (isOther || questions.length !== asked) return { ok: false, reason: "asked-again" };
    await ctx.db
      .update(membershipQuestions)
      .set({ answer, answeredAt: ctx.now })
      .where(and(eq(membershipQuestions.applicationId, id), isNull(membershipQuestions.answeredAt)));
    await ctx.db.update(mine).set({ state: "waiting" }).where(eq(mine.id, id));
    await recordEntry(ctx, {
      class: "act",
      action: "application.answered",
      objectKind: "application",
      objectId: id,
      subjectId: personId,
    });
    return { ok: true };
  });
}

/** The applicant takes it back, as long as nobody decided. @throws NotFoundError */
export async function withdrawApplication(ctx: PersonCtx): Promise<MyActResult> {
  return inTransaction(ctx, async (ctx) => {
    const { id, state, personId } = await lockMine(ctx);
    if (!isUndecided(state)) return { ok: false, reason: "decided" };
    await ctx.db.update(mine).set({ state: "withdrawn" }).where(eq(mine.id, id));
    await recordEntry(ctx, {
      class: "act",
      action: "application.withdrawn",
      objectKind: "application",
      objectId: id,
      subjectId: personId,
    });
    return { ok: true };
  });
}

async function lockMine(ctx: PersonCtx) {
  const { personId } = ctx.actor;
  const [row] = await ctx.db
    .select({ id: mine.id, code: mine.code, state: mine.state })
    .from(mine)
    .where(eq(mine.personId, personId))
    .orderBy(desc(mine.createdAt), desc(mine.id))
    .limit(1)
    .for("update");
  if (!row) throw new NotFoundError("application");
  return { ...row, personId };
}
