import { findAccount } from "~/features/accounts/accounts.queries.server";
import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { staffBlocker } from "~/features/accounts/staff/suspend.policy";
import { recordEntry } from "~/features/audit/record-entry.server";
import { releaseToSuccessor } from "~/features/consents/release-address.server";
import { forgetMailTo } from "~/features/mail/messages/forget-mail-to.server";
import { listHeldAddresses } from "~/features/people/addresses.server";
import { takeTurn } from "~/features/people/persons.server";
import { isLastAdministrator } from "~/features/permissions/administrators.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { addressHandedOverMail } from "./address-handed-over.mail.server";
import type { HandOverBlocker } from "./hand-over.policy";
import { tellAddresses } from "./tell-addresses.server";

/**
 * Staff hand a practice's mailbox on (`design.md`, identity, rule 4): it signs its holder in no more, and whoever proves it next is
 * a new person. The holder's other addresses are told.
 */
export async function handOverAddress(
  ctx: Ctx,
  input: { personId: PersonId; canonical: string; reason: string },
): Promise<{ ok: true } | { ok: false; reason: HandOverBlocker }> {
  const { personId, canonical, reason } = input;
  return inTransaction(ctx, async (ctx) => {
    // of two addresses that are handed over at once, the later one is the only one; and nobody becomes staff in between
    await takeTurn(ctx, personId);
    // without an address nobody signs in: it is a suspension under another name
    const refusal = staffBlocker(ctx.actor, { roles: (await findAccount(ctx, personId))?.roles ?? [] });
    if (refusal) return { ok: false, reason: refusal };
    const isOnly = (await listHeldAddresses(ctx, personId)).length === 1;
    if (isOnly && (await isLastAdministrator(ctx, personId))) return { ok: false, reason: "last-administrator" };
    const released = await releaseToSuccessor(ctx, { personId, canonical, why: "handed over to a successor" });
    if (!released) return { ok: false, reason: "not-held" };
    await forgetMailTo(ctx, canonical);
    await endAllSessions(ctx, personId);
    await recordEntry(ctx, {
      class: "act",
      action: "address.handed-over",
      objectKind: "address",
      objectId: released.addressId,
      subjectId: personId,
      detail: { reason },
    });
    await tellAddresses(ctx, personId, addressHandedOverMail, { about: released.addressId });
    return { ok: true };
  });
}
