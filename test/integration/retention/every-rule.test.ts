import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { RETENTION, type RetentionRule } from "#db/retention";
import { sessions } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { subscriptions } from "#db/schema/consents";
import { contentFeedback } from "#db/schema/content";
import { drafts } from "#db/schema/drafts";
import { enquiries } from "#db/schema/enquiries";
import { files } from "#db/schema/files";
import { forumDecisions } from "#db/schema/forum/desk";
import { forumMailedReplies } from "#db/schema/forum/mailed";
import { forumModerations } from "#db/schema/forum/moderation";
import { nearMisses } from "#db/schema/guard";
import { messages } from "#db/schema/mail/messages";
import { membershipApplications, membershipInvitations } from "#db/schema/membership";
import { persons, proofs } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { privacyDepartures, privacyErasures } from "#db/schema/privacy";
import { carryOutRetention } from "#jobs/retention.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { sealLedgers } from "~/features/audit/seal-ledgers.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { giveFeedback } from "~/features/content/feedback/give-feedback.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { openProof } from "~/features/people/proofs.server";
import { listMyCopies, makeMyCopy } from "~/features/privacy/my-copy.server";
import { SITE_DEFAULTS } from "~/features/settings/site-settings";
import { DAY, later } from "~/lib/dates";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor } from "../../support/context";
import { anEnquiry } from "../../support/enquiries";
import { aPdf } from "../../support/files";
import { aTopic, latestModeration, reply } from "../../support/forum";
import { aKind } from "../../support/mail";
import { aClaim, anInvitation } from "../../support/membership";
import { anAddress } from "../../support/newsletters";
import { aList, aMember, aPerson, aWording } from "../../support/people";

const { db } = systemCtxFor();
const isThere = async (rows: PromiseLike<unknown[]>) => (await rows).length > 0;

/** The middle of last month: no month that is counted back from here is cut short at its end, and the database's own clock is past it. */
const today = new Date();
const NOW = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 15, 12));

const aSubscription = async (at: Date) => {
  const [person, listId] = [await aPerson(), await aList()];
  const given = { personId: person.personId, addressId: person.addressId, listId, action: "given", source: "test" } as const;
  await changeSubscription(systemCtxFor(at), { ...given, wordingId: await aWording() });
  return person;
};

const aMessage = async (at: Date) => {
  const { personId } = await aPerson();
  const id = (await queueMail(systemCtxFor(), aKind(), {}, { personId }))!;
  await db.update(messages).set({ createdAt: at, state: "failed", reason: "test", finalAt: at, nextAt: null }).where(eq(messages.id, id));
  return id;
};

