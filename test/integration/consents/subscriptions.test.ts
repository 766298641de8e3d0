import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { consentRecords, subscriptions, suppressions } from "#db/schema/consents";
import { countReach } from "~/features/consents/reach.queries.server";
import {
  changeSubscription,
  endAllSubscriptions,
  isSubscribed,
  objectByAddress,
  type SubscriptionChange,
} from "~/features/consents/subscriptions.server";
import { findProofById, openProof } from "~/features/people/proofs.server";
import { DAY, later } from "~/lib/dates";
import { systemCtxFor } from "../../support/context";
import { aList, aPerson, aWording, type TestPerson } from "../../support/people";

async function change(person: TestPerson, listId: string, action: SubscriptionChange["action"], more: Partial<SubscriptionChange> = {}) {
  const until = action === "held" || action === "paused" ? later(new Date(), 14 * DAY) : undefined;
  return changeSubscription(systemCtxFor(), {
    personId: person.personId,
    listId,
    action,
    addressId: person.addressId,
    source: "test",
    ...(until ? { until } : {}),
    ...(action === "given" ? { wordingId: await aWording() } : {}),
    ...more,
  });
}

const subscriptionOf = async (person: TestPerson, listId: string) =>
  (
    await systemCtxFor()
      .db.select()
      .from(subscriptions)
      .where(and(eq(subscriptions.personId, person.personId), eq(subscriptions.listId, listId)))
  )[0];
const recordsOf = (person: TestPerson) =>
  systemCtxFor().db.select().from(consentRecords).where(eq(consentRecords.personId, person.personId)).orderBy(consentRecords.id);
const reachable = async (listId: string) => (await countReach(systemCtxFor(), listId)).reachable;

test("a refused change writes nothing", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  expect(await change(person, listId, "withdrawn")).toEqual({ ok: false, reason: "not-subscribed" });
  expect(await recordsOf(person)).toEqual([]);
});

test("a subscription keeps the version of the wording that was agreed to", async () => {
  const [person, listId, wordingId] = [await aPerson(), await aList(), await aWording()];
  await change(person, listId, "given", { wordingId });
  expect(await recordsOf(person)).toMatchObject([{ action: "given", wordingId, source: "test" }]);
  expect(await subscriptionOf(person, listId)).toMatchObject({ state: "active" });
  expect(await reachable(listId)).toBe(1);
});

test("PMN-17: an import without evidence of consent is refused and writes nothing", async () => {
  const [person, listId, wordingId] = [await aPerson(), await aList(), await aWording("newsletter-import")];
  expect(await change(person, listId, "imported", { wordingId })).toEqual({ ok: false, reason: "no-evidence" });
  expect(await change(person, listId, "imported", { detail: { evidence: "form of 3 May" } })).toEqual({ ok: false, reason: "no-evidence" });
  expect(await recordsOf(person)).toEqual([]);
  expect(await change(person, listId, "imported", { wordingId, detail: { evidence: "form of 3 May" } })).toMatchObject({ ok: true });
});

test("E9: an import never revives who left", async () => {
  const [person, listId, wordingId] = [await aPerson(), await aList(), await aWording()];
  await change(person, listId, "given");
  await change(person, listId, "withdrawn");
  expect(await change(person, listId, "imported", { wordingId, detail: { evidence: "an old list" } })).toEqual({
    ok: false,
    reason: "known-already",
  });
  expect(await reachable(listId)).toBe(0);
});

test("E9: an import is refused for an address that is suppressed, whoever holds it now", async () => {
  const [person, listId, wordingId] = [await aPerson(), await aList(), await aWording()];
  await endAllSubscriptions(systemCtxFor(), { personId: person.personId, action: "objected", source: "test" });
  expect(await change(person, listId, "imported", { wordingId, detail: { evidence: "an old list" } })).toEqual({
    ok: false,
    reason: "suppressed",
  });
});

test("leaving suppresses this list, and coming back by one's own act lifts it", async () => {
  const [person, listId, other] = [await aPerson(), await aList(), await aList()];
  await change(person, listId, "given");
  await change(person, other, "given");
  await change(person, listId, "withdrawn");
  expect([await reachable(listId), await reachable(other)]).toEqual([0, 1]);

  await change(person, listId, "given");
  expect(await reachable(listId)).toBe(1);
});

