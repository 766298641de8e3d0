import { eq } from "drizzle-orm";
import { enquiries } from "#db/schema/enquiries";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { listWorkers } from "./enquiries.queries.server";
import { enquiryCause } from "./enquiry-cause";
import { enquiryNotice } from "./enquiry-notice.mail.server";

/**
 * Tells everybody who works on its queue that an enquiry came; where nobody does, the administrators, who can give
 * somebody the role. Running again tells nobody twice.
 */
export async function notifyQueue(ctx: Ctx, enquiryId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const [enquiry] = await ctx.db
      .select({ queue: enquiries.queue, state: enquiries.state })
      .from(enquiries)
      .where(eq(enquiries.id, enquiryId));
    if (!enquiry || enquiry.state === "closed") return;
    const workers = await listWorkers(ctx, enquiry.queue);
    const told = workers.length > 0 ? workers : await listWorkers(ctx, "technical");
    const people = told.map(({ id }) => id);
    await tell(ctx, people, { enquiryId, cause: enquiryCause(enquiryId) });
  });
}

/** Tells a member of staff that an enquiry was given to them. */
export const notifyOwner = (ctx: Ctx, { enquiryId, ownerId }: { enquiryId: string; ownerId: PersonId }) =>
  tell(ctx, [ownerId], { enquiryId, cause: enquiryCause(enquiryId, "assigned") });

const tell = (ctx: Ctx, people: PersonId[], { enquiryId, cause }: { enquiryId: string; cause: string }) =>
  notify(ctx, people, enquiryNotice, { enquiryId }, { cause });
