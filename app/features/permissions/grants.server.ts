import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { grants } from "#db/schema/permissions";
import { recordEntry } from "~/features/audit/record-entry.server";
import { type Ctx, type PersonId, personIdOf, type Role } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { liveGrant, openGrant } from "./scope.server";

export type GrantOf = { role: Role } | { groupId: string } | { organisationId: string; organisationRole?: string };

/**
 * Grants a role, a group or an affiliation. What is granted already counts at least as long: it begins sooner or ends later where
 * this does, and stays as it is otherwise. Counts from the person's next request. False when nothing changed.
 */
export async function grant(
  ctx: Ctx,
  given: GrantOf & { personId: PersonId; source: string; sourceId?: string; startsAt?: Date; endsAt?: Date },
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const startsAt = given.startsAt ?? ctx.now;
    await ctx.db
      .update(grants)
      .set({ revokedAt: ctx.now })
      .where(and(sameGrant(given), isNull(grants.revokedAt), lte(grants.endsAt, ctx.now)));
    const grantedBy = ctx.actor.kind === "person" ? personIdOf(ctx.actor) : null;
    const added = await ctx.db
      .insert(grants)
      .values({ id: uuidv7(), ...given, startsAt, grantedBy })
      .onConflictDoNothing()
      .returning({ id: grants.id });
    if (added.length === 0 && !(await widen(ctx, given, startsAt))) return false;
    await recordEntry(ctx, {
      class: "act",
      action: "grant.given",
      objectKind: nameOf(given),
      objectId: idOf(given),
      subjectId: given.personId,
    });
    return true;
  });
}

async function widen(ctx: Ctx, given: GrantOf & { personId: PersonId; endsAt?: Date }, startsAt: Date): Promise<boolean> {
  const from = sql`${startsAt.toISOString()}::timestamptz`;
  const until = sql`${given.endsAt?.toISOString() ?? "infinity"}::timestamptz`;
  const heldUntil = sql`coalesce(${grants.endsAt}, 'infinity')`;
  const widened = await ctx.db
    .update(grants)
    .set({ startsAt: sql`least(${grants.startsAt}, ${from})`, endsAt: sql`nullif(greatest(${heldUntil}, ${until}), 'infinity')` })
    .where(and(sameGrant(given), isNull(grants.revokedAt), or(sql`${grants.startsAt} > ${from}`, sql`${heldUntil} < ${until}`)))
    .returning({ id: grants.id });
  return widened.length > 0;
}

/** From and until when somebody has been given this, where it has not ended, also where it begins later. */
export async function findGrant(
  ctx: Ctx,
  given: GrantOf & { personId: PersonId },
): Promise<{ startsAt: Date; endsAt: Date | null } | null> {
  const [held] = await ctx.db
    .select({ startsAt: grants.startsAt, endsAt: grants.endsAt })
    .from(grants)
    .where(and(sameGrant(given), openGrant(ctx.now)))
    .limit(1);
  return held ?? null;
}

/** The roles that somebody holds now, and those that begin later. */
export async function listOpenRoles(ctx: Ctx, personId: PersonId): Promise<Role[]> {
  const rows = await ctx.db
    .selectDistinct({ role: grants.role })
    .from(grants)
    .where(and(eq(grants.personId, personId), openGrant(ctx.now)));
  return rows.flatMap(({ role }) => role ?? []);
}

/** Whether somebody is a member now. */
export async function isMember(ctx: Ctx, personId: PersonId): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: grants.id })
    .from(grants)
    .where(and(sameGrant({ role: "member", personId }), liveGrant(ctx.now)))
    .limit(1);
  return row !== undefined;
}

/** Who works at an organisation now: a sub-select to begin a statement with. */
export const affiliationTo = (ctx: Ctx, organisationId: string) =>
  ctx.db
    .select({ personId: grants.personId, organisationRole: grants.organisationRole })
    .from(grants)
    .where(and(eq(grants.organisationId, organisationId), liveGrant(ctx.now)))
    .as("works");

/** Takes a role or group away. False when there was nothing to take. */
export async function revokeGrant(ctx: Ctx, given: GrantOf & { personId: PersonId }): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(grants)
      .set({ revokedAt: ctx.now })
      .where(and(sameGrant(given), isNull(grants.revokedAt)))
      .returning({ id: grants.id });
    if (rows.length === 0) return false;
    await recordEntry(ctx, {
      class: "act",
      action: "grant.revoked",
      objectKind: nameOf(given),
      objectId: idOf(given),
      subjectId: given.personId,
    });
    return true;
  });
}

/** What one record was given and has not ended is another's from now on, which is the same person's. In the caller's transaction. */
export async function moveGrants(ctx: Ctx, from: PersonId, into: PersonId): Promise<void> {
  const open = await ctx.db
    .select()
    .from(grants)
    .where(and(eq(grants.personId, from), openGrant(ctx.now)));
  for (const { role, groupId, organisationId, organisationRole, source, sourceId, startsAt, endsAt } of open) {
    const of: GrantOf = role
      ? { role }
      : groupId
        ? { groupId }
        : { organisationId: organisationId!, organisationRole: organisationRole ?? undefined };
    const dates = { startsAt, ...(endsAt ? { endsAt } : {}) };
    await grant(ctx, { personId: into, ...of, source, ...(sourceId ? { sourceId } : {}), ...dates });
    await revokeGrant(ctx, { personId: from, ...of });
  }
}

const nameOf = (given: GrantOf) => ("role" in given ? "role" : "groupId" in given ? "group" : "organisation");
const idOf = (given: GrantOf) => ("role" in given ? given.role : "groupId" in given ? given.groupId : given.organisationId);

function sameGrant(given: GrantOf & { personId: PersonId }) {
  const column = "role" in given ? grants.role : "groupId" in given ? grants.groupId : grants.organisationId;
  return and(eq(grants.personId, given.personId), sql`${column} = ${idOf(given)}`);
}
