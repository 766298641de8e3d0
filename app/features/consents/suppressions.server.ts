import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { suppressions } from "#db/schema/consents";
import type { Ctx } from "~/lib/ctx";
import { writingKeyId } from "~/lib/tokens.server";

/** Whether a suppression forbids mail of this list, or all marketing, to an address with these hashes; `null`: all marketing alone. */
export async function isSuppressed(ctx: Ctx, hashes: Buffer[], listId: string | null): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: suppressions.id })
    .from(suppressions)
    .where(
      and(
        inArray(suppressions.hash, hashes),
        isNull(suppressions.liftedAt),
        or(ne(suppressions.reach, "list"), listId === null ? undefined : eq(suppressions.listId, listId)),
      ),
    )
    .limit(1);
  return row !== undefined;
}

export async function suppress(
  ctx: Ctx,
  hashesOfAddresses: Buffer[][],
  what: { reach: "marketing" | "list"; listId: string | null; reason: "objection" | "left" | "complaint" | "erasure" },
): Promise<void> {
  if (hashesOfAddresses.length === 0) return;
  await ctx.db
    .insert(suppressions)
    .values(hashesOfAddresses.map((hashes) => ({ keyId: writingKeyId(), hash: hashes[0]!, ...what, createdAt: ctx.now })))
    .onConflictDoNothing();
}

/** Only the person's own confirmed act lifts a suppression, and only of this address. */
export async function liftSuppressions(ctx: Ctx, hashes: Buffer[], listId: string, consentId: number): Promise<void> {
  await ctx.db
    .update(suppressions)
    .set({ liftedAt: ctx.now, liftedBy: consentId })
    .where(
      and(
        inArray(suppressions.hash, hashes),
        isNull(suppressions.liftedAt),
        or(sql`${suppressions.reach} <> 'list'`, eq(suppressions.listId, listId)),
      ),
    );
}
