import { inArray } from "drizzle-orm";
import { enquiries } from "#db/schema/enquiries";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import type { Ctx } from "~/lib/ctx";
import { CATEGORIES, QUEUES } from "./categories";
import { queuesOf } from "./enquiry.policy";
import { enquiryOfCause } from "./enquiry-cause";

/**
 * Enquiries that staff were told of, in words, by cause. Those of a queue that is not theirs are named to administrators alone: they were told
 * that nobody works on it.
 */
export async function wordEnquiries(ctx: Ctx, told: readonly { kind: string; cause: string }[]): Promise<Map<string, NotificationWords>> {
  const causes = told.filter(({ kind }) => kind === "enquiry").map(({ cause }) => cause);
  const mine = queuesOf(ctx.actor);
  if (causes.length === 0 || mine.length === 0) return new Map();
  const { id, code, category, queue } = enquiries;
  const rows = await ctx.db
    .select({ id, code, category, queue })
    .from(enquiries)
    .where(inArray(id, causes.map(enquiryOfCause)));
  const words = new Map<string, NotificationWords>();
  for (const cause of causes) {
    const enquiry = rows.find((row) => row.id === enquiryOfCause(cause));
    if (!enquiry) continue;
    const text = `${CATEGORIES[enquiry.category].noun} ${enquiry.code}`;
    const before = cause.startsWith("enquiry-assigned:") ? "It is yours to answer now:" : "It waits for an answer:";
    if (mine.includes(enquiry.queue)) words.set(cause, { before, text, href: `/admin/enquiries/${enquiry.code}` });
    else if (mine.includes("technical"))
      words.set(cause, {
        before: `Nobody works on the queue “${QUEUES[enquiry.queue]}”:`,
        text: "choose somebody",
        href: "/admin/members",
      });
  }
  return words;
}
