import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { newsletterIssues } from "#db/schema/newsletters";
import { draftText } from "~/features/drafts/draft.policy";
import { closeDraft, findMade } from "~/features/drafts/save-draft.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { getNewsletter } from "~/features/newsletters/newsletters.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { SubmissionTakenError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { demandSender } from "./demand-sender";
import type { IssueInput } from "./issue.schema";
import { issuePath } from "./issue-path";
import { getIssue, type Issue } from "./issues.queries.server";
import { renderIssueText } from "./render-issues-again.server";

/** `submissionId`: of the form, whose draft goes. */
type Form = { submissionId?: string };

export type CreateResult = { ok: true; code: string } | { ok: false; reason: "sent-before"; code: string; text: string };

/**
 * Starts a draft. The same form sent twice within a day starts one, compared with what stands in it now. @throws ForbiddenError,
 * NotFoundError, {SubmissionTakenError} where it started one of another newsletter
 */
export async function createIssue(ctx: Ctx, newsletterSlug: string, input: IssueInput & Form): Promise<CreateResult> {
  demandSender(ctx);
  return inTransaction(ctx, async (ctx) => {
    const made = await findMade(ctx, input.submissionId, issuePath(""));
    if (made) {
      const { code, subject, preheader, body, takenOutAt, newsletter } = await getIssue(ctx, made);
      if (newsletter.slug !== newsletterSlug) throw new SubmissionTakenError();
      const text = takenOutAt ? "" : draftText({ subject, preheader, body });
      return isSameText({ subject, preheader, body }, input) ? { ok: true, code } : { ok: false, reason: "sent-before", code, text };
    }
    const newsletter = await getNewsletter(ctx, newsletterSlug);
    const code = randomCode();
    await ctx.db.insert(newsletterIssues).values({
      id: uuidv7(),
      newsletterId: newsletter.id,
      code,
      ...textOf(input),
      state: "draft",
      authorId: personIdOf(ctx.actor),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    await guardIssue(ctx, code, input);
    await closeDraft(ctx, input.submissionId, issuePath(code));
    return { ok: true, code };
  });
}

export type SaveResult = { ok: true } | { ok: false; reason: "sent" } | { ok: false; reason: "changed"; current: Issue };

/** Saves a draft over the version that the form started from, or over the same text. @throws ForbiddenError, NotFoundError */
export async function saveIssue(ctx: Ctx, code: string, input: IssueInput & Form & { version: number }): Promise<SaveResult> {
  demandSender(ctx);
  return inTransaction(ctx, async (ctx) => {
    const issue = await getIssue(ctx, code);
    const { version, submissionId, ...text } = input;
    const saved = await ctx.db
      .update(newsletterIssues)
      .set({ ...textOf(text), version: sql`${newsletterIssues.version} + 1`, updatedAt: ctx.now })
      .where(and(eq(newsletterIssues.id, issue.id), eq(newsletterIssues.state, "draft"), eq(newsletterIssues.version, version)))
      .returning({ id: newsletterIssues.id });
    if (saved.length === 1) {
      await guardIssue(ctx, code, text, [issue.subject, issue.preheader, issue.body]);
      await closeDraft(ctx, submissionId);
      return { ok: true };
    }
    const current = await getIssue(ctx, code);
    if (current.state === "sent") return { ok: false, reason: "sent" };
    if (!isSameText(current, text)) return { ok: false, reason: "changed", current };
    await closeDraft(ctx, submissionId);
    return { ok: true };
  });
}

const guardIssue = (ctx: Ctx, code: string, { subject, preheader, body, vouch }: IssueInput, before: string[] = []) =>
  guardTexts(ctx, {
    texts: { subject, preheader, body },
    before,
    vouch,
    thing: { place: "issue", path: issuePath(code) },
  });

type Text = Pick<Issue, "subject" | "preheader" | "body">;

const isSameText = (stands: Text, { subject, preheader, body }: Text) =>
  stands.subject === subject && stands.preheader === preheader && stands.body === body;

function textOf({ subject, preheader, body }: IssueInput) {
  const { html, version } = renderIssueText(body);
  return { subject, preheader, bodyMarkdown: body, bodyHtml: html, rendererVersion: version };
}
