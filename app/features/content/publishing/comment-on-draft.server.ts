import { and, desc, eq, lt, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { contentDraftComments, contentReviewRequests } from "#db/schema/content/publishing";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { guardedPage } from "~/features/content/pages/guarded-page";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { findRevision } from "~/features/content/revisions/revisions.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { NotFoundError, SubmissionTakenError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { inTransaction } from "~/lib/transaction.server";
import type { CommentBlocker, SendBackBlocker } from "./draft-review.policy";
import type { DraftCommentInput } from "./draft-review.schema";
import { tellAsker } from "./draft-review.server";

/**
 * Says something about a text of a page to its editors. The same form sent twice is one comment. About a text that was taken out nothing is
 * said any more: it could repeat it. @throws ForbiddenError, NotFoundError
 */
export async function commentOnDraft(ctx: PersonCtx, code: string, input: DraftCommentInput): Promise<CommentBlocker | null> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    const revision = await findRevision(ctx, page.id, input.version);
    if (!revision) throw new NotFoundError("revision");
    if (revision.takenOutAt) return "taken-out";
    await insertComment(ctx, { pageId: page.id, code, sentBack: false }, input);
    return null;
  });
}

type SendBackResult = { ok: true } | { ok: false; reason: SendBackBlocker };

/** Sends a draft back to whoever asked for its review, with what is to change in it. @throws ForbiddenError, NotFoundError */
export async function sendDraftBack(ctx: PersonCtx, code: string, input: DraftCommentInput): Promise<SendBackResult> {
  demandEditor(ctx);
  return inTransaction<SendBackResult, PersonCtx>(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    if (await isSent(ctx, page.id, input)) return { ok: true };
    if (page.version !== input.version) return { ok: false, reason: "changed" };
    const [ended] = await ctx.db.delete(contentReviewRequests).where(eq(contentReviewRequests.pageId, page.id)).returning();
    if (!ended) return { ok: false, reason: "not-asked" };
    await insertComment(ctx, { pageId: page.id, code, sentBack: true }, input);
    await recordEntry(ctx, { class: "act", action: "content.sent-back", objectKind: "page", objectId: page.id });
    await tellAsker(ctx, "sent-back", page.id, ended.askedBy);
    return { ok: true };
  });
}

type Place = { pageId: string; code: string; sentBack: boolean };

async function insertComment(ctx: PersonCtx, { pageId, code, sentBack }: Place, input: DraftCommentInput): Promise<void> {
  if (await isSent(ctx, pageId, input)) return;
  const { body, version: number, submissionId, vouch } = input;
  const { personId: writtenBy } = ctx.actor;
  // the page's row is locked
  const nth = sql`(select coalesce(max(before.nth), 0) + 1 from ${contentDraftComments} before where before.page_id = ${pageId})`;
  await ctx.db
    .insert(contentDraftComments)
    .values({ id: uuidv7(), pageId, nth, number, sentBack, body, writtenBy, writtenAt: ctx.now, submissionId });
  await guardTexts(ctx, { texts: { body }, vouch, thing: guardedPage(code) });
}

/** @throws SubmissionTakenError where the form's number is another comment's */
async function isSent(ctx: PersonCtx, pageId: string, { body, submissionId }: DraftCommentInput): Promise<boolean> {
  const [sent] = await ctx.db
    .select({ pageId: contentDraftComments.pageId, body: contentDraftComments.body })
    .from(contentDraftComments)
    .where(and(eq(contentDraftComments.writtenBy, ctx.actor.personId), eq(contentDraftComments.submissionId, submissionId)));
  if (sent && (sent.pageId !== pageId || sent.body !== body)) throw new SubmissionTakenError();
  return sent !== undefined;
}

const PER_PAGE = 30;
const writer = joinedPerson("writer");

/** What editors said about the texts of a page, newest first. `after` is the place of one among them. */
export async function listDraftComments(ctx: Ctx, page: { id: string }, after: number | null) {
  demandEditor(ctx);
  const { nth, number, sentBack, body, writtenAt } = contentDraftComments;
  const found = await ctx.db
    .select({ nth, number, sentBack, body, writtenAt, writtenBy: writer.name })
    .from(contentDraftComments)
    .leftJoin(...writer.of(contentDraftComments.writtenBy))
    .where(and(eq(contentDraftComments.pageId, page.id), after ? lt(nth, after) : undefined))
    .orderBy(desc(nth))
    .limit(PER_PAGE + 1);
  const { rows: comments, next } = pageOf(found, PER_PAGE, (last) => last.nth);
  return { comments, next };
}
