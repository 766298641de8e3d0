import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts, sessions } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { messages } from "#db/schema/mail/messages";
import { recallDevice, rememberDevice } from "~/features/accounts/sign-in/remember.server";
import { findSession, startSession } from "~/features/accounts/sign-in/sessions.server";
import { endAllSessions, endFamily } from "~/features/accounts/sign-in/sign-ins.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { sha256 } from "~/lib/tokens.server";
import { systemCtxFor } from "../../support/context";
import { anAccount } from "../../support/http";
import type { TestPerson } from "../../support/people";

const NOW = new Date("2030-01-01T12:00:00Z");
const TWO_TABS = 10_000;
const at = (milliseconds: number): Ctx => systemCtxFor(later(NOW, milliseconds));

async function aDevice(): Promise<{ person: TestPerson; family: string; session: string; cookie: string; endsAt: Date }> {
  const person = await anAccount();
  const { cookie: session, family } = await startSession(at(0), { personId: person.personId });
  const remembered = (await rememberDevice(at(0), { personId: person.personId, family, device: "Firefox on Linux" }))!;
  return { person, family, session, ...remembered };
}

const rowOf = async (cookie: string) =>
  (
    await at(0)
      .db.select()
      .from(sessions)
      .where(and(eq(sessions.kind, "remember"), eq(sessions.idHash, sha256(cookie.split(".")[0]!))))
  )[0]!;
const entriesAbout = ({ personId }: TestPerson) =>
  at(0)
    .db.select({ class: auditEntries.class, action: auditEntries.action, detail: auditEntries.detail })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, personId))
    .orderBy(auditEntries.id)
    .then((rows) => rows.filter((row) => row.class === "security" && row.action !== "account.opened"));
const mailsTo = ({ personId }: TestPerson) =>
  at(0)
    .db.select({ kind: messages.kind, class: messages.class, cause: messages.cause })
    .from(messages)
    .where(eq(messages.personId, personId));

test("a device is remembered by a selector and a verifier, of which only hashes are kept, for a year at most", async () => {
  const { cookie, family, endsAt } = await aDevice();
  const [selector, verifier] = cookie.split(".");

  expect([selector, verifier].map((part) => Buffer.from(part!, "base64url").length)).toEqual([16, 32]);
  expect(endsAt).toEqual(later(NOW, 365 * DAY));
  expect(await rowOf(cookie)).toMatchObject({
    family,
    verifierHash: sha256(verifier!),
    device: "Firefox on Linux",
    expiresAt: later(NOW, 60 * DAY),
    endsAt,
  });
});

test("B8: it is known again, under the next verifier, and that is written down", async () => {
  const { person, family, cookie, endsAt } = await aDevice();

  const known = await recallDevice(at(DAY), cookie);

  expect(known).toEqual({ personId: person.personId, family, cookie: expect.any(String), endsAt });
  expect(known!.cookie).not.toBe(cookie);
  expect(known!.cookie!.split(".")[0]).toBe(cookie.split(".")[0]);
  expect(Buffer.from(known!.cookie!.split(".")[1]!, "base64url")).toHaveLength(32);
  expect(await rowOf(cookie)).toMatchObject({ seenAt: later(NOW, DAY), rotatedAt: later(NOW, DAY), expiresAt: later(NOW, 61 * DAY) });
  expect(await recallDevice(at(2 * DAY), known!.cookie!)).toMatchObject({ personId: person.personId });
  const remembered = { class: "security", action: "sign-in.remembered", detail: { device: "Firefox on Linux" } };
  expect(await entriesAbout(person)).toEqual([remembered, remembered]);
});

test("B8: of two tabs the second gets in with the verifier from before, for ten seconds", async () => {
  const { person, family, cookie, endsAt } = await aDevice();
  await recallDevice(at(0), cookie);

  expect(await recallDevice(at(TWO_TABS), cookie)).toEqual({ personId: person.personId, family, cookie: null, endsAt });
  expect(await mailsTo(person)).toEqual([]);
});

test("B8: after that it is in two hands: the sign-in ends, with its sessions, and the person is told once", async () => {
  const { person, family, session, cookie } = await aDevice();
  const known = await recallDevice(at(0), cookie);

  expect(await recallDevice(at(TWO_TABS + 1), cookie)).toBeNull();

  expect(await findSession(at(TWO_TABS + 1), session)).toBeNull();
  expect(await recallDevice(at(TWO_TABS + 1), known!.cookie!)).toBeNull();
  expect((await entriesAbout(person)).at(-1)).toEqual({
    class: "security",
    action: "remember.theft",
    detail: { device: "Firefox on Linux" },
  });
  expect(await mailsTo(person)).toEqual([{ kind: "remember-theft", class: "security", cause: `remember-theft:${family}` }]);
});

