import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { subscriptions, suppressions } from "#db/schema/consents";
import { messages } from "#db/schema/mail/messages";
import { addresses, persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { privacyErasures } from "#db/schema/privacy";
import { carryOutRetention } from "#jobs/retention.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { sealLedgers, verifyLedger } from "~/features/audit/seal-ledgers.server";
import { countReach } from "~/features/consents/reach.queries.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { unsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { stillWantedMail } from "~/features/newsletters/subscriptions/still-wanted.mail.server";
import { answerStillWanted } from "~/features/newsletters/subscriptions/still-wanted.server";
import { unsubscribeAtOnce } from "~/features/newsletters/subscriptions/unsubscribe-at-once.server";
import { grant } from "~/features/permissions/grants.server";
import { carryOutErasures } from "~/features/privacy/carry-out-erasures.server";
import { recordEndsMail } from "~/features/privacy/record-ends.mail.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, ownerDb, somebodyWaits, systemCtxFor } from "../../support/context";
import { anEnquiryOf } from "../../support/enquiries";
import { aTopic, latestModeration, reply } from "../../support/forum";
import { aNewsletter, ledgerOf, mailsTo, replay, subscriptionOf, type TestNewsletter } from "../../support/newsletters";
import { aMember, aPerson, aWording, type TestPerson, visitor } from "../../support/people";

const GIVEN = new Date("2024-03-10T09:00:00Z");
const DUE = new Date("2026-03-10T09:00:00Z");
const { db } = systemCtxFor();
const carryOutAt = (at: Date) => carryOutRetention(systemCtxFor(at));
const asksTo = ({ email }: TestPerson) => mailsTo(email, "still-wanted");

async function subscribe(person: TestPerson, { listId }: TestNewsletter, at = GIVEN): Promise<string> {
  const given = { personId: person.personId, addressId: person.addressId, listId, action: "given", source: "test" } as const;
  const changed = await changeSubscription(systemCtxFor(at), { ...given, wordingId: await aWording() });
  if (!changed.ok) throw new Error(changed.reason);
  return changed.subscriptionId;
}

test("ISO-8: a permission is asked for again after two years, once; thirty days without an answer end it, and no promise not to write comes of it", async () => {
  const [person, newsletter] = [await aPerson(), await aNewsletter()];
  await subscribe(person, newsletter);

  await carryOutAt(later(DUE, -DAY));
  expect(await asksTo(person)).toHaveLength(0);
  await carryOutAt(later(DUE, DAY));
  await carryOutAt(later(DUE, 2 * DAY));
  await carryOutAt(later(DUE, 30 * DAY));
  expect(await asksTo(person)).toHaveLength(1);
  expect((await subscriptionOf(person.personId, newsletter.listId))?.state).toBe("active");

  await carryOutAt(later(DUE, 32 * DAY));
  expect(await subscriptionOf(person.personId, newsletter.listId)).toBeNull();
  const ledger = await ledgerOf(person.personId, newsletter.listId);
  expect(ledger.at(-1)).toMatchObject({ action: "expired", source: "no-answer", actorKind: "system" });
  expect(replay(ledger)).toBeNull();
  expect(await db.select().from(suppressions).where(eq(suppressions.listId, newsletter.listId))).toEqual([]);
  expect(await countReach(systemCtxFor(later(DUE, 32 * DAY)), newsletter.listId)).toEqual({ reachable: 0, blocked: [] });
});

test("one mail asks about everything that is due, names it, and one press keeps it all for two more years", async () => {
  const [person, week, month, fresh] = [await aPerson(), await aNewsletter(), await aNewsletter(), await aNewsletter()];
  const id = await subscribe(person, week);
  await subscribe(person, month);
  await subscribe(person, fresh, later(DUE, -DAY));
  await carryOutAt(later(DUE, DAY));

  const [asked, ...others] = await asksTo(person);
  expect(others).toEqual([]);
  const mail = await stillWantedMail.build(systemCtxFor(later(DUE, 2 * DAY)), asked!);
  const text = JSON.stringify(mail);
  expect(text).toContain(week.name);
  expect(text).toContain(month.name);
  expect(text).not.toContain(fresh.name);
  expect(text).toContain("10 April 2026");

  expect(
    await answerStillWanted(ctxFor(visitor, later(DUE, 2 * DAY)), (asked!.args as { subscriptionId: string }).subscriptionId, "keep"),
  ).toBe(true);
  expect(text).toContain(unsubscribeToken("still-wanted", (asked!.args as { subscriptionId: string }).subscriptionId));
  expect(await answerStillWanted(ctxFor(visitor, later(DUE, 2 * DAY)), id, "keep")).toBe(false);
  await carryOutAt(later(DUE, 60 * DAY));
  for (const { listId } of [week, month]) {
    const row = await subscriptionOf(person.personId, listId);
    expect(row).toMatchObject({ state: "active", askedAt: null, reconfirmAt: new Date("2028-03-12T09:00:00Z") });
    expect((await ledgerOf(person.personId, listId)).at(-1)).toMatchObject({
      action: "reconfirmed",
      source: "asked-again",
      actorKind: "link",
    });
  }
  expect(await stillWantedMail.build(systemCtxFor(later(DUE, 3 * DAY)), asked!)).toEqual({ skip: "nothing-to-ask" });
});

test("who has left the one that the link names still answers for the others", async () => {
  const [person, week, month] = [await aPerson(), await aNewsletter(), await aNewsletter()];
  for (const newsletter of [week, month]) await subscribe(person, newsletter);
  await carryOutAt(later(DUE, DAY));
  const [asked] = await asksTo(person);
  const { subscriptionId } = asked!.args as { subscriptionId: string };
  const [named, other] = (await subscriptionOf(person.personId, week.listId))!.id === subscriptionId ? [week, month] : [month, week];
  await unsubscribeAtOnce(ctxFor(visitor, later(DUE, 2 * DAY)), subscriptionId);

  const text = JSON.stringify(await stillWantedMail.build(systemCtxFor(later(DUE, 2 * DAY)), asked!));
  expect([text.includes(other.name), text.includes(named.name)]).toEqual([true, false]);
  expect(await answerStillWanted(ctxFor(visitor, later(DUE, 2 * DAY)), subscriptionId, "keep")).toBe(true);
  await carryOutAt(later(DUE, 40 * DAY));
  expect(await subscriptionOf(person.personId, other.listId)).toMatchObject({ state: "active", askedAt: null });
  expect(await subscriptionOf(person.personId, named.listId)).toMatchObject({ state: "ended" });
});

test("“no” ends it as leaving does", async () => {
  const [person, newsletter] = [await aPerson(), await aNewsletter()];
  const id = await subscribe(person, newsletter);
  await carryOutAt(later(DUE, DAY));
  expect(await answerStillWanted(ctxFor(visitor, later(DUE, 2 * DAY)), id, "stop")).toBe(true);
  expect((await subscriptionOf(person.personId, newsletter.listId))?.state).toBe("ended");
  expect(await db.select().from(suppressions).where(eq(suppressions.listId, newsletter.listId))).toHaveLength(1);
});

test("reach() decides who is asked: who is restricted or paused waits unasked, and whom nothing reaches is not asked and ends", async () => {
  const newsletter = await aNewsletter();
  const [restricted, paused, bounced] = [await aPerson(), await aPerson(), await aPerson()];
  for (const person of [restricted, paused, bounced]) await subscribe(person, newsletter);
  await restrictPerson(systemCtxFor(GIVEN), { personId: restricted.personId, why: "at their own request" });
  const pause = { personId: paused.personId, listId: newsletter.listId, action: "paused", source: "test" } as const;
  await changeSubscription(systemCtxFor(DUE), { ...pause, until: later(DUE, 90 * DAY) });
  await db.update(addresses).set({ undeliverableAt: DUE }).where(eq(addresses.id, bounced.addressId));

  await carryOutAt(later(DUE, DAY));
  await carryOutAt(later(DUE, 40 * DAY));
  for (const person of [restricted, paused, bounced]) expect(await asksTo(person)).toEqual([]);
  expect((await subscriptionOf(restricted.personId, newsletter.listId))?.state).toBe("active");
  expect(await subscriptionOf(bounced.personId, newsletter.listId)).toBeNull();

  await carryOutAt(later(DUE, 91 * DAY));
  expect(await asksTo(paused)).toHaveLength(1);
  expect((await subscriptionOf(paused.personId, newsletter.listId))?.state).toBe("active");
});

test("a question that did not get to its reader is asked anew, and so is one that came while they could not answer", async () => {
  const newsletter = await aNewsletter();
  const [missed, restricted] = [await aPerson(), await aPerson()];
  for (const person of [missed, restricted]) await subscribe(person, newsletter);
  await carryOutAt(later(DUE, DAY));
  await db.update(messages).set(FAILED).where(eq(messages.personId, missed.personId));
  await restrictPerson(systemCtxFor(later(DUE, 2 * DAY)), { personId: restricted.personId, why: "at their own request" });

  await carryOutAt(later(DUE, 32 * DAY));
  await db.update(persons).set({ restrictedAt: null, restrictedWhy: null }).where(eq(persons.id, restricted.personId));
  await carryOutAt(later(DUE, 33 * DAY));
  for (const person of [missed, restricted]) {
    expect(await asksTo(person)).toHaveLength(2);
    expect((await subscriptionOf(person.personId, newsletter.listId))?.state).toBe("active");
  }
});

test.each([
  ["failed", "policy"],
  ["skipped", "restricted"],
] as const)("a question that each time is %s is asked three times, a week apart; then its month runs", async (state, reason) => {
  const [person, newsletter] = [await aPerson(), await aNewsletter()];
  await subscribe(person, newsletter);
  const asksBy = async (days: number) => {
    await passInVain(later(DUE, days * DAY), person, { state, reason });
    return (await asksTo(person)).length;
  };
  for (const [days, asks] of [
    [1, 1],
    [7, 1],
    [9, 2],
    [17, 3],
    [30, 3],
    [46, 3],
  ] as const)
    expect([days, await asksBy(days)]).toEqual([days, asks]);
  expect((await subscriptionOf(person.personId, newsletter.listId))?.state).toBe("active");
  await carryOutAt(later(DUE, 48 * DAY));
  expect(await subscriptionOf(person.personId, newsletter.listId)).toBeNull();
});

test.each([
  ["failed", "no-such-mailbox"],
  ["skipped", "record-goes-on"],
] as const)("a warning that each time is %s is given three times, a week apart; then its month runs", async (state, reason) => {
  const person = await aFormerMember();
  const warningsBy = async (days: number) => {
    await passInVain(later(GONE, days * DAY), person, { state, reason });
    return (await warningsTo(person)).length;
  };
  for (const [days, warnings] of [
    [0, 1],
    [6, 1],
    [8, 2],
    [16, 3],
    [30, 3],
    [45, 3],
  ] as const)
    expect([days, await warningsBy(days)]).toEqual([days, warnings]);
  expect(await erasureOf(person)).toEqual([]);
  await carryOutAt(later(GONE, 47 * DAY));
  expect(await erasureOf(person)).toHaveLength(1);
});

/** Three hourly passes; nothing of what is sent to somebody in them gets there. */
async function passInVain(from: Date, { personId }: TestPerson, outcome: { state: "failed" | "skipped"; reason: string }): Promise<void> {
  for (const hours of [0, 1, 2]) {
    await carryOutAt(later(from, hours * HOUR));
    await db
      .update(messages)
      .set({ ...FAILED, ...outcome })
      .where(eq(messages.personId, personId));
  }
}

const FAILED = { state: "failed", reason: "expired", nextAt: null, finalAt: new Date() } as const;
const ENDED = new Date("2025-01-15T09:00:00Z");
const GONE = new Date("2025-07-15T09:00:00Z");

/** Somebody whose membership ended on that day. */
async function aFormerMember(): Promise<TestPerson> {
  const person = await aMember();
  await endMembership(person);
  return person;
}

async function endMembership(person: TestPerson, at = ENDED): Promise<void> {
  await db
    .update(persons)
    .set({ createdAt: later(at, -400 * DAY) })
    .where(eq(persons.id, person.personId));
  await db
    .update(grants)
    .set({ startsAt: later(at, -300 * DAY), revokedAt: at })
    .where(eq(grants.personId, person.personId));
}
const erasureOf = ({ personId }: TestPerson) => db.select().from(privacyErasures).where(eq(privacyErasures.personId, personId));
const warningsTo = ({ personId }: TestPerson) =>
  db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, personId), eq(messages.kind, "record-ends")));

