import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { consentRecords, wordings } from "#db/schema/consents";
import { addresses } from "#db/schema/people";
import { chooseContact } from "~/features/accounts/details/choose-contact.server";
import { getMyContact } from "~/features/accounts/details/contact.queries.server";
import { ContactDetailsSchema } from "~/features/accounts/details/contact.schema";
import { saveContactDetails } from "~/features/accounts/details/save-contact-details.server";
import { exportReachable, listReachable } from "~/features/consents/list-reachable.server";
import { ensureMarketingLists } from "~/features/consents/marketing-lists.server";
import { MARKETING_PURPOSES } from "~/features/consents/marketing-purposes";
import { restrictMyself } from "~/features/privacy/my-standing.server";
import { ForbiddenError } from "~/lib/errors";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aMember, type TestPerson } from "../../support/people";

const NOTHING = { post: "", phone: "", fax: "" };
const ALL = { post: "1 High Street\nLeeds", phone: "0113 496 0000", fax: "0113 496 0001" };
const EVERY = ["events-email", "events-post", "events-phone", "services-email", "services-post", "services-phone"];

const listNamed = async (slug: string) => (await ensureMarketingLists(systemCtxFor())).get(slug)!;
const choose = (person: TestPerson, list: readonly string[], shown: readonly string[] = []) =>
  chooseContact(ctxFor(person), { list, shown });

/** The boxes that are ticked for somebody. */
async function ticked(person: TestPerson): Promise<string[]> {
  const { purposes } = await getMyContact(ctxFor(person));
  return purposes.flatMap(({ choices }) => choices.filter(({ isOn }) => isOn).map(({ slug }) => slug)).sort();
}

async function reachable(slug: string): Promise<string[]> {
  const purpose = MARKETING_PURPOSES.find(({ key }) => slug.startsWith(key))!.purpose;
  const found = await listReachable(systemCtxFor(), { listId: await listNamed(slug), purpose });
  return found.ok ? found.rows.map(({ reference }) => reference) : [];
}

async function aMemberWithEverything(): Promise<TestPerson> {
  const person = await aMember();
  await saveContactDetails(ctxFor(person), ALL);
  await choose(person, EVERY);
  return person;
}

test("PMN-1: each use of contact details is a preference of its own: one switched off leaves the others as they are", async () => {
  const person = await aMemberWithEverything();
  expect(await ticked(person)).toEqual([...EVERY].sort());

  await choose(
    person,
    EVERY.filter((slug) => slug !== "events-post"),
    EVERY,
  );

  expect(await ticked(person)).toEqual(EVERY.filter((slug) => slug !== "events-post").sort());
});

test("contact details that are saved twice at once are stored once", async () => {
  const person = await aMember();
  await Promise.all([1, 2, 3].map(() => saveContactDetails(ctxFor(person), ALL)));

  expect((await getMyContact(ctxFor(person))).details).toEqual(ALL);
});

test("PMN-1: what somebody else changed since the page was made stays changed", async () => {
  const person = await aMemberWithEverything();
  await choose(person, EVERY.slice(1), EVERY);
  await choose(person, EVERY.slice(0, -1), EVERY);

  expect(await ticked(person)).toEqual(EVERY.slice(1, -1).sort());
});

test("PMN-2: who said no to the phone is not in the list to be called, and still in the one for letters", async () => {
  const [yes, no] = [await aMemberWithEverything(), await aMemberWithEverything()];
  await choose(
    no,
    EVERY.filter((slug) => slug !== "events-phone"),
    EVERY,
  );

  const called = await reachable("events-phone");
  expect([called.includes(yes.ref), called.includes(no.ref)]).toEqual([true, false]);
  expect(await reachable("events-post")).toContain(no.ref);
});

test("PMN-2: a restricted person, and one whose number was taken away, are in no list", async () => {
  const [restricted, without] = [await aMemberWithEverything(), await aMemberWithEverything()];
  await restrictMyself(ctxFor(restricted));
  await saveContactDetails(ctxFor(without), { ...ALL, phone: "" });

  const called = await reachable("services-phone");
  expect([called.includes(restricted.ref), called.includes(without.ref)]).toEqual([false, false]);
});

test("PMN-2: each answer is kept with its date, its place and the words that were shown", async () => {
  const person = await aMember();
  const at = new Date("2026-03-02T10:00:00Z");
  await chooseContact(ctxFor(person, at), { list: ["events-email"], shown: [] });

  const [record] = await testDb()
    .db.select({ action: consentRecords.action, at: consentRecords.at, source: consentRecords.source, words: wordings.body })
    .from(consentRecords)
    .innerJoin(wordings, eq(wordings.id, consentRecords.wordingId))
    .where(eq(consentRecords.personId, person.personId));
  expect(record).toEqual({ action: "given", at, source: "account", words: MARKETING_PURPOSES[0].wording });
  const { purposes } = await getMyContact(ctxFor(person));
  const [events] = purposes;
  expect(events!.choices[0]).toEqual({ slug: "events-email", channel: "email", isOn: true, answeredAt: at, source: "account" });
});

test("PMN-2: no channel is allowed without something to use it with", async () => {
  const person = await aMember();

  expect(await choose(person, ["events-email", "events-phone"])).toEqual({ ok: false, reason: "no-detail", channel: "phone" });

  expect(await ticked(person)).toEqual([]);
});

