import { and, eq, isNull, or, sql } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { addresses, persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import type { Ctx, PersonId } from "~/lib/ctx";
import { lockByName } from "~/lib/transaction.server";
import { liveGrant } from "./scope.server";

/**
 * Whether nobody would be left to administer the portal without this person: nobody who can sign in, may be written to and has no last day.
 * Until the transaction ends nobody else can be taken away either, so that two administrators cannot remove each other at once.
 */
export async function isLastAdministrator(ctx: Ctx, personId: PersonId): Promise<boolean> {
  await lockByName(ctx, "administrators");
  const live = await ctx.db
    .select({ personId: grants.personId })
    .from(grants)
    .innerJoin(persons, eq(persons.id, grants.personId))
    .leftJoin(accounts, eq(accounts.personId, grants.personId))
    .where(
      and(
        eq(grants.role, "administrator"),
        liveGrant(ctx.now),
        or(isNull(accounts.state), eq(accounts.state, "active")),
        or(
          eq(grants.personId, personId),
          and(
            eq(accounts.state, "active"),
            isNull(grants.endsAt),
            // who is leaving, or whose details are not to be used, is nobody to rely on
            isNull(persons.restrictedAt),
            sql`exists (select from ${addresses} where ${addresses.personId} = ${grants.personId} and ${addresses.channel} = 'email'
              and ${addresses.verifiedAt} is not null and ${addresses.releasedAt} is null)`,
          ),
        ),
      ),
    );
  return live.some((row) => row.personId === personId) && !live.some((row) => row.personId !== personId);
}
