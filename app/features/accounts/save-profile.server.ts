import { eq } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { recordEntry } from "~/features/audit/record-entry.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { getMyProfile } from "./accounts.queries.server";
import type { ProfileInput } from "./profile.schema";

/** Stores what a person says about themselves. The ledger keeps old and new value of each field that changed (PMN-8). */
export async function saveProfile(ctx: Ctx, input: ProfileInput): Promise<void> {
  const personId = personIdOf(ctx.actor);
  if (!personId) throw new NotFoundError("profile");
  await inTransaction(ctx, async (ctx) => {
    const before = await getMyProfile(ctx);
    const changes = Object.entries(input).flatMap(([field, to]) => {
      const from = before[field as keyof ProfileInput];
      return String(from) === String(to) ? [] : [[field, { from, to }]];
    });
    if (changes.length === 0) return;
    const orNull = (text: string) => text || null;
    await ctx.db
      .update(persons)
      .set({
        fullName: input.fullName,
        displayName: orNull(input.displayName),
        jobTitle: orNull(input.jobTitle),
        organisationName: orNull(input.organisationName),
        interests: input.interests,
        personalise: input.personalise,
      })
      .where(eq(persons.id, personId));
    await recordEntry(ctx, { class: "act", action: "profile.changed", subjectId: personId, detail: Object.fromEntries(changes) });
  });
}
