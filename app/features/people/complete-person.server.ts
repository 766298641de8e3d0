import { and, eq, isNull, sql } from "drizzle-orm";
import { personInterests, persons } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";
import { chooseInterests } from "./choose-interests.server";
import { INTERESTS_OF_PERSON } from "./interests.queries.server";

export type JoiningDetails = { fullName?: string | null; jobTitle?: string; organisationName?: string; interests?: string[] };

/**
 * Fills what is empty in a person's record with what was said when they joined; nothing that stands there is overwritten
 * (`design.md`, identity, rule 1). To join is to agree to processing, in words that the page showed (IMS-6).
 */
export async function completePerson(ctx: Ctx, personId: PersonId, details: JoiningDetails): Promise<void> {
  await ctx.db
    .update(persons)
    .set({
      fullName: sql`coalesce(${persons.fullName}, ${details.fullName ?? null})`,
      jobTitle: sql`coalesce(${persons.jobTitle}, ${details.jobTitle ?? null})`,
      organisationName: sql`coalesce(${persons.organisationName}, ${details.organisationName ?? null})`,
      processing: "yes",
    })
    .where(eq(persons.id, personId));
  const held = await ctx.db.$count(personInterests, eq(personInterests.personId, personId));
  if (held === 0 && details.interests) await chooseInterests(ctx, INTERESTS_OF_PERSON, personId, details.interests);
}

/** Gives a name to a person who has none yet. */
export async function nameUnnamed(ctx: Ctx, personId: PersonId, fullName: string): Promise<void> {
  await ctx.db
    .update(persons)
    .set({ fullName })
    .where(and(eq(persons.id, personId), isNull(persons.fullName)));
}
