import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { addresses } from "#db/schema/people";
import { chooseInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { confirmSubscription } from "~/features/newsletters/subscriptions/confirm-subscription.server";
import { unsubscribeAtOnce } from "~/features/newsletters/subscriptions/unsubscribe-at-once.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aNewsletter, aReader, ledgerOf, mailsTo, subscriptionOf, suppressionsOf, tokenTo } from "../../support/newsletters";
import { aMember, visitor } from "../../support/people";

test("K1: one-click ends it at once, without a question", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);

  await unsubscribeAtOnce(ctxFor(visitor), reader.subscriptionId);

  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "ended" });
  expect(await suppressionsOf(newsletter.listId)).toMatchObject([{ reach: "list", reason: "left" }]);
});

test("K1: one-click tells the address, with a way back that is a sign-up like any other", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  await unsubscribeAtOnce(ctxFor(visitor), reader.subscriptionId);

  expect(await mailsTo(reader.email, "unsubscribed")).toHaveLength(1);
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "ended" });
  expect(await confirmSubscription(ctxFor(visitor), await tokenTo("subscribe", reader.email))).toEqual({ ok: true });
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "active" });
});

test("E3: fifty at once end it once: one record, one mail", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);

  await Promise.all(Array.from({ length: 50 }, () => unsubscribeAtOnce(ctxFor(visitor), reader.subscriptionId)));

  expect((await ledgerOf(reader.personId, newsletter.listId)).map(({ action }) => action)).toEqual(["given", "withdrawn"]);
  expect(await mailsTo(reader.email, "unsubscribed")).toHaveLength(1);
});

test("E3: a subscription that is no longer stored needs no ending", async () => {
  await expect(unsubscribeAtOnce(ctxFor(visitor), "01900000-0000-7000-8000-000000000000")).resolves.toBeUndefined();
});

test("the way back works for a members' newsletter too, as long as the person is a member", async () => {
  const newsletter = await aNewsletter({ audience: "members" });
  const member = await aMember();
  await chooseInAccount(ctxFor(member), { newsletter: [newsletter.slug], shown: [] });
  await unsubscribeAtOnce(ctxFor(visitor), (await subscriptionOf(member.personId, newsletter.listId))!.id);

  expect(await confirmSubscription(ctxFor(visitor), await tokenTo("subscribe", member.email))).toEqual({ ok: true });
  expect(await subscriptionOf(member.personId, newsletter.listId)).toMatchObject({ state: "active" });
});

test("whoever has a mailbox that was released ends nothing of the person who had it before", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  await systemCtxFor()
    .db.update(addresses)
    .set({ releasedAt: new Date(), isPrimary: false })
    .where(eq(addresses.personId, reader.personId));

  await unsubscribeAtOnce(ctxFor(visitor), reader.subscriptionId);

  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "active" });
  expect(await mailsTo(reader.email, "unsubscribed")).toEqual([]);
});
