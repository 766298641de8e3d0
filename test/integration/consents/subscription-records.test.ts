import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { consentRecords, subscriptions, suppressions } from "#db/schema/consents";
import { addresses, persons } from "#db/schema/people";
import { changeSubscription, endAllSubscriptions, type SubscriptionChange } from "~/features/consents/subscriptions.server";
import { isSuppressed } from "~/features/consents/suppressions.server";
import { addProvenAddress } from "~/features/people/persons.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { addressHashes, writingKeyId } from "~/lib/tokens.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aList, aPerson, aWording, type TestPerson } from "../../support/people";

const NOW = new Date("2026-11-21T10:00:00Z");
const UNTIL = later(NOW, 14 * DAY);
const evidence = { evidence: "form of 3 May" };

async function change(
  person: TestPerson,
  listId: string,
  action: SubscriptionChange["action"],
  more: Partial<SubscriptionChange> = {},
  ctx: Ctx = systemCtxFor(NOW),
) {
  const agreed = action === "given" || action === "imported" || action === "reconfirmed";
  return changeSubscription(ctx, {
    personId: person.personId,
    listId,
    action,
    source: "test",
    ...(action === "given" || action === "imported" ? { addressId: person.addressId } : {}),
    ...(action === "held" || action === "paused" ? { until: UNTIL } : {}),
    ...(agreed ? { wordingId: await aWording() } : {}),
    ...more,
  });
}
const end = (person: TestPerson, action: "objected" | "complained" | "erased") =>
  endAllSubscriptions(systemCtxFor(NOW), { personId: person.personId, action, source: "test" });

const { db } = systemCtxFor();
const rowOf = async ({ personId }: TestPerson, listId: string) =>
  (
    await db
      .select()
      .from(subscriptions)
      .where(and(eq(subscriptions.personId, personId), eq(subscriptions.listId, listId)))
  )[0];
const recordsOf = ({ personId }: TestPerson) =>
  db.select().from(consentRecords).where(eq(consentRecords.personId, personId)).orderBy(consentRecords.id);
const hashOf = (email: string) => addressHashes(email)[0]!;
const suppressionsOf = (email: string) =>
  db
    .select()
    .from(suppressions)
    .where(eq(suppressions.hash, hashOf(email)))
    .orderBy(suppressions.id);

test("a record says who did what, when, where, with which address, and until when", async () => {
  const [person, listId, wordingId] = [await aPerson(), await aList(), await aWording()];
  const own = ctxFor(person, NOW);
  const given = await change(person, listId, "given", { wordingId, detail: { page: "/newsletters" } }, own);
  await change(person, listId, "held");

  const row = await rowOf(person, listId);
  expect(given).toEqual({ ok: true, subscriptionId: row!.id });
  const [agreed, held] = await recordsOf(person);
  expect(agreed).toMatchObject({
    at: NOW,
    listId,
    action: "given",
    until: null,
    wordingId,
    addressHash: hashOf(person.email),
    keyId: writingKeyId(),
    actorKind: "person",
    actorId: person.personId,
    source: "test",
    requestId: own.requestId,
    detail: { page: "/newsletters" },
  });
  expect(held).toMatchObject({ action: "held", until: UNTIL, wordingId: null, actorKind: "system", actorId: null, detail: null });
  expect(row).toMatchObject({ state: "held", heldUntil: UNTIL, addressId: person.addressId, consentId: held!.id, changedAt: NOW });
});

test("a record without an address names no key", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  await change(person, listId, "given");
  await db.update(addresses).set({ releasedAt: NOW }).where(eq(addresses.id, person.addressId));
  await end(person, "objected");

  expect((await recordsOf(person)).at(-1)).toMatchObject({ action: "objected", addressHash: null, keyId: null });
});

test("consent is asked again two years after it was given, imported or confirmed, and nothing else moves that", async () => {
  const [person, other, listId] = [await aPerson(), await aPerson(), await aList()];
  const dueAt = async (of = person) => (await rowOf(of, listId))!.reconfirmAt;
  await change(person, listId, "given");
  expect(await dueAt()).toEqual(new Date("2028-11-21T10:00:00Z"));
  for (const action of ["held", "kept", "paused", "resumed"] as const)
    await change(person, listId, action, {}, systemCtxFor(later(NOW, DAY)));
  expect(await dueAt()).toEqual(new Date("2028-11-21T10:00:00Z"));
  await change(person, listId, "reconfirmed", {}, systemCtxFor(later(NOW, 2 * DAY)));
  expect(await dueAt()).toEqual(new Date("2028-11-23T10:00:00Z"));

  await change(other, listId, "imported", { detail: evidence });
  expect(await dueAt(other)).toEqual(new Date("2028-11-21T10:00:00Z"));
});

