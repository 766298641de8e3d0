import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { messages } from "#db/schema/mail/messages";
import { persons } from "#db/schema/people";
import { privacyDepartures, privacyErasures } from "#db/schema/privacy";
import { findSession } from "~/features/accounts/sign-in/sessions.server";
import { reinstateAccount, suspendAccount } from "~/features/accounts/staff/suspend-account.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { grant, revokeGrant } from "~/features/permissions/grants.server";
import { carryOutErasures } from "~/features/privacy/carry-out-erasures.server";
import { askToLeave, carryOutDepartures, findMyDeparture, stay } from "~/features/privacy/leave.server";
import { leavingMail } from "~/features/privacy/leaving.mail.server";
import { previewLeaving } from "~/features/privacy/leaving.queries.server";
import { liftUnlessLeaving } from "~/features/privacy/lift-unless-leaving.server";
import { getMyStanding, liftMyRestriction, restrictMyself } from "~/features/privacy/my-standing.server";
import { DAY, formatDate, HOUR, later } from "~/lib/dates";
import { addAddress, aSession, mailsTo } from "../../support/account";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { aDpo } from "../../support/enquiries";
import { aTopic, reply } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aKind, aPostOffice, aSink, drain } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";

const leave = (person: TestPerson, posts: "keep" | "delete" = "keep", now = new Date()) => askToLeave(ctxFor(person, now), posts);
const departuresOf = (person: TestPerson) =>
  testDb().db.select().from(privacyDepartures).where(eq(privacyDepartures.personId, person.personId));
const erasuresOf = (person: TestPerson) => testDb().db.select().from(privacyErasures).where(eq(privacyErasures.personId, person.personId));
const inDays = (days: number) => systemCtxFor(later(new Date(), days * DAY));
const accountState = async (person: TestPerson) =>
  (await testDb().db.select({ state: accounts.state }).from(accounts).where(eq(accounts.personId, person.personId)))[0]?.state;

test("B28: leaving asked for several times at once is one departure, with one mail", async () => {
  const person = await anAccount();

  const results = await Promise.all([leave(person), leave(person, "delete"), leave(person)]);
  results.push(await leave(person));

  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(await departuresOf(person)).toHaveLength(1);
  const told = and(eq(messages.personId, person.personId), eq(messages.kind, "leaving"));
  expect(await testDb().db.select().from(messages).where(told)).toHaveLength(1);
});

test("for seven days they can sign in, and nothing else happens", async () => {
  const person = await anAccount();
  const session = await aSession(person);
  await leave(person);
  await carryOutDepartures(inDays(6.9));

  expect(await accountState(person)).toBe("active");
  expect(await findSession(systemCtxFor(), session)).not.toBeNull();
  expect(await erasuresOf(person)).toEqual([]);
});

test("PMN-9: who is leaving gets no service mail, and still what concerns rights and safety", async () => {
  const person = await anAccount();
  await leave(person);
  const { personId } = person;
  const sink = await aSink();
  const kinds = (["service", "security", "rights"] as const).map((name) => aKind({ name, class: name }));
  for (const kind of kinds) await queueMail(systemCtxFor(), kind, {}, { personId });

  await drain(aPostOffice(sink, { kinds: [...kinds, leavingMail] }));

  const rows = await testDb()
    .db.select({ kind: messages.kind, state: messages.state, reason: messages.reason })
    .from(messages)
    .where(eq(messages.personId, personId));
  expect(Object.fromEntries(rows.map(({ kind, state, reason }) => [kind, reason ?? state]))).toEqual({
    leaving: "accepted",
    service: "restricted",
    security: "accepted",
    rights: "accepted",
  });
});

test("the mail says the day, and how to stay", async () => {
  const person = await anAccount();
  const left = await leave(person, "delete");
  const [message] = await testDb().db.select().from(messages).where(eq(messages.personId, person.personId));

  const mail = await leavingMail.build(systemCtxFor(), message!);

  const text = JSON.stringify(mail);
  expect(text).toContain(formatDate(left.ok ? left.dueAt : new Date()));
  expect(text).toContain("press “Stay”");
  expect(text).toContain("posts are removed");
  expect(text).toContain("/account/leave");
});

