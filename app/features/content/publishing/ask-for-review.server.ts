import { contentReviewRequests } from "#db/schema/content/publishing";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { notify } from "~/features/mail/notifications/notify.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { type AskBlocker, isNewText } from "./draft-review.policy";
import { draftReviewCause } from "./draft-review-cause";
import { draftReviewNotice } from "./draft-review-notice.mail.server";
import { listEditors } from "./list-editors.server";

export type AskResult = { ok: true; told: number } | { ok: false; reason: AskBlocker };

/**
 * Asks the other editors to read the newest text of a page before readers get it; each is told once, until it came back or went out.
 * `told`: how many there are. @throws ForbiddenError, NotFoundError
 */
export async function askForReview(ctx: Ctx, code: string): Promise<AskResult> {
  demandEditor(ctx);
  return inTransaction<AskResult, Ctx>(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    if (!isNewText(page)) return { ok: false, reason: "nothing-new" };
    const askedBy = personIdOf(ctx.actor);
    const others = (await listEditors(ctx)).filter(({ id }) => id !== askedBy);
    const row = { pageId: page.id, version: page.version, askedBy, askedAt: ctx.now };
    const [asked] = await ctx.db.insert(contentReviewRequests).values(row).onConflictDoNothing().returning();
    if (!asked) return { ok: true, told: others.length };
    await recordEntry(ctx, { class: "act", action: "content.review-asked", objectKind: "page", objectId: page.id });
    const people = others.map(({ id }) => id);
    const cause = draftReviewCause("asked", page.id, ctx.now);
    await notify(ctx, people, draftReviewNotice, { pageId: page.id, turn: "asked" }, { cause });
    return { ok: true, told: others.length };
  });
}
