import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts, sessions } from "#db/schema/accounts";
import { persons } from "#db/schema/people";
import { findAccount } from "~/features/accounts/accounts.queries.server";
import { rememberDevice } from "~/features/accounts/sign-in/remember.server";
import {
  endSession,
  expireSessions,
  findSession,
  keepInSession,
  type NewSession,
  type StepUp,
  startSession,
  touchSession,
} from "~/features/accounts/sign-in/sessions.server";
import { endAllSessions, endFamily, endSignIns, findEndedSession, listMySessions } from "~/features/accounts/sign-in/sign-ins.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { ConflictError, SignedOutError } from "~/lib/errors";
import { sha256 } from "~/lib/tokens.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { anAccount } from "../../support/http";
import { aPerson, type TestPerson } from "../../support/people";

const NOW = new Date("2030-01-01T12:00:00Z");
const at = (milliseconds: number): Ctx => systemCtxFor(later(NOW, milliseconds));
const start = (person: TestPerson, more: Partial<NewSession> = {}, ctx = at(0)) =>
  startSession(ctx, { personId: person.personId, ...more });
const isLive = async (cookie: string, milliseconds = 0) => (await findSession(at(milliseconds), cookie)) !== null;
const rowOf = async (cookie: string) =>
  (
    await at(0)
      .db.select()
      .from(sessions)
      .where(eq(sessions.idHash, sha256(cookie)))
  )[0]!;

test("a session keeps what it was started with", async () => {
  const person = await anAccount();
  const [secondFactorAt, steppedUpAt] = [later(NOW, -1), later(NOW, -2) as StepUp];
  const { cookie, family } = await start(person, {
    secondFactorAt,
    steppedUpAt,
    device: "Firefox on Linux",
    data: { word: { kind: "success", text: "Saved" } },
  });

  expect(await findSession(at(0), cookie)).toMatchObject({
    personId: person.personId,
    family,
    secondFactorAt,
    steppedUpAt,
    data: { word: { kind: "success", text: "Saved" } },
    createdAt: NOW,
    seenAt: NOW,
    endsAt: later(NOW, 12 * HOUR),
    hasSecondFactor: false,
  });
  expect(await rowOf(cookie)).toMatchObject({ kind: "session", device: "Firefox on Linux" });
});

test("a cookie that nobody was given opens nothing", async () => {
  expect(await findSession(at(0), "A".repeat(43))).toBeNull();
});

test("a session that belongs to a sign-in carries its family and ends with it", async () => {
  const person = await anAccount();
  const first = await start(person, { endsAt: later(NOW, HOUR) });
  const next = await start(person, { family: first.family, endsAt: later(NOW, HOUR) });

  expect(next.family).toBe(first.family);
  expect(await isLive(next.cookie, HOUR - 1)).toBe(true);
  expect(await isLive(next.cookie, HOUR)).toBe(false);
  expect((await start(person)).family).not.toBe(first.family);
});

test("a visitor's session is live without an account and says nothing of the device", async () => {
  const { cookie } = await startSession(at(0), { personId: null, device: "Firefox on Linux" });
  expect(await findSession(at(0), cookie)).toMatchObject({ personId: null, name: null, data: {}, secondFactorAt: null, steppedUpAt: null });
  expect((await rowOf(cookie)).device).toBeNull();
});

test("a device that is not known stays unknown", async () => {
  const { cookie } = await start(await anAccount());
  expect((await rowOf(cookie)).device).toBeNull();
});

test.each([
  ["a member's ends after two hours", false, 2 * HOUR],
  ["staff's ends after half an hour", true, 30 * MINUTE],
])("unused, %s", async (_rule, isStaff, idle) => {
  const { cookie } = await start(await anAccount(), { isStaff });
  expect(await isLive(cookie, idle - 1)).toBe(true);
  expect(await isLive(cookie, idle)).toBe(false);
});

