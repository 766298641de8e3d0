import { inArray, lte } from "drizzle-orm";
import { privacyCopies } from "#db/schema/privacy";
import type { Ctx } from "~/lib/ctx";
import { copiesEnd } from "./my-copy.server";

/** Copies at once: each may have a hundred parts, which go with it. */
const BATCH = 20;

/** Deletes the copies that nobody can fetch any more. */
export async function expireCopies(ctx: Ctx): Promise<void> {
  const { id, madeAt } = privacyCopies;
  const some = ctx.db
    .select({ id })
    .from(privacyCopies)
    .where(lte(madeAt, copiesEnd(ctx.now)))
    .limit(BATCH);
  let gone: unknown[];
  do gone = await ctx.db.delete(privacyCopies).where(inArray(id, some)).returning({ id });
  while (gone.length === BATCH);
}
