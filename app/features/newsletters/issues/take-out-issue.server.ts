import { eq } from "drizzle-orm";
import { newsletterIssues } from "#db/schema/newsletters";
import { recordEntry } from "~/features/audit/record-entry.server";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import type { TakeOutReason } from "~/features/guard/taken-out";
import { emptyMailing, forgetCaught } from "~/features/mail/empty-mailing.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { demandSender } from "./demand-sender";
import { TAKEN_OUT_SUBJECT, takeOutBlocker } from "./issue.policy";
import { issuePath } from "./issue-path";
import { takenOutSlug } from "./issue-slug";
import { getIssue } from "./issues.queries.server";

/**
 * Takes a sent issue out of the archive for good: subject, text, the frozen mail and the words of its address. That there was one stays,
 * with who took it out and why, and its old address leads there. False while it is being sent. @throws ForbiddenError, NotFoundError
 */
export async function takeOutIssue(ctx: Ctx, code: string, { why }: { why: TakeOutReason }): Promise<boolean> {
  demandSender(ctx);
  return inTransaction(ctx, async (ctx) => {
    await ctx.db.select({ id: newsletterIssues.id }).from(newsletterIssues).where(eq(newsletterIssues.code, code)).for("update");
    const issue = await getIssue(ctx, code);
    if (takeOutBlocker(issue)) throw new NotFoundError("issue");
    if (!(await emptyMailing(ctx, issue.mailingId!))) return false;

    await ctx.db
      .update(newsletterIssues)
      .set({
        subject: TAKEN_OUT_SUBJECT,
        slug: takenOutSlug(issue.slug!),
        preheader: "",
        bodyMarkdown: "",
        bodyHtml: "",
        takenOutAt: ctx.now,
        takenOutBy: personIdOf(ctx.actor),
        takenOutWhy: why,
      })
      .where(eq(newsletterIssues.id, issue.id));
    await forgetCaught(ctx, { issueId: issue.id });
    await forgetDraftsBelow(ctx, [issuePath(code)]);
    await recordEntry(ctx, { class: "act", action: "issue.taken-out", objectKind: "issue", objectId: issue.id });
    return true;
  });
}
