import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { type FileKind, files } from "#db/schema/files";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { AwayError, ForbiddenError } from "~/lib/errors";
import { randomCode, sha256 } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { type FileBlocker, isPictureKind, LARGEST_FILE, MOST_OF_ONE, mayAddFiles } from "./file.policy";
import type { ShownFile } from "./file-html";
import { fileKind } from "./file-kind";
import { fileName, mayNamePatient } from "./file-name";
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
  const hash = hashOf(bytes);
  const before = await findSent(ctx, personId, hash);
  if (before && isPictureKind(before.kind) && !isDescribed) return { ok: false, reason: "undescribed" };
  if (before) return { ok: true, file: await sentAgain(ctx, before) };
  if ((await bytesOf(ctx, personId)) + bytes.length > MOST_OF_ONE) return { ok: false, reason: "full" };
  const looked = await lookAt(ctx, { name, bytes, isDescribed });
  if ("reason" in looked) return { ok: false, reason: looked.reason };
  const file = await put(looked).catch((error) => {
    if (error instanceof AwayError) return null;
    throw error;
  });
  return file ? { ok: true, file: await keep(ctx, personId, file, looked.hash) } : { ok: false, reason: "away" };
}

/**
 * Stores a file that came with a text from another forum: whatever is asked of one that is added here is asked of it, but how many its
 * owner has. Of a text that is nobody's it is nobody's too. `isDryRun`: nothing is put into the storage. It is one of many in a
 * transaction: no lock keeps its owner from adding others, and the same sent in that moment makes two. @throws AwayError
 */
export async function addMovedFile(
  ctx: Ctx,
  ownerId: PersonId | null,
  { name, bytes, isDryRun }: { name: string; bytes: Buffer; isDryRun: boolean },
): Promise<AddResult> {
  if (bytes.length > LARGEST_FILE) return { ok: false, reason: "too-large" };
  const before = ownerId && (await findSent(ctx, ownerId, hashOf(bytes)));
  if (before) return { ok: true, file: before };
  const looked = await lookAt(ctx, { name, bytes, isDescribed: true });
  if ("reason" in looked) return { ok: false, reason: looked.reason };
  const file = await put(isDryRun ? { ...looked, parts: [] } : looked);
  await insert(ctx, ownerId, file, looked.hash);
  return { ok: true, file };
}

const hashOf = (bytes: Buffer) => sha256(bytes).toString("hex");

/** What is stored of a file, once it was recognised, made anew and looked at by a scanner. */
type Looked = Omit<AddedFile, "code"> & Pick<Made, "parts"> & { hash: string };

async function lookAt({ now }: Ctx, { name: typed, bytes, isDescribed }: SentFile): Promise<Looked | { reason: FileBlocker }> {
  if (bytes.length === 0) return { reason: "nothing" };
  const found = fileKind(bytes, typed);
  if ("reason" in found) return { reason: found.reason };
  const { kind } = found;
  if (isPictureKind(kind) && !isDescribed) return { reason: "undescribed" };
  const isOfPatient = mayNamePatient(fileName(typed, kind), now.getUTCFullYear());
  // a picture's name is shown to its owner alone, and telephones ask for none
  if (isOfPatient && !isPictureKind(kind)) return { reason: "patient" };
  const made = await make(bytes, kind);
  if ("reason" in made) return made;
  const scanned = await scan(bytes);
  if (scanned === "infected") return { reason: "infected" };
  return {
    ...made,
    kind,
    name: fileName(isOfPatient ? "" : typed, kind),
    state: scanned === "clean" ? "clean" : "waiting",
    hash: hashOf(bytes),
  };
}

/** Where a store is away amid them, what came before has no row, and is swept. @throws AwayError */
async function put({ parts, hash: _, ...looked }: Looked): Promise<AddedFile> {
  const file: AddedFile = { code: randomCode(), ...looked };
  for (const part of parts) await storage().put(file.code, part.name, part.bytes);
  return file;
}

async function keep(ctx: Ctx, ownerId: PersonId, file: AddedFile, hash: string): Promise<AddedFile> {
  const stored = await inTransaction(ctx, async (ctx) => {
    await lockByName(ctx, `files:${ownerId}`);
    const same = await findSent(ctx, ownerId, hash);
    if (!same) await insert(ctx, ownerId, file, hash);
    return same ?? file;
  });
  // else it is swept
  if (stored.code !== file.code)
    await storage()
      .remove(file.code)
      .catch(() => {});
  return stored;
}

const insert = (ctx: Ctx, ownerId: PersonId | null, file: AddedFile, hash: string) =>
  ctx.db.insert(files).values({ id: uuidv7(), ownerId, hash, uploadedAt: ctx.now, ...file });

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

async function findSent(ctx: Ctx, ownerId: PersonId, hash: string): Promise<AddedFile | null> {
  const { code, kind, name, size, width, height, state } = files;
  const [sent] = await ctx.db
    .select({ code, kind, name, size, width, height, state })
    .from(files)
    .where(and(eq(files.ownerId, ownerId), eq(files.hash, hash), isNull(files.goneAt), ne(files.state, "refused")));
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
    .where(and(eq(files.ownerId, personId), isNull(files.goneAt), ne(files.state, "refused")));
  return sum?.bytes ?? 0;
}
