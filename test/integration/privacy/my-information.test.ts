import { and, eq } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { subscriptions } from "#db/schema/consents";
import { messages } from "#db/schema/mail/messages";
import { persons } from "#db/schema/people";
import { chooseContact } from "~/features/accounts/details/choose-contact.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { countReach } from "~/features/consents/reach.queries.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { publishWording } from "~/features/consents/wordings.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { grant, revokeGrant } from "~/features/permissions/grants.server";
import { listConsentActs, listConsents } from "~/features/privacy/consents.queries.server";
import { summarisePerson } from "~/features/privacy/export-person.server";
import { countHeld } from "~/features/privacy/held.queries.server";
import { listMyLooks } from "~/features/privacy/looks.queries.server";
import { answerProcessing, getMyStanding, liftMyRestriction, restrictMyself } from "~/features/privacy/my-standing.server";
import { withdrawConsent } from "~/features/privacy/withdraw-consent.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { later } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { countQueries, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { copyOf } from "../../support/copies";
import { aPersonEverywhere } from "../../support/everything";
import { aKind, aPostOffice, aSink, aSubscriber, drain } from "../../support/mail";
import { aList, aMember, aPerson } from "../../support/people";

test("what is held is counted as the copy has it, kind by kind, in one statement", async () => {
  const { person } = await aPersonEverywhere(`held${Date.now()}`);
  const copy = await copyOf(person.personId);
  const inCopy = copy.tables.filter(({ rows }) => rows.length > 0).map(({ table, rows }) => [table, rows.length]);

  const held = await countHeld(systemCtxFor(), person.personId);

  // the copy itself is written down after it was made
  const counts = held.map(({ classification, rows }) => [getTableConfig(classification.table).name, rows]);
  expect(counts).toEqual(inCopy.map(([table, rows]) => [table, table === "audit_entries" ? Number(rows) + 1 : rows]));
  expect(await countQueries(() => countHeld(systemCtxFor(), person.personId))).toHaveLength(2);
});

test("every kind that is held says why and for how long", async () => {
  const { person } = await aPersonEverywhere(`kinds${Date.now()}`);
  for (const { title, purposes } of (await summarisePerson(ctxFor(person), person.personId)).held)
    expect([title, purposes.length > 0]).toEqual([title, true]);
});

test("the summary has the same rows of who one is as the copy", async () => {
  const { person } = await aPersonEverywhere(`summary${Date.now()}`);
  const copy = await copyOf(person.personId);

  const { summary } = await summarisePerson(ctxFor(person), person.personId);

  expect(summary.map(({ table }) => table).sort()).toEqual(["accounts", "addresses", "grants", "person_interests", "persons"]);
  const inJson = JSON.parse(JSON.stringify(summary)) as typeof summary;
  for (const { table, rows } of inJson) expect(rows).toEqual(copy.tables.find((each) => each.table === table)!.rows);
});

test("who looked is told by their function at that time, never by name", async () => {
  const person = await aMember();
  const officer = await aMember({ roles: ["contacts-officer"], fullName: "Olive Officer" });
  const look = { class: "access", action: "record.opened", subjectId: person.personId, purpose: "support" } as const;
  const [looked, changed, copied] = [1, 2, 3].map((seconds) => later(new Date(), seconds * 1000)) as [Date, Date, Date];
  await recordEntry(ctxFor(officer, looked), look);
  await revokeGrant(systemCtxFor(changed), { personId: officer.personId, role: "contacts-officer" });
  await grant(systemCtxFor(changed), { personId: officer.personId, role: "editor", source: "test" });
  await recordEntry(ctxFor(person, copied), {
    class: "disclosure",
    action: "person.exported",
    subjectId: person.personId,
    purpose: "access",
  });

  const { looks } = await listMyLooks(ctxFor(person, copied), null);

  expect(looks.map(({ by, why }) => ({ by, why }))).toEqual([
    { by: "you", why: "access" },
    { by: { roles: ["contacts-officer"] }, why: "To help them, as they asked" },
  ]);
  expect(JSON.stringify(looks)).not.toContain("Olive");
});

test("looks are read page by page, without a gap and none twice", async () => {
  const [person, officer] = [await aMember(), await aMember({ roles: ["contacts-officer"] })];
  for (let each = 0; each < 30; each++)
    await recordEntry(ctxFor(officer), { class: "access", action: "record.opened", subjectId: person.personId, purpose: "support" });

  const first = await listMyLooks(ctxFor(person), null);
  const second = await listMyLooks(ctxFor(person), first.next);

  const ids = [...first.looks, ...second.looks].map(({ id }) => id);
  expect([ids.length, new Set(ids).size, second.next]).toEqual([30, 30, null]);
});

