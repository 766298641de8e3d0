import { eq } from "drizzle-orm";
import { enquiries } from "#db/schema/enquiries";
import { enqueue } from "#jobs/outbox.server";
import type { AuditAction } from "~/features/audit/action-words";
import { recordEntry } from "~/features/audit/record-entry.server";
import { moveNearMisses } from "~/features/guard/tell-of-near-miss.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { CATEGORIES, type Category, QUEUES, type Queue } from "./categories";
import { type EnquiryRecord, getEnquiryForUpdate, listWorkers } from "./enquiries.queries.server";
import { dueDate, guardedEnquiry } from "./enquiry.policy";
import { notifyOwner } from "./notify-staff.server";
import { insertMessage } from "./write-message.server";

type Changes = Partial<typeof enquiries.$inferInsert>;

/** The acting person works on it from now on. @throws NotFoundError */
export async function takeEnquiry(ctx: Ctx, code: string): Promise<void> {
  await change(ctx, code, "enquiry.taken", (enquiry) => workedOnBy(personIdOf(ctx.actor), enquiry));
}

/** Somebody of the same queue works on it from now on, and is told. @throws NotFoundError */
export async function assignEnquiry(ctx: Ctx, code: string, { owner }: { owner: string }): Promise<{ ok: boolean }> {
  return inTransaction(ctx, async (ctx) => {
    const enquiry = await getEnquiryForUpdate(ctx, code);
    const worker = (await listWorkers(ctx, enquiry.queue)).find(({ ref }) => ref === owner);
    if (!worker) return { ok: false };
    await write(ctx, enquiry, "enquiry.assigned", workedOnBy(worker.id, enquiry));
    if (worker.id !== personIdOf(ctx.actor)) await notifyOwner(ctx, { enquiryId: enquiry.id, ownerId: worker.id });
    return { ok: true };
  });
}

/** @throws NotFoundError */
export async function closeEnquiry(ctx: Ctx, code: string): Promise<void> {
  await change(ctx, code, "enquiry.closed", ({ state }) => (state === "closed" ? null : { state: "closed", closedAt: ctx.now }));
}

/** @throws NotFoundError */
export async function reopenEnquiry(ctx: Ctx, code: string): Promise<void> {
  await change(ctx, code, "enquiry.reopened", ({ state }) => (state === "closed" ? { state: "open", closedAt: null } : null));
}

/**
 * It is about something else, or somebody else's work: whoever had it gives it up, those whose work it is
 * now are told, and it is due as its kind is.
 * @throws NotFoundError
 */
export async function moveEnquiry(ctx: Ctx, code: string, { category, queue }: { category: Category; queue: Queue }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { answerWithinDays } = await getSettings(ctx);
    const before = await getEnquiryForUpdate(ctx, code);
    await insertMessage(ctx, before, {
      kind: "note",
      body: `Moved from “${CATEGORIES[before.category].label}” (${QUEUES[before.queue]}) to “${CATEGORIES[category].label}” (${QUEUES[queue]}).`,
    });
    await write(ctx, before, "enquiry.moved", {
      category,
      queue,
      ...(queue === before.queue ? {} : { ownerId: null }),
      dueAt: dueDate(category, before.createdAt, answerWithinDays),
    });
    if (queue === before.queue) return;
    await moveNearMisses(ctx, guardedEnquiry(code, queue));
    await enqueue(ctx, "enquiries.notify-queue", { enquiryId: before.id });
  });
}

const workedOnBy = (ownerId: PersonId | null, { state }: EnquiryRecord): Changes => ({ ownerId, state: state === "new" ? "open" : state });

/** One change to an enquiry as it stands now; null changes nothing. */
async function change(ctx: Ctx, code: string, action: AuditAction, decide: (enquiry: EnquiryRecord) => Changes | null): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const enquiry = await getEnquiryForUpdate(ctx, code);
    const changes = decide(enquiry);
    if (changes) await write(ctx, enquiry, action, changes);
  });
}

/** A change, written down with who made it. */
async function write(ctx: Ctx, { id, personId }: EnquiryRecord, action: AuditAction, changes: Changes): Promise<void> {
  await ctx.db.update(enquiries).set(changes).where(eq(enquiries.id, id));
  await recordEntry(ctx, { class: "act", action, objectKind: "enquiry", objectId: id, subjectId: personId });
}
