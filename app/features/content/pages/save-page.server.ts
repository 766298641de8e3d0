import { findGoingOut } from "~/features/content/publishing/plans.server";
import { findRevision, insertRevision, isSameText, type Revision } from "~/features/content/revisions/revisions.server";
import { leaveOpen } from "~/features/drafts/open-to-write.server";
import { closeDraft } from "~/features/drafts/save-draft.server";
import { broughtBack, guardTexts } from "~/features/guard/guard-texts.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { demandEditor } from "./demand-editor";
import { editPath } from "./edit-path";
import { guardedPage, guardedTexts } from "./guarded-page";
import type { PageText } from "./page.schema";
import { getPageForUpdate } from "./page-for-update.server";

/** `goesOutAt`: when a text that was saved before goes out, and this one does not. */
export type SaveResult = { ok: true; version: number; goesOutAt?: Date } | { ok: false; reason: "changed"; current: Revision };

type Input = PageText & { code: string; version: number; submissionId?: string; vouch?: string };

/**
 * Saves a text as the next revision; readers get it when it is published. A save that started from an older version is refused and told
 * what stands now, unless both say the same. @throws ForbiddenError, NotFoundError
 */
export async function savePage(ctx: Ctx, input: Input): Promise<SaveResult> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, input.code);
    const current = await findRevision(ctx, page.id);
    const isSame = current && isSameText(current, input);
    if (current && !isSame && input.version !== page.version) return { ok: false, reason: "changed", current };
    await closeDraft(ctx, input.submissionId);
    await leaveOpen(ctx, editPath(input.code, "edit"));
    if (isSame) return { ok: true, version: page.version };
    const saved = await insertRevision(ctx, page, input);
    await guardTexts(ctx, { texts: guardedTexts(input), before: textsOf(current), vouch: input.vouch, thing: guardedPage(input.code) });
    const goesOutAt = await findGoingOut(ctx, page.id);
    return { ok: true, version: saved, ...(goesOutAt ? { goesOutAt } : {}) };
  });
}

type RestoreInput = { code: string; number: number; version: number; vouch?: string };
export type RestoreResult = { ok: true; version: number } | { ok: false; reason: "changed" };

/** Brings an earlier text back as a new revision, unless it is the newest already. @throws ForbiddenError, NotFoundError */
export async function restoreRevision(ctx: Ctx, input: RestoreInput): Promise<RestoreResult> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, input.code);
    const revision = await findRevision(ctx, page.id, input.number);
    if (!revision || revision.takenOutAt) throw new NotFoundError("revision");
    const { title, summary, teaser, body } = revision;
    const text = { title, summary, teaser: teaser ?? "", body };
    const current = await findRevision(ctx, page.id);
    if (current && isSameText(current, text)) return { ok: true, version: page.version };
    if (input.version !== page.version) return { ok: false, reason: "changed" };
    const before = textsOf(current);
    const restored = await insertRevision(ctx, page, text, { restoredFrom: input.number });
    await guardTexts(ctx, {
      texts: broughtBack(Object.values(guardedTexts(text))),
      before,
      vouch: input.vouch,
      thing: guardedPage(input.code),
    });
    return { ok: true, version: restored };
  });
}

const textsOf = (revision: Revision | null) =>
  revision ? Object.values(guardedTexts({ ...revision, teaser: revision.teaser ?? "" })) : [];
