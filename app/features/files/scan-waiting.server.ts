import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { files } from "#db/schema/files";
import { enqueue } from "#jobs/outbox.server";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { widestPart } from "./file-html";
import { owner } from "./files.queries.server";
import { refusedFileNotice } from "./refused-file-notice.mail.server";
import { scan } from "./scan.server";
import { readWhole, storage } from "./storage.server";

const BATCH = 50;

/**
 * Has the scanner look at what it could not look at when it came. Until then nobody gets it; what it finds something in goes. One that it
 * answers it cannot look at waits on, and holds up none behind it; where it does not answer, all wait for the next tick.
 */
export async function scanWaiting(ctx: Ctx): Promise<void> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const waiting = await ctx.db
      .select({ id: files.id, code: files.code, kind: files.kind, width: files.width })
      .from(files)
      .where(and(eq(files.state, "waiting"), isNull(files.goneAt), gt(files.id, after)))
      .orderBy(asc(files.id))
      .limit(BATCH);
    for (const file of waiting) {
      const part = widestPart(file);
      if ((await storage().size(file.code, part)) === null) continue;
      const found = await scan(await readWhole(storage(), file.code, part));
      if (found === "unreachable") return;
      if (found === "infected") await refuseFile(ctx, file);
      else if (found === "clean") await settle(ctx, file.id, { state: "clean" });
    }
    if (waiting.length < BATCH) return;
    after = waiting.at(-1)!.id;
  }
}

/**
 * Whoever added it is told, and the texts that hold it say so in its place, as long as which its row stays. Where its bytes do not go at
 * once, they go with the next pass over what is gone.
 */
async function refuseFile(ctx: Ctx, { id, code }: { id: string; code: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const [refused] = await settle(ctx, id, { state: "refused", goneAt: ctx.now }).returning({ id: files.id });
    if (!refused) return;
    const [file] = await ctx.db
      .select({ ownerId: owner.id })
      .from(files)
      .leftJoin(...owner.of(files.ownerId))
      .where(eq(files.id, id));
    // in no log of mails: it may stand in a post without a name
    const told = { cause: `refused-file:${id}`, veiled: true };
    if (file?.ownerId) await notify(ctx, [file.ownerId], refusedFileNotice, { fileId: id }, told);
    await enqueue(ctx, "forum.note-refused-file", { fileId: id });
    await enqueue(ctx, "content.note-refused-file", { fileId: id });
  });
  await storage().remove(code);
}

const settle = (ctx: Ctx, id: string, found: { state: "clean" | "refused"; goneAt?: Date }) =>
  ctx.db
    .update(files)
    .set(found)
    .where(and(eq(files.id, id), eq(files.state, "waiting")));
