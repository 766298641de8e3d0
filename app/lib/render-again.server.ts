import { asc, eq, lt } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Ctx } from "./ctx";
import { RENDERER_VERSION, type Rendered } from "./markdown.server";

const BATCH = 100;

/** Any table that keeps what people typed beside what was made of it. */
type Texts = PgTable & { id: AnyPgColumn; bodyMarkdown: AnyPgColumn; bodyHtml: AnyPgColumn; rendererVersion: AnyPgColumn };

/**
 * Renders again what an older renderer made, in batches that each commit by themselves, until none is left. Several workers may do so at once.
 * Gives how many there were.
 */
export async function renderAgain(ctx: Ctx, table: Texts, render: (text: string) => Rendered): Promise<number> {
  for (let done = 0; ; ) {
    const batch = await ctx.db.transaction(async (tx) => {
      const rows = await tx
        .select({ id: table.id, text: table.bodyMarkdown })
        .from(table)
        .where(lt(table.rendererVersion, RENDERER_VERSION))
        .orderBy(asc(table.id))
        .limit(BATCH)
        .for("update", { skipLocked: true });
      for (const { id, text } of rows) {
        const { html, version } = render(text as string);
        await tx.update(table).set({ bodyHtml: html, rendererVersion: version }).where(eq(table.id, id));
      }
      return rows.length;
    });
    done += batch;
    if (batch < BATCH) return done;
  }
}
