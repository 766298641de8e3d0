import { and, asc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { files } from "#db/schema/files";
import type { Ctx } from "~/lib/ctx";
import { widestPart } from "./file-html";
import { place } from "./files.queries.server";
import { readWhole, storage } from "./storage.server";
import { wordsOfFile } from "./words-of-file.server";

const BATCH = 50;

/**
 * Reads what files say, so that search finds them: each once for what it holds, and anew where that has changed (`hash`). One that cannot
 * be read says nothing. @throws AwayError
 */
export async function readUnread(ctx: Ctx): Promise<void> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const unread = await ctx.db
      .select({ id: files.id, place, kind: files.kind, width: files.width, hash: files.hash })
      .from(files)
      .where(
        and(
          ne(files.kind, "picture"),
          eq(files.state, "clean"),
          sql`${files.wordsOf} is distinct from ${files.hash}`,
          isNull(files.goneAt),
          gt(files.id, after),
        ),
      )
      .orderBy(asc(files.id))
      .limit(BATCH);
    for (const { id, hash, ...file } of unread) {
      const part = widestPart(file);
      if ((await storage().size(file.place, part)) === null) continue;
      const words = await wordsOfFile(file.kind, await readWhole(storage(), file.place, part));
      // what took its place meanwhile is read the next time
      await ctx.db
        .update(files)
        .set({ words, wordsOf: hash })
        .where(and(eq(files.id, id), eq(files.hash, hash)));
    }
    if (unread.length < BATCH) return;
    after = unread.at(-1)!.id;
  }
}
