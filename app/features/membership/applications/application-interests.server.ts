import { eq } from "drizzle-orm";
import { applicationInterests, membershipApplications } from "#db/schema/membership";
import { interestsOf } from "~/features/people/interests.queries.server";
import type { Ctx } from "~/lib/ctx";

const { applicationId, interest } = applicationInterests;

/** What an application says that interests them, in the order of the list. */
export const interestsOfApplication = interestsOf(membershipApplications.id, { of: applicationId, interest });

/** These and no others; each is on the list. */
export async function nameInterests(ctx: Ctx, id: string, interests: readonly string[]): Promise<void> {
  await ctx.db.delete(applicationInterests).where(eq(applicationId, id));
  const rows = [...new Set(interests)].map((interest) => ({ applicationId: id, interest }));
  if (rows.length > 0) await ctx.db.insert(applicationInterests).values(rows);
}
