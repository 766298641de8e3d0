import { asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { membershipApplications, membershipQuestions } from "#db/schema/membership";
import { recordEntry } from "~/features/audit/record-entry.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import type { Ctx } from "~/lib/ctx";
import { questionsSeen } from "./application.policy";
import { applicationQuestionMail } from "./application-question.mail.server";
import { type Decision, type DecisionResult, decideApplication, type Undecided } from "./decide-application.server";

/** Asks for more before deciding: mailed, and answered by the applicant in their account. @throws NotFoundError, ForbiddenError */
export async function askApplicant(ctx: Ctx, { question, ...decision }: Decision & { question: string }): Promise<DecisionResult> {
  const ask = async (ctx: Ctx, { id, personId }: Undecided): Promise<DecisionResult> => {
    const questionId = uuidv7();
    const askedBy = ctx.actor.kind === "person" ? ctx.actor.personId : null;
    await ctx.db.insert(membershipQuestions).values({ id: questionId, applicationId: id, question, askedBy, askedAt: ctx.now });
    await ctx.db.update(membershipApplications).set({ state: "asked" }).where(eq(membershipApplications.id, id));
    await recordEntry(ctx, {
      class: "act",
      action: "application.asked",
      objectKind: "application",
      objectId: id,
      subjectId: personId,
    });
    await queueMail(ctx, applicationQuestionMail, { questionId }, { personId, cause: `question:${questionId}` });
    return { ok: true };
  };
  return decideApplication(ctx, decision, ask, async (ctx, { id }, by) => {
    // the one that came after those that the page showed
    const { applicationId, askedBy } = membershipQuestions;
    const [next] = await ctx.db
      .select({ question: membershipQuestions.question, askedBy })
      .from(membershipQuestions)
      .where(eq(applicationId, id))
      .orderBy(asc(membershipQuestions.id))
      .offset(questionsSeen(decision.seen))
      .limit(1);
    return next?.askedBy === by && next.question === question;
  });
}
