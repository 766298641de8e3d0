import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { consentRecords, subscriptions } from "#db/schema/consents";
import { messages } from "#db/schema/mail/messages";
import { addresses, persons, proofs } from "#db/schema/people";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { findAccountByAddress } from "~/features/accounts/accounts.queries.server";
import { askForAddress, confirmAddress } from "~/features/accounts/addresses/add-address.server";
import { listMyAddresses } from "~/features/accounts/addresses/addresses.queries.server";
import { chooseMainAddress, removeAddress, restartMail } from "~/features/accounts/addresses/choose-address.server";
import { resetPasswordMail } from "~/features/accounts/passwords/reset-password.mail.server";
import { findSession } from "~/features/accounts/sign-in/sessions.server";
import { countReach } from "~/features/consents/reach.queries.server";
import { changeSubscription, endAllSubscriptions } from "~/features/consents/subscriptions.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { addProvenAddress, attachProvenAddress, findHolder, findPrimaryAddress } from "~/features/people/persons.server";
import { openProof, type Proof } from "~/features/people/proofs.server";
import { findGrant, grant } from "~/features/permissions/grants.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
import { addAddress, aSession, askedProof, mailsTo } from "../../support/account";
import { countQueries, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { anAccount } from "../../support/http";
import { aPostOffice, aSink, drain } from "../../support/mail";
import { anAddress } from "../../support/newsletters";
import { aGroup, aList, aPerson, aWording, type TestPerson } from "../../support/people";

const ask = (person: TestPerson, email: string) => askForAddress(ctxFor(person), email);
const idOf = async (canonical: string) => (await findHolder(systemCtxFor(), canonical))!.addressId;
const lives = async (cookie: string) => (await findSession(systemCtxFor(), cookie)) !== null;
const subscribe = (owner: { personId: string; addressId: string }, listId: string, wordingId: string) =>
  changeSubscription(systemCtxFor(), { ...owner, listId, action: "given", wordingId, source: "double-opt-in" });

test("an address that one has already is not asked for", async () => {
  const person = await anAccount();
  expect(await ask(person, person.email)).toEqual({ ok: false, reason: "already-yours" });
});

test("every address of the account is told when another is asked for, and again when it is added", async () => {
  const person = await anAccount();
  const second = await addAddress(person);
  const third = anAddress();
  await ask(person, third);
  expect((await mailsTo(person.email)).slice(-1)).toEqual(["address-asked"]);
  expect((await mailsTo(second)).slice(-1)).toEqual(["address-asked"]);
  expect(await mailsTo(third)).toEqual(["confirm-address"]);

  await confirmAddress(ctxFor(person), await askedProof(third));

  for (const email of [person.email, second, third]) expect((await mailsTo(email)).slice(-1)).toEqual(["address-added"]);
});

test("B40: one mail a day to an address that somebody wants to add; a refused request leaves the first link valid", async () => {
  const person = await anAccount();
  const victim = anAddress();
  for (let request = 0; request < 20; request++) expect(await ask(person, victim)).toEqual({ ok: true });

  expect(await mailsTo(victim)).toEqual(["confirm-address"]);
  expect(await confirmAddress(ctxFor(person), await askedProof(victim))).toEqual({ ok: true });
});

test("B40: of many accounts that want to add one address, five a day are mailed to it", async () => {
  const victim = anAddress();
  const results: unknown[] = [];
  for (let account = 0; account < 7; account++) results.push(await ask(await anAccount(), victim));

  expect(await mailsTo(victim)).toHaveLength(5);
  // nobody is told of a link that was not sent
  expect(results.slice(4)).toEqual([{ ok: true }, ...Array(2).fill({ ok: false, reason: "asked-too-often" })]);
});

test("B5: asking for somebody's address and for nobody's costs and answers the same", async () => {
  const [person, other] = [await anAccount(), await anAccount()];
  await ask(person, anAddress());
  const results: unknown[] = [];

  const known = await countQueries(async () => results.push(await ask(person, other.email)));
  const unknown = await countQueries(async () => results.push(await ask(person, anAddress())));

  expect(known).toEqual(unknown);
  expect(results).toEqual([{ ok: true }, { ok: true }]);
});

test("only the person who asked can add the address, whoever has the link", async () => {
  const [person, other] = [await anAccount(), await anAccount()];
  const email = anAddress();
  await ask(person, email);

  await expect(confirmAddress(ctxFor(other), await askedProof(email))).rejects.toThrow(ForbiddenError);

  expect(await findHolder(systemCtxFor(), email)).toBeNull();
});

test("an address of another account stays there", async () => {
  const [person, other] = [await anAccount(), await anAccount()];
  await ask(person, other.email);

  expect(await confirmAddress(ctxFor(person), await askedProof(other.email))).toEqual({ ok: false, reason: "held" });

  expect((await findHolder(systemCtxFor(), other.email))!.personId).toBe(other.personId);
});

test("what a record without an account was given moves to the account that proves its address", async () => {
  const [person, record] = [await anAccount(), await aPerson()];
  const [groupId, ended] = [await aGroup("finance"), await aGroup("ended-stay")];
  const endsAt = later(new Date(), 30 * DAY);
  await grant(systemCtxFor(), { personId: record.personId, groupId, source: "staff", endsAt });
  const past = { startsAt: later(new Date(), -3 * DAY), endsAt: later(new Date(), -DAY) };
  await grant(systemCtxFor(), { personId: record.personId, groupId: ended, source: "staff", ...past });
  await ask(person, record.email);

  expect(await confirmAddress(ctxFor(person), await askedProof(record.email))).toMatchObject({ ok: true });

  expect(await findGrant(systemCtxFor(), { personId: person.personId, groupId })).toMatchObject({ endsAt });
  expect(await findGrant(systemCtxFor(), { personId: record.personId, groupId })).toBeNull();
  expect(await findGrant(systemCtxFor(), { personId: person.personId, groupId: ended })).toBeNull();
});

test("of two accounts that prove one mailbox at once, one gets it", async () => {
  const pair = [await anAccount(), await anAccount()];
  const email = anAddress();
  const links: Proof[] = [];
  for (const person of pair) {
    await ask(person, email);
    links.push(await askedProof(email));
  }

  const results = await Promise.all(pair.map((person, index) => confirmAddress(ctxFor(person), links[index]!)));

  expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

test("a link pressed twice adds the address once", async () => {
  const person = await anAccount();
  const email = anAddress();
  await ask(person, email);
  const proof = await askedProof(email);

  const results = await Promise.all([confirmAddress(ctxFor(person), proof), confirmAddress(ctxFor(person), proof)]);

  expect(results).toContainEqual({ ok: true });
  expect(results).toContainEqual({ ok: false, reason: "gone" });
  expect((await listMyAddresses(ctxFor(person))).map(({ canonical }) => canonical)).toEqual([person.email, email]);
});

test("B7: adding an address, choosing the main one and removing one end every session", async () => {
  const person = await anAccount();
  const first = await aSession(person);
  expect(await lives(first)).toBe(true);
  const second = await addAddress(person);
  expect(await lives(first)).toBe(false);

  const next = await aSession(person);
  expect(await lives(next)).toBe(true);
  await chooseMainAddress(ctxFor(person), await idOf(second));
  expect(await lives(next)).toBe(false);

  const last = await aSession(person);
  expect(await lives(last)).toBe(true);
  await removeAddress(ctxFor(person), person.addressId);
  expect(await lives(last)).toBe(false);
});

test("choosing and removing only take what is one's own", async () => {
  const [person, other] = [await anAccount(), await anAccount()];

  for (const act of [chooseMainAddress, removeAddress])
    expect(await act(ctxFor(person), other.addressId)).toEqual({ ok: false, reason: "not-possible" });
  expect(await findPrimaryAddress(systemCtxFor(), other.personId)).toMatchObject({ canonical: other.email });
});

test("the main address, and so the last one, cannot be removed", async () => {
  const person = await anAccount();
  const only = person.addressId;
  expect(await removeAddress(ctxFor(person), only)).toEqual({ ok: false, reason: "not-possible" });

  await addAddress(person);

  expect(await removeAddress(ctxFor(person), only)).toEqual({ ok: false, reason: "not-possible" });
});

test("two addresses removed at once leave one", async () => {
  const person = await anAccount();
  const second = await idOf(await addAddress(person));
  await Promise.all([
    chooseMainAddress(ctxFor(person), second),
    removeAddress(ctxFor(person), second),
    removeAddress(ctxFor(person), person.addressId),
  ]);

  const left = await listMyAddresses(ctxFor(person));
  expect(left.filter(({ isPrimary }) => isPrimary)).toHaveLength(1);
});

test("a removed address signs nobody in, its links die, and newsletters go on at the main one", async () => {
  const person = await anAccount();
  const second = await addAddress(person);
  const addressId = await idOf(second);
  const listId = await aList();
  await subscribe({ personId: person.personId, addressId }, listId, await aWording());
  const reset = await openProof(systemCtxFor(), { purpose: "reset", subject: "password", canonical: second, personId: person.personId });
  await queueMail(systemCtxFor(), resetPasswordMail, {}, { toProof: reset });

  expect(await removeAddress(ctxFor(person), addressId)).toEqual({ ok: true });

  const { db } = testDb();
  expect(await findAccountByAddress(systemCtxFor(), second)).toBeNull();
  expect(await db.select().from(proofs).where(eq(proofs.canonical, second))).toEqual([]);
  const unsent = and(eq(messages.toEmail, second), eq(messages.kind, "reset-password"));
  expect(await db.select().from(messages).where(unsent)).toEqual([]);
  const [subscription] = await db.select().from(subscriptions).where(eq(subscriptions.listId, listId));
  expect(subscription).toMatchObject({ state: "active", addressId: person.addressId });
});

test("what one had left at the main address ends when the address that it was taken up with again is removed", async () => {
  const person = await anAccount();
  const second = await idOf(await addAddress(person));
  const [left, other, wordingId] = [await aList(), await aList(), await aWording()];
  await subscribe(person, left, wordingId);
  await changeSubscription(ctxFor(person), { personId: person.personId, listId: left, action: "withdrawn", source: "account" });
  for (const listId of [left, other]) await subscribe({ personId: person.personId, addressId: second }, listId, wordingId);

  await removeAddress(ctxFor(person), second);

  const { db } = testDb();
  const kept = await db.select().from(subscriptions).where(eq(subscriptions.personId, person.personId)).orderBy(subscriptions.state);
  expect(kept.map(({ listId, state }) => ({ listId, state }))).toEqual([
    { listId: other, state: "active" },
    { listId: left, state: "ended" },
  ]);
  const records = await db.select().from(consentRecords).where(eq(consentRecords.listId, left)).orderBy(consentRecords.id);
  expect(records.at(-1)).toMatchObject({ action: "withdrawn", source: "address-removed" });
});

test("whoever takes an account over by a new address takes no warning along: each goes where it was sent, also after the address is removed", async () => {
  const person = await anAccount();
  const taken = await addAddress(person);
  await chooseMainAddress(ctxFor(person), await idOf(taken));
  await removeAddress(ctxFor(person), person.addressId);
  const sink = await aSink();

  await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));

  const subjects = (to: string) =>
    sink
      .mails()
      .filter((mail) => mail.to.includes(to))
      .map((mail) => /^Subject: (.+?) at /m.exec(mail.raw)?.[1]);
  expect(subjects(person.email).sort()).toEqual([
    "A new address was asked for in your account",
    "An address was added to your account",
    "An address was removed from your account",
    "The main address of your account changed",
  ]);
});

test("whoever proves a removed address next is a new person", async () => {
  const person = await anAccount();
  const second = await addAddress(person);
  await removeAddress(ctxFor(person), await idOf(second));

  const successor = await attachProvenAddress(systemCtxFor(), { canonical: second, source: "newsletter-signup" });

  expect(successor.personId).not.toBe(person.personId);
});

test("a subscriber without an account who proves the mailbox is the same person: newsletters move in with their wording", async () => {
  const person = await anAccount();
  const email = anAddress();
  const subscriber = await attachProvenAddress(systemCtxFor(), { canonical: email, source: "newsletter-signup" });
  const [moving, decided] = [await aList(), await aList()];
  const wordingId = await aWording();
  for (const listId of [moving, decided]) await subscribe(subscriber, listId, wordingId);
  const askedAgain = new Date("2027-01-02T03:04:05Z");
  await testDb().db.update(subscriptions).set({ reconfirmAt: askedAgain }).where(eq(subscriptions.personId, subscriber.personId));
  await subscribe(person, decided, wordingId);
  await changeSubscription(ctxFor(person), { personId: person.personId, listId: decided, action: "withdrawn", source: "account" });

  await addAddress(person, email);

  const { db } = testDb();
  const mine = await db.select().from(subscriptions).where(eq(subscriptions.personId, person.personId));
  expect(mine.find(({ listId }) => listId === moving)!.reconfirmAt).toEqual(askedAgain);
  const states = Object.fromEntries(mine.map(({ listId, state }) => [listId, state]));
  expect(states).toEqual({ [moving]: "active", [decided]: "ended" });
  const [record] = await db
    .select()
    .from(consentRecords)
    .where(and(eq(consentRecords.personId, person.personId), eq(consentRecords.listId, moving)));
  expect(record).toMatchObject({ action: "given", wordingId, source: "joined" });
  const reached = await db.execute<{ person_id: string; blocker: string | null }>(`select * from reach('${moving}', now())`);
  expect(reached.filter(({ blocker }) => blocker === null).map(({ person_id }) => person_id)).toEqual([person.personId]);
  const [shell] = await db.select().from(persons).where(eq(persons.id, subscriber.personId));
  expect(shell!.mergedInto).toBe(person.personId);
});

test("a record that holds more addresses, or is not to be used, is joined to nobody", async () => {
  const [person, several, restricted] = [await anAccount(), await aPerson(), await aPerson()];
  await addProvenAddress(systemCtxFor(), { personId: several.personId, canonical: anAddress(), source: "test" });
  await testDb()
    .db.update(persons)
    .set({ restrictedAt: new Date(), restrictedWhy: "case under way" })
    .where(eq(persons.id, restricted.personId));

  for (const { email } of [several, restricted]) {
    await ask(person, email);
    expect(await confirmAddress(ctxFor(person), await askedProof(email))).toEqual({ ok: false, reason: "held" });
  }
});

test("mail that had stopped starts again with a word that it does, once a day", async () => {
  const person = await anAccount();
  const { db } = testDb();
  const stop = () => db.update(addresses).set({ undeliverableAt: new Date() }).where(eq(addresses.id, person.addressId));
  await stop();
  await restartMail(ctxFor(person), person.addressId);
  await stop();
  await restartMail(ctxFor(person), person.addressId);

  expect((await mailsTo(person.email)).filter((kind) => kind === "address-restarted")).toHaveLength(1);
  const [row] = await db
    .select()
    .from(addresses)
    .where(and(eq(addresses.id, person.addressId), isNull(addresses.undeliverableAt)));
  expect(row).toBeDefined();
});

test("nobody starts mail to another's address", async () => {
  const [person, other] = [await anAccount(), await anAccount()];
  const { db } = testDb();
  await db.update(addresses).set({ undeliverableAt: new Date() }).where(eq(addresses.id, other.addressId));

  await restartMail(ctxFor(person), other.addressId);

  expect((await listMyAddresses(ctxFor(other)))[0]!.undeliverableAt).not.toBeNull();
});

test("who objected to all that is sent by choice gets none of it by adding an address, until they take it up themselves", async () => {
  const person = await anAccount();
  const [email, listId, wordingId] = [anAddress(), await aList(), await aWording()];
  await subscribe(await attachProvenAddress(systemCtxFor(), { canonical: email, source: "newsletter-signup" }), listId, wordingId);
  await endAllSubscriptions(systemCtxFor(), { personId: person.personId, action: "objected", source: "account" });

  await addAddress(person, email);

  expect(await countReach(systemCtxFor(), listId)).toMatchObject({ reachable: 0 });
  const addressId = await idOf(email);
  const imported = { personId: person.personId, addressId, listId, action: "imported", wordingId, source: "test" } as const;
  expect(await changeSubscription(systemCtxFor(), { ...imported, detail: { evidence: "a list" } })).toEqual({
    ok: false,
    reason: "suppressed",
  });
  await subscribe({ personId: person.personId, addressId }, listId, wordingId);
  expect(await countReach(systemCtxFor(), listId)).toMatchObject({ reachable: 1 });
});
