import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { membershipApplications as applications, membershipInvitations as invitations } from "#db/schema/membership";
import type { Ctx } from "~/lib/ctx";
import { later } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { UNPROVEN_LIVES } from "./applications/apply-to-join.server";

const BATCH = 500;

/** Forgets applications that nobody confirmed, and ends invitations that nobody used: who they were for is forgotten too. */
export async function expireMembership(ctx: Ctx): Promise<void> {
  while ((await forgetUnproven(ctx)) === BATCH);
  while ((await endUnused(ctx)) === BATCH);
}

function forgetUnproven(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const due = await ctx.db
      .select({ id: applications.id })
      .from(applications)
      .where(and(eq(applications.state, "unproven"), lte(applications.createdAt, later(ctx.now, -UNPROVEN_LIVES))))
      .orderBy(asc(applications.id))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (due.length > 0) await ctx.db.delete(applications).where(among(applications.id, due));
    return due.length;
  });
}

function endUnused(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const due = await ctx.db
      .select({ id: invitations.id })
      .from(invitations)
      .where(
        and(
          eq(invitations.state, "open"),
          sql`least(${invitations.expiresAt}, ${invitations.endsAt}) <= ${ctx.now.toISOString()}::timestamptz`,
        ),
      )
      .orderBy(asc(invitations.id))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (due.length > 0)
      await ctx.db
        .update(invitations)
        .set({ state: "expired", settledAt: ctx.now, fullName: null, message: null })
        .where(among(invitations.id, due));
    return due.length;
  });
}

const among = (column: typeof applications.id | typeof invitations.id, rows: { id: string }[]) =>
  inArray(
    column,
    rows.map(({ id }) => id),
  );
