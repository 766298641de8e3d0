import type { SQL } from "drizzle-orm";
import { z } from "zod";
import { enquiries } from "#db/schema/enquiries";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { ROLE_WORDS, rolesWith } from "~/features/permissions/permissions";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { formatDate } from "~/lib/dates";
import { CATEGORIES, QUEUES } from "./categories";
import { listWorkers } from "./enquiries.queries.server";
import { ANSWERS, queuesOf } from "./enquiry.policy";
import { enquiryOfCause } from "./enquiry-cause";
import { findMailedEnquiry, SAMPLE_ENQUIRY } from "./enquiry-mail.server";

/** Tells staff that an enquiry waits for them. Who asked and what stands in the portal, where each look is written down. */
export const enquiryNotice = notificationKind({
  name: "enquiry",
  choice: null,
  args: z.object({ enquiryId: z.uuid() }),
  async load(ctx, { args }) {
    const enquiry = await findMailedEnquiry(ctx, args.enquiryId);
    if (!enquiry) return "enquiry-gone";
    if (enquiry.state === "closed") return "enquiry-closed";
    const { code, category, queue, dueAt } = enquiry;
    return { code, category, queue, dueAt, isWorkedOn: (await listWorkers(ctx, queue)).length > 0 };
  },
  words: ({ code, category, queue, dueAt, isWorkedOn }, { shortName, baseUrl }) => ({
    subject: `${shortName}: a ${CATEGORIES[category].noun} waits (${code})`,
    paragraphs: [
      `A ${CATEGORIES[category].noun} is in the queue “${QUEUES[queue]}”. It is due on ${formatDate(dueAt)}.`,
      ...(isWorkedOn
        ? []
        : [`Nobody works on this queue. Give somebody the role “${rolesWith(ANSWERS[queue]).map((role) => ROLE_WORDS[role])}”.`]),
    ],
    action: isWorkedOn
      ? { label: "Open it", url: `${baseUrl}/admin/enquiries/${code}` }
      : { label: "Choose somebody", url: `${baseUrl}/admin/members` },
    why: isWorkedOn ? "You get this email because you work on this queue." : "You get this email because you are an administrator.",
  }),
  samples: {
    "to who works on it": { ...SAMPLE_ENQUIRY, isWorkedOn: true },
    "nobody works on it": { ...SAMPLE_ENQUIRY, category: "technical", queue: "technical", isWorkedOn: false },
  },
  inbox: wordEnquiries,
});

type Told = Pick<typeof enquiries.$inferSelect, "id" | "code" | "category" | "queue">;

/** Enquiries of a queue that is not theirs are named to administrators alone: they were told that nobody works on it. */
function wordEnquiries(ctx: Ctx, causes: string[]): SQL<Map<string, NotificationWords>> | null {
  const mine = queuesOf(ctx.actor);
  if (mine.length === 0) return null;
  const { id, code, category, queue } = enquiries;
  const rows = ctx.db
    .select({ id, code, category, queue })
    .from(enquiries)
    .where(isOneOf(id, causes.map(enquiryOfCause)));
  return foundBy(rows, (found) => sayEnquiries(found, mine, causes));
}

function sayEnquiries(rows: readonly Told[], mine: readonly Told["queue"][], causes: string[]): Map<string, NotificationWords> {
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