test("B8: a verifier that never was ends the sign-in too, also before the first use", async () => {
  const { person, cookie } = await aDevice();
  const [selector] = cookie.split(".");

  expect(await recallDevice(at(0), `${selector}.guessed`)).toBeNull();

  expect(await recallDevice(at(0), cookie)).toBeNull();
  expect(await mailsTo(person)).toHaveLength(1);

  const other = await aDevice();
  await recallDevice(at(0), other.cookie);
  expect(await recallDevice(at(1), `${other.cookie.split(".")[0]}.guessed`)).toBeNull();
  expect(await mailsTo(other.person)).toHaveLength(1);
});

test.each(["", ".", "only-a-selector", "only-a-selector.", ".only-a-verifier", "unknown.verifier"])("%j is no device", async (cookie) => {
  expect(await recallDevice(at(0), cookie)).toBeNull();
});

test("half of a cookie neither opens nor ends anything", async () => {
  const { person, cookie } = await aDevice();
  const [selector, verifier] = cookie.split(".");
  for (const half of [selector!, `${selector}.`, `.${verifier}`]) expect(await recallDevice(at(0), half)).toBeNull();

  expect(await mailsTo(person)).toEqual([]);
  expect(await recallDevice(at(0), cookie)).not.toBeNull();
});

test("the cookie of a session is no device", async () => {
  const { person, session } = await aDevice();
  expect(await recallDevice(at(0), `${session}.anything`)).toBeNull();
  expect(await mailsTo(person)).toEqual([]);
});

test("unused it is forgotten after sixty days", async () => {
  const [one, other] = [await aDevice(), await aDevice()];
  expect(await recallDevice(at(60 * DAY - 1), one.cookie)).not.toBeNull();
  expect(await recallDevice(at(60 * DAY), other.cookie)).toBeNull();
});

test("K4: in use it is forgotten after a year", async () => {
  const device = await aDevice();
  let cookie = device.cookie;
  for (let day = 59; day < 365; day += 59) cookie = (await recallDevice(at(day * DAY), cookie))!.cookie!;

  expect((await rowOf(cookie)).expiresAt).toEqual(device.endsAt);
  cookie = (await recallDevice(at(365 * DAY - 1), cookie))!.cookie!;
  expect(await recallDevice(at(365 * DAY), cookie)).toBeNull();
});

test.each<[string, (device: Awaited<ReturnType<typeof aDevice>>) => Promise<unknown>]>([
  ["signing out", ({ family }) => endFamily(at(0), family)],
  ["a new password", ({ person }) => endAllSessions(at(1), person.personId)],
  ["a suspension", ({ person }) => at(0).db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, person.personId))],
  [
    "a new start of what counts",
    ({ person }) =>
      at(0)
        .db.update(accounts)
        .set({ sessionsValidFrom: later(NOW, 1) })
        .where(eq(accounts.personId, person.personId)),
  ],
])("after %s the device is unknown, and nobody is warned", async (_what, happen) => {
  const device = await aDevice();
  await happen(device);
  expect(await recallDevice(at(2), device.cookie)).toBeNull();
  expect(await mailsTo(device.person)).toEqual([]);
});

test("a device ends alone: others of the person stay", async () => {
  const { person, cookie } = await aDevice();
  const { family } = await startSession(at(0), { personId: person.personId });
  const other = (await rememberDevice(at(0), { personId: person.personId, family, device: "Safari on iPhone" }))!;
  await recallDevice(at(0), `${cookie.split(".")[0]}.guessed`);

  expect(await recallDevice(at(0), other.cookie)).toMatchObject({ family });
});

test.each<[string, (person: TestPerson, family: string) => Promise<unknown>]>([
  ["a new password", ({ personId }) => endAllSessions(at(-30), personId)],
  ["signing out in another tab", (_, family) => endFamily(at(0), family)],
])("a device is not remembered where %s ended its sign-in before it was written", async (_what, end) => {
  const person = await anAccount();
  const { family } = await startSession(at(0), { personId: person.personId });
  await end(person, family);
  expect(await rememberDevice(at(0), { personId: person.personId, family, device: "Firefox on Linux" })).toBeNull();
});
