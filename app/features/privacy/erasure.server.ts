import { and, eq, inArray, isNotNull, isNull, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";
import { classifications } from "#db/classified";
import type { Classification } from "#db/classify";
import { accounts } from "#db/schema/accounts";
import { enquiries } from "#db/schema/enquiries";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { messages } from "#db/schema/mail/messages";
import { caughtMails, mailRests } from "#db/schema/mail/transport";
import { membershipInvitations } from "#db/schema/membership";
import { addresses, persons, proofs } from "#db/schema/people";
import { privacyErasures } from "#db/schema/privacy";
import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { endAllSubscriptions } from "~/features/consents/subscriptions.server";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import { findModerationsNaming } from "~/features/forum/moderation/find-moderations-naming.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { domainOf } from "~/features/mail/transport/domain-rests.server";
import { columnOf, type DataSubject, inDeletionOrder, loadDataSubject, rowsOf } from "~/features/people/personal-rows.server";
import { findPrimaryAddress } from "~/features/people/persons.server";
import { isUnanswered } from "~/features/people/proofs.server";
import { isLastAdministrator } from "~/features/permissions/administrators.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import { eachAlone } from "~/lib/each-alone";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import type { FreezeBlocker } from "./erasure.policy";
import { erasureReceiptMail } from "./erasure-receipt.mail.server";
import { removeExports } from "./export-files.server";
import { countHeld } from "./held.queries.server";

/** A receipt that cannot be delivered delays the erasure by this at most. */
const RECEIPT_WAIT = 24 * HOUR;
/** Backups are kept for this long (requirement K7). */
export const BACKUP_LIFE = 35 * DAY;

export type Posts = "keep" | "delete";
export type ErasurePlan = { title: string; table: string; rows: number; does: "delete" | "clear" | "keep" | "room"; why: string | null }[];
/** Counts and dates, never identity: it stays as the proof. */
export type Receipt = { reference: string; posts: Posts; backupsUntil: string; plan: ErasurePlan };
export type FreezeResult =
  | { ok: true; erasureId: string; receipt: Receipt; messageId: string | null }
  | { ok: false; reason: FreezeBlocker };

/** What an erasure would do now, table by table: for those who erase, and for oneself before one leaves. @throws ForbiddenError */
export async function planErasure(ctx: Ctx, personId: PersonId): Promise<ErasurePlan> {
  demandPermission(ctx, "erase-people", personId);
  const held = await countHeld(ctx, personId);
  return held.flatMap(({ classification: { table, title, erasure }, rows }) =>
    erasure ? [{ title, table: getTableConfig(table).name, rows, does: erasure.rows, why: "why" in erasure ? erasure.why : null }] : [],
  );
}

/**
 * The first of an erasure's two transactions: the account is closed, sessions and links are dead, nothing more is done with the data,
 * and the receipt is on its way. Twice is once.
 * @throws ForbiddenError, NotFoundError
 */
export async function freezePerson(ctx: Ctx, personId: PersonId, posts: Posts): Promise<FreezeResult> {
  demandPermission(ctx, "erase-people");
  return inTransaction(ctx, async (ctx) => {
    const [person] = await ctx.db
      .select({ ref: persons.ref, erasedAt: persons.erasedAt })
      .from(persons)
      .where(eq(persons.id, personId))
      .for("update");
    if (!person) throw new NotFoundError("person");
    if (person.erasedAt) return { ok: false, reason: "already-erased" };
    const [known] = await ctx.db.select({ id: privacyErasures.id }).from(privacyErasures).where(eq(privacyErasures.personId, personId));
    if (known) return { ok: false, reason: "under-way" };
    if (await isLastAdministrator(ctx, personId)) return { ok: false, reason: "last-administrator" };

    const receipt: Receipt = {
      reference: person.ref,
      posts,
      backupsUntil: later(ctx.now, BACKUP_LIFE).toISOString(),
      plan: await planErasure(ctx, personId),
    };
    await closeAccountAndLinks(ctx, personId);

    const erasureId = uuidv7();
    await ctx.db
      .insert(privacyErasures)
      .values({ id: erasureId, personId, posts, frozenAt: ctx.now, dueAt: later(ctx.now, RECEIPT_WAIT), receipt });
    const address = await findPrimaryAddress(ctx, personId);
    const messageId = address
      ? await queueMail(ctx, erasureReceiptMail, { erasureId }, { personId, addressId: address.id, cause: `erasure:${erasureId}` })
      : null;
    if (messageId) await ctx.db.update(privacyErasures).set({ messageId }).where(eq(privacyErasures.id, erasureId));
    await recordEntry(ctx, {
      class: "act",
      action: "person.frozen",
      objectKind: "erasure",
      objectId: erasureId,
      subjectId: personId,
      purpose: "erasure",
    });
    return { ok: true, erasureId, receipt, messageId };
  });
}

/** Nobody signs in any more, no link works, and nothing more is done with the data. */
async function closeAccountAndLinks(ctx: Ctx, personId: PersonId): Promise<void> {
  await ctx.db.update(accounts).set({ state: "closed" }).where(eq(accounts.personId, personId));
  await endAllSessions(ctx, personId);
  await ctx.db
    .update(proofs)
    .set({ supersededAt: ctx.now })
    .where(and(eq(proofs.personId, personId), isUnanswered));
  await ctx.db.update(persons).set({ restrictedAt: ctx.now, restrictedWhy: "erasure under way" }).where(eq(persons.id, personId));
}

/** Carries out every erasure whose receipt has its final state or has been waited for long enough. */
export async function carryOutErasures(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .select({ id: privacyErasures.id })
    .from(privacyErasures)
    .leftJoin(messages, eq(messages.id, privacyErasures.messageId))
    .where(
      and(
        isNull(privacyErasures.erasedAt),
        or(isNull(privacyErasures.messageId), sql`${messages.finalAt} is not null`, lte(privacyErasures.dueAt, ctx.now)),
      ),
    )
    .orderBy(privacyErasures.dueAt)
    .limit(100);
  await eachAlone(due, ({ id }) => erase(ctx, id));
}

/** The second transaction. False when it was done already. @throws ForbiddenError, NotFoundError */
export async function erase(ctx: Ctx, erasureId: string): Promise<boolean> {
  demandPermission(ctx, "erase-people");
  const reference = await inTransaction(ctx, async (ctx) => {
    const [erasure] = await ctx.db.select().from(privacyErasures).where(eq(privacyErasures.id, erasureId)).for("update");
    if (!erasure) throw new NotFoundError("erasure");
    if (erasure.erasedAt) return null;
    const { personId } = erasure;
    const subject = await loadDataSubject(ctx, personId);

    await endAllSubscriptions(ctx, { personId, action: "erased", source: "erasure" });
    await eraseCaughtMails(ctx, subject);
    await erasePosts(ctx, personId, erasure.posts);
    await skipUnsent(ctx, personId);
    await forgetOwnDomains(ctx, subject);
    await forgetAnswersTo(ctx, subject);
    await eraseClassified(ctx, subject);
    await ctx.db.update(persons).set({ erasedAt: ctx.now }).where(inArray(persons.id, subject.personIds));
    await ctx.db.update(privacyErasures).set({ erasedAt: ctx.now }).where(eq(privacyErasures.id, erasureId));
    await recordEntry(ctx, {
      class: "act",
      action: "person.erased",
      objectKind: "erasure",
      objectId: erasureId,
      subjectId: personId,
      purpose: "erasure",
    });
    for (const id of subject.personIds) await ctx.db.execute(sql`select tombstone_person(${id}::uuid)`);
    return (erasure.receipt as Receipt).reference;
  });
  if (reference) await removeExports(reference);
  return reference !== null;
}

/** What colleagues have begun to write about their enquiries. */
async function forgetAnswersTo(ctx: Ctx, subject: DataSubject): Promise<void> {
  const all = classifications();
  const theirs = rowsOf(all.find(({ table }) => table === enquiries)!, subject, all);
  const asked = await ctx.db.select({ code: enquiries.code }).from(enquiries).where(theirs);
  await forgetDraftsBelow(
    ctx,
    asked.map(({ code }) => `/admin/enquiries/${code}`),
  );
}

/** What every table's classification says, children before their parents. */
async function eraseClassified(ctx: Ctx, subject: DataSubject): Promise<void> {
  const all = classifications();
  for (const classification of inDeletionOrder(all)) {
    const rows = rowsOf(classification, subject, all);
    if (classification.erasure?.rows === "delete") await ctx.db.delete(classification.table).where(rows);
    if (classification.erasure?.rows === "clear") await ctx.db.update(classification.table).set(emptied(classification)).where(rows);
  }
}

function emptied({ columns, table }: Classification): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) => {
      if ((column.holds !== "about" && column.holds !== "secret") || column.erase === "keep") return [];
      const empty = "empty" in column ? column.empty : null;
      if (empty === null && columnOf(table, name).notNull)
        throw new Error(`${getTableConfig(table).name}.${name} cannot be null: classify what it becomes`);
      return [[name, empty]];
    }),
  );
}

