import { and, eq, isNull, sql } from "drizzle-orm";
import { files } from "#db/schema/files";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type AddResult, addFile, type SentFile } from "../add-file.server";
import type { Focal } from "../file-html";
import { inLibrary } from "../files.queries.server";
import { refreshLook } from "../look.server";
import { noteChanged } from "./note-changed.server";

/** Adds a picture or file that any editor may put into pages, and that stays without a text. @throws ForbiddenError */
export async function addToLibrary(ctx: PersonCtx, sent: SentFile): Promise<AddResult> {
  demandPermission(ctx, "edit-pages");
  const added = await addFile(ctx, sent);
  if (!added.ok) return added;
  return inTransaction(ctx, async (ctx) => {
    const [shared] = await ctx.db
      .update(files)
      .set({
        sharedAt: ctx.now,
        libraryAt: sql`coalesce(${files.libraryAt}, ${ctx.now.toISOString()}::timestamptz)`,
        ...(sent.description ? { description: sent.description } : {}),
      })
      .where(and(eq(files.code, added.file.code), isNull(files.sharedAt)))
      .returning({ code: files.code });
    if (shared) await recordEntry(ctx, { class: "act", action: "file.shared", objectKind: "file", objectId: shared.code });
    return added;
  });
}

/**
 * Says what a file is, and which part of a picture stays where it is cropped. Texts keep their own words.
 * @throws ForbiddenError, NotFoundError
 */
export async function describeFile(
  ctx: Ctx,
  code: string,
  { description, focal }: { description: string; focal: Focal | null },
): Promise<void> {
  demandPermission(ctx, "edit-pages");
  await inTransaction(ctx, async (ctx) => {
    const [file] = await ctx.db
      .select({ id: files.id, description: files.description, focalX: files.focalX, focalY: files.focalY })
      .from(files)
      .where(and(eq(files.code, code), isNull(files.goneAt), inLibrary))
      .for("update");
    if (!file) throw new NotFoundError("file");
    const isMoved = focal !== null && (focal.focalX !== file.focalX || focal.focalY !== file.focalY);
    if (!isMoved && description === file.description) return;
    await ctx.db
      .update(files)
      .set({ description, ...(isMoved ? focal : {}) })
      .where(eq(files.id, file.id));
    await recordEntry(ctx, { class: "act", action: "file.described", objectKind: "file", objectId: code });
    if (!isMoved) return;
    await refreshLook(ctx, code);
    await noteChanged(ctx, file.id);
  });
}
