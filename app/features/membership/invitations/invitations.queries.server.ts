import { desc, eq, sql } from "drizzle-orm";
import { membershipInvitations as invitations } from "#db/schema/membership";
import type { InvitationState } from "~/features/membership/types";
import { joinedPerson } from "~/features/people/joined-person.server";
import { type Proof, proofColumns, proofOf } from "~/features/people/proofs.server";
import { groupNamesOf, openGroupNamesOf } from "~/features/permissions/readers.queries.server";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { sponsorBlocker } from "./invitation.policy";

const PER_PAGE = 25;

const sponsor = joinedPerson("sponsor");
const groupNames = groupNamesOf(invitations.groupIds);

/** All invitations of the network, latest first. `after` is an invitation's code. @throws ForbiddenError */
export async function listInvitations(ctx: Ctx, after?: string | null) {
  demandSponsor(ctx);
  const place = sql`(${invitations.createdAt}, ${invitations.id})`;
  const cursor = sql`(select c.created_at, c.id from ${invitations} c where c.code = ${after ?? ""})`;
  const found = await select(ctx)
    .where(after ? sql`${place} < ${cursor}` : undefined)
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(PER_PAGE + 1);
  const { rows, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { rows: rows.map((row) => asOf(ctx, row)), next };
}

/** @throws NotFoundError, ForbiddenError */
export async function getInvitation(ctx: Ctx, code: string) {
  demandSponsor(ctx);
  const [row] = await select(ctx).where(eq(invitations.code, code));
  if (!row) throw new NotFoundError("invitation");
  return asOf(ctx, row);
}

/** The invitation behind a mailed link, for its owner; null when it is not open any more. */
export async function findInvitation(ctx: Ctx, proof: Pick<Proof, "id">) {
  const [row] = await ctx.db
    .select({
      fullName: invitations.fullName,
      message: invitations.message,
      endsAt: invitations.endsAt,
      state: invitations.state,
      sponsor: sponsor.name,
      groups: openGroupNamesOf(invitations.groupIds),
    })
    .from(invitations)
    .leftJoin(...sponsor.of(invitations.invitedBy))
    .where(eq(invitations.proofId, proof.id));
  return row?.state === "open" && row.endsAt > ctx.now && row.groups.length > 0 ? row : null;
}

function select(ctx: Ctx) {
  return ctx.db
    .select({
      code: invitations.code,
      fullName: invitations.fullName,
      address: proofColumns.canonical,
      groups: groupNames,
      endsAt: invitations.endsAt,
      state: invitations.state,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
      settledAt: invitations.settledAt,
      message: invitations.message,
      sponsor: sponsor.name,
    })
    .from(invitations)
    .leftJoin(...proofOf(invitations.proofId))
    .leftJoin(...sponsor.of(invitations.invitedBy));
}

/**
 * One that has run out says so at once, and so does one whose address was let go, with its link; its row follows when the sweep comes by.
 */
function asOf<T extends { state: InvitationState; expiresAt: Date; endsAt: Date; address: string | null }>(ctx: Ctx, row: T): T {
  const isOver = row.expiresAt <= ctx.now || row.endsAt <= ctx.now || row.address === null;
  return row.state === "open" && isOver ? { ...row, state: "expired" } : row;
}

function demandSponsor(ctx: Ctx): void {
  const blocker = sponsorBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
}
