import { uuidv7 } from "uuidv7";
import { contentPages } from "#db/schema/content";
import { findRevision, insertRevision, isSameText, NO_TEXT } from "~/features/content/revisions/revisions.server";
import { draftText } from "~/features/drafts/draft.policy";
import { closeDraft, findMade } from "~/features/drafts/save-draft.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { chooseInterests } from "~/features/people/choose-interests.server";
import { isWithin } from "~/features/permissions/audience.policy";
import { lockScopes, moveScopes } from "~/features/permissions/change-scope.server";
import { type Audience, createScope, readershipOf } from "~/features/permissions/scopes.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { demandEditor } from "./demand-editor";
import { editPath } from "./edit-path";
import { guardedPage, guardedTexts } from "./guarded-page";
import { getPageToEdit } from "./manage.queries.server";
import type { CreateBlocker } from "./page.policy";
import type { PageText } from "./page.schema";
import { INTERESTS_OF_PAGE } from "./page-interests.server";
import { placeBlocker } from "./page-path";
import { forgetRedirects } from "./redirects.server";
import { findPageAbove, isTaken, listOrphans, nextPosition } from "./tree.server";

export type PageDraft = PageText & {
  /** Its place in the tree and its address. The home page is ''. */
  path: string;
  audience: Audience;
  /** Last among its siblings, unless told. */
  position?: number;
  interests?: readonly string[];
  /** Who wrote it, where that is not who acts. */
  authorId?: PersonId;
  vouch?: string;
  /** The form's: its draft goes. */
  submissionId?: string;
};

export type CreateResult =
  | { ok: true; id: string; code: string }
  | { ok: false; reason: CreateBlocker }
  | { ok: false; reason: "sent-before"; code: string; text: string };

/**
 * Begins a page as a draft, which nobody but editors sees. The same form sent twice within a day makes one page.
 * @throws ForbiddenError, NotFoundError for an unknown group
 */
export async function createPage(ctx: Ctx, draft: PageDraft): Promise<CreateResult> {
  demandEditor(ctx);
  const blocker = placeBlocker(draft.path);
  if (blocker) return { ok: false, reason: blocker };

  return inTransaction(ctx, async (ctx) => {
    await lockScopes(ctx);
    const sent = await findSent(ctx, draft);
    if (sent) return sent;
    if (await isTaken(ctx, draft.path)) return { ok: false, reason: "taken" };
    const above = await findPageAbove(ctx, draft.path);
    const readers = await readershipOf(ctx, draft.audience);
    if (above && !isWithin(readers, above)) return { ok: false, reason: "wider-than-parent" };
    const orphans = await listOrphans(ctx, draft.path, above);
    if (!orphans.every((orphan) => isWithin(orphan, readers))) return { ok: false, reason: "wider-below" };

    const scopeId = await createScope(ctx, draft.audience, above?.scopeId);
    await moveScopes(
      ctx,
      orphans.map((orphan) => orphan.scopeId),
      scopeId,
    );
    await forgetRedirects(ctx, [draft.path]);
    const page = await insertPage(ctx, draft, scopeId);
    await insertRevision(ctx, { id: page.id, version: 0 }, draft, { savedBy: draft.authorId });
    await guardTexts(ctx, { texts: guardedTexts(draft), vouch: draft.vouch, thing: guardedPage(page.code) });
    await closeDraft(ctx, draft.submissionId, editPath(page.code));
    return { ok: true, ...page };
  });
}

async function findSent(ctx: Ctx, draft: PageDraft): Promise<CreateResult | null> {
  const made = await findMade(ctx, draft.submissionId, editPath(""));
  if (!made) return null;
  const { id, code, path, ...readers } = await getPageToEdit(ctx, made);
  const first = await findRevision(ctx, id, 1);
  if (!first) return null;
  if (isSameText(first, draft) && path === draft.path && isFor(readers, draft.audience)) return { ok: true, id, code };
  const { title, summary, body, teaser } = first;
  return { ok: false, reason: "sent-before", code, text: draftText({ title, summary, body, teaser: teaser ?? "" }) };
}

function isFor({ audience, groups }: { audience: string; groups: readonly { slug: string }[] }, asked: Audience): boolean {
  if (typeof asked === "string") return audience === asked;
  const wanted = new Set(asked.groups);
  return audience === "groups" && wanted.size === groups.length && groups.every(({ slug }) => wanted.has(slug));
}

async function insertPage(ctx: Ctx, draft: PageDraft, scopeId: string): Promise<{ id: string; code: string }> {
  const page = { id: uuidv7(), code: randomCode() };
  await ctx.db.insert(contentPages).values({
    ...page,
    path: draft.path,
    scopeId,
    // this row holds what readers get: nothing yet
    ...NO_TEXT,
    rendererVersion: RENDERER_VERSION,
    position: draft.position ?? (await nextPosition(ctx, draft.path)),
    authorId: draft.authorId,
    version: 0,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
  if (draft.interests) await chooseInterests(ctx, INTERESTS_OF_PAGE, page.id, draft.interests);
  return page;
}
