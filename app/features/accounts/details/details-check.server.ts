import { eq, type SQL, sql } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import type { Ctx, PersonCtx } from "~/lib/ctx";

/** So many months after somebody last said that their details are right they are asked again (PMN-29). */
const CHECK_MONTHS = 12;

const checkedAt = sql<string>`coalesce(${accounts.detailsCheckedAt}, ${accounts.createdAt})`;

/** Over an account: nobody has said for a year that these details are right. */
export const areDetailsStale = ({ now }: Pick<Ctx, "now">): SQL<boolean> =>
  sql<boolean>`coalesce(${checkedAt} < ${now.toISOString()}::timestamptz - make_interval(months => ${CHECK_MONTHS}), false)`;

/** When the signed-in person last said that their details are right, and whether that is too long ago. */
export async function findMyDetailsCheck(ctx: PersonCtx): Promise<{ checkedAt: string; isStale: boolean } | null> {
  const [row] = await ctx.db
    .select({ checkedAt, isStale: areDetailsStale(ctx) })
    .from(accounts)
    .where(eq(accounts.personId, ctx.actor.personId));
  return row ?? null;
}