test("HELM-7, ISO-24: a former member is warned a month before, kept until six months are over, and erased the day after", async () => {
  const person = await aFormerMember();
  await carryOutAt(later(GONE, -31 * DAY));
  expect(await warningsTo(person)).toEqual([]);
  await carryOutAt(later(GONE, -30 * DAY));
  await carryOutAt(later(GONE, -1 * DAY));
  const [warning, ...more] = await warningsTo(person);
  expect(more).toEqual([]);
  expect(JSON.stringify(await recordEndsMail.build(systemCtxFor(later(GONE, -29 * DAY)), warning!))).toContain("15 July 2025");
  expect(await erasureOf(person)).toEqual([]);

  await carryOutAt(later(GONE, DAY));
  const [erasure] = await erasureOf(person);
  expect(erasure).toMatchObject({ posts: "keep", receipt: { why: "ended" } });
  await carryOutErasures(systemCtxFor(later(GONE, 3 * DAY)));
  const [row] = await db.select().from(persons).where(eq(persons.id, person.personId));
  expect(row).toMatchObject({ fullName: null, endingToldAt: null });
  expect(row!.erasedAt).not.toBeNull();
});

test("whoever was warned late still has their month", async () => {
  const person = await aFormerMember();
  await carryOutAt(later(GONE, 100 * DAY));
  await carryOutAt(later(GONE, 129 * DAY));
  expect(await erasureOf(person)).toEqual([]);
  await carryOutAt(later(GONE, 131 * DAY));
  expect(await erasureOf(person)).toHaveLength(1);
});

