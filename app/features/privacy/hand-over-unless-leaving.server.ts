import { and, eq, isNull } from "drizzle-orm";
import { privacyErasures } from "#db/schema/privacy";
import type { HandOverBlocker } from "~/features/accounts/addresses/hand-over.policy";
import { handOverAddress } from "~/features/accounts/addresses/hand-over-address.server";
import { listHeldAddresses } from "~/features/people/addresses.server";
import { takeTurn } from "~/features/people/persons.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { isLeaving } from "./leave.server";

/**
 * As `handOverAddress`. Refused also where its holder is leaving and has no other: they could not stay any more, and would be erased
 * without a receipt. So is any address of whoever is being erased, since the receipt goes there.
 */
export async function handOverUnlessLeaving(
  ctx: Ctx,
  input: { personId: PersonId; canonical: string; reason: string },
): Promise<{ ok: true } | { ok: false; reason: HandOverBlocker }> {
  demandPermission(ctx, "hand-over-addresses");
  const { personId } = input;
  return inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, personId);
    const isOnly = (await listHeldAddresses(ctx, personId)).length === 1;
    const isNeeded = (isOnly && (await isLeaving(ctx, personId))) || (await isBeingErased(ctx, personId));
    return isNeeded ? { ok: false, reason: "leaving" } : handOverAddress(ctx, input);
  });
}

async function isBeingErased(ctx: Ctx, personId: PersonId): Promise<boolean> {
  const { id, erasedAt } = privacyErasures;
  const [row] = await ctx.db
    .select({ id })
    .from(privacyErasures)
    .where(and(eq(privacyErasures.personId, personId), isNull(erasedAt)));
  return row !== undefined;
}