test("a consent shows the words that were agreed to, also after they changed, and one press takes it back", async () => {
  const person = await aMember();
  const slug = `words-${Date.now()}`;
  const { id: wordingId } = await publishWording(systemCtxFor(), { slug, body: "The words of then." });
  const listId = await aList({ slug: `list-${slug}` });
  const change = { personId: person.personId, listId, addressId: person.addressId, wordingId, source: "account" };
  await changeSubscription(ctxFor(person), { ...change, action: "given" });
  await publishWording(systemCtxFor(), { slug, body: "The words of now." });
  const [consent] = await listConsents(ctxFor(person));
  expect(consent).toMatchObject({
    slug: `list-${slug}`,
    state: "active",
    source: "account",
    wording: { text: "The words of then.", version: 1 },
  });

  await withdrawConsent(ctxFor(person), consent!.slug);

  const [after] = await listConsents(ctxFor(person));
  expect(after).toMatchObject({ state: "ended", wording: { text: "The words of then." } });
  const { acts } = await listConsentActs(ctxFor(person), null);
  expect(acts.map(({ action }) => action)).toEqual(["withdrawn", "given"]);
});

test("nobody takes back what another agreed to", async () => {
  const [person, other] = [await aMember(), await aMember()];
  const slug = `other-${Date.now()}`;
  await chooseContact(ctxFor(other), { list: ["events-email"], shown: [] });

  await withdrawConsent(ctxFor(person), "events-email");

  expect((await listConsents(ctxFor(other)))[0]).toMatchObject({ state: "active" });
  await expect(withdrawConsent(ctxFor(person), slug)).rejects.toThrow(NotFoundError);
});

test("PMN-9: from the moment that somebody restricts, list and service mail stop; rights and security still arrive", async () => {
  const listId = await aList();
  const person = await aSubscriber(listId);
  expect(await restrictMyself(ctxFor(person))).toBe(true);
  expect(await countReach(systemCtxFor(), listId)).toEqual({ reachable: 0, blocked: [{ blocker: "restricted", count: 1 }] });

  const { personId } = person;
  const sink = await aSink();
  const kinds = (["service", "security", "rights"] as const).map((name) => aKind({ name, class: name }));
  for (const kind of kinds) await queueMail(systemCtxFor(), kind, {}, { personId });
  await drain(aPostOffice(sink, { kinds }));
  const states = async () =>
    Object.fromEntries(
      (await testDb().db.select().from(messages).where(eq(messages.personId, personId))).map(({ kind, state }) => [kind, state]),
    );
  expect(await states()).toEqual({ service: "skipped", security: "accepted", rights: "accepted" });
});

test("PMN-9: a restriction is lifted by who set it, and everything is as it was", async () => {
  const listId = await aList();
  const person = await aSubscriber(listId);
  await restrictMyself(ctxFor(person));
  expect(await liftMyRestriction(ctxFor(person))).toBe(true);
  expect((await countReach(systemCtxFor(), listId)).reachable).toBe(1);

  await restrictPerson(systemCtxFor(), { personId: person.personId, why: "case under way" });
  expect(await liftMyRestriction(ctxFor(person))).toBe(false);
  expect(await getMyStanding(ctxFor(person))).toMatchObject({ restriction: { isOwn: false } });
});

test("PMN-4: what is unticked in the account is sent to nobody any more", async () => {
  const listId = await aList({ slug: `stop-${Date.now()}` });
  const person = await aSubscriber(listId);
  const [{ slug } = { slug: "" }] = await listConsents(ctxFor(person));

  await withdrawConsent(ctxFor(person), slug);

  expect(await countReach(systemCtxFor(), listId)).toEqual({ reachable: 0, blocked: [] });
});

test("IMS-6: the answer on processing is given when a record begins, and changed at any time; each change is written down", async () => {
  const person = await aPerson();
  const { db } = testDb();
  await expect(
    db
      .update(persons)
      .set({ processing: null as never })
      .where(eq(persons.id, person.personId)),
  ).rejects.toThrow();

  await answerProcessing(ctxFor(person), "no");
  await answerProcessing(ctxFor(person), "no");
  expect(await getMyStanding(ctxFor(person))).toMatchObject({ processing: "no" });
  await answerProcessing(ctxFor(person), "yes");
  expect(await getMyStanding(ctxFor(person))).toMatchObject({ processing: "yes" });

  const entries = and(eq(auditEntries.subjectId, person.personId), eq(auditEntries.action, "processing.answered"));
  expect(await db.select().from(auditEntries).where(entries)).toHaveLength(2);
});

test("answering on processing touches nothing else: subscriptions go on", async () => {
  const listId = await aList();
  const person = await aSubscriber(listId);

  await answerProcessing(ctxFor(person), "no");

  const [row] = await testDb().db.select().from(subscriptions).where(eq(subscriptions.personId, person.personId));
  expect(row).toMatchObject({ state: "active" });
});