/** Makes what a rule is about, with its clock starting at that moment, and tells whether it is still there, or still as it was. */
const CASES: { [R in RetentionRule]: (at: Date) => Promise<() => Promise<boolean>> } = {
  async members(at) {
    const { personId } = await aMember();
    await db
      .update(persons)
      .set({ createdAt: later(at, -DAY) })
      .where(eq(persons.id, personId));
    await db
      .update(grants)
      .set({ startsAt: later(at, -DAY), endsAt: at })
      .where(eq(grants.personId, personId));
    // told a month before
    await carryOutRetention(systemCtxFor(later(NOW, -31 * DAY)));
    return async () => !(await isThere(db.select().from(privacyErasures).where(eq(privacyErasures.personId, personId))));
  },
  async reconfirmation(at) {
    const { personId } = await aSubscription(at);
    const asked = and(eq(messages.personId, personId), eq(messages.kind, "still-wanted"));
    return async () => !(await isThere(db.select().from(messages).where(asked)));
  },
  async answer(at) {
    const { personId } = await aSubscription(later(at, -731 * DAY));
    await carryOutRetention(systemCtxFor(at));
    return () => isThere(db.select().from(subscriptions).where(eq(subscriptions.personId, personId)));
  },
  async ledger(at) {
    const objectId = uuidv7();
    for (const of of ["access", "act", "disclosure", "security"] as const)
      await recordEntry(systemCtxFor(at), { class: of, action: "record.opened", objectId });
    await sealLedgers(systemCtxFor(at));
    return () => isThere(db.select().from(auditEntries).where(eq(auditEntries.objectId, objectId)));
  },
  async requests(at) {
    const { personId } = await aPerson();
    const id = uuidv7();
    await db.insert(privacyDepartures).values({ id, personId, posts: "keep", requestedAt: at, dueAt: later(at, DAY), cancelledAt: at });
    const erasure = { id, personId, posts: "keep" as const, frozenAt: at, dueAt: at, erasedAt: at, receipt: {} };
    await db.insert(privacyErasures).values(erasure);
    return async () =>
      (await isThere(db.select().from(privacyDepartures).where(eq(privacyDepartures.id, id)))) ||
      (await isThere(db.select().from(privacyErasures).where(eq(privacyErasures.id, id))));
  },
  async enquiries(at) {
    const { id } = await anEnquiry();
    await db.update(enquiries).set({ state: "closed", closedAt: at }).where(eq(enquiries.id, id));
    return () => isThere(db.select().from(enquiries).where(eq(enquiries.id, id)));
  },
  async uploads(at) {
    const { code } = await aPdf(await aMember(), "a.pdf", at);
    return () => isThere(db.select().from(files).where(eq(files.code, code)));
  },
  async moderations(at) {
    const [author, moderator] = [await aMember(), await aMember({ roles: ["moderator"], secondFactorAt: new Date() })];
    const topic = await aTopic();
    const number = await reply(author, topic);
    await removePost(ctxFor(moderator), { topic: topic.code, number, why: "It was rude" });
    const { id } = await latestModeration(author);
    await db.update(forumModerations).set({ at }).where(eq(forumModerations.id, id));
    return () => isThere(db.select().from(forumModerations).where(eq(forumModerations.id, id)));
  },
  async feedback(at) {
    const [id, page] = [uuidv7(), await storedPage(await aPage())];
    await giveFeedback(systemCtxFor(at), page, { answer: "no", words: "A telephone number", submissionId: id });
    return () => isThere(db.select().from(contentFeedback).where(eq(contentFeedback.id, id)));
  },
  async decisions(at) {
    const id = uuidv7();
    // its clock starts when the quarter is over
    const quarter = new Date(at);
    quarter.setUTCMonth(at.getUTCMonth() - 3);
    await db.insert(forumDecisions).values({ id, quarter, kind: "report", about: "unkind", source: "member", outcome: "stands" });
    return () => isThere(db.select().from(forumDecisions).where(eq(forumDecisions.id, id)));
  },
  async "near-misses"(at) {
    const id = uuidv7();
    await db.insert(nearMisses).values({ id, code: id.slice(-10), place: "forum", path: "/forum", found: ["postcode"], at });
    return () => isThere(db.select().from(nearMisses).where(eq(nearMisses.id, id)));
  },
  async "mail-addresses"(at) {
    const id = await aMessage(at);
    return () =>
      isThere(
        db
          .select()
          .from(messages)
          .where(and(eq(messages.id, id), sql`${messages.toEmail} is not null`)),
      );
  },
  async messages(at) {
    const id = await aMessage(at);
    return () => isThere(db.select().from(messages).where(eq(messages.id, id)));
  },
  async "mailed-replies"(at) {
    const { personId } = await aPerson();
    const row = { id: uuidv7(), hash: Buffer.from(uuidv7()), answeredId: uuidv7(), outcome: "posted", hasFiles: false, takenAt: at };
    await db.insert(forumMailedReplies).values({ ...row, personId });
    return () => isThere(db.select().from(forumMailedReplies).where(eq(forumMailedReplies.id, row.id)));
  },
  async drafts(at) {
    const { personId } = await aPerson();
    await db.insert(drafts).values({ personId, id: uuidv7(), path: "/forum/general/new", values: {}, savedAt: at });
    return () => isThere(db.select().from(drafts).where(eq(drafts.personId, personId)));
  },
  async applications(at) {
    const fullName = `Applicant ${uuidv7()}`;
    await aClaim({ fullName }, at);
    return () => isThere(db.select().from(membershipApplications).where(eq(membershipApplications.fullName, fullName)));
  },
  async invitations(at) {
    const { id } = await anInvitation({}, at);
    const named = and(eq(membershipInvitations.id, id), sql`${membershipInvitations.fullName} is not null`);
    return () => isThere(db.select().from(membershipInvitations).where(named));
  },
  async sessions(at) {
    const { personId } = await aPerson();
    const times = { createdAt: at, seenAt: at, expiresAt: at, endsAt: at };
    const row = { id: uuidv7(), idHash: Buffer.from(uuidv7()), kind: "session" as const, personId, family: uuidv7(), ...times };
    await db.insert(sessions).values(row);
    return () => isThere(db.select().from(sessions).where(eq(sessions.id, row.id)));
  },
  async links(at) {
    const canonical = anAddress();
    await openProof(systemCtxFor(), { purpose: "manage", subject: canonical, canonical, expiresAt: at });
    return () => isThere(db.select().from(proofs).where(eq(proofs.canonical, canonical)));
  },
  async copies(at) {
    const person = await aPerson();
    await makeMyCopy(ctxFor(person, at));
    // as if it could still be fetched: whether it is there is asked at the moment of its making
    return async () => (await listMyCopies(ctxFor(person, at))).length > 0;
  },
};

test.each(Object.keys(RETENTION) as RetentionRule[])("what %s says is kept until its day, and goes the day after", async (rule) => {
  const [row] = await db.execute<{ at: string }>(
    sql`select ${NOW.toISOString()}::timestamptz - ${RETENTION[rule].period}::interval - interval '1 day' as at`,
  );
  const isKept = await CASES[rule](new Date(row!.at));

  await carryOutRetention(systemCtxFor(later(NOW, -2 * DAY)));
  expect(await isKept()).toBe(true);
  await carryOutRetention(systemCtxFor(NOW));
  expect(await isKept()).toBe(false);
});

test("what the settings may shorten is at most what its rule says", () => {
  for (const { period, setting } of Object.values(RETENTION) as { period: string; setting?: keyof typeof SITE_DEFAULTS }[])
    if (setting) expect(period).toMatch(new RegExp(`^${SITE_DEFAULTS[setting]} (days|months)$`));
});
