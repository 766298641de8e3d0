import { and, eq } from "drizzle-orm";
import { contentFeedback } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { editPath } from "~/features/content/pages/edit-path";
import { guardTexts } from "~/features/guard/guard-texts.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import type { FeedbackInput } from "./feedback.schema";

/**
 * Somebody says whether a page that they may read was useful, and what they missed. The same form sent again counts once, and its last
 * words stand. Nothing says who it was, neither here nor with words that seemed to identify a patient.
 * @throws PatientDetailsError
 */
export async function giveFeedback(ctx: Ctx, page: { id: string; code: string }, { answer, submissionId, vouch, ...sent }: FeedbackInput) {
  await inTransaction(ctx, async (ctx) => {
    const said = { isUseful: answer === "yes", words: sent.words || null };
    await ctx.db
      .insert(contentFeedback)
      .values({ id: submissionId, code: randomCode(), pageId: page.id, ...said, givenAt: ctx.now })
      .onConflictDoUpdate({ target: contentFeedback.id, set: said, setWhere: eq(contentFeedback.pageId, page.id) });
    const thing = { place: "page" as const, path: editPath(page.code, "feedback") };
    await guardTexts(ctx, { texts: { words: sent.words }, vouch, isNameless: true, thing });
  });
}

/** Takes the words of a reader away for good; that they answered still counts. @throws ForbiddenError, NotFoundError */
export async function removeFeedback(ctx: Ctx, page: { id: string }, code: string): Promise<void> {
  demandEditor(ctx);
  await inTransaction(ctx, async (ctx) => {
    const [removed] = await ctx.db
      .update(contentFeedback)
      .set({ words: null })
      .where(and(eq(contentFeedback.code, code), eq(contentFeedback.pageId, page.id)))
      .returning({ id: contentFeedback.id });
    if (!removed) throw new NotFoundError("feedback");
    await recordEntry(ctx, { class: "act", action: "content.feedback-removed", objectKind: "page", objectId: page.id });
  });
}