test("in use it is written once a minute, and lives on from there to its twelve hours", async () => {
  const { cookie } = await start(await anAccount());
  const touch = async (milliseconds: number) => touchSession(at(milliseconds), (await findSession(at(0), cookie))!, false);

  await touch(MINUTE - 1);
  expect((await rowOf(cookie)).seenAt).toEqual(NOW);

  await touch(MINUTE);
  expect(await rowOf(cookie)).toMatchObject({ seenAt: later(NOW, MINUTE), expiresAt: later(NOW, MINUTE + 2 * HOUR) });

  await touch(11 * HOUR);
  expect((await rowOf(cookie)).expiresAt).toEqual(later(NOW, 12 * HOUR));
  expect(await isLive(cookie, 12 * HOUR - 1)).toBe(true);
  expect(await isLive(cookie, 12 * HOUR)).toBe(false);
});

test("a use lengthens this session alone, and none that has ended", async () => {
  const person = await anAccount();
  const [one, other] = [await start(person), await start(person)];
  const found = (await findSession(at(0), one.cookie))!;
  await touchSession(at(HOUR), found, true);
  expect((await rowOf(one.cookie)).expiresAt).toEqual(later(NOW, HOUR + 30 * MINUTE));
  expect((await rowOf(other.cookie)).seenAt).toEqual(NOW);

  await endSession(at(HOUR), found.id);
  await touchSession(at(2 * HOUR), found, false);
  expect((await rowOf(one.cookie)).seenAt).toEqual(later(NOW, HOUR));
});

test("what is kept is kept in this session alone", async () => {
  const person = await anAccount();
  const [one, other] = [await start(person), await start(person)];
  await keepInSession(at(0), (await findSession(at(0), one.cookie))!.id, () => ({ word: { kind: "success", text: "Saved" } }));

  expect((await findSession(at(0), one.cookie))!.data).toEqual({ word: { kind: "success", text: "Saved" } });
  expect((await findSession(at(0), other.cookie))!.data).toEqual({});
});

test("a session that has ended carries nothing, and keeps nothing more", async () => {
  const { cookie } = await start(await anAccount(), { data: TYPED });
  const { id } = (await findSession(at(0), cookie))!;
  await endSession(at(0), id);

  expect(await keepInSession(at(0), id, (data) => ({ ...data, lostAppAt: "now" }))).toEqual({});
  expect((await rowOf(cookie)).data).toEqual({});
});

test("ending a session ends that one", async () => {
  const person = await anAccount();
  const [one, other] = [await start(person), await start(person)];
  await endSession(at(0), (await findSession(at(0), one.cookie))!.id);

  expect([await isLive(one.cookie), await isLive(other.cookie)]).toEqual([false, true]);
});

test("ending a sign-in ends all of its sessions, keeps when the earlier ones ended, and leaves the others", async () => {
  const person = await anAccount();
  const [one, other] = [await start(person), await start(person)];
  const second = await start(person, { family: one.family });
  await endSession(at(0), (await findSession(at(0), one.cookie))!.id);
  await endFamily(at(MINUTE), one.family);

  expect([await isLive(second.cookie), await isLive(other.cookie)]).toEqual([false, true]);
  expect((await rowOf(one.cookie)).revokedAt).toEqual(NOW);
});

test("B7: ending everything of a person ends every session, also one written at the same moment, and nobody else's", async () => {
  const [person, other] = [await anAccount(), await anAccount()];
  const [ended, before, others] = [await start(person), await start(person), await start(other)];
  await endSession(at(0), (await findSession(at(0), ended.cookie))!.id);
  await endAllSessions(at(MINUTE), person.personId);
  const late = await start(person, {}, at(MINUTE - 1));
  const next = await start(person, {}, at(MINUTE));

  expect(await isLive(before.cookie, MINUTE)).toBe(false);
  expect(await isLive(late.cookie, MINUTE)).toBe(false);
  expect(await isLive(next.cookie, MINUTE)).toBe(true);
  expect(await isLive(others.cookie, MINUTE)).toBe(true);
  expect((await rowOf(ended.cookie)).revokedAt).toEqual(NOW);
});

