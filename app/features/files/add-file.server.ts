import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { type FileKind, files } from "#db/schema/files";
import { type Ctx, type PersonCtx, type PersonId, personIdOf } from "~/lib/ctx";
import { AwayError, ForbiddenError } from "~/lib/errors";
import { randomCode, sha256 } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { type FileBlocker, isPictureKind, LARGEST_FILE, MOST_OF_ONE, mayAddFiles } from "./file.policy";
import type { ShownFile } from "./file-html";
import { fileKind } from "./file-kind";
import { fileName } from "./file-name";
import { makePicture } from "./pictures.server";
import { scan } from "./scan.server";
import { storage } from "./storage.server";

export type AddedFile = ShownFile & { state: "waiting" | "clean" };
export type AddResult = { ok: true; file: AddedFile } | { ok: false; reason: FileBlocker };

/** `isDescribed`: somebody who does not see a picture is told what it shows, or that it is decoration. */
export type SentFile = { name: string; bytes: Buffer; isDescribed: boolean };

/** What is stored of a file, part by part. */
type Made = { parts: { name: string; bytes: Buffer }[]; size: number; width: number | null; height: number | null };

/**
 * Stores a picture or file of the actor's, for a text that they write. Its bytes lie in the storage before there is a row: a row without
 * them there is never, and what has no row is swept. The same sent twice is one. @throws ForbiddenError
 */
export async function addFile(ctx: PersonCtx, { name, bytes, isDescribed }: SentFile): Promise<AddResult> {
  const { personId } = ctx.actor;
  if (!mayAddFiles(ctx.actor)) throw new ForbiddenError("members-only");
  if (bytes.length === 0) return { ok: false, reason: "nothing" };
  if (bytes.length > LARGEST_FILE) return { ok: false, reason: "too-large" };
  const hash = sha256(bytes).toString("hex");
  const before = await findSent(ctx, hash);
  if (before && isPictureKind(before.kind) && !isDescribed) return { ok: false, reason: "undescribed" };
  if (before) return { ok: true, file: await sentAgain(ctx, before) };
  if ((await bytesOf(ctx, personId)) + bytes.length > MOST_OF_ONE) return { ok: false, reason: "full" };

  const found = fileKind(bytes, name);
  if ("reason" in found) return { ok: false, reason: found.reason };
  if (isPictureKind(found.kind) && !isDescribed) return { ok: false, reason: "undescribed" };
  const made = await make(bytes, found.kind);
  if ("reason" in made) return { ok: false, reason: made.reason };
  const looked = await scan(bytes);
  if (looked === "infected") return { ok: false, reason: "infected" };

  const code = randomCode();
  try {
    for (const part of made.parts) await storage().put(code, part.name, part.bytes);
  } catch (error) {
    // what came before it has no row, and is swept
    if (error instanceof AwayError) return { ok: false, reason: "away" };
    throw error;
  }
  const { parts: _, ...size } = made;
  const state = looked === "clean" ? "clean" : "waiting";
  const file: AddedFile = { code, kind: found.kind, name: fileName(name, found.kind), ...size, state };
  const stored = await inTransaction(ctx, async (ctx) => {
    await lockByName(ctx, `files:${personId}`);
    const same = await findSent(ctx, hash);
    if (same) return same;
    await ctx.db.insert(files).values({ id: uuidv7(), ownerId: personId, hash, uploadedAt: ctx.now, ...file });
    return file;
  });
  // else it is swept
  if (stored.code !== code)
    await storage()
      .remove(code)
      .catch(() => {});
  return { ok: true, file: stored };
}

async function make(bytes: Buffer, kind: FileKind): Promise<Made | { reason: FileBlocker }> {
  if (kind !== "picture") return { parts: [{ name: "file", bytes }], size: bytes.length, width: null, height: null };
  const picture = await makePicture(bytes);
  if ("reason" in picture) return picture;
  const { widths, width, height } = picture;
  return {
    parts: widths.map((each) => ({ name: `${each.width}.webp`, bytes: each.bytes })),
    size: widths.at(-1)!.bytes.length,
    width,
    height,
  };
}

async function findSent(ctx: Ctx, hash: string): Promise<AddedFile | null> {
  const { code, kind, name, size, width, height, state } = files;
  const [sent] = await ctx.db
    .select({ code, kind, name, size, width, height, state })
    .from(files)
    .where(and(eq(files.ownerId, personIdOf(ctx.actor)!), eq(files.hash, hash), isNull(files.goneAt), ne(files.state, "refused")));
  return (sent as AddedFile | undefined) ?? null;
}

/** The day in which it may wait for a text begins anew. */
async function sentAgain(ctx: Ctx, file: AddedFile): Promise<AddedFile> {
  await ctx.db.update(files).set({ uploadedAt: ctx.now }).where(eq(files.code, file.code));
  return file;
}

async function bytesOf(ctx: Ctx, personId: PersonId): Promise<number> {
  const [sum] = await ctx.db
    .select({ bytes: sql<number>`coalesce(sum(${files.size}), 0)::float8` })
    .from(files)
    .where(and(eq(files.ownerId, personId), isNull(files.goneAt)));
  return sum?.bytes ?? 0;
}