/** What waits to be sent to them is not sent any more. A message that is on the wire now ends by itself. */
async function skipUnsent(ctx: Ctx, personId: PersonId): Promise<void> {
  await ctx.db
    .update(messages)
    .set({ state: "skipped", reason: "erased", finalAt: ctx.now, nextAt: null, leaseUntil: null, leaseOwner: null })
    .where(and(eq(messages.personId, personId), inArray(messages.state, ["pending", "deferred", "leased"])));
}

/** That a domain rests is about its server; a domain at which nobody else has an address is a person's own, and may be their name. */
async function forgetOwnDomains(ctx: Ctx, { canonicals, personIds }: DataSubject): Promise<void> {
  const isTheirs = inArray(mailRests.domain, [...new Set(canonicals.map(domainOf))]);
  const { canonical, personId } = addresses;
  const others = ctx.db
    .select({ domain: sql`split_part(${canonical}, '@', 2)` })
    .from(addresses)
    .where(and(isNotNull(canonical), notInArray(personId, personIds)));
  await ctx.db.delete(mailRests).where(and(isTheirs, notInArray(mailRests.domain, others)));
}

/** The local inbox of a demo: mails to them, and mails to others that name them or their topic's title. */
async function eraseCaughtMails(ctx: Ctx, subject: DataSubject): Promise<void> {
  const toThem: SQL = subject.canonicals.length > 0 ? inArray(caughtMails.toCanonical, subject.canonicals) : sql`false`;
  const causedByThem = sql`${caughtMails.messageId} in (select ${messages.messageId} from ${messages}
    join ${forumPosts} on ${forumPosts.id}::text = ${messages.args} ->> 'postId' join ${forumTopics} on ${forumTopics.id} = ${forumPosts.topicId}
    where ${or(inArray(forumPosts.authorId, subject.personIds), inArray(forumTopics.authorId, subject.personIds))})`;
  // an invitation quotes its sponsor
  const invitedByThem = sql`${caughtMails.messageId} in (select ${messages.messageId} from ${messages}
    join ${proofs} on ${proofs.id}::text = ${messages.args} ->> 'proofId'
    join ${membershipInvitations} on ${membershipInvitations.id}::text = ${proofs.subject}
    where ${proofs.purpose} = 'invitation' and ${inArray(membershipInvitations.invitedBy, subject.personIds)})`;
  // a moderator's reason may name them
  const acts = await findModerationsNaming(ctx, subject.personIds);
  const namingThem = sql`${caughtMails.messageId} in (select ${messages.messageId} from ${messages}
    where ${messages.args} ->> 'moderationId' = any(${sql.param(acts)}::text[]))`;
  // it names whoever thanked last, who may have taken it back since
  const ofThanks = sql`${caughtMails.messageId} in (select ${messages.messageId} from ${messages} where ${messages.kind} = 'thanks-notification')`;
  await ctx.db.delete(caughtMails).where(or(toThem, causedByThem, invitedByThem, ofThanks, acts.length > 0 ? namingThem : undefined));
}
