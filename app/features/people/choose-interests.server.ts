import { eq } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Ctx } from "~/lib/ctx";
import type { InterestLink } from "./interests.queries.server";

/** Gives what a row of the link is about these interests and no others; each is on the list. */
export async function chooseInterests(ctx: Ctx, { of, interest }: InterestLink, id: string, names: readonly string[]): Promise<void> {
  const table = of.table as PgTable;
  await ctx.db.delete(table).where(eq(of, id));
  const rows = [...new Set(names)].map((name) => ({ [of.name]: id, [interest.name]: name }));
  if (rows.length > 0) await ctx.db.insert(table).values(rows);
}
