import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { consentRecords, subscriptions } from "#db/schema/consents";
import { recordEntry } from "~/features/audit/record-entry.server";
import { hasOtherAddress, isRestricted, mergeInto } from "~/features/people/merge.server";
import { addProvenAddress, findHolder, findPrimaryAddress } from "~/features/people/persons.server";
import { spendProofsOf } from "~/features/people/proofs.server";
import { moveGrants } from "~/features/permissions/grants.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { addressHashes } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { changeSubscription } from "./subscriptions.server";
import { isSuppressed, suppress } from "./suppressions.server";

type Holder = { personId: PersonId; addressId: string; hasAccount: boolean };

export type ClaimResult = { ok: true; addressId: string } | { ok: false; reason: "held" };

/**
 * Gives a signed-in person a further address whose mailbox they have just proven. Where somebody without an account holds it, that is the
 * same person, and the two become one; an address of another account stays there (`design.md`, identity, rule 3).
 */
export async function claimAddress(
  ctx: Ctx,
  { personId, canonical, source }: { personId: PersonId; canonical: string; source: string },
): Promise<ClaimResult> {
  return inTransaction(ctx, async (ctx) => {
    // the same turn as `attachProvenAddress` takes
    await lockByName(ctx, `address:${canonical}`);
    const holder = await findHolder(ctx, canonical);
    if (holder?.personId === personId) return { ok: true, addressId: holder.addressId };
    if (holder && (await joinBlocker(ctx, holder))) return { ok: false, reason: "held" };
    // who objected to all that is sent by choice did so for this mailbox too, until they take something up there
    const hasObjected = await isObjecting(ctx, personId);
    const addressId = holder
      ? await joinPersons(ctx, { from: holder, into: personId, canonical, source, isMoving: !hasObjected })
      : await addProvenAddress(ctx, { personId, canonical, source });
    if (hasObjected) await suppress(ctx, [addressHashes(canonical)], { reach: "marketing", listId: null, reason: "objection" });
    return { ok: true, addressId };
  });
}

/** Their main address stands for them: one that they took something up with again is free. */
async function isObjecting(ctx: Ctx, personId: PersonId): Promise<boolean> {
  const primary = await findPrimaryAddress(ctx, personId);
  return primary !== null && (await isSuppressed(ctx, addressHashes(primary.canonical), null));
}

/** Whether an address could be claimed: what the page behind the link tells before its button is pressed. */
export async function claimBlocker(ctx: Ctx, personId: PersonId, canonical: string): Promise<null | "held"> {
  const holder = await findHolder(ctx, canonical);
  if (!holder || holder.personId === personId) return null;
  return (await joinBlocker(ctx, holder)) ? "held" : null;
}

/** Two accounts are two people; so is who holds other addresses too, or whose details are not to be used. Staff decide about those. */
async function joinBlocker(ctx: Ctx, holder: Holder): Promise<null | "has-account" | "has-more" | "restricted"> {
  if (holder.hasAccount) return "has-account";
  if (await isRestricted(ctx, holder.personId)) return "restricted";
  return (await hasOtherAddress(ctx, holder)) ? "has-more" : null;
}

/**
 * Makes one person of a signed-in one and whoever held an address without an account, mostly by a newsletter. The address moves, and with
 * it what was subscribed there, under the wording that was agreed to and asked for again when it would have been; a list about which the
 * person has decided in their account stays as they decided. One whose cancellation waits for its answer is ended: silence would have ended
 * it too, and nothing but “Keep me subscribed” resumes it (K1). With `isMoving` false nothing is subscribed. Roles and groups move too. The
 * other record stays behind, and belongs to the person's copy and erasure. Runs in the caller's transaction.
 */
async function joinPersons(
  ctx: Ctx,
  { from, into, canonical, source, isMoving }: { from: Holder; into: PersonId; canonical: string; source: string; isMoving: boolean },
): Promise<string> {
  const { moving, held } = await listOn(ctx, from.personId, into);
  for (const { listId } of [...moving, ...held])
    await changeSubscription(ctx, { personId: from.personId, listId, action: "withdrawn", source: "joined" });
  // their links say that the answer was given
  await spendProofsOf(ctx, { personId: from.personId, purpose: "hold" });
  await moveGrants(ctx, from.personId, into);
  await mergeInto(ctx, from, into);

  const addressId = await addProvenAddress(ctx, { personId: into, canonical, source });
  for (const { listId, wordingId, pausedUntil, reconfirmAt } of isMoving ? moving : []) {
    const change = { personId: into, listId, source: "joined" };
    await changeSubscription(ctx, { ...change, addressId, action: "given", wordingId, reconfirmAt });
    if (pausedUntil) await changeSubscription(ctx, { ...change, action: "paused", until: pausedUntil });
  }
  await recordEntry(ctx, { class: "act", action: "persons.joined", objectKind: "person", objectId: from.personId, subjectId: into });
  return addressId;
}

/** What is on at `from`: `moving` was never answered at `into`, with the wording that was agreed to; `held` waits for an answer. */
async function listOn(ctx: Ctx, from: PersonId, into: PersonId) {
  const rows = await ctx.db
    .select()
    .from(subscriptions)
    .where(inArray(subscriptions.personId, [from, into]));
  const answered = new Set(rows.filter(({ personId }) => personId === into).map(({ listId }) => listId));
  const moving = rows.filter(({ personId, listId, state }) => personId === from && state === "active" && !answered.has(listId));
  const agreed = await ctx.db
    .selectDistinctOn([consentRecords.listId], { listId: consentRecords.listId, wordingId: consentRecords.wordingId })
    .from(consentRecords)
    .where(and(eq(consentRecords.personId, from), isNotNull(consentRecords.wordingId)))
    .orderBy(consentRecords.listId, desc(consentRecords.id));
  return {
    moving: moving.flatMap(({ listId, pausedUntil, reconfirmAt }) => {
      const wordingId = agreed.find((record) => record.listId === listId)?.wordingId;
      return wordingId ? [{ listId, wordingId, pausedUntil, reconfirmAt }] : [];
    }),
    held: rows.filter(({ personId, state }) => personId === from && state === "held"),
  };
}
