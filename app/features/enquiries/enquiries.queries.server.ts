import { and, asc, desc, eq, gt, inArray, lt, ne, type SQL, sql } from "drizzle-orm";
import { enquiries, enquiryMessages } from "#db/schema/enquiries";
import { messageOfCause, messageState } from "~/features/mail/messages/joined-message.server";
import { addressColumns, primaryAddressOf } from "~/features/people/joined-address.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { proofColumns, proofOf } from "~/features/people/proofs.server";
import { listRoleHolders } from "~/features/people/role-holders.queries.server";
import { rolesWith } from "~/features/permissions/permissions";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { linkedText } from "~/lib/markdown.server";
import { pageOf } from "~/lib/pages";
import type { Queue } from "./categories";
import { ANSWERS, type FilterState, queuesOf } from "./enquiry.policy";

const PER_PAGE = 25;
const WAITING = ["new", "open"] as const;

export type EnquiryFilter = { queue: Queue | null; state: FilterState; mine: boolean };

const owner = joinedPerson("owner");
const asker = joinedPerson("asker");
const author = joinedPerson("author");
const remover = joinedPerson("remover");

/**
 * The enquiries of the actor's queues: what waits by its due date, what is closed by the latest. `after` is an enquiry's code. Who asked is
 * named where the enquiry is opened, not here.
 */
export async function listEnquiries(ctx: Ctx, filter: EnquiryFilter, after?: string | null) {
  const isClosed = filter.state === "closed";
  const { code, category, queue, state, createdAt, dueAt, closedAt } = enquiries;
  const found = await ctx.db
    .select({ code, category, queue, state, createdAt, dueAt, closedAt, owner: owner.name })
    .from(enquiries)
    .leftJoin(...owner.of(enquiries.ownerId))
    .where(
      and(
        inQueues(ctx, filter.queue),
        inState(filter.state),
        filter.mine ? isMine(ctx) : undefined,
        after ? beyond(after, isClosed) : undefined,
      ),
    )
    .orderBy(...(isClosed ? [desc(enquiries.id)] : [asc(enquiries.dueAt), asc(enquiries.id)]))
    .limit(PER_PAGE + 1);
  const { rows, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { rows: rows.map((row) => ({ ...row, isOverdue: row.state !== "closed" && row.dueAt < ctx.now })), next };
}

function inState(state: EnquiryFilter["state"]): SQL {
  return state === "waiting" ? ne(enquiries.state, "closed") : eq(enquiries.state, state);
}

const isMine = (ctx: Ctx) => sql`${enquiries.ownerId} = ${personIdOf(ctx.actor)}`;

function beyond(code: string, isClosed: boolean): SQL {
  const at = (column: "id" | "due_at") => sql`(select cursor_.${sql.raw(column)} from ${enquiries} cursor_ where cursor_.code = ${code})`;
  return isClosed ? lt(enquiries.id, at("id")) : gt(sql`(${enquiries.dueAt}, ${enquiries.id})`, sql`(${at("due_at")}, ${at("id")})`);
}

/** Only the actor's own queues. */
function inQueues(ctx: Ctx, wanted: Queue | null = null): SQL {
  const mine = queuesOf(ctx.actor).filter((queue) => wanted === null || queue === wanted);
  return mine.length > 0 ? inArray(enquiries.queue, mine) : sql`false`;
}

export type EnquiryRecord = Awaited<ReturnType<typeof getEnquiry>>;

/** One enquiry of the actor's queues, with who asked. @throws NotFoundError, also for those of other queues */
export async function getEnquiry(ctx: Ctx, code: string) {
  const [row] = await ctx.db
    .select({
      id: enquiries.id,
      code: enquiries.code,
      category: enquiries.category,
      queue: enquiries.queue,
      state: enquiries.state,
      typedName: enquiries.fullName,
      createdAt: enquiries.createdAt,
      dueAt: enquiries.dueAt,
      closedAt: enquiries.closedAt,
      ownerId: enquiries.ownerId,
      owner: owner.name,
      personId: asker.id,
      person: { ref: asker.ref, name: asker.name },
      proof: { id: proofColumns.id, canonical: proofColumns.canonical },
      primary: addressColumns.canonical,
    })
    .from(enquiries)
    .leftJoin(...owner.of(enquiries.ownerId))
    .leftJoin(...asker.nowOf(enquiries.personId))
    .leftJoin(...proofOf(enquiries.proofId))
    .leftJoin(...primaryAddressOf(asker.id))
    .where(and(eq(enquiries.code, code), inQueues(ctx)));
  if (!row) throw new NotFoundError("enquiry");
  const { primary, ...enquiry } = row;
  // none: it was let go, by its holder or to a successor, and with it whatever was not confirmed
  return { ...enquiry, address: enquiry.proof?.canonical ?? primary };
}

/** Locks an enquiry of the actor's queues, so that acts on it come one after the other. @throws NotFoundError */
export async function getEnquiryForUpdate(ctx: Ctx, code: string): Promise<EnquiryRecord> {
  await ctx.db
    .select({ id: enquiries.id })
    .from(enquiries)
    .where(and(eq(enquiries.code, code), inQueues(ctx)))
    .for("update");
  return getEnquiry(ctx, code);
}

/** What was written, the first first, with its addresses as links, and what became of each mail. */
export async function listEnquiryMessages(ctx: Ctx, enquiryId: string) {
  const { id, kind, body, createdAt, takenOutAt, takenOutWhy } = enquiryMessages;
  const rows = await ctx.db
    .select({ id, kind, body, createdAt, takenOutAt, takenOutWhy, takenOutBy: remover.name, author: author.name, mail: messageState })
    .from(enquiryMessages)
    .leftJoin(...author.of(enquiryMessages.authorId))
    .leftJoin(...remover.of(enquiryMessages.takenOutBy))
    .leftJoin(...messageOfCause("enquiry-reply", sql`'enquiry-message:' || ${enquiryMessages.id}`))
    .where(eq(enquiryMessages.enquiryId, enquiryId))
    .orderBy(asc(enquiryMessages.id))
    .limit(500);
  return rows.map(({ body, ...row }) => ({ ...row, html: linkedText(body) }));
}

export async function countMessages(ctx: Ctx, enquiryId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(enquiryMessages)
    .where(eq(enquiryMessages.enquiryId, enquiryId));
  return row?.count ?? 0;
}

/** Who works on a queue, by reference. */
export async function listWorkers(ctx: Ctx, queue: Queue) {
  const workers = await listRoleHolders(ctx, { roles: rolesWith(ANSWERS[queue]) });
  return workers.sort((one, other) => (one.ref < other.ref ? -1 : 1));
}

/** What waits for an answer in the actor's queues. */
export async function countWaitingEnquiries(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  const waiting = ctx.db
    .select({ createdAt: enquiries.createdAt })
    .from(enquiries)
    .where(and(inQueues(ctx), inArray(enquiries.state, [...WAITING])))
    .orderBy(asc(enquiries.createdAt))
    .limit(1000)
    .as("waiting");
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int`, oldest: sql<string | null>`min(${waiting.createdAt})` })
    .from(waiting);
  return { count: row?.count ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null };
}

/** What the page after sending says: nothing about who asked. Null for a reference of nobody. */
export async function findReceipt(ctx: Ctx, reference: string | null) {
  if (!reference) return null;
  const { code, category, dueAt, state } = enquiries;
  const [row] = await ctx.db.select({ code, category, dueAt, state }).from(enquiries).where(eq(enquiries.code, reference));
  return row ?? null;
}
