import { and, eq, isNull } from "drizzle-orm";
import { files, fileUses } from "#db/schema/files";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { logger } from "~/lib/logger.server";
import { inTransaction, whenCommitted } from "~/lib/transaction.server";
import { inLibrary, place } from "../files.queries.server";
import { storage } from "../storage.server";
import type { DeleteBlocker } from "./library.policy";

/**
 * Deletes a file of the library that no text holds, its bytes with it. Its row is locked first: a text that is stored meanwhile holds it
 * before this looks, or waits and finds it gone. @throws ForbiddenError, NotFoundError
 */
export async function deleteFile(ctx: Ctx, code: string): Promise<DeleteBlocker | null> {
  demandPermission(ctx, "edit-pages");
  return inTransaction(ctx, async (ctx) => {
    const [file] = await ctx.db
      .select({ id: files.id, place })
      .from(files)
      .where(and(eq(files.code, code), isNull(files.goneAt), inLibrary))
      .for("update");
    if (!file) throw new NotFoundError("file");
    // asked now that nobody can put it into a text
    const [use] = await ctx.db.select({ kind: fileUses.kind }).from(fileUses).where(eq(fileUses.fileId, file.id)).limit(1);
    if (use) return "used";
    await ctx.db.update(files).set({ goneAt: ctx.now, sharedAt: null, libraryAt: null, description: "" }).where(eq(files.id, file.id));
    await recordEntry(ctx, { class: "act", action: "file.deleted", objectKind: "file", objectId: code });
    // its row goes with the next pass over what is gone
    await whenCommitted(ctx, () =>
      storage()
        .remove(file.place)
        .catch((err) => logger.error({ event: "files not removed", err })),
    );
    return null;
  });
}
