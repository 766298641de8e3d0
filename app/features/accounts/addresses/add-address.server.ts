import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { claimAddress } from "~/features/consents/claim-address.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { listHeldAddresses } from "~/features/people/addresses.server";
import { findOpenProof, mayAskAgain, openProof, type Proof, spendProof } from "~/features/people/proofs.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { DAY } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { addressAddedMail } from "./address-added.mail.server";
import { addressAskedMail } from "./address-asked.mail.server";
import { confirmAddressMail } from "./confirm-address.mail.server";
import { tellAddresses } from "./tell-addresses.server";

export type AskResult = { ok: true } | { ok: false; reason: "already-yours" | "asked-too-often" };

/**
 * Asks for a link to a further address of one's own account; every address it has already is told. Nobody else's record is looked at, so
 * the answer cannot depend on who holds the address (`trust.md` B5). One that was asked for too often gets no further mail (B40), and
 * whoever has no link there is told so.
 */
export async function askForAddress(ctx: PersonCtx, email: string): Promise<AskResult> {
  const { personId } = ctx.actor;
  const mine = await listHeldAddresses(ctx, personId);
  if (mine.some(({ canonical }) => canonical === email)) return { ok: false, reason: "already-yours" };

  return inTransaction(ctx, async (ctx) => {
    const claim = { purpose: "add-address", subject: personId, canonical: email } as const;
    if (!(await mayAskAgain(ctx, claim)))
      return (await findOpenProof(ctx, claim)) ? { ok: true } : { ok: false, reason: "asked-too-often" };
    const proof = await openProof(ctx, { ...claim, personId });
    // those who hold the account now hear of it first
    await tellAddresses(ctx, personId, addressAskedMail, { about: proof.id });
    // worth having for as long as its link works
    await queueMail(ctx, confirmAddressMail, {}, { toProof: proof, livesFor: DAY });
    await recordEntry(ctx, { class: "security", action: "address.asked", objectKind: "proof", objectId: proof.id, subjectId: personId });
    return { ok: true };
  });
}

export type ConfirmResult = { ok: true } | { ok: false; reason: "gone" | "held" };

/**
 * The button behind the link: the address is theirs, every session ends, and all addresses are
 * told. Only the person who asked may press it.
 * @throws ForbiddenError
 */
export async function confirmAddress(ctx: Ctx, proof: Proof): Promise<ConfirmResult> {
  const { personId, canonical } = proof;
  if (!personId || ctx.actor.kind !== "person" || ctx.actor.personId !== personId) throw new ForbiddenError("another-person");
  return inTransaction(ctx, async (ctx) => {
    if (!(await spendProof(ctx, proof.id))) return { ok: false, reason: "gone" };
    const claimed = await claimAddress(ctx, { personId, canonical, source: "account" });
    if (!claimed.ok) return claimed;
    await endAllSessions(ctx, personId);
    await recordEntry(ctx, {
      class: "security",
      action: "address.added",
      objectKind: "address",
      objectId: claimed.addressId,
      subjectId: personId,
    });
    await tellAddresses(ctx, personId, addressAddedMail, { about: claimed.addressId });
    return { ok: true };
  });
}