test("nobody is warned or erased while anything of theirs goes on", async () => {
  const open = await aNewsletter();
  const [reader, asking, back, specialist] = [await aFormerMember(), await aFormerMember(), await aFormerMember(), await aFormerMember()];
  await subscribe(reader, open, later(GONE, -10 * DAY));
  await anEnquiryOf(asking);
  await carryOutAt(later(GONE, -20 * DAY));
  await db.update(grants).set({ revokedAt: null }).where(eq(grants.personId, back.personId));
  await db
    .update(grants)
    .set({ revokedAt: null, endsAt: later(GONE, 500 * DAY) })
    .where(eq(grants.personId, specialist.personId));

  await carryOutAt(later(GONE, DAY));
  await carryOutAt(later(GONE, 60 * DAY));
  for (const person of [reader, asking, back, specialist]) expect(await erasureOf(person)).toEqual([]);
  const [warned] = await warningsTo(back);
  expect(await recordEndsMail.build(systemCtxFor(GONE), warned!)).toEqual({ skip: "record-goes-on" });
});

test("who is being made a member again at that moment is waited for, and not erased", async () => {
  const person = await aFormerMember();
  await carryOutAt(later(GONE, -30 * DAY));
  const { done } = await inTransaction(systemCtxFor(), async (ctx) => {
    await grant(ctx, { personId: person.personId, role: "member", source: "test" });
    const done = carryOutAt(later(GONE, DAY));
    await expect.poll(somebodyWaits).toBe(true);
    return { done };
  });
  await done;
  expect(await erasureOf(person)).toEqual([]);
});

