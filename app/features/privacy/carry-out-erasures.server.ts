import { and, eq, inArray, isNotNull, isNull, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { classifications } from "#db/classified";
import type { Classification } from "#db/classify";
import { enquiries } from "#db/schema/enquiries";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { messages } from "#db/schema/mail/messages";
import { caughtMails, mailRests } from "#db/schema/mail/transport";
import { membershipInvitations } from "#db/schema/membership";
import { addresses, persons, proofs } from "#db/schema/people";
import { privacyErasures } from "#db/schema/privacy";
import { recordEntry } from "~/features/audit/record-entry.server";
import { endAllSubscriptions } from "~/features/consents/subscriptions.server";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import { eraseFiles } from "~/features/files/settle-files.server";
import { findModerationsNaming } from "~/features/forum/moderation/find-moderations-naming.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { domainOf } from "~/features/mail/transport/domain-rests.server";
import { columnOf, type DataSubject, inDeletionOrder, loadDataSubject, rowsOf } from "~/features/people/personal-rows.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";
import { eachAlone } from "~/lib/each-alone";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

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
  return inTransaction(ctx, async (ctx) => {
    const [erasure] = await ctx.db.select().from(privacyErasures).where(eq(privacyErasures.id, erasureId)).for("update");
    if (!erasure) throw new NotFoundError("erasure");
    if (erasure.erasedAt) return false;
    const { personId } = erasure;
    const subject = await loadDataSubject(ctx, personId);

    // takes their turn, before anything else: a copy that they are making is waited for, and goes with the rest
    await endAllSubscriptions(ctx, { personId, action: "erased", source: "erasure" });
    await eraseCaughtMails(ctx, subject);
    await erasePosts(ctx, personId, erasure.posts);
    await eraseFiles(ctx, subject.personIds);
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
    return true;
  });
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
    where ${or(
      inArray(forumPosts.authorId, subject.personIds),
      inArray(forumPosts.namelessBy, subject.personIds),
      inArray(forumTopics.authorId, subject.personIds),
      inArray(forumTopics.namelessBy, subject.personIds),
    )})`;
  // an invitation quotes its sponsor
  const invitedByThem = sql`${caughtMails.messageId} in (select ${messages.messageId} from ${messages}
    join ${proofs} on ${proofs.id}::text = ${messages.args} ->> 'proofId'
    join ${membershipInvitations} on ${membershipInvitations.id}::text = ${proofs.subject}
    where ${proofs.purpose} = 'invitation' and ${inArray(membershipInvitations.invitedBy, subject.personIds)})`;
  // a moderator's reason may name them
  const acts = await findModerationsNaming(ctx, subject.personIds);
  const namingThem = sql`${caughtMails.messageId} in (select ${messages.messageId} from ${messages}
    where coalesce(${messages.args} ->> 'moderationId', ${messages.args} ->> 'sanctionId', ${messages.args} ->> 'cleanUpId') = any(${sql.param(acts)}::text[]))`;
  // it names whoever thanked last, who may have taken it back since; or carries words or titles of others, which may name anybody
  const ofOthers = sql`${caughtMails.messageId} in (select ${messages.messageId} from ${messages}
    where ${messages.kind} in ('thanks-notification', 'reply-notification', 'topic-notification', 'quote-notification', 'mention-notification',
      'bookmark-notification', 'forum-digest', 'held-notification', 'held-outcome-notification', 'report-notification', 'mailed-reply'))`;
  await ctx.db.delete(caughtMails).where(or(toThem, causedByThem, invitedByThem, ofOthers, acts.length > 0 ? namingThem : undefined));
}
