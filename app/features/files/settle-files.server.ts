import { and, eq, gt, inArray, isNotNull, isNull, lt, ne, notExists, or, sql } from "drizzle-orm";
import { daysOf } from "#db/retention";
import { files, fileUses } from "#db/schema/files";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { AwayError } from "~/lib/errors";
import { logger } from "~/lib/logger.server";
import { inTransaction, whenCommitted } from "~/lib/transaction.server";
import { scanWaiting } from "./scan-waiting.server";
import { storage } from "./storage.server";

const BATCH = 200;

/**
 * The files' part of an erasure: what the person added goes, but for what the site or a page of the network shows, or a text of one that is
 * kept, which stays under nobody's name. The bytes go right after it commits.
 */
export async function eraseFiles(ctx: Ctx, personIds: readonly PersonId[]): Promise<void> {
  const isOfPage = ctx.db
    .select({ id: fileUses.fileId })
    .from(fileUses)
    .where(and(eq(fileUses.fileId, files.id), inArray(fileUses.kind, ["page", "revision", "look"])));
  const theirs = inArray(files.ownerId, [...personIds]);
  const gone = await ctx.db
    .update(files)
    .set({
      ownerId: null,
      name: sql`'file.' || ${files.kind}`,
      hash: "",
      goneAt: sql`coalesce(${files.goneAt}, ${ctx.now.toISOString()}::timestamptz)`,
    })
    .where(and(theirs, notExists(isOfPage)))
    .returning({ code: files.code });
  await ctx.db.update(files).set({ ownerId: null, hash: "" }).where(theirs);
  const remove = async () => {
    for (const { code } of gone) await storage().remove(code);
  };
  // the first that fails ends it, as a store that is away is long in saying so: `removeGoneFiles` does the rest
  await whenCommitted(ctx, () => remove().catch((err) => logger.error({ event: "files not removed", err })));
}

let isSettling = false;

/**
 * Takes away what has to go, and has the scanner look at what it could not look at before. One pass at a time in each process: while a
 * store is away each takes longer than it is to the next tick, and together they would leave a worker no room for mail. @throws AwayError
 */
export async function settleFiles(ctx: Ctx): Promise<void> {
  if (isSettling) return;
  isSettling = true;
  try {
    await removeGoneFiles(ctx);
    await scanWaiting(ctx);
  } finally {
    isSettling = false;
  }
}

/**
 * Takes the bytes of what is gone out of the storage, and then its row; that of a refused one stays for the texts that say so, and as long
 * as one may still be sent. Where the store is away it ends at once. @throws AwayError
 */
export async function removeGoneFiles(ctx: Ctx): Promise<void> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const gone = await ctx.db
      .select({ id: files.id, code: files.code })
      .from(files)
      .where(and(isNotNull(files.goneAt), gt(files.id, after)))
      .orderBy(files.id)
      .limit(BATCH);
    for (const { id, code } of gone) {
      after = id;
      try {
        await storage().remove(code);
        const isDone = or(ne(files.state, "refused"), and(lt(files.uploadedAt, idleSince(ctx)), notExists(heldBy(ctx))));
        await ctx.db.delete(files).where(and(eq(files.id, id), isDone));
        await ctx.db.update(files).set({ goneAt: null }).where(eq(files.id, id));
      } catch (err) {
        if (err instanceof AwayError) throw err;
        logger.error({ event: "files not removed", err });
      }
    }
    if (gone.length < BATCH) return;
  }
}

const idleSince = (ctx: Ctx) => later(ctx.now, -daysOf("uploads") * DAY);
const heldBy = (ctx: Ctx) => ctx.db.select({ id: fileUses.fileId }).from(fileUses).where(eq(fileUses.fileId, files.id));

/**
 * What no text holds a day after it was added goes, and so does what lies in the storage and has no row: its request ended in between. A
 * row whose bytes are missing stays: a disk may only be away.
 */
export async function sweepFiles(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const use = heldBy(ctx);
    const idle = await ctx.db
      .select({ id: files.id })
      .from(files)
      .where(and(lt(files.uploadedAt, idleSince(ctx)), isNull(files.goneAt), notExists(use)))
      .for("update", { skipLocked: true });
    const ids = idle.map(({ id }) => id);
    // asked again, now that nobody can put one into a text
    if (ids.length > 0)
      await ctx.db
        .update(files)
        .set({ goneAt: ctx.now })
        .where(and(inArray(files.id, ids), notExists(use)));
  });
  await removeGoneFiles(ctx);
  // what lies on a disk is as old as clocks say, not as the moment for which rules are decided
  const { now } = await ctx.db.execute<{ now: string }>(sql`select now()`).then(([row]) => row!);
  await sweepStorage(ctx, later(new Date(now), -daysOf("uploads") * DAY));
}

async function sweepStorage(ctx: Ctx, before: Date): Promise<void> {
  let codes: string[] = [];
  for await (const { code, at } of storage().list()) {
    if (at < before) codes.push(code);
    if (codes.length === BATCH) {
      await removeRowless(ctx, codes);
      codes = [];
    }
  }
  if (codes.length > 0) await removeRowless(ctx, codes);
}

async function removeRowless(ctx: Ctx, codes: string[]): Promise<void> {
  const rows = await ctx.db.select({ code: files.code }).from(files).where(inArray(files.code, codes));
  const known = new Set(rows.map(({ code }) => code));
  const rowless = codes.filter((code) => !known.has(code));
  for (const code of rowless) await storage().remove(code);
  if (rowless.length > 0) logger.info({ event: "files without a row removed", count: rowless.length });
}
