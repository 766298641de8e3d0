import { and, eq, isNotNull } from "drizzle-orm";
import { newsletterIssues, newsletters } from "#db/schema/newsletters";
import { countReach } from "~/features/consents/reach.queries.server";
import { startMailing } from "~/features/mail/mailings/start-mailing.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { checkIssue } from "./check-issue.server";
import { type SendBlocker, sendBlocker } from "./issue.policy";
import { issueSlug } from "./issue-slug";
import { getIssue } from "./issues.queries.server";
import { renderIssueMail } from "./render-issue-mail.server";

export type SendResult = { ok: true } | { ok: false; reason: SendBlocker };

/**
 * Sends an issue to everybody whom its list reaches: the version that was looked at, to the number that was typed. The mail is frozen, and
 * the issue stands in the archive from now on. Pressing twice sends once. @throws NotFoundError, ForbiddenError
 */
export async function sendIssue(ctx: Ctx, code: string, sending: { version: number; people: number }): Promise<SendResult> {
  return inTransaction(ctx, async (ctx) => {
    // one sending of a newsletter at a time: no issue twice, no address twice; and nobody saves another text meanwhile
    await ctx.db
      .select({ id: newsletterIssues.id })
      .from(newsletterIssues)
      .innerJoin(newsletters, eq(newsletters.id, newsletterIssues.newsletterId))
      .where(eq(newsletterIssues.code, code))
      .for("update");
    const issue = await getIssue(ctx, code);
    const { newsletter } = issue;

    const slug = issueSlug(issue.subject, await listSlugs(ctx, newsletter.id));
    const content = await renderIssueMail(ctx, { ...issue, slug });
    const { reachable } = await countReach(ctx, newsletter.listId);
    const reason = sendBlocker(issue, sending, { checks: checkIssue(content, issue), reachable });
    if (reason) return { ok: false, reason };

    const mailingId = await startMailing(ctx, { listId: newsletter.listId, kind: "issue", content });
    await ctx.db
      .update(newsletterIssues)
      .set({ state: "sent", slug, mailingId, sentAt: ctx.now, updatedAt: ctx.now })
      .where(eq(newsletterIssues.id, issue.id));
    return { ok: true };
  });
}

async function listSlugs(ctx: Ctx, newsletterId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ slug: newsletterIssues.slug })
    .from(newsletterIssues)
    .where(and(eq(newsletterIssues.newsletterId, newsletterId), isNotNull(newsletterIssues.slug)));
  return rows.flatMap(({ slug }) => (slug ? [slug] : []));
}
