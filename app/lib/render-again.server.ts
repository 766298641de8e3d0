import { and, asc, eq, gt, lt } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Ctx } from "./ctx";
import { RENDERER_VERSION, type Rendered } from "./markdown.server";

const BATCH = 100;

/** Any table that keeps what people typed beside what was made of it. */
type Texts = PgTable & { id: AnyPgColumn; bodyMarkdown: AnyPgColumn; bodyHtml: AnyPgColumn; rendererVersion: AnyPgColumn };

/** `before`: what an older renderer made of it. */
type Render = (text: string, before: string) => Rendered | Promise<Rendered>;

/**
 * Renders again what an older renderer made, in batches that each commit by themselves, until none is left. Several
 * workers may do so at once. A row that somebody holds is passed over, unless it is waited for. Gives how many there were.
 */
export async function renderAgain(ctx: Ctx, table: Texts, render: Render, { waits = false } = {}): Promise<number> {
  let after: string | null = null;
  for (let done = 0; ; ) {
    const ids = await renderBatch(ctx, table, render, waits, after);
    done += ids.length;
    if (ids.length < BATCH) return done;
    after = ids.at(-1)!;
  }
}

/** Goes on behind the last batch: from the start, each would pass over all that was done before it. */
async function renderBatch(ctx: Ctx, table: Texts, render: Render, waits: boolean, after: string | null): Promise<string[]> {
  return ctx.db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: table.id, text: table.bodyMarkdown, before: table.bodyHtml })
      .from(table)
      .where(and(lt(table.rendererVersion, RENDERER_VERSION), after ? gt(table.id, after) : undefined))
      .orderBy(asc(table.id))
      .limit(BATCH)
      .for("update", waits ? {} : { skipLocked: true });
    for (const { id, text, before } of rows) {
      const { html, version } = await render(text as string, before as string);
      await tx.update(table).set({ bodyHtml: html, rendererVersion: version }).where(eq(table.id, id));
    }
    return rows.map(({ id }) => id as string);
  });
}
