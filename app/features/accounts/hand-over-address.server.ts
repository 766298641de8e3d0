import { recordEntry } from "~/features/audit/record-entry.server";
import { dropUnsentLinks } from "~/features/mail/drop-unsent.server";
import { listHeldAddresses, releaseToSuccessor } from "~/features/people/addresses.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { findAccount } from "./accounts.queries.server";
import { endAllSessions } from "./sessions.server";
import { staffBlocker } from "./suspend.policy";
import { tellAddresses } from "./tell-addresses.server";

/**
 * Staff hand a practice's mailbox on (`design.md`, identity, rule 4): it signs its holder in no more, and whoever proves it next is a new person.
 * The holder's other addresses are told. False when they do not hold it. @throws ForbiddenError
 */
export async function handOverAddress(ctx: Ctx, input: { personId: PersonId; canonical: string; reason: string }): Promise<boolean> {
  const { personId, canonical, reason } = input;
  return inTransaction(ctx, async (ctx) => {
    // without an address nobody signs in: it is a suspension under another name
    const refusal = staffBlocker(ctx.actor, { roles: (await findAccount(ctx, personId))?.roles ?? [] });
    if (refusal) throw new ForbiddenError(refusal);
    const released = await releaseToSuccessor(ctx, { personId, canonical, why: "handed over to a successor" });
    if (!released) return false;
    await dropUnsentLinks(ctx, canonical);
    await endAllSessions(ctx, personId);
    await recordEntry(ctx, {
      class: "act",
      action: "address.handed-over",
      objectKind: "address",
      objectId: released.addressId,
      subjectId: personId,
      detail: { reason },
    });
    await tellAddresses(ctx, {
      kind: "address-removed",
      personId,
      addresses: await listHeldAddresses(ctx, personId),
      about: released.addressId,
    });
    return true;
  });
}
