import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { contentListings, contentPages, contentRevisions } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { guardedPage, guardedTexts } from "~/features/content/pages/guarded-page";
import { findMove, moveTo } from "~/features/content/pages/move-page.server";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { ancestorPaths, parentPath, placeBelow } from "~/features/content/pages/page-path";
import { below, isKept, within } from "~/features/content/pages/tree.server";
import { endReading } from "~/features/content/publishing/take-down-page.server";
import { broughtBack, guardTexts } from "~/features/guard/guard-texts.server";
import { lockScopes } from "~/features/permissions/change-scope.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type BelowChoice, MOST_AT_ONCE, type RestoreBlocker, type TrashBlocker } from "./trash.policy";

export type TrashResult = { ok: true; trashed: number } | { ok: false; reason: TrashBlocker };

/**
 * Puts a page into the trash: nobody reads, finds or edits it until it is restored, and it keeps its address, texts and comments. What is
 * below goes along or moves up. What is planned for it, waits for a review of it or shows its draft ends.
 * @throws ForbiddenError, NotFoundError
 */
export async function trashPage(ctx: Ctx, { code, below: choice }: { code: string; below?: BelowChoice }): Promise<TrashResult> {
  demandEditor(ctx);
  return inTransaction<TrashResult, Ctx>(ctx, async (ctx) => {
    await lockScopes(ctx);
    const page = await getPageForUpdate(ctx, code);
    if (page.path === "") return { ok: false, reason: "home" };
    const { id, path, parent, code: named } = contentPages;
    // locked: what is planned, shown or asked meanwhile is there by now, or comes to a page in the trash
    const lower = await ctx.db
      .select({ id, path, parent, code: named })
      .from(contentPages)
      .where(and(below(page.path), isKept))
      .orderBy(path)
      .limit(MOST_AT_ONCE + 1)
      .for("update");
    if (lower.length > 0 && !choice) return { ok: false, reason: "pages-below" };
    if (lower.length > MOST_AT_ONCE) return { ok: false, reason: "too-many-below" };
    if (choice === "up" && !(await moveUp(ctx, page.path, lower))) return { ok: false, reason: "cannot-move-up" };

    const gone = [{ id: page.id }, ...(choice === "along" ? lower : [])];
    for (const { id } of gone) {
      await endReading(ctx, id);
      await recordEntry(ctx, { class: "act", action: "content.page-trashed", objectKind: "page", objectId: id });
    }
    await ctx.db
      .update(contentPages)
      // what readers had comes back to them with it, and not what was taken down before
      .set({
        trashedAt: ctx.now,
        archivedAt: sql`coalesce(${contentPages.archivedAt}, ${ctx.now.toISOString()}::timestamptz)`,
        updatedAt: ctx.now,
      })
      .where(
        inArray(
          id,
          gone.map((each) => each.id),
        ),
      );
    await noteKept(
      ctx,
      gone.map((each) => each.id),
      false,
    );
    return { ok: true, trashed: gone.length };
  });
}

/** All that are right below, each with what is below it, or none of them. */
async function moveUp(ctx: Ctx, from: string, lower: readonly { code: string; path: string; parent: string | null }[]): Promise<boolean> {
  const moves = [];
  for (const child of lower.filter(({ parent }) => parent === from)) {
    const page = await getPageForUpdate(ctx, child.code);
    const to = placeBelow(parentPath(from), page.path);
    const move = await findMove(ctx, page, to);
    if (!move.ok) return false;
    moves.push({ page, to, move });
  }
  for (const { page, to, move } of moves) await moveTo(ctx, page, to, move);
  return true;
}

export type RestoreResult = { ok: true; restored: number } | { ok: false; reason: RestoreBlocker };

/**
 * Takes a page out of the trash, and what went there with it: as it was, for its readers too. What in it may identify a patient is asked
 * about. @throws ForbiddenError, NotFoundError, PatientDetailsError
 */
export async function restorePage(ctx: Ctx, { code, vouch }: { code: string; vouch?: string }): Promise<RestoreResult> {
  demandEditor(ctx);
  return inTransaction<RestoreResult, Ctx>(ctx, async (ctx) => {
    await lockScopes(ctx);
    const page = await getTrashedForUpdate(ctx, code);
    const { id, path, trashedAt, archivedAt, publishedVersion } = contentPages;
    const above = ancestorPaths(page.path);
    const [blocking] =
      above.length > 0
        ? await ctx.db
            .select({ id })
            .from(contentPages)
            .where(and(inArray(path, above), isNotNull(trashedAt)))
            .limit(1)
        : [];
    if (blocking) return { ok: false, reason: "above-in-trash" };

    const restored = await ctx.db
      .update(contentPages)
      .set({ trashedAt: null, archivedAt: sql`nullif(${archivedAt}, ${trashedAt})`, updatedAt: ctx.now })
      .where(and(within(page.path), eq(trashedAt, page.trashedAt!)))
      .returning({ id, archivedAt, publishedVersion });
    await noteKept(
      ctx,
      restored.map((each) => each.id),
      true,
    );
    for (const { id } of restored)
      await recordEntry(ctx, { class: "act", action: "content.page-restored", objectKind: "page", objectId: id });
    const read = restored.filter((each) => each.publishedVersion !== null && !each.archivedAt);
    const texts = await textsOf(
      ctx,
      read.map((each) => each.id),
    );
    await guardTexts(ctx, { texts: broughtBack(texts), vouch, thing: guardedPage(code) });
    return { ok: true, restored: restored.length };
  });
}

const noteKept = (ctx: Ctx, ids: readonly string[], isKept: boolean) =>
  ctx.db
    .update(contentListings)
    .set({ isKept })
    .where(inArray(contentListings.pageId, [...ids]));

/** What readers have of these pages. */
async function textsOf(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { title, summary, teaser, bodyMarkdown, pageId, number } = contentRevisions;
  const rows = await ctx.db
    .select({ title, summary, teaser, body: bodyMarkdown })
    .from(contentRevisions)
    .innerJoin(contentPages, and(eq(contentPages.id, pageId), eq(contentPages.publishedVersion, number)))
    .where(inArray(pageId, [...ids]));
  return rows.flatMap((row) => Object.values(guardedTexts({ ...row, teaser: row.teaser ?? "" })));
}

/** A page in the trash, locked until the transaction ends. @throws NotFoundError */
async function getTrashedForUpdate(ctx: Ctx, code: string) {
  const { id, path, trashedAt } = contentPages;
  const [page] = await ctx.db
    .select({ id, path, trashedAt })
    .from(contentPages)
    .where(and(eq(contentPages.code, code), isNotNull(trashedAt)))
    .for("update");
  if (!page) throw new NotFoundError("page");
  return page;
}

/**
 * The same with all that is in the trash below it, from earlier too: below no page it could not be restored, and would be as wide as under
 * the page that was above it. @throws NotFoundError
 */
export async function lockTrashed(ctx: Ctx, named: string): Promise<{ id: string; code: string; path: string }[]> {
  const root = await getTrashedForUpdate(ctx, named);
  const { id, code, path, trashedAt } = contentPages;
  return ctx.db
    .select({ id, code, path })
    .from(contentPages)
    .where(and(within(root.path), isNotNull(trashedAt)))
    .orderBy(path)
    .for("update");
}
