import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { subscriptions } from "#db/schema/consents";
import { messages } from "#db/schema/mail/messages";
import { addresses, proofs } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { findAccountByAddress } from "~/features/accounts/accounts.queries.server";
import { addressHandedOverMail } from "~/features/accounts/addresses/address-handed-over.mail.server";
import { handOverAddress } from "~/features/accounts/addresses/hand-over-address.server";
import { askForReset } from "~/features/accounts/passwords/ask-for-reset.server";
import { resetPasswordMail } from "~/features/accounts/passwords/reset-password.mail.server";
import { resetPassword } from "~/features/accounts/passwords/reset-password.server";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { findSession, startSession } from "~/features/accounts/sign-in/sessions.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { confirmEnquiry } from "~/features/enquiries/confirm-enquiry.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { addProvenAddress, attachProvenAddress, takeTurn } from "~/features/people/persons.server";
import { buildProofToken, openProof } from "~/features/people/proofs.server";
import { handOverUnlessLeaving } from "~/features/privacy/hand-over-unless-leaving.server";
import { askToLeave, carryOutDepartures, stay } from "~/features/privacy/leave.server";
import { maskAddress } from "~/lib/address";
import { DAY } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { countQueries, ctxFor, ownerDb, somebodyWaits, systemCtxFor, testDb } from "../../support/context";
import { anAccount } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { aList, aMember, aWording, type TestPerson } from "../../support/people";

const officer = () => aMember({ roles: ["contacts-officer"] });

async function aPredecessor(): Promise<TestPerson & { cookie: string; listId: string }> {
  const person = await aMember();
  await openAccount(systemCtxFor(), { personId: person.personId, password: "eleven calm badgers" });
  const { cookie } = await startSession(systemCtxFor(), { personId: person.personId });
  const listId = await aList();
  await changeSubscription(ctxFor(person), {
    personId: person.personId,
    listId,
    addressId: person.addressId,
    action: "given",
    wordingId: await aWording(),
    source: "account",
  });
  return { ...person, cookie, listId };
}

const countWaiting = async () =>
  (await ownerDb().sql`select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`).length;

const handOver = async (by: TestPerson, person: TestPerson) =>
  handOverAddress(ctxFor(by), { personId: person.personId, canonical: person.email, reason: "a successor" });

test("whoever proves a handed-over mailbox next is a new person who inherits nothing", async () => {
  const [by, predecessor] = [await officer(), await aPredecessor()];

  expect(await handOver(by, predecessor)).toEqual({ ok: true });

  const successor = await attachProvenAddress(systemCtxFor(), { canonical: predecessor.email, source: "test" });
  expect(successor.personId).not.toBe(predecessor.personId);
  expect(await testDb().db.select().from(subscriptions).where(eq(subscriptions.personId, successor.personId))).toEqual([]);
});

test("the mailbox signs its former holder in no more, and they are signed out", async () => {
  const [by, predecessor] = [await officer(), await aPredecessor()];
  await handOver(by, predecessor);

  expect(await findAccountByAddress(systemCtxFor(), predecessor.email)).toBeNull();
  expect(await findSession(systemCtxFor(), predecessor.cookie)).toBeNull();
});

test("links that were sent or wait to be sent to it are gone", async () => {
  const [by, predecessor] = [await officer(), await aPredecessor()];
  const proof = await openProof(systemCtxFor(), {
    purpose: "reset",
    subject: "reset",
    canonical: predecessor.email,
    personId: predecessor.personId,
  });
  await queueMail(systemCtxFor(), resetPasswordMail, {}, { toProof: proof });

  await handOver(by, predecessor);

  expect(await testDb().db.select().from(proofs).where(eq(proofs.canonical, predecessor.email))).toEqual([]);
  expect(
    await testDb()
      .db.select()
      .from(messages)
      .where(and(eq(messages.toEmail, predecessor.email), eq(messages.state, "pending"))),
  ).toEqual([]);
});

test("with another address of theirs, that one becomes the main one, keeps the subscriptions and is told", async () => {
  const [by, predecessor] = [await officer(), await aPredecessor()];
  const own = `own-${predecessor.email}`;
  const ownId = await addProvenAddress(systemCtxFor(), { personId: predecessor.personId, canonical: own, source: "test" });

  await handOver(by, predecessor);

  const held = await testDb()
    .db.select()
    .from(addresses)
    .where(and(eq(addresses.personId, predecessor.personId), isNull(addresses.releasedAt)));
  expect(held).toMatchObject([{ id: ownId, isPrimary: true }]);
  expect(await testDb().db.select().from(subscriptions).where(eq(subscriptions.personId, predecessor.personId))).toMatchObject([
    { addressId: ownId, state: "active" },
  ]);
  expect(await testDb().db.select().from(messages).where(eq(messages.toEmail, own))).toMatchObject([{ kind: "address-handed-over" }]);
  const mail = JSON.stringify(await addressHandedOverMail.build(systemCtxFor(), (await messagesTo(predecessor)).at(-1)!));
  expect(mail).toContain(maskAddress(predecessor.email));
  expect(mail).not.toMatch(/password|everywhere else/);
});

test("B26: only those whose task it is hand an address over, and only one that the person holds", async () => {
  const predecessor = await aPredecessor();
  for (const role of ["steering-group", "data-protection-officer", "editor"] as const)
    await expect(handOver(await aMember({ roles: [role] }), predecessor)).rejects.toThrow(ForbiddenError);
  const other = await aMember();
  expect(
    await handOverAddress(ctxFor(await officer()), { personId: other.personId, canonical: predecessor.email, reason: "wrong person" }),
  ).toEqual({ ok: false, reason: "not-held" });
  expect(await findAccountByAddress(systemCtxFor(), predecessor.email)).not.toBeNull();
});

