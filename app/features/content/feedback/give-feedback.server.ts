import { and, eq, isNotNull, isNull, or, type SQLWrapper, sql } from "drizzle-orm";
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
 * words stand: other words are told of like new ones, and words that an editor removed do not come back. Nothing says who it was, neither
 * here nor with words that seemed to identify a patient.
 * @throws PatientDetailsError
 */
export async function giveFeedback(ctx: Ctx, page: { id: string; code: string }, { answer, submissionId, vouch, ...sent }: FeedbackInput) {
  await inTransaction(ctx, async (ctx) => {
    const said = { isUseful: answer === "yes", words: sent.words || null };
    const { words, toldOn, givenAt, pageId } = contentFeedback;
    const ifSame = (kept: SQLWrapper) => sql`case when ${words} is not distinct from excluded.words then ${kept} end`;
    await ctx.db
      .insert(contentFeedback)
      .values({ id: submissionId, code: randomCode(), pageId: page.id, ...said, givenAt: ctx.now })
      .onConflictDoUpdate({
        target: contentFeedback.id,
        set: { ...said, toldOn: ifSame(toldOn), givenAt: sql`coalesce(${ifSame(givenAt)}, excluded.given_at)` },
        setWhere: and(eq(pageId, page.id), or(isNotNull(words), isNull(toldOn))),
      });
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
      // also where nobody was told yet: without it they would be as if none were written
      .set({ words: null, toldOn: sql`coalesce(${contentFeedback.toldOn}, ${ctx.now.toISOString().slice(0, 10)}::date)` })
      .where(and(eq(contentFeedback.code, code), eq(contentFeedback.pageId, page.id)))
      .returning({ id: contentFeedback.id });
    if (!removed) throw new NotFoundError("feedback");
    await recordEntry(ctx, { class: "act", action: "content.feedback-removed", objectKind: "page", objectId: page.id });
  });
}