test("PMN-5: a list is handed out for the purpose that people agreed to, and for no other; the refusal is written down", async () => {
  const listId = await listNamed("events-phone");

  expect(await listReachable(systemCtxFor(), { listId, purpose: "Other services that we offer to practices" })).toEqual({
    ok: false,
    reason: "unknown-purpose",
  });

  const [entry] = await testDb()
    .db.select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "list.export-refused"), eq(auditEntries.objectId, listId)));
  expect(entry).toBeDefined();
});

test("a list is handed out to staff with a use for it only, and each time is written down", async () => {
  const listId = await listNamed("events-phone");
  const wanted = { listId, purpose: "Events and training days that we run" };
  await expect(listReachable(ctxFor(await aMember({ roles: ["editor"] })), wanted)).rejects.toThrow(ForbiddenError);

  const officer = await aMember({ roles: ["contacts-officer"] });
  expect((await listReachable(ctxFor(officer), wanted)).ok).toBe(true);

  const [entry] = await testDb()
    .db.select()
    .from(auditEntries)
    .where(and(eq(auditEntries.actorId, officer.personId), eq(auditEntries.action, "list.exported")));
  expect(entry).toMatchObject({ class: "disclosure", action: "list.exported", purpose: "Events and training days that we run" });
});

test("B37: the list is a file of those who allowed it, in which no name is a formula", async () => {
  const person = await aMember({ fullName: '=HYPERLINK("https://evil.example")' });
  await saveContactDetails(ctxFor(person), ALL);
  await choose(person, ["events-post"]);
  const officer = ctxFor(await aMember({ roles: ["contacts-officer"] }));

  const file = await exportReachable(officer, { purpose: "events", channel: "post" });
  expect(file.split("\r\n")[0]).toBe("\uFEFFReference,Name,Address");
  expect(file).toContain(`${person.ref},"'=HYPERLINK(""https://evil.example"")","1 High Street\nLeeds"`);
  const [seen] = await testDb()
    .db.select({ action: auditEntries.action, purpose: auditEntries.purpose })
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, person.personId), eq(auditEntries.actorId, officer.actor.personId)));
  expect(seen).toEqual({ action: "list.handed-out", purpose: "Events and training days that we run" });
  expect(await exportReachable(officer, { purpose: "services", channel: "post" })).not.toContain(person.ref);
  expect(await exportReachable(officer, { purpose: "events", channel: "phone" })).not.toContain(person.ref);
  await expect(exportReachable(ctxFor(await aMember()), { purpose: "events", channel: "post" })).rejects.toThrow(ForbiddenError);
});

test.each([
  ["01134960000", "01134 960000"],
  ["0113 496 0000", "0113 496 0000"],
  ["+44 113 496 0000", "0113 496 0000"],
  ["+353 1 234 5678", "00353 1 234 5678"],
])("the number %s stands as %s in a list for calls, which a spreadsheet leaves alone", async (phone, shown) => {
  const person = await aMember();
  await saveContactDetails(ctxFor(person), { ...NOTHING, phone });
  await choose(person, ["events-phone"]);
  expect(await exportReachable(systemCtxFor(), { purpose: "events", channel: "phone" })).toContain(`${shown}\r\n`);
});

test("HELM-4: none of the contact details is needed", async () => {
  const person = await aMember();
  expect(ContactDetailsSchema.parse({})).toEqual(NOTHING);
  expect(ContactDetailsSchema.parse(NOTHING)).toEqual(NOTHING);

  await saveContactDetails(ctxFor(person), NOTHING);

  expect((await getMyContact(ctxFor(person))).details).toEqual(NOTHING);
});

test("details are shown again, changed and taken away; nothing of what was taken away stays in its row", async () => {
  const person = await aMember();
  await saveContactDetails(ctxFor(person), ALL);
  await saveContactDetails(ctxFor(person), { ...ALL, phone: "0161 496 0000" });
  expect((await getMyContact(ctxFor(person))).details).toEqual({ ...ALL, phone: "0161 496 0000" });

  await saveContactDetails(ctxFor(person), NOTHING);

  const rows = await testDb()
    .db.select()
    .from(addresses)
    .where(and(eq(addresses.personId, person.personId), eq(addresses.channel, "phone")));
  expect(rows.map(({ value, canonical, hashes }) => ({ value, canonical, hashes }))).toEqual([{ value: "", canonical: "", hashes: [] }]);
});

test("a number that is taken away ends what was allowed with it; given again, nothing begins by itself", async () => {
  const person = await aMemberWithEverything();
  await saveContactDetails(ctxFor(person), { ...ALL, phone: "" });
  await saveContactDetails(ctxFor(person), ALL);

  expect(await ticked(person)).toEqual(EVERY.filter((slug) => !slug.endsWith("phone")).sort());
});

test("two colleagues share a number: one's no is not the other's", async () => {
  const [one, other] = [await aMemberWithEverything(), await aMemberWithEverything()];
  await choose(
    one,
    EVERY.filter((slug) => !slug.endsWith("phone")),
    EVERY,
  );

  expect(await reachable("events-phone")).toContain(other.ref);
});

test("a number is taken as people write it; a word is not one", () => {
  for (const phone of ["0113 496 0000", "+44 (0)113 4960000", "01134960000 ext 12"])
    expect(ContactDetailsSchema.parse({ phone }).phone).toBe(phone);
  for (const phone of ["call me", "123", "0113-496-0000; drop"]) expect(ContactDetailsSchema.safeParse({ phone }).success).toBe(false);
});