test("B26: a contacts officer takes no address of staff, who could not sign in any more; an administrator does", async () => {
  const [by, admin, editor] = [await officer(), await aMember({ roles: ["administrator"] }), await aMember({ roles: ["editor"] })];
  await openAccount(systemCtxFor(), { personId: editor.personId, password: "eleven calm badgers" });

  expect(await handOver(by, editor)).toEqual({ ok: false, reason: "holds-staff-role" });
  expect(await findAccountByAddress(systemCtxFor(), editor.email)).not.toBeNull();
  expect(await handOver(admin, editor)).toEqual({ ok: true });
});

test("B10: no link to a new password for its holder is left in a mailbox that is handed over at that moment, nor does one work", async () => {
  const [by, predecessor] = [await officer(), await aPredecessor()];
  const theirs = and(eq(proofs.canonical, predecessor.email), eq(proofs.purpose, "reset"));
  await askForReset(systemCtxFor(), predecessor.email);
  const [before] = await testDb().db.select().from(proofs).where(theirs);

  const { both } = await inTransaction(ctxFor(by), async (ctx) => {
    await handOverAddress(ctx, { personId: predecessor.personId, canonical: predecessor.email, reason: "a successor" });
    const both = Promise.all([
      askForReset(systemCtxFor(), predecessor.email),
      resetPassword(systemCtxFor(), before!, "seven striped hats"),
    ]);
    while ((await countWaiting()) < 2 && !(await Promise.race([both, sleep(20)])));
    return { both };
  });

  expect((await both)[1]).toEqual({ ok: false, reason: "gone" });
  expect((await testDb().db.select().from(proofs).where(theirs)).filter(({ personId }) => personId === predecessor.personId)).toEqual([]);
});

const waitingFor = async (email: string) => {
  const { kind, toEmail, state } = messages;
  const rows = await testDb()
    .db.select({ kind })
    .from(messages)
    .where(and(eq(toEmail, email), eq(state, "pending")));
  return rows.map((row) => row.kind);
};

test("the only address of who is leaving stays theirs until they have left: they can change their mind, and get their receipt", async () => {
  const [by, person] = [await officer(), await anAccount()];
  const input = { personId: person.personId, canonical: person.email, reason: "a successor" };
  await askToLeave(ctxFor(person), "keep");
  expect(await handOverUnlessLeaving(ctxFor(by), input)).toEqual({ ok: false, reason: "leaving" });

  await stay(ctxFor(person));
  await askToLeave(ctxFor(person), "keep");
  const later = systemCtxFor(new Date(Date.now() + 7 * DAY));
  await carryOutDepartures(later);
  await addProvenAddress(systemCtxFor(), { personId: person.personId, canonical: `own-${person.email}`, source: "test" });
  expect(await handOverUnlessLeaving(ctxFor(by), input)).toEqual({ ok: false, reason: "leaving" });
  expect(await waitingFor(person.email)).toContain("erasure-receipt");
});

test("who is leaving and has another address stays reachable there", async () => {
  const [by, person] = [await officer(), await anAccount()];
  await addProvenAddress(systemCtxFor(), { personId: person.personId, canonical: `own-${person.email}`, source: "test" });
  await askToLeave(ctxFor(person), "keep");

  expect(await handOverUnlessLeaving(ctxFor(by), { personId: person.personId, canonical: person.email, reason: "x" })).toEqual({
    ok: true,
  });
  expect(await waitingFor(`own-${person.email}`)).toContain("leaving");
});

test("a mailed link whose button is pressed while its address is handed over waits for that, and does nothing", async () => {
  const [by, predecessor] = [await officer(), await aPredecessor()];
  const { id } = await openProof(systemCtxFor(), { purpose: "enquiry", subject: "stop-contact", canonical: predecessor.email });
  const [proof] = await testDb().db.select().from(proofs).where(eq(proofs.id, id));

  const statements = await countQueries(async () => {
    const { pressed } = await inTransaction(ctxFor(by), async (ctx) => {
      await takeTurn(ctx, predecessor.personId);
      const pressed = confirmEnquiry(systemCtxFor(), buildProofToken(proof!)!);
      await expect.poll(somebodyWaits).toBe(true);
      await handOverAddress(ctx, { personId: predecessor.personId, canonical: predecessor.email, reason: "a successor" });
      return { pressed };
    });
    expect(await pressed).toEqual({ ok: false, reason: "used" });
  });
  // begun anew where the two wait for each other
  expect(statements.filter((text) => text.startsWith('update "proofs" set "used_at"'))).toHaveLength(1);
});

test("B26: the last administrator keeps an address to sign in with", async () => {
  await testDb().db.update(grants).set({ revokedAt: new Date() }).where(eq(grants.role, "administrator"));
  const last = await aMember({ roles: ["administrator"] });
  await openAccount(systemCtxFor(), { personId: last.personId, password: "eleven calm badgers" });

  expect(await handOver(last, last)).toEqual({ ok: false, reason: "last-administrator" });
  expect(await findAccountByAddress(systemCtxFor(), last.email)).not.toBeNull();

  await addProvenAddress(systemCtxFor(), { personId: last.personId, canonical: `own-${last.email}`, source: "test" });
  const both = [last, { ...last, email: `own-${last.email}` }];
  expect((await Promise.all(both.map((each) => handOver(last, each)))).map(({ ok }) => ok).sort()).toEqual([false, true]);
});
