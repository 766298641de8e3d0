import { and, count, eq, gt } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { membershipInvitations as invitations } from "#db/schema/membership";
import { recordEntry } from "~/features/audit/record-entry.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { findPosingName } from "~/features/people/find-posing-name.server";
import { findHolder } from "~/features/people/persons.server";
import { isClaim, isUnused, mayAskAgain, openProof, proofOf } from "~/features/people/proofs.server";
import { findGroups } from "~/features/permissions/groups.queries.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { invitationMail } from "./invitation.mail.server";
import { type InviteBlocker, inviteBlocker, QUOTA_SPAN, sponsorBlocker } from "./invitation.policy";

/** The mail is tried for days: it comes once, and is awaited by nobody. */
const MAIL_LIVES = 2 * DAY;

export type InviteInput = { email: string; fullName: string; groups: readonly string[]; endsAt: Date; message: string };
export type InviteResult = { ok: true; code: string } | { ok: false; reason: InviteBlocker };

/** What would keep this invitation from being sent now: for the page that is looked at before sending. @throws ForbiddenError */
export async function checkInvitation(ctx: Ctx, input: InviteInput): Promise<InviteBlocker | null> {
  return (await findInviteBlocker(ctx, input)).blocker;
}

/**
 * Invites a specialist into groups, until a day (PMN-26). Whether the address is known is not looked at: its owner decides behind the link.
 * @throws ForbiddenError
 */
export async function inviteSpecialist(ctx: Ctx, input: InviteInput): Promise<InviteResult> {
  return inTransaction(ctx, async (ctx) => {
    const sponsor = demandSponsor(ctx);
    // a sponsor's invitations come one after the other, so that their number is counted right; so do those to one address
    await lockByName(ctx, `invitations:${sponsor}`);
    await lockByName(ctx, `invited:${input.email}`);
    const { blocker, groupIds } = await findInviteBlocker(ctx, input);
    if (blocker) return { ok: false, reason: blocker };
    const id = uuidv7();
    const claim = { purpose: "invitation" as const, subject: id, canonical: input.email };
    if (!(await mayAskAgain(ctx, claim))) return { ok: false, reason: "asked-too-often" };

    const proof = await openProof(ctx, claim);
    const row = { id, code: randomCode(), proofId: proof.id, fullName: input.fullName, message: input.message || null, groupIds };
    await ctx.db.insert(invitations).values({
      ...row,
      endsAt: input.endsAt,
      state: "open",
      invitedBy: sponsor,
      createdAt: ctx.now,
      expiresAt: proof.expiresAt,
    });
    await recordEntry(ctx, { class: "act", action: "invitation.sent", objectKind: "invitation", objectId: id });
    await mailInvitation(ctx, proof);
    return { ok: true, code: row.code };
  });
}

/** The mail with the link, to the address that it is for. */
export async function mailInvitation(ctx: Ctx, proof: { id: string; canonical: string }): Promise<void> {
  await queueMail(ctx, invitationMail, {}, { toProof: proof, livesFor: MAIL_LIVES });
}

/** What a sponsor has used of their quota. */
export async function getQuota(ctx: Ctx): Promise<{ sent: number; quota: number }> {
  const sponsor = demandSponsor(ctx);
  const { invitationQuota } = await getSettings(ctx);
  const [row] = await ctx.db
    .select({ sent: count() })
    .from(invitations)
    .where(and(eq(invitations.invitedBy, sponsor), gt(invitations.createdAt, later(ctx.now, -QUOTA_SPAN))));
  return { sent: row?.sent ?? 0, quota: invitationQuota };
}

async function findInviteBlocker(ctx: Ctx, input: InviteInput): Promise<{ blocker: InviteBlocker | null; groupIds: string[] }> {
  const { sent, quota } = await getQuota(ctx);
  const named = await findGroups(ctx, input.groups);
  const [open] = await ctx.db
    .select({ id: invitations.id })
    .from(invitations)
    .innerJoin(...proofOf(invitations.proofId))
    .where(
      and(
        isClaim({ purpose: "invitation", canonical: input.email }),
        isUnused,
        eq(invitations.state, "open"),
        gt(invitations.expiresAt, ctx.now),
      ),
    )
    .limit(1);
  const isPosing = (await findPosingName(ctx, { fullName: input.fullName })) !== undefined;
  const isOwn = (await findHolder(ctx, input.email))?.personId === personIdOf(ctx.actor);
  const facts = { sent, quota, hasOpen: open !== undefined, groups: named.length, isPosing, isOwn };
  return { blocker: inviteBlocker(facts, { endsAt: input.endsAt, now: ctx.now }), groupIds: named.map(({ id }) => id) };
}

function demandSponsor(ctx: Ctx): PersonId {
  const blocker = sponsorBlocker(ctx.actor);
  if (blocker || ctx.actor.kind !== "person") throw new ForbiddenError("not-a-sponsor");
  return ctx.actor.personId;
}
