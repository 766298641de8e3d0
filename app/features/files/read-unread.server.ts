import { and, desc, eq, isNull, lt, ne, sql } from "drizzle-orm";
import { files } from "#db/schema/files";
import type { Ctx } from "~/lib/ctx";
import { HOUR, later } from "~/lib/dates";
import { AwayError } from "~/lib/errors";
import { logger } from "~/lib/logger.server";
import { widestPart } from "./file-html";
import { place } from "./files.queries.server";
import { readWhole, storage } from "./storage.server";
import { wordsOfFile } from "./words-of-file.server";

const BATCH = 50;
/** Milliseconds after which a pass begins no more: what else settles files comes before the rest. */
const LONGEST_PASS = 20_000;
/** So often is one tried, an hour between: the process may have been busy with something large. */
const MOST_TRIES = 3;

/** What could not be read yet, in this process: how often it was tried, and until when it is left alone. */
const unreadable = new Map<string, { tries: number; until: Date }>();

/**
 * Reads what files say, so that search finds them, the newest first: each once for what it holds, and anew where that has changed (`hash`).
 * One that cannot be read, or whose words the index does not take, says nothing, and holds up none behind it. @throws AwayError
 */
export async function readUnread(ctx: Ctx): Promise<void> {
  const until = performance.now() + LONGEST_PASS;
  let before = "ffffffff-ffff-ffff-ffff-ffffffffffff";
  for (;;) {
    const unread = await findUnread(ctx, before);
    for (const file of unread) {
      if (performance.now() > until) return;
      await readOne(ctx, file);
    }
    if (unread.length < BATCH) return;
    before = unread.at(-1)!.id;
  }
}

type Unread = Awaited<ReturnType<typeof findUnread>>[number];

const findUnread = (ctx: Ctx, before: string) =>
  ctx.db
    .select({ id: files.id, place, kind: files.kind, width: files.width, hash: files.hash })
    .from(files)
    .where(
      and(
        ne(files.kind, "picture"),
        eq(files.state, "clean"),
        sql`${files.wordsOf} is distinct from ${files.hash}`,
        isNull(files.goneAt),
        lt(files.id, before),
      ),
    )
    .orderBy(desc(files.id))
    .limit(BATCH);

async function readOne(ctx: Ctx, { id, hash, ...file }: Unread): Promise<void> {
  const key = `${id} ${hash}`;
  const tried = unreadable.get(key);
  if (tried && tried.until > ctx.now) return;
  const part = widestPart(file);
  // what took its place meanwhile is read the next time
  const keep = (words: string) =>
    ctx.db
      .update(files)
      .set({ words, wordsOf: hash })
      .where(and(eq(files.id, id), eq(files.hash, hash)));
  try {
    if ((await storage().size(file.place, part)) === null) return;
    const words = await wordsOfFile(file.kind, await readWhole(storage(), file.place, part));
    if (words !== null) {
      await keep(words);
      unreadable.delete(key);
      return;
    }
  } catch (err) {
    if (err instanceof AwayError) throw err;
    logger.error({ event: "file not read", err });
  }
  const tries = (tried?.tries ?? 0) + 1;
  if (tries < MOST_TRIES) unreadable.set(key, { tries, until: later(ctx.now, HOUR) });
  else {
    unreadable.delete(key);
    await keep("");
  }
}
