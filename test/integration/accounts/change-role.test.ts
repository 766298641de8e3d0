import { and, desc, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { sessions } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { messages } from "#db/schema/mail/messages";
import { grants } from "#db/schema/permissions";
import { handOverAddress } from "~/features/accounts/addresses/hand-over-address.server";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { startSession } from "~/features/accounts/sign-in/sessions.server";
import { giveRole, takeRole } from "~/features/accounts/staff/change-role.server";
import { roleChangedMail } from "~/features/accounts/staff/role-changed.mail.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import type { Role } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { anAccount } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { aGroup, aMember, aPerson, loadPerson, type TestPerson } from "../../support/people";

const admin = () => anAccount({ roles: ["administrator"] });
const noAdministrators = () =>
  testDb()
    .db.update(grants)
    .set({ revokedAt: new Date() })
    .where(and(eq(grants.role, "administrator"), isNull(grants.revokedAt)));
const rolesNow = async (person: TestPerson, now = new Date()) => {
  const actor = await loadActor(testDb().db, person.personId, now);
  return actor.kind === "person" ? actor.roles : [];
};
const isSignedIn = async (person: TestPerson) =>
  (
    await testDb()
      .db.select()
      .from(sessions)
      .where(and(eq(sessions.personId, person.personId), isNull(sessions.revokedAt)))
  ).length > 0;
async function signedInMember(): Promise<TestPerson> {
  const member = await aMember();
  await openAccount(systemCtxFor(), { personId: member.personId, password: "eleven calm badgers" });
  await startSession(systemCtxFor(), { personId: member.personId });
  return member;
}

test("B26: only an administrator gives or takes a role; every other staff role is refused and nothing changes", async () => {
  const member = await aMember();
  const others: Role[] = [
    "member",
    "editor",
    "moderator",
    "newsletter-sender",
    "contacts-officer",
    "steering-group",
    "data-protection-officer",
  ];
  for (const role of others) {
    const ctx = ctxFor(await aMember({ roles: [role] }));
    await expect(giveRole(ctx, { personId: member.personId, given: "role:editor" })).rejects.toThrow(ForbiddenError);
    await expect(takeRole(ctx, { personId: member.personId, given: "role:member" })).rejects.toThrow(ForbiddenError);
  }
  expect(await rolesNow(member)).toEqual(["member"]);
});

test("B26: nobody gives anything to themselves", async () => {
  const by = await admin();
  for (const given of ["role:editor", `group:${await aGroup("own-goal").then(() => "own-goal")}`])
    expect(await giveRole(ctxFor(by), { personId: by.personId, given })).toEqual({ ok: false, reason: "yourself" });
  expect(await rolesNow(by)).not.toContain("editor");
});

test("B26: the last administrator stays one, also against themselves; with a second one either may go", async () => {
  await noAdministrators();
  const only = await admin();

  expect(await takeRole(ctxFor(only), { personId: only.personId, given: "role:administrator" })).toEqual({
    ok: false,
    reason: "last-administrator",
  });
  const second = await admin();
  expect(await takeRole(ctxFor(only), { personId: only.personId, given: "role:administrator" })).toEqual({ ok: true });
  expect(await rolesNow(second)).toContain("administrator");
  expect(await rolesNow(only)).not.toContain("administrator");
});

test.each<[string, () => Promise<TestPerson>, { endsAt?: Date }]>([
  ["for a day", anAccount, { endsAt: later(new Date(), DAY) }],
  ["without an account", aMember, {}],
  [
    "whose only address was handed over",
    async () => {
      const [by, other] = [await admin(), await anAccount()];
      await handOverAddress(ctxFor(by), { personId: other.personId, canonical: other.email, reason: "x" });
      await revokeGrant(systemCtxFor(), { personId: by.personId, role: "administrator" });
      return other;
    },
    {},
  ],
])("B26: an administrator %s is no other one to rely on", async (_how, make, until) => {
  await noAdministrators();
  const [last, other] = [await admin(), await make()];
  expect(await giveRole(ctxFor(last), { personId: other.personId, given: "role:administrator", ...until })).toEqual({ ok: true });

  for (const by of [last, { actor: await loadPerson(other.personId) }])
    expect(await takeRole(ctxFor(by), { personId: last.personId, given: "role:administrator" })).toEqual({
      ok: false,
      reason: "last-administrator",
    });
  expect(await rolesNow(last)).toContain("administrator");
});

test("B26: two administrators who take each other away at once leave one", async () => {
  await noAdministrators();
  const [one, other] = [await admin(), await admin()];

  const results = await Promise.all([
    takeRole(ctxFor(one), { personId: other.personId, given: "role:administrator" }),
    takeRole(ctxFor(other), { personId: one.personId, given: "role:administrator" }),
  ]);

  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
});

test("staff are members: a staff role needs membership first, and membership stays while a staff role is held", async () => {
  const by = await admin();
  const outsider = await aPerson();
  expect(await giveRole(ctxFor(by), { personId: outsider.personId, given: "role:editor" })).toEqual({
    ok: false,
    reason: "needs-membership",
  });

  const editor = await aMember({ roles: ["editor"] });
  expect(await takeRole(ctxFor(by), { personId: editor.personId, given: "role:member" })).toEqual({
    ok: false,
    reason: "staff-need-membership",
  });

  const later = await aMember();
  await giveRole(ctxFor(by), { personId: later.personId, given: "role:editor", startsAt: new Date(Date.now() + DAY) });
  expect(await takeRole(ctxFor(by), { personId: later.personId, given: "role:member" })).toEqual({
    ok: false,
    reason: "staff-need-membership",
  });
});

const [FEBRUARY, MARCH] = [new Date("2031-02-03T00:00:00Z"), new Date("2031-03-31T22:59:59Z")];
test.each([
  ["role:moderator", {}, "a new role in", "gave you the role “Moderator”."],
  ["role:moderator", { startsAt: FEBRUARY }, "a new role in", "gave you the role “Moderator”, from 3 February 2031 on."],
  ["role:moderator", { endsAt: MARCH }, "a new role in", "gave you the role “Moderator”, until 31 March 2031."],
  ["group:nurses", { startsAt: FEBRUARY, endsAt: MARCH }, "a new group in", "“nurses”, from 3 February 2031 until 31 March 2031."],
])("who is given %s with the dates %o is told so", async (given, dates, subject, words) => {
  const [by, member] = [await admin(), await aMember()];
  await aGroup("nurses");
  expect(await giveRole(ctxFor(by), { personId: member.personId, given, ...dates })).toEqual({ ok: true });
  const built = JSON.stringify(await roleChangedMail.build(systemCtxFor(), (await messagesTo(member)).at(-1)!));
  expect(built).toContain(subject);
  expect(built).toContain(words);
});

test("a role has a first and a last moment, and says who gave it", async () => {
  const [by, member] = [await admin(), await aMember()];
  const now = new Date();
  await giveRole(ctxFor(by, now), {
    personId: member.personId,
    given: "role:editor",
    startsAt: later(now, DAY),
    endsAt: later(now, 3 * DAY),
  });

  expect(await rolesNow(member, now)).not.toContain("editor");
  expect(await rolesNow(member, later(now, 2 * DAY))).toContain("editor");
  expect(await rolesNow(member, later(now, 4 * DAY))).not.toContain("editor");
  const [row] = await testDb()
    .db.select()
    .from(grants)
    .where(and(eq(grants.personId, member.personId), eq(grants.role, "editor")));
  expect(row).toMatchObject({ source: "staff", grantedBy: by.personId });
  expect(await giveRole(ctxFor(by, now), { personId: member.personId, given: "role:moderator", endsAt: now })).toEqual({
    ok: false,
    reason: "ends-before-it-starts",
  });
});

test("a group is given and taken like a role, and what is not there cannot be", async () => {
  const [by, member] = [await admin(), await aMember()];
  await aGroup("premises-leads");
  expect(await giveRole(ctxFor(by), { personId: member.personId, given: "group:premises-leads" })).toEqual({ ok: true });
  expect(await giveRole(ctxFor(by), { personId: member.personId, given: "group:premises-leads" })).toEqual({
    ok: false,
    reason: "granted-already",
  });
  expect(await takeRole(ctxFor(by), { personId: member.personId, given: "group:premises-leads" })).toEqual({ ok: true });
  expect(await takeRole(ctxFor(by), { personId: member.personId, given: "group:premises-leads" })).toEqual({
    ok: false,
    reason: "not-granted",
  });
  await expect(giveRole(ctxFor(by), { personId: member.personId, given: "group:no-such-group" })).rejects.toThrow(NotFoundError);
  await expect(giveRole(ctxFor(by), { personId: member.personId, given: "role:emperor" })).rejects.toThrow(NotFoundError);
});

test("B6: who becomes or stops being staff is signed out, who joins a group is not", async () => {
  const [by, member] = [await admin(), await signedInMember()];
  await aGroup("quiet-group");
  await giveRole(ctxFor(by), { personId: member.personId, given: "group:quiet-group" });
  expect(await isSignedIn(member)).toBe(true);

  await giveRole(ctxFor(by), { personId: member.personId, given: "role:editor" });
  expect(await isSignedIn(member)).toBe(false);
});

test("whose role changed is told by mail, in words, and the ledger has who did it", async () => {
  const [by, member] = [await admin(), await aMember()];
  await giveRole(ctxFor(by), { personId: member.personId, given: "role:newsletter-sender" });

  const [message] = await testDb().db.select().from(messages).where(eq(messages.personId, member.personId));
  expect(message).toMatchObject({ kind: "role-changed", class: "security", toEmail: member.email });
  const mail = await roleChangedMail.build(systemCtxFor(), message!);
  expect(JSON.stringify(mail)).toContain("Newsletter sender");
  const [entry] = await testDb()
    .db.select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, member.personId))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  expect(entry).toMatchObject({ action: "grant.given", objectId: "newsletter-sender", actorId: by.personId });
});

test("a mail about a role says what is true when it goes out, also of one that was taken before its first day", async () => {
  const [by, person] = [await admin(), await aMember()];
  const given = "role:editor";
  const { personId } = person;
  const built = async () => {
    const queued = await testDb().db.select().from(messages).where(eq(messages.personId, personId)).orderBy(messages.id);
    return Promise.all(queued.map((message) => roleChangedMail.build(systemCtxFor(), message)));
  };
  await giveRole(ctxFor(by), { personId, given, startsAt: later(new Date(), 10 * DAY) });
  expect(JSON.stringify(await built())).toContain("An administrator gave you");
  await takeRole(ctxFor(by), { personId, given });

  const [gave, took] = await built();
  expect(gave).toEqual({ skip: "changed-again" });
  expect(took).toMatchObject({ subject: expect.stringContaining("is taken back") });
  expect(JSON.stringify(took)).toContain("before the day from which you were to have it");
});