test.each(["withdrawn", "lapsed"] as const)("who has %s has a promise for this list and this address", async (action) => {
  const [person, listId] = [await aPerson(), await aList()];
  await change(person, listId, "given");
  await change(person, listId, action);

  expect(await suppressionsOf(person.email)).toMatchObject([
    { reach: "list", listId, reason: "left", keyId: writingKeyId(), createdAt: NOW, liftedAt: null, liftedBy: null },
  ]);
});

test("whatever is not given anew lifts no promise, and only leaving makes one", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  await change(person, listId, "imported", { detail: evidence });
  await db
    .insert(suppressions)
    .values({ keyId: writingKeyId(), hash: hashOf(person.email), reach: "everything", reason: "complaint", createdAt: NOW });
  for (const action of ["held", "kept", "paused", "resumed", "reconfirmed"] as const) await change(person, listId, action);
  expect(await suppressionsOf(person.email)).toMatchObject([{ reach: "everything", liftedAt: null }]);

  await change(person, listId, "withdrawn");
  expect(await suppressionsOf(person.email)).toMatchObject([
    { reach: "everything", liftedAt: null },
    { reach: "list", liftedAt: null },
  ]);
});

test("coming back lifts the promise of this list and those of all marketing, by that record, for this address alone", async () => {
  const [person, other, listId, otherList] = [await aPerson(), await aPerson(), await aList(), await aList()];
  for (const one of [person, other])
    for (const list of [listId, otherList]) {
      await change(one, list, "given");
      await change(one, list, "withdrawn");
    }
  await end(person, "objected");
  await change(person, listId, "given", {}, systemCtxFor(later(NOW, DAY)));

  const consentId = (await recordsOf(person)).at(-1)!.id;
  const lifted = { liftedAt: later(NOW, DAY), liftedBy: consentId };
  expect(await suppressionsOf(person.email)).toMatchObject([
    { reach: "list", listId, ...lifted },
    { reach: "list", listId: otherList, liftedAt: null },
    { reach: "marketing", ...lifted },
  ]);
  for (const promise of await suppressionsOf(other.email)) expect(promise.liftedAt).toBeNull();

  await change(person, listId, "given", {}, systemCtxFor(later(NOW, 2 * DAY)));
  expect((await suppressionsOf(person.email))[0]).toMatchObject(lifted);
});

test.each([
  ["objected", "objection"],
  ["complained", "complaint"],
  ["erased", "erasure"],
] as const)("whoever has %s is promised to get no marketing: %s", async (action, reason) => {
  const person = await aPerson();
  await end(person, action);
  await end(person, action === "erased" ? "objected" : action);
  expect(await suppressionsOf(person.email)).toMatchObject([{ reach: "marketing", listId: null, reason, createdAt: NOW }]);
});

test("the promise holds for every address one has, and for none that was let go or is no e-mail", async () => {
  const person = await aPerson();
  const [second, released, phone] = ["second@ends.example", "released@ends.example", "phone@ends.example"];
  for (const canonical of [second, released, phone])
    await addProvenAddress(systemCtxFor(), { personId: person.personId, canonical, source: "test" });
  await db.update(addresses).set({ releasedAt: NOW }).where(eq(addresses.canonical, released));
  await db.update(addresses).set({ channel: "phone", isPrimary: false }).where(eq(addresses.canonical, phone));
  const other = await aPerson();

  await end(person, "objected");

  const promised = await Promise.all([person.email, second, released, phone, other.email].map(suppressionsOf));
  expect(promised.map((rows) => rows.length)).toEqual([1, 1, 0, 0, 0]);
});

