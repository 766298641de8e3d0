import { and, eq, sql } from "drizzle-orm";
import { UUID } from "uuidv7";
import { RETENTION } from "#db/retention";
import { consentRecords, subscriptions } from "#db/schema/consents";
import { getAddressHashes, listEmailHashes } from "~/features/people/addresses.server";
import { findHolder, takeTurnOfLiving } from "~/features/people/persons.server";
import { spendProofsOf } from "~/features/people/proofs.server";
import { committed } from "~/lib/commitment.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { addressHashes, sha256, writingKeyId } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { actionBlocker, afterRecord, type ConsentAction, type SubscriptionState } from "./subscription.policy";
import { isSuppressed, liftSuppressions, suppress } from "./suppressions.server";

export type SubscriptionChange = {
  personId: PersonId;
  listId: string;
  action: Exclude<ConsentAction, "objected" | "complained" | "erased">;
  /** Where mail goes; needed for the first `given` or `imported`, else the subscription's own. */
  addressId?: string;
  wordingId?: string;
  /** Of `held` and `paused`. */
  until?: Date;
  /** When it is to be asked for again, where it was agreed to earlier than now. */
  reconfirmAt?: Date | null;
  source: string;
  detail?: Record<string, unknown>;
};
export type ChangeResult =
  | { ok: true; subscriptionId: string }
  | { ok: false; reason: NonNullable<ReturnType<typeof actionBlocker>> | "no-evidence" | "suppressed" };

/**
 * The one way to change a subscription: the consent record, the row that it adds up to, and what leaving or coming back means for
 * suppression are one transaction. Changes of one person come one after the other.
 * @throws NotFoundError when the person or the address is not there
 */
export async function changeSubscription(ctx: Ctx, change: SubscriptionChange): Promise<ChangeResult> {
  return inTransaction(ctx, async (ctx) => {
    await takeTurnOfLiving(ctx, change.personId);
    const row = await findSubscription(ctx, change.personId, change.listId);
    const blocker = actionBlocker(row, change.action);
    if (blocker) return { ok: false, reason: blocker };
    const address = await getAddressHashes(ctx, change.personId, change.addressId ?? row?.addressId);
    if (change.action === "imported") {
      // PMN-17: who asked, where and when, or no import
      if (!change.wordingId || !change.detail?.evidence) return { ok: false, reason: "no-evidence" };
      if (await isSuppressed(ctx, address.hashes, change.listId)) return { ok: false, reason: "suppressed" };
    }

    // silence has its own end, which its link tells
    if (row?.state === "held" && change.action !== "lapsed")
      await spendProofsOf(ctx, { personId: change.personId, purpose: "hold", subject: change.listId });
    const consentId = await insertRecord(ctx, change, address.hashes[0]!);
    const state = afterRecord(row, { action: change.action, until: change.until ?? null });
    if (state === null) return { ok: true, subscriptionId: await deleteState(ctx, row!.id) };
    const subscriptionId = await writeState(ctx, change, address.id, consentId, state);
    if (change.action === "given") await liftSuppressions(ctx, address.hashes, change.listId, consentId);
    if (change.action === "withdrawn" || change.action === "lapsed")
      await suppress(ctx, [address.hashes], { reach: "list", listId: change.listId, reason: "left" });
    return { ok: true, subscriptionId };
  });
}

/**
 * Ends everything at once, by objection (ISO-9), complaint or erasure: each subscription has its record, each e-mail address its
 * suppression of all marketing, so that no import revives it. Erasure leaves no subscription rows.
 */
export async function endAllSubscriptions(
  ctx: Ctx,
  end: { personId: PersonId; action: "objected" | "complained" | "erased"; source: string },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await takeTurnOfLiving(ctx, end.personId);
    const rows = await ctx.db.select().from(subscriptions).where(eq(subscriptions.personId, end.personId)).orderBy(subscriptions.listId);
    const held = await listEmailHashes(ctx, end.personId);
    for (const row of rows) {
      if (actionBlocker(row, end.action)) continue;
      if (row.state === "held") await spendProofsOf(ctx, { personId: end.personId, purpose: "hold", subject: row.listId });
      const hash = held.find((address) => address.id === row.addressId)?.hashes[0];
      const consentId = await insertRecord(
        ctx,
        { personId: end.personId, listId: row.listId, action: end.action, source: end.source },
        hash,
      );
      const state = afterRecord(row, { action: end.action, until: null });
      if (state === null) await ctx.db.delete(subscriptions).where(eq(subscriptions.id, row.id));
      else
        await ctx.db
          .update(subscriptions)
          .set({ ...state, consentId, changedAt: ctx.now })
          .where(eq(subscriptions.id, row.id));
    }
    const reason = end.action === "objected" ? "objection" : end.action === "complained" ? "complaint" : "erasure";
    await suppress(
      ctx,
      held.map((address) => address.hashes),
      { reach: "marketing", listId: null, reason },
    );
  });
}