test("who came back after a warning, was not reached by it, or is restricted is not erased on its account", async () => {
  const open = await aNewsletter();
  const appealing = await aMember();
  const topic = await aTopic({ author: appealing });
  const number = await reply(appealing, topic);
  await removePost(ctxFor(await aMember({ roles: ["moderator"] })), { topic: topic.code, number, why: "Rude" });
  await appealModeration(ctxFor(appealing), { code: (await latestModeration(appealing)).code, appeal: "Please look again" });
  await endMembership(appealing);
  const [back, missed, restricted] = [await aFormerMember(), await aFormerMember(), await aFormerMember()];
  await carryOutAt(later(GONE, -20 * DAY));
  await subscribe(back, open, later(GONE, -10 * DAY));
  await db.update(messages).set(FAILED).where(eq(messages.personId, missed.personId));
  await restrictPerson(systemCtxFor(later(GONE, -10 * DAY)), { personId: restricted.personId, why: "case under way" });
  await carryOutAt(later(GONE, 5 * DAY));
  await db.delete(subscriptions).where(eq(subscriptions.personId, back.personId));

  await carryOutAt(later(GONE, 20 * DAY));
  for (const person of [back, missed, restricted, appealing]) expect([person.email, await erasureOf(person)]).toEqual([person.email, []]);
  expect(await warningsTo(missed)).toHaveLength(2);
});

test("a newsletter for members reaches nobody who is none any more, and holds nothing up", async () => {
  const person = await aFormerMember();
  await subscribe(person, await aNewsletter({ audience: "members" }), later(ENDED, -DAY));
  await carryOutAt(later(GONE, -29 * DAY));
  await carryOutAt(later(GONE, 2 * DAY));
  expect(await erasureOf(person)).toHaveLength(1);
});

test("ISO-7: acts, looks and sign-ins older than a year go, those of the last year stay, and the chain still holds", async () => {
  const [now, ago] = [new Date(), (days: number) => later(new Date(), -days * DAY)];
  for (const of of ["access", "act", "disclosure", "security"] as const) {
    for (const days of [367, 364]) {
      await recordEntry(systemCtxFor(ago(days)), { class: of, action: "record.opened", objectId: `${days}` });
      await sealLedgers(systemCtxFor(ago(days)));
    }
  }
  await carryOutAt(now);
  const left = await ownerDb().sql<{ class: string; object_id: string }[]>`
    select class, object_id from audit_entries where object_id in ('364', '367') order by class`;
  expect(left.map((row) => [row.class, row.object_id])).toEqual(["access", "act", "disclosure", "security"].map((of) => [of, "364"]));
  await sealLedgers(systemCtxFor());
  for (const ledger of ["audit:access", "audit:act", "audit:disclosure", "audit:security"] as const)
    expect((await verifyLedger(systemCtxFor(), ledger)).broken).toBeNull();
});
