import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { releaseAddress } from "~/features/consents/release-address.server";
import { forgetMailTo } from "~/features/mail/messages/forget-mail-to.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { listHeldAddresses, makePrimary, restartAddress } from "~/features/people/addresses.server";
import { REMOVED_BY_ITS_HOLDER } from "~/features/people/joined-address.server";
import { takeTurn } from "~/features/people/persons.server";
import type { PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { addressRemovedMail } from "./address-removed.mail.server";
import { addressRestartedMail } from "./address-restarted.mail.server";
import { mainAddressChangedMail } from "./main-address-changed.mail.server";
import { tellAddresses } from "./tell-addresses.server";

export type AddressResult = { ok: true } | { ok: false; reason: "not-possible" };

/** Which of one's addresses is written to. Every session ends; the caller starts a new one here. */
export async function chooseMainAddress(ctx: PersonCtx, address: string): Promise<AddressResult> {
  const { personId } = ctx.actor;
  return inTransaction(ctx, async (ctx) => {
    if (!(await makePrimary(ctx, personId, address))) return { ok: false, reason: "not-possible" };
    await endAllSessions(ctx, personId);
    await recordEntry(ctx, {
      class: "security",
      action: "address.made-main",
      objectKind: "address",
      objectId: address,
      subjectId: personId,
    });
    await tellAddresses(ctx, personId, mainAddressChangedMail, { about: address });
    return { ok: true };
  });
}

/** Lets go of one of one's addresses; never of the main one, so never of the last. */
export async function removeAddress(ctx: PersonCtx, address: string): Promise<AddressResult> {
  const { personId } = ctx.actor;
  return inTransaction(ctx, async (ctx) => {
    // the one that goes is told too: whoever took the account over would remove the address of its owner
    await takeTurn(ctx, personId);
    const told = await listHeldAddresses(ctx, personId);
    const released = await releaseAddress(ctx, { personId, addressId: address, why: REMOVED_BY_ITS_HOLDER });
    if (!released.ok) return { ok: false, reason: "not-possible" };
    await forgetMailTo(ctx, released.canonical);
    await endAllSessions(ctx, personId);
    await recordEntry(ctx, { class: "security", action: "address.removed", objectKind: "address", objectId: address, subjectId: personId });
    await tellAddresses(ctx, personId, addressRemovedMail, { about: address }, told);
    return { ok: true };
  });
}

/** Mail had stopped because a mailbox did not take it; it goes there again, beginning with a word that it does. Once a day. */
export async function restartMail(ctx: PersonCtx, address: string): Promise<void> {
  const { personId } = ctx.actor;
  await inTransaction(ctx, async (ctx) => {
    if (!(await restartAddress(ctx, personId, address))) return;
    const cause = `restart:${address}:${ctx.now.toISOString().slice(0, 10)}`;
    await queueMail(ctx, addressRestartedMail, {}, { personId, addressId: address, cause });
    await recordEntry(ctx, { class: "act", action: "address.restarted", objectKind: "address", objectId: address, subjectId: personId });
  });
}