test("ending everything ends what is left, each with a record of its own address, and touches nobody else", async () => {
  const [person, other] = [await aPerson(), await aPerson()];
  const [first, second, ended] = [await aList(), await aList(), await aList()];
  const own = await addProvenAddress(systemCtxFor(), { personId: person.personId, canonical: "own@ends.example", source: "test" });
  await change(person, first, "given", { addressId: own });
  await change(person, second, "given");
  await change(person, ended, "given");
  await change(person, ended, "withdrawn");
  await change(other, first, "given");
  const before = await rowOf(person, ended);

  await end(person, "complained");

  const records = (await recordsOf(person)).slice(4);
  expect(records).toMatchObject([
    { action: "complained", listId: first, addressHash: hashOf("own@ends.example"), until: null },
    { action: "complained", listId: second, addressHash: hashOf(person.email), until: null },
  ]);
  expect(await rowOf(person, first)).toMatchObject({ state: "ended", consentId: records[0]!.id, changedAt: NOW });
  expect(await rowOf(person, ended)).toEqual(before);
  expect(await rowOf(other, first)).toMatchObject({ state: "active" });
});

test("an erasure deletes what ended before too, and nothing of others", async () => {
  const [person, other, listId] = [await aPerson(), await aPerson(), await aList()];
  for (const one of [person, other]) await change(one, listId, "given");
  await change(person, listId, "withdrawn");
  await end(person, "erased");

  expect(await rowOf(person, listId)).toBeUndefined();
  expect(await rowOf(other, listId)).toMatchObject({ state: "active" });
});

test("who has no address is promised nothing, and can still object", async () => {
  const person = await aPerson();
  await db.delete(addresses).where(eq(addresses.personId, person.personId));
  await end(person, "objected");
  expect(await suppressionsOf(person.email)).toEqual([]);
});

test("a promise of one list forbids that list, one of marketing or everything forbids all, a lifted one nothing", async () => {
  const [listId, otherList] = [await aList(), await aList()];
  const promise = (email: string, reach: "list" | "marketing" | "everything", liftedAt: Date | null = null) =>
    db.insert(suppressions).values({
      keyId: writingKeyId(),
      hash: hashOf(email),
      reach,
      listId: reach === "list" ? listId : null,
      reason: "left",
      createdAt: NOW,
      liftedAt,
    });
  await promise("left@promised.example", "list");
  await promise("objected@promised.example", "marketing");
  await promise("never@promised.example", "everything");
  await promise("back@promised.example", "marketing", NOW);
  const forbidden = async (name: string) =>
    Promise.all([listId, otherList].map((list) => isSuppressed(systemCtxFor(), addressHashes(`${name}@promised.example`), list)));

  expect(await forbidden("left")).toEqual([true, false]);
  expect(await forbidden("objected")).toEqual([true, true]);
  expect(await forbidden("never")).toEqual([true, true]);
  expect(await forbidden("back")).toEqual([false, false]);
  expect(await forbidden("nobody")).toEqual([false, false]);
});

test.each<[string, (person: TestPerson) => Promise<unknown>]>([
  [
    "erased",
    ({ personId }) => db.update(persons).set({ erasedAt: NOW, fullName: null, displayName: null }).where(eq(persons.id, personId)),
  ],
  [
    "merged away",
    async ({ personId }) =>
      db
        .update(persons)
        .set({ mergedInto: (await aPerson()).personId })
        .where(eq(persons.id, personId)),
  ],
])("who is %s subscribes to nothing", async (_what, happen) => {
  const [person, listId] = [await aPerson(), await aList()];
  await happen(person);
  await expect(change(person, listId, "given")).rejects.toThrow(new NotFoundError("person"));
  await expect(end(person, "objected")).rejects.toThrow(new NotFoundError("person"));
});

test("nobody subscribes without an address of their own", async () => {
  const [person, other, listId] = [await aPerson(), await aPerson(), await aList()];
  for (const addressId of [undefined, uuidv7(), other.addressId])
    await expect(change(person, listId, "given", { addressId })).rejects.toThrow(new NotFoundError("address"));
  expect(await recordsOf(person)).toEqual([]);
});

test("later acts keep the subscription's own address unless another is named", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  const second = await addProvenAddress(systemCtxFor(), { personId: person.personId, canonical: `b-${person.email}`, source: "test" });
  await change(person, listId, "given");
  await change(person, listId, "held");
  expect(await rowOf(person, listId)).toMatchObject({ addressId: person.addressId });
  await change(person, listId, "given", { addressId: second });
  expect(await rowOf(person, listId)).toMatchObject({ addressId: second });
});