test("who stays is as before, and can leave again", async () => {
  const person = await anAccount();
  await leave(person);
  expect(await stay(ctxFor(person))).toBe(true);
  await carryOutDepartures(inDays(8));

  expect(await erasuresOf(person)).toEqual([]);
  expect(await getMyStanding(ctxFor(person))).toMatchObject({ restriction: null });
  expect(await stay(ctxFor(person))).toBe(false);
  expect((await leave(person)).ok).toBe(true);
  expect(await findMyDeparture(ctxFor(person))).not.toBeNull();
});

test("who had stopped the use of their details before still has after staying", async () => {
  const person = await anAccount();
  await restrictMyself(ctxFor(person));
  await leave(person);
  await stay(ctxFor(person));

  expect(await getMyStanding(ctxFor(person))).toMatchObject({ restriction: { isOwn: true } });
});

test("after seven days the account is closed with a receipt, and everything is erased within a day", async () => {
  const person = await anAccount();
  await reply(person, await aTopic(), "What I leave behind");
  await leave(person, "delete");

  await carryOutDepartures(inDays(7.01));
  expect(await accountState(person)).toBe("closed");
  const [erasure] = await erasuresOf(person);
  expect(erasure).toMatchObject({ posts: "delete", erasedAt: null });
  expect(erasure!.messageId).not.toBeNull();

  await carryOutErasures(systemCtxFor(later(new Date(), 7.01 * DAY + 25 * HOUR)));
  const [row] = await testDb().db.select().from(persons).where(eq(persons.id, person.personId));
  expect(row).toMatchObject({ fullName: null });
  expect(row!.erasedAt).not.toBeNull();
});

test("carried out by several workers at once, and again, a departure begins one erasure", async () => {
  const person = await anAccount();
  await leave(person);

  await Promise.all([carryOutDepartures(inDays(8)), carryOutDepartures(inDays(8)), carryOutDepartures(inDays(8))]);
  await carryOutDepartures(inDays(8));

  expect(await erasuresOf(person)).toHaveLength(1);
  const frozen = and(eq(auditEntries.subjectId, person.personId), eq(auditEntries.action, "person.frozen"));
  expect(await testDb().db.select().from(auditEntries).where(frozen)).toHaveLength(1);
});

test("killed between closing the account and marking it as done, nothing has happened, and the next try does it once", async () => {
  const person = await anAccount();
  await leave(person);
  await ownerDb().sql`create function fail_departure() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`;
  await ownerDb()
    .sql`create trigger fail before update on privacy_departures for each row when (new.done_at is not null) execute function fail_departure()`;
  await expect(carryOutDepartures(inDays(8))).rejects.toThrow();
  await ownerDb().sql`drop trigger fail on privacy_departures`;
  expect(await accountState(person)).toBe("active");
  expect(await erasuresOf(person)).toEqual([]);

  await carryOutDepartures(inDays(8));

  expect(await accountState(person)).toBe("closed");
  expect(await erasuresOf(person)).toHaveLength(1);
});

test("staying and being carried out at the same moment ends in one of the two", async () => {
  const person = await anAccount();
  await leave(person);

  const [stayed] = await Promise.all([stay(ctxFor(person)), carryOutDepartures(inDays(8))]);

  expect(await accountState(person)).toBe(stayed ? "active" : "closed");
  expect(await erasuresOf(person)).toHaveLength(stayed ? 0 : 1);
});

test("nobody is erased while their account is suspended: their seven days begin again when it is reinstated", async () => {
  const [person, administrator] = [await anAccount(), await aMember({ roles: ["administrator"] })];
  await leave(person, "delete");
  const suspension = { personId: person.personId, reason: "somebody else had the password" };
  expect(await suspendAccount(ctxFor(administrator), suspension)).toEqual({ ok: true });
  for (const days of [6, 8, 9]) await carryOutDepartures(inDays(days));
  expect(await erasuresOf(person)).toEqual([]);

  expect(await reinstateAccount(ctxFor(administrator), suspension)).toEqual({ ok: true });
  await carryOutDepartures(inDays(15.9));
  expect(await accountState(person)).toBe("active");
  await carryOutDepartures(inDays(16.1));
  expect(await accountState(person)).toBe("closed");
});

