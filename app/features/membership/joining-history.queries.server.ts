import { desc, eq } from "drizzle-orm";
import { membershipApplications, membershipInvitations } from "#db/schema/membership";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";

/** How a person came, or tried to: their applications, and the invitations that they accepted, newest first. For their record. */
export async function getJoiningHistory(ctx: Ctx, personId: PersonId) {
  demandPermission(ctx, "open-records");
  const [applications, invitations] = await Promise.all([
    ctx.db
      .select({
        code: membershipApplications.code,
        state: membershipApplications.state,
        organisation: membershipApplications.organisation,
        createdAt: membershipApplications.createdAt,
        decidedAt: membershipApplications.decidedAt,
      })
      .from(membershipApplications)
      .where(eq(membershipApplications.personId, personId))
      .orderBy(desc(membershipApplications.id))
      .limit(20),
    ctx.db
      .select({
        code: membershipInvitations.code,
        state: membershipInvitations.state,
        createdAt: membershipInvitations.createdAt,
        endsAt: membershipInvitations.endsAt,
        settledAt: membershipInvitations.settledAt,
      })
      .from(membershipInvitations)
      .where(eq(membershipInvitations.personId, personId))
      .orderBy(desc(membershipInvitations.id))
      .limit(20),
  ]);
  return { applications, invitations };
}
