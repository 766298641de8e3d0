import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { messages } from "#db/schema/mail/messages";
import { addresses, persons } from "#db/schema/people";
import { askAboutDetails } from "~/features/accounts/details/ask-about-details.server";
import { findMyDetailsCheck } from "~/features/accounts/details/details-check.server";
import { detailsNotice } from "~/features/accounts/details/details-notice.mail.server";
import { confirmMyDetails, saveMyDetails } from "~/features/accounts/details/my-details.server";
import { EVERYBODY, listMembers } from "~/features/records/members.queries.server";
import { DAY, later } from "~/lib/dates";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { anAccount } from "../../support/http";
import { aMember, type TestPerson } from "../../support/people";

const { db } = testDb();
const MADE = new Date("2026-02-10T09:00:00Z");
/** A year after an account was made, and so many days. */
const at = (days: number) => later(new Date("2027-02-10T09:00:00Z"), days * DAY);

async function anAccountSince(made: Date = MADE): Promise<TestPerson> {
  const person = await anAccount();
  await db.update(accounts).set({ createdAt: made }).where(eq(accounts.personId, person.personId));
  return person;
}

const askedOf = (person: TestPerson) =>
  db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, "details-notification")))
    .orderBy(messages.createdAt);

const passes = (days: number) => Promise.all([1, 2, 3].map(() => askAboutDetails(systemCtxFor(at(days)))));

test("PMN-29: who has not said for a year that their details are right is asked once, by however many workers", async () => {
  const [person, newer] = [await anAccountSince(), await anAccountSince(at(-100))];

  await passes(-1);
  expect(await askedOf(person)).toEqual([]);
  await passes(1);
  await passes(2);
  await passes(60);
  expect(await askedOf(person)).toHaveLength(1);
  expect(await askedOf(newer)).toEqual([]);
});

test.each<[string, (person: TestPerson) => Promise<unknown>]>([
  ["says so", (person) => confirmMyDetails(ctxFor(person, at(3)))],
  ["saves them", (person) => saveMyDetails(ctxFor(person, at(3)), { jobTitle: "Partner" })],
  ["saves them as they are", (person) => saveMyDetails(ctxFor(person, at(3)), {})],
])("PMN-29: who %s is asked again a year later, and a mail that has not left yet stays", async (_what, answer) => {
  const person = await anAccountSince();
  await passes(1);
  const [asked] = await askedOf(person);
  expect(await detailsNotice.build(systemCtxFor(at(2)), asked!)).toMatchObject({ subject: expect.stringContaining("still right?") });
  expect(await findMyDetailsCheck(ctxFor(person, at(2)))).toMatchObject({ isStale: true });

  await answer(person);
  expect(await detailsNotice.build(systemCtxFor(at(3)), asked!)).toEqual({ skip: "details-checked" });
  expect(await findMyDetailsCheck(ctxFor(person, at(3)))).toMatchObject({ isStale: false });
  await passes(300);
  expect(await askedOf(person)).toHaveLength(1);
  await passes(3 + 366);
  expect(await askedOf(person)).toHaveLength(2);
});

test("who left, is suspended or has restricted the use of their data is not asked", async () => {
  const [suspended, restricted] = [await anAccountSince(), await anAccountSince()];
  await db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, suspended.personId));
  await db.update(persons).set({ restrictedAt: MADE, restrictedWhy: "objection" }).where(eq(persons.id, restricted.personId));

  await passes(1);
  for (const person of [suspended, restricted]) expect(await askedOf(person)).toEqual([]);
});

test("PMN-29: staff find whose details are stale, and whose mail comes back", async () => {
  const [stale, unreached, fresh] = [await anAccountSince(), await anAccountSince(at(-1)), await anAccountSince(at(-1))];
  await db
    .update(addresses)
    .set({ undeliverableAt: at(0) })
    .where(eq(addresses.id, unreached.addressId));
  const officer = ctxFor(await aMember({ roles: ["contacts-officer"], secondFactorAt: new Date() }), at(1));
  const found = async (state: string) => (await listMembers(officer, { ...EVERYBODY, state, q: "" }, null)).rows;

  const byState = { stale: await found("stale"), unreached: await found("unreached") };
  expect(byState.stale.map(({ ref }) => ref)).toContain(stale.ref);
  expect(byState.stale.every((row) => row.isStale)).toBe(true);
  expect(byState.unreached.map(({ ref }) => ref)).toEqual([unreached.ref]);
  for (const rows of Object.values(byState)) expect(rows.map(({ ref }) => ref)).not.toContain(fresh.ref);
});
