import { and, asc, eq } from "drizzle-orm";
import { grants, persons, scopes } from "#db/schema/people";
import { notify } from "~/features/mail/notify.server";
import { liveGrant, usablePerson, visibleToPerson } from "~/features/people/scope.server";
import type { Ctx } from "~/lib/ctx";
import { reportCause } from "./causes";

/** Tells the moderators who may read the place that a report waits, in their inbox and, with `mail`, at once. */
export async function tellModerators(
  ctx: Ctx,
  { reportId, postId, scopeId, mail }: { reportId: string; postId: string; scopeId: string; mail: boolean },
): Promise<void> {
  const moderators = await ctx.db
    .selectDistinct({ personId: persons.id })
    .from(persons)
    .innerJoin(grants, and(eq(grants.personId, persons.id), eq(grants.role, "moderator"), liveGrant(ctx.now)))
    .innerJoin(scopes, eq(scopes.id, scopeId))
    .where(and(usablePerson(), visibleToPerson(persons.id, ctx.now)))
    .orderBy(asc(persons.id));
  const people = moderators.map(({ personId }) => personId);
  await notify(ctx, people, { kind: "report", cause: reportCause(reportId), mail, args: { reportId, postId } });
}
