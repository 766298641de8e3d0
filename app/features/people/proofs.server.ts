import { type AnyColumn, and, asc, eq, gt, inArray, isNotNull, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { daysOf } from "#db/retention";
import { addresses, persons, proofs } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { joinOf } from "~/lib/join.server";
import { sameBytes, sha256, signatures } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";

export type Proof = typeof proofs.$inferSelect;
export type ProofPurpose = Proof["purpose"];
export type ProofState = "open" | "used" | "expired" | "superseded";
type ProofKey = { purpose: ProofPurpose; subject: string; canonical: string };

/** How long a link works, in milliseconds. */
const LIVES: Record<ProofPurpose, number> = {
  subscribe: 14 * DAY,
  apply: 30 * DAY,
  invitation: 14 * DAY,
  "add-address": DAY,
  "set-up": DAY,
  enquiry: 14 * DAY,
  reset: 60 * MINUTE,
  manage: 60 * MINUTE,
  hold: 14 * DAY,
};

/** Ceilings against mail bombing through us (`trust.md` B40). */
const REQUESTS_A_DAY = 5;
const RESETS_AN_HOUR = 3;

/**
 * Opens a claim to an address, superseding the open one with the same key. Its link is built when the mail is; the token is stored nowhere.
 */
export async function openProof(
  ctx: Ctx,
  claim: ProofKey & { personId?: PersonId | null; intent?: Record<string, unknown>; expiresAt?: Date },
): Promise<{ id: string; canonical: string; expiresAt: Date }> {
  return inTransaction(ctx, async (ctx) => {
    await lockAddress(ctx, claim.canonical);
    await ctx.db
      .update(proofs)
      .set({ supersededAt: ctx.now })
      .where(and(sameKey(claim), isUnanswered));
    const id = uuidv7();
    const expiresAt = claim.expiresAt ?? later(ctx.now, LIVES[claim.purpose]);
    await ctx.db.insert(proofs).values({
      id,
      tokenHash: sha256(tokensOf(id)[0]!),
      purpose: claim.purpose,
      subject: claim.subject,
      canonical: claim.canonical,
      personId: claim.personId ?? null,
      intent: claim.intent ?? {},
      createdAt: ctx.now,
      expiresAt,
    });
    return { id, canonical: claim.canonical, expiresAt };
  });
}

/**
 * Whether one more request for this address may be mailed now (B40): not while the link of one with this key works, nor after many in a
 * day. A refusal changes nothing: the earlier link stays valid and the page answers the same. Call it in the transaction that opens
 * the proof.
 */
export async function mayAskAgain(ctx: Ctx, claim: ProofKey): Promise<boolean> {
  await lockAddress(ctx, claim.canonical);
  const since = (span: number) => gt(proofs.createdAt, later(ctx.now, -span));
  const count = sql<number>`count(*)::int`;
  if (claim.purpose === "reset") {
    const [row] = await ctx.db
      .select({ count })
      .from(proofs)
      .where(and(eq(proofs.canonical, claim.canonical), eq(proofs.purpose, "reset"), since(HOUR)));
    return (row?.count ?? 0) < RESETS_AN_HOUR;
  }
  const same = sql<number>`count(*) filter (where ${sameKey(claim)} and ${isOpen(ctx.now)})::int`;
  const [row] = await ctx.db
    .select({ count, same })
    .from(proofs)
    .where(and(eq(proofs.canonical, claim.canonical), isNull(proofs.usedAt), sql`${proofs.purpose} <> 'reset'`, since(DAY)));
  return (row?.same ?? 0) < 1 && (row?.count ?? 0) < REQUESTS_A_DAY;
}

/** The claim with this key whose link still works. */
export async function findOpenProof(ctx: Ctx, claim: ProofKey): Promise<{ id: string; canonical: string } | null> {
  const [open] = await ctx.db
    .select({ id: proofs.id, canonical: proofs.canonical })
    .from(proofs)
    .where(and(sameKey(claim), isOpen(ctx.now)));
  return open ?? null;
}

/** Conditions over the joined claim. */
export const isUnused = isNull(proofs.usedAt);
export const isUnanswered = and(isUnused, isNull(proofs.supersededAt));
/** What `open` means, as a condition. */
export const isOpen = (now: Date) => and(isUnanswered, gt(proofs.expiresAt, now));

/** The token of a proof's link, or null when no live key of `SECRETS` made it. */
export function buildProofToken(proof: { id: string; tokenHash: Buffer }): string | null {
  return tokensOf(proof.id).find((token) => sameBytes(sha256(token), proof.tokenHash)) ?? null;
}

export async function findProof(ctx: Ctx, purpose: ProofPurpose, token: string): Promise<{ proof: Proof; state: ProofState } | null> {
  const [proof] = await ctx.db
    .select()
    .from(proofs)
    .where(and(eq(proofs.tokenHash, sha256(token)), eq(proofs.purpose, purpose)));
  return proof ? { proof, state: proofStateOf(proof, ctx.now) } : null;
}

export async function findProofById(ctx: Ctx, id: string): Promise<Proof | null> {
  const [proof] = await ctx.db.select().from(proofs).where(eq(proofs.id, id));
  return proof ?? null;
}

/** Joins the claim that a column names: what waits for its owner's button. */
export const proofOf = (proofId: AnyColumn) => joinOf(proofs, eq(proofs.id, proofId));

/** The address that the joined claim is to, and what its link is built from. */
export const proofColumns = { id: proofs.id, canonical: proofs.canonical, tokenHash: proofs.tokenHash, expiresAt: proofs.expiresAt };

/** The joined claim is one of these. */
export const isClaim = ({ purpose, canonical }: Omit<ProofKey, "subject">): SQL | undefined =>
  and(eq(proofs.purpose, purpose), eq(proofs.canonical, canonical));

/** The ids of all claims with this key, also of those that were overtaken: a sub-select. */
export const proofIdsOf = (ctx: Ctx, key: ProofKey) => ctx.db.select({ id: proofs.id }).from(proofs).where(sameKey(key));

/** Whether the claim with this id is there. */
export const proofExists = (id: SQL): SQL => sql`exists (select from ${proofs} where ${proofs.id} = ${id})`;

/** When the mail of such a claim last went out, for claims whose mail may have to wait (`intent.mailAt`); null when none has. */
export async function findLastMailAt(ctx: Ctx, claim: ProofKey): Promise<Date | null> {
  const mailAt = sql`(${proofs.intent}->>'mailAt')::timestamptz`;
  const [last] = await ctx.db
    .select({ at: sql<string | null>`max(${proofs.intent}->>'mailAt')` })
    .from(proofs)
    .where(and(sameKey(claim), sql`${mailAt} <= ${ctx.now.toISOString()}::timestamptz`));
  return last?.at ? new Date(last.at) : null;
}

/** What a person was asked to confirm and did not yet, the oldest first. */
export const listOpenProofs = (ctx: Ctx, { personId, purpose }: { personId: PersonId; purpose: ProofPurpose }) =>
  ctx.db
    .select({ canonical: proofs.canonical, expiresAt: proofs.expiresAt })
    .from(proofs)
    .where(and(eq(proofs.personId, personId), eq(proofs.purpose, purpose), isOpen(ctx.now)))
    .orderBy(asc(proofs.createdAt))
    .limit(20);

/** The words that were shown when what an open proof confirms was typed again, in place of those before. */
export async function restateIntent(ctx: Ctx, proofId: string, intent: Record<string, unknown>): Promise<void> {
  const stated = sql`${proofs.intent} || ${JSON.stringify(intent)}::jsonb`;
  await ctx.db
    .update(proofs)
    .set({ intent: stated })
    .where(and(eq(proofs.id, proofId), isOpen(ctx.now)));
}

/**
 * Spends a proof. False when another request spent it first, or it is no longer open: then nothing may follow from it. Who presses a
 * button in a mail has a mailbox, whatever was said of it before.
 */
export async function spendProof(ctx: Ctx, proofId: string): Promise<boolean> {
  await takeTurnOfHolder(ctx, proofId);
  const [used] = await ctx.db
    .update(proofs)
    .set({ usedAt: ctx.now })
    .where(and(eq(proofs.id, proofId), isOpen(ctx.now)))
    .returning({ canonical: proofs.canonical });
  if (!used) return false;
  await ctx.db
    .update(addresses)
    .set({ undeliverableAt: null })
    .where(
      and(
        eq(addresses.canonical, used.canonical),
        eq(addresses.channel, "email"),
        isNull(addresses.releasedAt),
        isNotNull(addresses.undeliverableAt),
      ),
    );
  return true;
}

/** The turn of whoever holds the address comes before its links: who hands it over or chooses a password comes by it too. */
const takeTurnOfHolder = (ctx: Ctx, proofId: string) =>
  ctx.db
    .select({ id: persons.id })
    .from(persons)
    .innerJoin(addresses, eq(addresses.personId, persons.id))
    .innerJoin(proofs, eq(proofs.canonical, addresses.canonical))
    .where(and(eq(proofs.id, proofId), eq(addresses.channel, "email"), isNull(addresses.releasedAt)))
    .for("no key update", { of: persons });

/** Spends all of one purpose, and of one subject where it is named, that a person was asked to answer: what they were for is settled. */
export async function spendProofsOf(
  ctx: Ctx,
  { personId, purpose, subject }: { personId: PersonId; purpose: ProofPurpose; subject?: string },
): Promise<void> {
  await ctx.db
    .update(proofs)
    .set({ usedAt: ctx.now })
    .where(
      and(eq(proofs.personId, personId), eq(proofs.purpose, purpose), subject ? eq(proofs.subject, subject) : undefined, isUnanswered),
    );
}

/** Closes a proof whose cause has gone: its link does nothing any more. */
export async function supersedeProof(ctx: Ctx, proofId: string): Promise<void> {
  await ctx.db
    .update(proofs)
    .set({ supersededAt: ctx.now })
    .where(and(eq(proofs.id, proofId), isUnanswered));
}

/**
 * Deletes what expired more than seven days ago, answered or not (retention of tokens). That of an
 * enquiry holds its address, and goes with it.
 */
export async function expireProofs(ctx: Ctx): Promise<void> {
  const longAgo = later(ctx.now, -daysOf("links") * DAY);
  await ctx.db.delete(proofs).where(and(lt(proofs.expiresAt, longAgo), ne(proofs.purpose, "enquiry")));
}

/** Deletes proofs whose cause was deleted. */
export async function forgetProofs(ctx: Ctx, proofIds: string[]): Promise<void> {
  await ctx.db.delete(proofs).where(inArray(proofs.id, proofIds));
}

function proofStateOf(proof: Proof, now: Date): ProofState {
  if (proof.usedAt) return "used";
  if (proof.supersededAt) return "superseded";
  return proof.expiresAt <= now ? "expired" : "open";
}

const tokensOf = (id: string) => signatures(`proof:${id}`).map((signature) => signature.toString("base64url"));

const sameKey = (key: ProofKey) =>
  and(eq(proofs.purpose, key.purpose), eq(proofs.canonical, key.canonical), eq(proofs.subject, key.subject));

/** Requests for one address come one after the other. */
export async function lockAddress(ctx: Ctx, canonical: string): Promise<void> {
  await lockByName(ctx, `proof:${canonical}`);
}