test("B7: whoever was signed out meanwhile signs nobody out; who is signed in still does", async () => {
  const person = await anAccount();
  const signedIn = async () => {
    const { standing } = (await findAccount(systemCtxFor(), person.personId))!;
    const { family } = await start(person);
    return ctxFor({ ...person.actor, signIn: { family, standing } });
  };
  const stale = await signedIn();
  await endAllSessions(at(0), person.personId);

  await expect(endAllSessions(stale, person.personId)).rejects.toThrow(SignedOutError);
  await expect(endAllSessions(await signedIn(), person.personId)).resolves.toBeUndefined();
});

test.each<[string, (person: TestPerson) => Promise<unknown>]>([
  ["suspended", ({ personId }) => at(0).db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, personId))],
  [
    "erased",
    ({ personId }) => at(0).db.update(persons).set({ erasedAt: NOW, fullName: null, displayName: null }).where(eq(persons.id, personId)),
  ],
  [
    "merged away",
    async ({ personId }) =>
      at(0)
        .db.update(persons)
        .set({ mergedInto: (await aPerson()).personId })
        .where(eq(persons.id, personId)),
  ],
])("who is %s is out at once", async (_what, happen) => {
  const person = await anAccount();
  const { cookie } = await start(person);
  await happen(person);
  expect(await isLive(cookie)).toBe(false);
});

test("a person without an account has no session", async () => {
  const { cookie } = await start(await aPerson());
  expect(await isLive(cookie)).toBe(false);
});

test("the cookie of a remembered device is no session", async () => {
  const person = await anAccount();
  const { family } = await start(person);
  const { cookie } = (await rememberDevice(at(0), { personId: person.personId, family, device: "Firefox on Linux" }))!;
  expect(await isLive(cookie.split(".")[0]!)).toBe(false);
});

test("B7: one goes on from a session that this request ended, and from none that another one did", async () => {
  const person = await anAccount();
  const { cookie, family } = await start(person);
  const goesOn = true;
  const { id, standing } = (await findSession(at(0), cookie))!;
  expect(await isLive((await start(person, { family, goesOn, standing }, at(MINUTE))).cookie, MINUTE)).toBe(true);
  await endSession(at(0), id);
  expect(await isLive((await start(person, { family, goesOn, standing }, at(MINUTE))).cookie, MINUTE)).toBe(true);

  await endAllSessions(at(MINUTE), person.personId);
  expect(await isLive((await start(person, { family, goesOn }, at(MINUTE))).cookie, MINUTE)).toBe(true);
  // its family lives on, in the session of whoever signed everything out
  await expect(start(person, { family, goesOn, standing }, at(MINUTE))).rejects.toThrow(ConflictError);
  await expect(start(person, { family, goesOn }, at(2 * MINUTE))).rejects.toThrow(ConflictError);
  await endFamily(at(2 * MINUTE), family);
  await expect(start(person, { family, goesOn }, at(2 * MINUTE + 1))).rejects.toThrow(ConflictError);
});

const TYPED = { forms: [{ path: "/account/profile", values: { fullName: "Typed" } }] };

test.each<[string, (person: TestPerson, of: { id: string; family: string }) => Promise<unknown>]>([
  ["by another in its place", (_person, { id }) => endSession(at(0), id)],
  ["by signing out", (_person, { family }) => endFamily(at(0), family)],
  ["on the list of where one is signed in", ({ personId }, { family }) => endSignIns(at(0), personId, { family })],
  ["with all others", ({ personId }) => endSignIns(at(0), personId, { allBut: crypto.randomUUID() })],
  ["by a new password", ({ personId }) => endAllSessions(at(0), personId)],
  ["by its time, twelve hours ago", () => expireSessions(at(14 * HOUR + 1))],
])("a session that was ended %s keeps nothing typed", async (_how, end) => {
  const person = await anAccount();
  const { cookie } = await start(person, { data: TYPED });
  await end(person, (await findSession(at(0), cookie))!);
  expect((await rowOf(cookie)).data).toEqual({});
});