test("every address of an account is told that somebody asked to leave in it", async () => {
  const person = await anAccount();
  const other = await addAddress(person);
  await leave(person);

  for (const email of [person.email, other]) expect((await mailsTo(email)).at(-1)).toBe("leaving");
});

test("the only administrator cannot leave; of two, one can", async () => {
  const [one, other] = [await anAccount({ roles: ["administrator"] }), await anAccount()];
  expect(await leave(one)).toEqual({ ok: false, reason: "last-administrator" });

  await grant(systemCtxFor(), { personId: other.personId, role: "administrator", source: "test" });
  expect((await leave(one)).ok).toBe(true);
  expect(await leave(other)).toEqual({ ok: false, reason: "last-administrator" });

  await stay(ctxFor(one));
  for (const { personId } of [one, other]) await revokeGrant(systemCtxFor(), { personId, role: "administrator" });
});

test("an administrator who stopped the use of their details is nobody to rely on, whether they asked to leave or not", async () => {
  const [one, other] = [await anAccount({ roles: ["administrator"] }), await anAccount({ roles: ["administrator"] })];
  await restrictMyself(ctxFor(other));
  expect(await leave(one)).toEqual({ ok: false, reason: "last-administrator" });
  expect((await leave(other)).ok).toBe(true);
  expect(await leave(one)).toEqual({ ok: false, reason: "last-administrator" });

  await stay(ctxFor(other));
  expect(await leave(one)).toEqual({ ok: false, reason: "last-administrator" });
  for (const { personId } of [one, other]) await revokeGrant(systemCtxFor(), { personId, role: "administrator" });
});

test("while somebody is leaving neither they nor staff have their details used again", async () => {
  const [person, officer] = [await anAccount(), await aDpo()];
  await restrictMyself(ctxFor(person));
  await leave(person);

  expect(await getMyStanding(ctxFor(person))).toMatchObject({ restriction: { isOwn: false } });
  expect(await liftMyRestriction(ctxFor(person))).toBe(false);
  const why = "at their own request" as const;
  expect(await liftUnlessLeaving(ctxFor(officer), { personId: person.personId, why, reason: "they wrote" })).toBe(false);
  expect(await getMyStanding(ctxFor(person))).toMatchObject({ restriction: { isOwn: false } });

  await stay(ctxFor(person));
  expect(await liftMyRestriction(ctxFor(person))).toBe(true);
  expect(await getMyStanding(ctxFor(person))).toMatchObject({ restriction: null });
});

test("who has become the only administrator since waits for another one", async () => {
  const [one, other] = [await anAccount({ roles: ["administrator"] }), await anAccount({ roles: ["administrator"] })];
  await leave(one);
  await revokeGrant(systemCtxFor(), { personId: other.personId, role: "administrator" });

  await carryOutDepartures(inDays(8));
  expect(await accountState(one)).toBe("active");

  await grant(systemCtxFor(), { personId: other.personId, role: "administrator", source: "test" });
  await carryOutDepartures(inDays(9));
  expect(await accountState(one)).toBe("closed");
  await revokeGrant(systemCtxFor(), { personId: other.personId, role: "administrator" });
});

test("PMN-10: who thinks of leaving reads before it what goes and what stays", async () => {
  const person = await anAccount();
  await reply(person, await aTopic(), "a post");

  const { hasPosts, dueAt, outcome } = await previewLeaving(ctxFor(person));

  const text = outcome.join("\n");
  expect(hasPosts).toBe(true);
  expect(formatDate(dueAt)).toBe(formatDate(later(new Date(), 7 * DAY)));
  expect(text).toMatch(/We erase: .*Your account/);
  expect(text).toMatch(/We keep, without your name or address: .*a record that nobody can rewrite/);
});
