import { and, inArray, ne } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { enquiries, enquiryMessages } from "#db/schema/enquiries";
import { endAllSubscriptions } from "~/features/consents/subscriptions.server";
import type { Ctx, PersonId } from "~/lib/ctx";

/** Who asked to be left alone and is known to be who they say: everything that is sent by choice ends now, and these requests are done. */
export async function objectAtOnce(ctx: Ctx, personId: PersonId, enquiryIds: readonly string[]): Promise<void> {
  await endAllSubscriptions(ctx, { personId, action: "objected", source: "contact-form" });
  const done = await ctx.db
    .update(enquiries)
    .set({ state: "closed", closedAt: ctx.now })
    .where(and(inArray(enquiries.id, [...enquiryIds]), ne(enquiries.state, "closed")))
    .returning({ id: enquiries.id });
  for (const { id } of done)
    await ctx.db.insert(enquiryMessages).values({
      id: uuidv7(),
      enquiryId: id,
      kind: "note",
      body: "They confirmed it themselves. Newsletters and everything else sent by choice has ended, and the request is closed.",
      submissionId: uuidv7(),
      createdAt: ctx.now,
    });
}
