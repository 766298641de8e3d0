import { and, eq, gt, inArray, isNotNull, isNull, lt, ne, notExists, or, sql } from "drizzle-orm";
import { daysOf } from "#db/retention";
import { files, fileUses } from "#db/schema/files";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { AwayError } from "~/lib/errors";
import { logger } from "~/lib/logger.server";
import { inTransaction, whenCommitted } from "~/lib/transaction.server";
import { place } from "./files.queries.server";
import { readUnread } from "./read-unread.server";
import { scanWaiting } from "./scan-waiting.server";
import { storage } from "./storage.server";

const BATCH = 200;

/**
 * The files' part of an erasure: what the person added goes, but for what the site or a page of the network shows, a text of one that is
 * kept, or they added to the library of editors, which stays under nobody's name. The bytes go right after it commits.
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
      description: "",
      hash: "",
      words: null,
      wordsOf: "",
      goneAt: sql`coalesce(${files.goneAt}, ${ctx.now.toISOString()}::timestamptz)`,
    })
    .where(and(theirs, isNull(files.sharedAt), notExists(isOfPage)))
    .returning({ place });
  await ctx.db.update(files).set({ ownerId: null, hash: "", wordsOf: "" }).where(theirs);
  const remove = async () => {
    for (const { place } of gone) await storage().remove(place);
  };
  // the first that fails ends it, as a store that is away is long in saying so: `removeGoneFiles` does the rest
  await whenCommitted(ctx, () => remove().catch((err) => logger.error({ event: "files not removed", err })));
}

let isSettling = false;

/**
 * Takes away what has to go, has the scanner look at what it could not look at before, and reads what search is to find. One pass at a
 * time in each process: while a store is away each takes longer than it is to the next tick, and together they would leave a worker no
 * room for mail. @throws AwayError
 */
export async function settleFiles(ctx: Ctx): Promise<void> {
  if (isSettling) return;
  isSettling = true;
  try {
    await removeGoneFiles(ctx);
    await scanWaiting(ctx);
    await readUnread(ctx);
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
      .select({ id: files.id, place })
      .from(files)
      .where(and(isNotNull(files.goneAt), gt(files.id, after)))
      .orderBy(files.id)
      .limit(BATCH);
    for (const { id, place } of gone) {
      after = id;
      try {
        await storage().remove(place);
        const isDone = or(ne(files.state, "refused"), and(lt(files.uploadedAt, idleSince(ctx)), notExists(heldBy(ctx))));
        // other bytes may have taken the place of a refused one's meanwhile
        const isStill = and(eq(files.id, id), isNotNull(files.goneAt));
        await ctx.db.delete(files).where(and(isStill, isDone));
        await ctx.db.update(files).set({ goneAt: null }).where(isStill);
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
 * What no text holds a day after it was added goes, unless an editor added it to the library, and so does what lies in the storage and has
 * no row: its request ended in between. A row whose bytes are missing stays: a disk may only be away.
 */
export async function sweepFiles(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const use = heldBy(ctx);
    const idle = await ctx.db
      .select({ id: files.id })
      .from(files)
      .where(and(lt(files.uploadedAt, idleSince(ctx)), isNull(files.goneAt), isNull(files.sharedAt), notExists(use)))
      .for("update", { skipLocked: true });
    const ids = idle.map(({ id }) => id);
    // asked again, now that nobody can put one into a text
    if (ids.length > 0)
      await ctx.db
        .update(files)
        .set({ goneAt: ctx.now })
        .where(and(inArray(files.id, ids), isNull(files.sharedAt), notExists(use)));
  });
  await removeGoneFiles(ctx);
  // what lies on a disk is as old as clocks say, not as the moment for which rules are decided
  const { now } = await ctx.db.execute<{ now: string }>(sql`select now()`).then(([row]) => row!);
  await sweepStorage(ctx, later(new Date(now), -daysOf("uploads") * DAY));
}

async function sweepStorage(ctx: Ctx, before: Date): Promise<void> {
  let places: string[] = [];
  for await (const { code, at } of storage().list()) {
    if (at < before) places.push(code);
    if (places.length === BATCH) {
      await removeRowless(ctx, places);
      places = [];
    }
  }
  if (places.length > 0) await removeRowless(ctx, places);
}

async function removeRowless(ctx: Ctx, places: string[]): Promise<void> {
  // either is asked of its own index; bytes that others took the place of lie under the code still, and go too
  const rows = await ctx.db
    .select({ place })
    .from(files)
    .where(or(inArray(files.code, places), inArray(files.place, places)));
  const known = new Set(rows.map(({ place }) => place));
  const rowless = places.filter((each) => !known.has(each));
  for (const each of rowless) await storage().remove(each);
  if (rowless.length > 0) logger.info({ event: "files without a row removed", count: rowless.length });
}