test("one that ran out keeps it for twelve hours, for its writer to come back", async () => {
  const person = await anAccount();
  const { cookie, family } = await start(person, { data: TYPED, typedBy: person.personId });
  const { cookie: remembered } = (await rememberDevice(at(0), { personId: person.personId, family, device: "Firefox on Linux" }))!;
  await expireSessions(at(14 * HOUR));
  expect(await findEndedSession(at(14 * HOUR), cookie)).toEqual({
    personId: person.personId,
    typedBy: person.personId,
    family,
    revokedAt: null,
    data: TYPED,
  });
  expect(await findEndedSession(at(0), remembered.split(".")[0]!)).toBeNull();
  expect(await findEndedSession(at(0), "A".repeat(43))).toBeNull();
});

test("one sees one's own live sign-ins, one row for each, the last used first", async () => {
  const person = await anAccount();
  const phone = await start(person, { device: "Safari on iPhone" });
  await rememberDevice(at(MINUTE), { personId: person.personId, family: phone.family, device: "Safari on iPhone" });
  const tablet = await start(person, {}, at(2 * MINUTE));
  const ended = await start(person);
  await endFamily(at(0), ended.family);
  await start(person, {}, at(-3 * HOUR));
  await start(await anAccount());

  expect(await listMySessions(ctxFor(person, later(NOW, 3 * MINUTE)), phone.family)).toEqual([
    {
      id: tablet.family,
      device: "Unknown device",
      signedInAt: later(NOW, 2 * MINUTE),
      seenAt: later(NOW, 2 * MINUTE),
      isRemembered: false,
      isThis: false,
    },
    { id: phone.family, device: "Safari on iPhone", signedInAt: NOW, seenAt: later(NOW, MINUTE), isRemembered: true, isThis: true },
  ]);
});

test("one ends one sign-in, or all but one, and hears how many", async () => {
  const [person, other] = [await anAccount(), await anAccount()];
  const [here, phone, tablet, others] = [await start(person), await start(person), await start(person), await start(other)];
  await rememberDevice(at(0), { personId: person.personId, family: phone.family, device: "Safari on iPhone" });

  expect(await endSignIns(at(0), other.personId, { family: phone.family })).toBe(0);
  expect(await endSignIns(at(0), person.personId, { family: phone.family })).toBe(1);
  expect([await isLive(here.cookie), await isLive(phone.cookie), await isLive(tablet.cookie)]).toEqual([true, false, true]);
  expect(await endSignIns(at(0), person.personId, { family: phone.family })).toBe(0);

  await start(person);
  await start(person, {}, at(-3 * HOUR));
  expect(await endSignIns(at(0), person.personId, { allBut: here.family })).toBe(2);
  expect([await isLive(here.cookie), await isLive(tablet.cookie), await isLive(others.cookie)]).toEqual([true, false, true]);
});

test("a sign-in that was ended goes on from none of its sessions, of those that had run out neither", async () => {
  const person = await anAccount();
  const { family } = await start(person, {}, at(-3 * HOUR));
  const { standing } = (await findSession(at(0), (await start(person, { family })).cookie))!;

  expect(await endSignIns(at(0), person.personId, { family })).toBe(1);

  await expect(start(person, { family, goesOn: true, standing }, at(MINUTE))).rejects.toThrow(ConflictError);
});

test("what ended is deleted after seven days, what belonged to nobody at its end", async () => {
  const person = await anAccount();
  const [idle, signedOut, nobodys] = [await start(person), await start(person), await startSession(at(0), { personId: null })];
  await endSession(at(0), (await findSession(at(0), signedOut.cookie))!.id);
  const left = async (milliseconds: number) => {
    await expireSessions(at(milliseconds));
    return Promise.all([idle, signedOut, nobodys].map(async ({ cookie }) => (await rowOf(cookie)) !== undefined));
  };

  expect(await left(2 * HOUR)).toEqual([true, true, true]);
  expect(await left(2 * HOUR + 1)).toEqual([true, true, false]);
  expect(await left(7 * DAY)).toEqual([true, true, false]);
  expect(await left(7 * DAY + 1)).toEqual([true, false, false]);
  expect(await left(7 * DAY + 2 * HOUR)).toEqual([true, false, false]);
  expect(await left(7 * DAY + 2 * HOUR + 1)).toEqual([false, false, false]);
});