test("holding stops the list at once, keeping restores it", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  await change(person, listId, "given");
  await change(person, listId, "held");
  expect(await countReach(systemCtxFor(), listId)).toEqual({ reachable: 0, blocked: [{ blocker: "held", count: 1 }] });
  await change(person, listId, "kept");
  expect(await reachable(listId)).toBe(1);
});

test("an objection ends every list and suppresses all marketing; only the person's own act revives one", async () => {
  const [person, one, two] = [await aPerson(), await aList(), await aList()];
  await change(person, one, "given");
  await change(person, two, "given");
  await endAllSubscriptions(systemCtxFor(), { personId: person.personId, action: "objected", source: "test" });

  expect([await reachable(one), await reachable(two)]).toEqual([0, 0]);
  expect((await recordsOf(person)).map((record) => record.action)).toEqual(["given", "given", "objected", "objected"]);

  await change(person, one, "given");
  expect([await reachable(one), await reachable(two)]).toEqual([1, 0]);
});

test("an objection for an address ends everything of its holder; where nobody holds it, its mail is promised none", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  await change(person, listId, "given");
  const reasonsNow = async () =>
    (await systemCtxFor().db.select().from(suppressions).where(eq(suppressions.reason, "objection"))).map(({ reach }) => reach);
  const before = (await reasonsNow()).length;

  expect(await objectByAddress(systemCtxFor(), { canonical: person.email, source: "test" })).toBe(person.personId);
  expect(await subscriptionOf(person, listId)).toMatchObject({ state: "ended" });
  expect(await objectByAddress(systemCtxFor(), { canonical: "nobody-holds@test.example", source: "test" })).toBeNull();
  expect((await reasonsNow()).slice(before)).toEqual(["marketing", "marketing"]);
});

test("who holds or has left is not subscribed", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  const isNow = () => isSubscribed(systemCtxFor(), person.personId, listId);
  expect(await isNow()).toBe(false);
  await change(person, listId, "given");
  expect(await isNow()).toBe(true);
  await change(person, listId, "held");
  expect(await isNow()).toBe(false);
});

test.each<[string, boolean, (person: TestPerson, listId: string) => Promise<unknown>]>([
  ["keeping", true, (person, listId) => change(person, listId, "kept")],
  ["leaving", true, (person, listId) => change(person, listId, "withdrawn")],
  ["objecting", true, ({ personId }) => endAllSubscriptions(systemCtxFor(), { personId, action: "objected", source: "test" })],
  ["silence, which its link tells", false, (person, listId) => change(person, listId, "lapsed")],
  ["the same of another list", false, async (person) => change(person, await aList(), "given")],
])("the link that asks who holds is answered by %s: %s", async (_how, isAnswered, answer) => {
  const [person, listId] = [await aPerson(), await aList()];
  const ctx = systemCtxFor();
  await change(person, listId, "given");
  await change(person, listId, "held");
  const { id } = await openProof(ctx, { purpose: "hold", subject: listId, canonical: person.email, personId: person.personId });
  await answer(person, listId);

  expect((await findProofById(ctx, id))!.usedAt !== null).toBe(isAnswered);
});

test("who does not answer when asked again is no subscriber any more, and nothing is promised them", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  await change(person, listId, "given");
  const { id } = (await subscriptionOf(person, listId))!;
  expect(await change(person, listId, "expired")).toEqual({ ok: true, subscriptionId: id });
  expect(await subscriptionOf(person, listId)).toBeUndefined();
});

test("an erasure leaves records and a suppression, and no subscription", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  await change(person, listId, "given");
  await endAllSubscriptions(systemCtxFor(), { personId: person.personId, action: "erased", source: "test" });
  expect(await subscriptionOf(person, listId)).toBeUndefined();
  const live = await systemCtxFor()
    .db.select()
    .from(suppressions)
    .where(and(eq(suppressions.reason, "erasure"), isNull(suppressions.liftedAt)));
  expect(live).toHaveLength(1);
});

test("a pause blocks until its end and no longer", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  await change(person, listId, "given");
  await change(person, listId, "paused");
  expect(await reachable(listId)).toBe(0);
  expect((await countReach(systemCtxFor(later(new Date(), 15 * DAY)), listId)).reachable).toBe(1);
});

test("parallel changes of one person leave one state that the ledger adds up to", async () => {
  const [person, listId] = [await aPerson(), await aList()];
  await change(person, listId, "given");
  const results = await Promise.all(Array.from({ length: 10 }, () => change(person, listId, "withdrawn")));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect((await recordsOf(person)).map((record) => record.action)).toEqual(["given", "withdrawn"]);
});
