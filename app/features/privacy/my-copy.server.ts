import { and, desc, eq, gt } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { daysOf } from "#db/retention";
import { privacyCopies, privacyCopyParts } from "#db/schema/privacy";
import { recordEntry } from "~/features/audit/record-entry.server";
import { takeTurnOfLiving } from "~/features/people/persons.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { COPY_FORMATS } from "./copy-formats";
import { zipOfCopy } from "./copy-zip.server";
import { exportPerson, type PersonExport } from "./export-person.server";

/** Bytes. */
const PART = 256 * 1024;

export type MyCopy = { code: string; format: keyof typeof COPY_FORMATS; size: number; madeAt: Date };
const columns = { code: privacyCopies.code, format: privacyCopies.format, size: privacyCopies.size, madeAt: privacyCopies.madeAt };

/** Copies that were made until then cannot be fetched any more. */
export const copiesEnd = (now: Date) => later(now, -daysOf("copies") * DAY);

/**
 * Makes a copy of everything that is held about oneself, in each format, now; to be fetched within seven days (PMN-7). Parts and copies
 * are there together or not at all, and an erasure that begins meanwhile waits for them.
 * @throws NotFoundError, for who is erased
 */
export async function makeMyCopy(own: PersonCtx): Promise<void> {
  const { personId } = own.actor;
  const store = async (ctx: Ctx, copy: PersonExport) => {
    const made: (typeof privacyCopies.$inferInsert)[] = [];
    for (const format of Object.keys(COPY_FORMATS) as MyCopy["format"][]) {
      const id = uuidv7();
      const size = await storeParts(ctx, id, COPY_FORMATS[format].write(copy));
      made.push({ id, code: randomCode(), personId, format, size, madeAt: ctx.now });
    }
    await ctx.db.insert(privacyCopies).values(made);
  };
  await exportPerson(own, personId, store, (ctx) => takeTurnOfLiving(ctx, personId));
}

/** The copies that one can still fetch, newest first. */
export const listMyCopies = (ctx: PersonCtx): Promise<MyCopy[]> =>
  ctx.db.select(columns).from(privacyCopies).where(isMine(ctx)).orderBy(desc(privacyCopies.madeAt), privacyCopies.format);

/**
 * One of one's own copies; each fetching is written down. `body` reads a part when the one before it was taken, and throws a NotFoundError
 * where the copy goes meanwhile: nobody takes what came until then for the whole.
 * @throws NotFoundError, for those of others too
 */
export async function fetchMyCopy(ctx: PersonCtx, code: string): Promise<MyCopy & { body: AsyncIterable<Buffer> }> {
  const [copy] = await ctx.db
    .select({ ...columns, id: privacyCopies.id })
    .from(privacyCopies)
    .where(and(isMine(ctx), eq(privacyCopies.code, code)));
  if (!copy) throw new NotFoundError("copy");
  await recordEntry(ctx, { class: "disclosure", action: "person.copy-fetched", subjectId: ctx.actor.personId, purpose: "access" });
  return { ...copy, body: readParts(ctx, copy) };
}

/**
 * The copy whose data has this code, in one ZIP file with the page to read and the pictures and files that one added, which are read while
 * it is taken. Written down as each fetching is. @throws NotFoundError
 */
export async function fetchMyCopyWithFiles(ctx: PersonCtx, code: string): Promise<{ madeAt: Date; body: AsyncIterable<Buffer> }> {
  const { madeAt } = await fetchMyCopy(ctx, code);
  const both = await ctx.db
    .select({ ...columns, id: privacyCopies.id })
    .from(privacyCopies)
    .where(and(isMine(ctx), eq(privacyCopies.madeAt, madeAt)))
    .orderBy(privacyCopies.format);
  const texts = both.map((copy) => ({ name: `my-information.${copy.format}`, input: readParts(ctx, copy) }));
  return { madeAt, body: zipOfCopy(ctx, ctx.actor.personId, texts) };
}

const isMine = ({ actor, now }: PersonCtx) => and(eq(privacyCopies.personId, actor.personId), gt(privacyCopies.madeAt, copiesEnd(now)));

/** Gives their size in bytes. */
async function storeParts(ctx: Ctx, copyId: string, text: AsyncIterable<string>): Promise<number> {
  let size = 0;
  let number = 0;
  for await (const bytes of inParts(text)) {
    await ctx.db.insert(privacyCopyParts).values({ copyId, number: number++, bytes });
    size += bytes.length;
  }
  return size;
}

async function* inParts(text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const piece of text) {
    const bytes = Buffer.from(piece);
    waiting.push(bytes);
    size += bytes.length;
    if (size < PART) continue;
    let whole = Buffer.concat(waiting);
    for (; whole.length >= PART; whole = whole.subarray(PART)) yield whole.subarray(0, PART);
    waiting = [whole];
    size = whole.length;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

async function* readParts(ctx: Ctx, { id, size }: { id: string; size: number }): AsyncGenerator<Buffer> {
  for (let number = 0, left = size; left > 0; number++) {
    const [part] = await ctx.db
      .select({ bytes: privacyCopyParts.bytes })
      .from(privacyCopyParts)
      .where(and(eq(privacyCopyParts.copyId, id), eq(privacyCopyParts.number, number)));
    if (!part) throw new NotFoundError("copy");
    left -= part.bytes.length;
    yield part.bytes;
  }
}
