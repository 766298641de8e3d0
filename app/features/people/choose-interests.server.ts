import { eq } from "drizzle-orm";
import { personInterests } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";

/** Gives a person these interests and no others; each is on the list. */
export async function chooseInterests(ctx: Ctx, personId: PersonId, names: readonly string[]): Promise<void> {
  await ctx.db.delete(personInterests).where(eq(personInterests.personId, personId));
  const rows = [...new Set(names)].map((interest) => ({ personId, interest }));
  if (rows.length > 0) await ctx.db.insert(personInterests).values(rows);
}
