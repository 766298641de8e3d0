import { and, eq } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { type Ctx, personIdOf } from "~/lib/ctx";

/**
 * What somebody is interested in, as far as it may choose what they are offered: none of a visitor, and none where they switched that off.
 */
export async function findChosenInterests(ctx: Ctx): Promise<string[]> {
  const personId = personIdOf(ctx.actor);
  if (!personId) return [];
  const [person] = await ctx.db
    .select({ interests: persons.interests })
    .from(persons)
    .where(and(eq(persons.id, personId), eq(persons.personalise, true)));
  return person?.interests ?? [];
}