/**
 * Somebody objects for an address: everything ends for its holder; where nobody holds it, the promise not to write is kept by its hash.
 * Gives whoever holds it.
 */
export async function objectByAddress(ctx: Ctx, { canonical, source }: { canonical: string; source: string }): Promise<PersonId | null> {
  return inTransaction(ctx, async (ctx) => {
    const holder = await findHolder(ctx, canonical);
    if (holder) await endAllSubscriptions(ctx, { personId: holder.personId, action: "objected", source });
    else await suppress(ctx, [addressHashes(canonical)], { reach: "marketing", listId: null, reason: "objection" });
    return holder?.personId ?? null;
  });
}

/** Whether a person gets a list. */
export async function isSubscribed(ctx: Ctx, personId: PersonId, listId: string): Promise<boolean> {
  return (await findSubscription(ctx, personId, listId))?.state === "active";
}

type Row = typeof subscriptions.$inferSelect;

async function findSubscription(ctx: Ctx, personId: PersonId, listId: string): Promise<Row | null> {
  const [row] = await ctx.db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.personId, personId), eq(subscriptions.listId, listId)));
  return row ?? null;
}

async function insertRecord(
  ctx: Ctx,
  record: {
    personId: PersonId;
    listId: string;
    action: ConsentAction;
    until?: Date;
    wordingId?: string;
    source: string;
    detail?: Record<string, unknown>;
  },
  addressHash: Buffer | undefined,
): Promise<number> {
  const [row] = await ctx.db
    .insert(consentRecords)
    .values({
      at: ctx.now,
      personId: record.personId,
      listId: record.listId,
      action: record.action,
      until: record.until ?? null,
      wordingId: record.wordingId ?? null,
      addressHash: addressHash ?? null,
      keyId: addressHash ? writingKeyId() : null,
      actorKind: ctx.actor.kind,
      actorId: personIdOf(ctx.actor),
      source: record.source,
      requestId: ctx.requestId,
      ...committed(record.detail ?? null),
    })
    .returning({ id: consentRecords.id });
  return row!.id;
}

async function writeState(
  ctx: Ctx,
  change: SubscriptionChange,
  addressId: string,
  consentId: number,
  state: NonNullable<SubscriptionState>,
): Promise<string> {
  const agreed = change.action === "given" || change.action === "imported" || change.action === "reconfirmed";
  const values = {
    ...state,
    addressId,
    consentId,
    changedAt: ctx.now,
    // whatever somebody does with it is a sign of life: who was asked is asked anew
    askedAt: null,
    ...(agreed ? { reconfirmAt: change.reconfirmAt ?? askedAgainFrom(ctx) } : {}),
  };
  const [row] = await ctx.db
    .insert(subscriptions)
    .values({ id: idOf(change, addressId), personId: change.personId, listId: change.listId, ...values })
    .onConflictDoUpdate({ target: [subscriptions.personId, subscriptions.listId], set: values })
    .returning({ id: subscriptions.id });
  return row!.id;
}

/** The same where it ended without a trace and begins again at its address: the links of earlier mails that lie there leave it. */
function idOf({ personId, listId }: Pick<Row, "personId" | "listId">, addressId: string): string {
  const bytes = sha256(`subscription:${personId}:${listId}:${addressId}`).subarray(0, 16);
  // RFC 9562, 5.8: made by a rule of one's own
  bytes[6] = 0x80 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return UUID.ofInner(bytes).toString();
}

/**
 * Who never answered when asked again asked for nothing: no promise not to write comes of it, and nothing is kept but the record
 * (ISO-8).
 */
async function deleteState(ctx: Ctx, subscriptionId: string): Promise<string> {
  await ctx.db.delete(subscriptions).where(eq(subscriptions.id, subscriptionId));
  return subscriptionId;
}

/** What is agreed to now is asked for again from then on (ISO-8). */
const askedAgainFrom = (ctx: Ctx) =>
  sql`${ctx.now.toISOString()}::timestamptz + ${RETENTION.reconfirmation.period}::interval` as unknown as Date;
