import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { wordings } from "#db/schema/consents";
import { addresses, persons } from "#db/schema/people";
import { countReach } from "~/features/consents/reach.queries.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { confirmSubscription, getSignup } from "~/features/newsletters/subscriptions/confirm-subscription.server";
import { requestSubscription } from "~/features/newsletters/subscriptions/request-subscription.server";
import { findProof } from "~/features/people/proofs.server";
import { DAY, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aNewsletter, anAddress, aReader, ledgerOf, mailsTo, subscriptionOf, suppressionsOf, tokenTo } from "../../support/newsletters";
import { aPerson, visitor } from "../../support/people";

const ask = (email: string, newsletter: string[], now = new Date()) => requestSubscription(ctxFor(visitor, now), { email, newsletter });

test("a newsletter for members is not offered to an address", async () => {
  const newsletter = await aNewsletter({ audience: "members" });
  const email = anAddress();

  expect(await ask(email, [newsletter.slug])).toEqual({ ok: false, reason: "nothing-offered" });
  expect(await mailsTo(email)).toEqual([]);
});

test("PMN-17: whoever typed an address gets nothing before its owner presses the button", async () => {
  const newsletter = await aNewsletter();
  const email = anAddress();

  await ask(email, [newsletter.slug]);

  expect(await countReach(systemCtxFor(), newsletter.listId)).toEqual({ reachable: 0, blocked: [] });
  expect(await systemCtxFor().db.select().from(addresses).where(eq(addresses.canonical, email))).toEqual([]);
  expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual(["confirm-subscription"]);
});

test("E10: the button behind the mailed link begins the subscription, under the wording that its page showed", async () => {
  const newsletter = await aNewsletter();
  const email = anAddress();
  await ask(email, [newsletter.slug]);
  const token = await tokenTo("subscribe", email);
  const link = await findProof(systemCtxFor(), "subscribe", token);
  const shown = await getSignup(systemCtxFor(), link!.proof);

  expect(await confirmSubscription(ctxFor(visitor), token)).toEqual({ ok: true });

  const [holder] = await systemCtxFor().db.select().from(addresses).where(eq(addresses.canonical, email));
  const [record] = await ledgerOf(holder!.personId, newsletter.listId);
  const [wording] = await systemCtxFor().db.select().from(wordings).where(eq(wordings.id, record!.wordingId!));
  expect(record).toMatchObject({ action: "given", source: "double-opt-in" });
  expect(wording!.body).toBe(shown.wording);
  expect(await countReach(systemCtxFor(), newsletter.listId)).toMatchObject({ reachable: 1 });
});

test("a proven address that somebody holds begins their subscription, and makes nobody new", async () => {
  const newsletter = await aNewsletter();
  const member = await aPerson();

  await ask(member.email, [newsletter.slug]);
  await confirmSubscription(ctxFor(visitor), await tokenTo("subscribe", member.email));

  expect(await subscriptionOf(member.personId, newsletter.listId)).toMatchObject({ state: "active", addressId: member.addressId });
});

test("a mailbox that was taken for gone is not, once its owner presses a button in a mail there", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  await systemCtxFor().db.update(addresses).set({ undeliverableAt: new Date() }).where(eq(addresses.canonical, reader.email));
  expect(await countReach(systemCtxFor(), newsletter.listId)).toMatchObject({ reachable: 0 });

  await aReader(newsletter, reader.email, later(new Date(), 2 * DAY));

  expect(await countReach(systemCtxFor(), newsletter.listId)).toEqual({ reachable: 1, blocked: [] });
});

test("several newsletters are one mail and one button", async () => {
  const [first, second] = [await aNewsletter(), await aNewsletter()];
  const email = anAddress();

  await ask(email, [first.slug, second.slug]);
  await confirmSubscription(ctxFor(visitor), await tokenTo("subscribe", email));

  expect(await mailsTo(email)).toHaveLength(1);
  expect(await countReach(systemCtxFor(), first.listId)).toMatchObject({ reachable: 1 });
  expect(await countReach(systemCtxFor(), second.listId)).toMatchObject({ reachable: 1 });
});

test("asking again within a day answers the same, sends no second mail and leaves the first link good", async () => {
  const newsletter = await aNewsletter();
  const email = anAddress();
  const first = await ask(email, [newsletter.slug]);
  const token = await tokenTo("subscribe", email);

  expect(await ask(email, [newsletter.slug])).toEqual(first);

  expect(await mailsTo(email)).toHaveLength(1);
  expect(await confirmSubscription(ctxFor(visitor), token)).toEqual({ ok: true });
});

test("asking again the day after makes a new link, and the old one says so", async () => {
  const newsletter = await aNewsletter();
  const email = anAddress();
  await ask(email, [newsletter.slug], later(new Date(), -2 * DAY));
  const old = await tokenTo("subscribe", email);

  await ask(email, [newsletter.slug]);

  expect(await confirmSubscription(ctxFor(visitor), old)).toEqual({ ok: false, reason: "superseded" });
  expect(await confirmSubscription(ctxFor(visitor), await tokenTo("subscribe", email))).toEqual({ ok: true });
});

test("an address that never answers expires after 14 days", async () => {
  const newsletter = await aNewsletter();
  const email = anAddress();
  await ask(email, [newsletter.slug], later(new Date(), -14 * DAY));

  expect(await confirmSubscription(ctxFor(visitor), await tokenTo("subscribe", email))).toEqual({ ok: false, reason: "expired" });
  expect(await countReach(systemCtxFor(), newsletter.listId)).toMatchObject({ reachable: 0 });
});

test("pressing the button many times at once begins one subscription of one person", async () => {
  const newsletter = await aNewsletter();
  const email = anAddress();
  await ask(email, [newsletter.slug]);
  const token = await tokenTo("subscribe", email);

  const results = await Promise.all(Array.from({ length: 10 }, () => confirmSubscription(ctxFor(visitor), token)));

  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const holders = await systemCtxFor()
    .db.select({ id: persons.id })
    .from(persons)
    .innerJoin(addresses, eq(addresses.personId, persons.id))
    .where(eq(addresses.canonical, email));
  expect(holders).toHaveLength(1);
  expect(await ledgerOf(holders[0]!.id, newsletter.listId)).toHaveLength(1);
});

test("E10: who left comes back only by their own confirmed act", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  await changeSubscription(systemCtxFor(), { personId: reader.personId, listId: newsletter.listId, action: "withdrawn", source: "test" });

  await ask(reader.email, [newsletter.slug]);
  expect(await countReach(systemCtxFor(), newsletter.listId)).toMatchObject({ reachable: 0 });
  expect(await suppressionsOf(newsletter.listId)).toMatchObject([{ liftedAt: null }]);

  await confirmSubscription(ctxFor(visitor), await tokenTo("subscribe", reader.email));
  expect(await countReach(systemCtxFor(), newsletter.listId)).toMatchObject({ reachable: 1 });
  expect((await suppressionsOf(newsletter.listId))[0]!.liftedAt).not.toBeNull();
});

test("a newsletter that became members-only since does not begin for a confirmed address", async () => {
  const newsletter = await aNewsletter();
  const email = anAddress();
  await ask(email, [newsletter.slug]);
  await systemCtxFor().db.execute(
    `update scopes set audience = 'members' where id = (select scope_id from lists where id = '${newsletter.listId}')`,
  );

  expect(await confirmSubscription(ctxFor(visitor), await tokenTo("subscribe", email))).toEqual({ ok: false, reason: "not-offered" });
});
