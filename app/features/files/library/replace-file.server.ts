import { and, eq, isNull, sql } from "drizzle-orm";
import { files, fileUses } from "#db/schema/files";
import { recordEntry } from "~/features/audit/record-entry.server";
import { isDraft } from "~/features/drafts/is-draft.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { may } from "~/features/permissions/permissions";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { logger } from "~/lib/logger.server";
import { inTransaction, whenCommitted } from "~/lib/transaction.server";
import { isFull, lookAt, putUnlessAway } from "../add-file.server";
import { type FileBlocker, LARGEST_FILE } from "../file.policy";
import { fileName } from "../file-name";
import { inLibrary, place } from "../files.queries.server";
import { refreshLook } from "../look.server";
import { storage } from "../storage.server";
import { type ReplaceBlocker, replaceBlocker } from "./library.policy";
import { noteChanged } from "./note-changed.server";

export type ReplaceResult = { ok: true } | { ok: false; reason: FileBlocker | ReplaceBlocker };

/**
 * Puts other bytes in the place of a file's: its address, its words and its texts stay, and it is of who sent them from then on.
 * Whatever is refused of an upload is refused here, and then everything is as it was. The new bytes lie in a place of their own before
 * the row names it; those before them go right after. Texts are rendered again, as the size and the measures stand in them.
 * @throws ForbiddenError, NotFoundError
 */
export async function replaceFile(ctx: PersonCtx, code: string, sent: { name: string; bytes: Buffer }): Promise<ReplaceResult> {
  demandPermission(ctx, "edit-pages");
  if (!(await findHeld(ctx, code))) throw new NotFoundError("file");
  if (sent.bytes.length > LARGEST_FILE) return { ok: false, reason: "too-large" };
  if (await isFull(ctx, sent.bytes)) return { ok: false, reason: "full" };
  const looked = await lookAt(ctx, { ...sent, isDescribed: true });
  if ("reason" in looked) return { ok: false, reason: looked.reason };
  if (looked.state !== "clean") return { ok: false, reason: "unscanned" };
  const file = await putUnlessAway(looked);
  if (!file) return { ok: false, reason: "away" };
  const { code: newPlace, name: _, ...made } = file;
  const result = await inTransaction(ctx, async (ctx): Promise<ReplaceResult> => {
    const held = await findHeld(ctx, code);
    if (!held) return { ok: false, reason: "gone" };
    const reason = replaceBlocker(held, made.kind, { mayChangeLook: may(ctx.actor, "manage-settings") });
    if (reason) return { ok: false, reason };
    await ctx.db
      .update(files)
      .set({
        ...made,
        place: newPlace,
        name: fileName(held.name, made.kind),
        hash: looked.hash,
        // what the ones before it said is found no more; these are read soon
        words: null,
        wordsOf: null,
        ownerId: ctx.actor.personId,
        uploadedAt: ctx.now,
        goneAt: null,
      })
      .where(eq(files.id, held.id));
    await recordEntry(ctx, { class: "act", action: "file.replaced", objectKind: "file", objectId: code });
    await refreshLook(ctx, code);
    await noteChanged(ctx, held.id);
    await whenCommitted(ctx, () => removeSoon(held.place));
    return { ok: true };
  });
  if (!result.ok) await removeSoon(newPlace);
  return result;
}

/** Where the store is away, the sweep takes them: no row names them. */
const removeSoon = (oldPlace: string) =>
  storage()
    .remove(oldPlace)
    .catch((err) => logger.error({ event: "files not removed", err }));

/** A post that was put aside comes back with its pictures, and its earlier texts are shown with theirs: neither is a draft. */
const isKeptByPost = sql`exists (select from ${fileUses} held
  where held.file_id = ${sql`${files}.id`} and held.kind = 'kept' and not ${isDraft(sql`held.holder_id`)})`;

/** Its row is locked: a text that is stored meanwhile waits, and shows what stands then. */
async function findHeld(ctx: PersonCtx, code: string) {
  const isHeldBy = (kinds: string) =>
    sql<boolean>`exists (select from ${fileUses} where ${fileUses.fileId} = ${sql`${files}.id`} and ${fileUses.kind} in (${sql.raw(kinds)}))`;
  const [held] = await ctx.db
    .select({
      id: files.id,
      kind: files.kind,
      name: files.name,
      place,
      isOfLook: isHeldBy("'look'"),
      isInPosts: sql<boolean>`${isHeldBy("'post', 'held'")} or ${isKeptByPost}`,
    })
    .from(files)
    .where(and(eq(files.code, code), isNull(files.goneAt), inLibrary))
    .for("update");
  return held ?? null;
}
