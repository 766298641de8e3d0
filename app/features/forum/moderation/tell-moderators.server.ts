import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { grants, scopes } from "#db/schema/permissions";
import { reportCause } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import { type Permission, rolesWith } from "~/features/permissions/permissions";
import { liveGrant, usablePerson, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";

type Report = { reportId: string; postId: string; authorId: string | null; scopeId: string; mail: boolean };

/**
 * Tells the moderators who may read the place that a report waits, in their inbox and, with `mail`, at once. Where none of them may decide about it,
 * the administrators too, who can make somebody there a moderator.
 */
export async function tellModerators(ctx: Ctx, { reportId, postId, authorId, scopeId, mail }: Report): Promise<void> {
  const moderators = await listHolders(ctx, "moderate", scopeId);
  const others = moderators.some((personId) => personId !== authorId) ? [] : await listHolders(ctx, "change-roles");
  const people = [...new Set([...moderators, ...others])];
  await notify(ctx, people, { kind: "report", cause: reportCause(reportId), mail, args: { reportId, postId } });
}

/** Who holds a permission, of those who may read a place. */
async function listHolders(ctx: Ctx, permission: Permission, scopeId?: string) {
  const holders = await ctx.db
    .selectDistinct({ personId: persons.id })
    .from(persons)
    .innerJoin(grants, and(eq(grants.personId, persons.id), inArray(grants.role, rolesWith(permission)), liveGrant(ctx.now)))
    .leftJoin(scopes, scopeId ? eq(scopes.id, scopeId) : sql`false`)
    .where(and(usablePerson(), scopeId ? visibleToPerson(persons.id, ctx.now) : undefined))
    .orderBy(asc(persons.id));
  return holders.map(({ personId }) => personId);
}
