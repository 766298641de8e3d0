import { and, inArray } from "drizzle-orm";
import { enquiries } from "#db/schema/enquiries";
import type { NotificationWords } from "~/features/mail/notification-words";
import type { Ctx } from "~/lib/ctx";
import { CATEGORIES } from "./categories";
import { queuesOf } from "./enquiry.policy";
import { enquiryOfCause } from "./enquiry-cause";

/** Enquiries that staff were told of, in words, by cause; those of a queue that is no longer theirs are left out. */
export async function wordEnquiries(ctx: Ctx, told: readonly { kind: string; cause: string }[]): Promise<Map<string, NotificationWords>> {
  const causes = told.filter(({ kind }) => kind === "enquiry").map(({ cause }) => cause);
  const queues = queuesOf(ctx.actor);
  if (causes.length === 0 || queues.length === 0) return new Map();
  const { id, code, category } = enquiries;
  const rows = await ctx.db
    .select({ id, code, category })
    .from(enquiries)
    .where(and(inArray(id, causes.map(enquiryOfCause)), inArray(enquiries.queue, queues)));
  return new Map(
    causes.flatMap((cause) => {
      const enquiry = rows.find((row) => row.id === enquiryOfCause(cause));
      if (!enquiry) return [];
      const text = `${CATEGORIES[enquiry.category].noun} ${enquiry.code}`;
      const before = cause.startsWith("enquiry-assigned:") ? "It is yours to answer now:" : "It waits for an answer:";
      return [[cause, { before, text, href: `/admin/enquiries/${enquiry.code}`, after: "" }] as const];
    }),
  );
}
