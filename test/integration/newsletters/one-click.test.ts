import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { subscriptions } from "#db/schema/consents";
import { addresses } from "#db/schema/people";
import { claimAddress } from "~/features/consents/claim-address.server";
import { releaseAddress } from "~/features/consents/release-address.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { chooseInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { confirmSubscription } from "~/features/newsletters/subscriptions/confirm-subscription.server";
import { holdSubscription } from "~/features/newsletters/subscriptions/hold-subscription.server";
import { answerStillWanted } from "~/features/newsletters/subscriptions/still-wanted.server";
import { unsubscribeAtOnce } from "~/features/newsletters/subscriptions/unsubscribe-at-once.server";
import { freeAddress } from "~/features/people/addresses.server";
import { DAY } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aNewsletter, anAddress, aReader, ledgerOf, mailsTo, subscriptionOf, suppressionsOf, tokenTo } from "../../support/newsletters";
import { aMember, aWording, visitor } from "../../support/people";

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

describe("a link that was mailed before its address was added to an account", () => {
  const joined = async () => {
    const [newsletter, member] = [await aNewsletter(), await aMember()];
    const reader = await aReader(newsletter);
    await claimAddress(ctxFor(member), { personId: member.personId, canonical: reader.email, source: "account" });
    expect(await subscriptionOf(member.personId, newsletter.listId)).toMatchObject({ state: "active" });
    return { newsletter, member, reader };
  };
  const byLink = { "one-click": unsubscribeAtOnce, "the link in the issue": holdSubscription };

  test.each([
    ["one-click", "ended"],
    ["the link in the issue", "held"],
  ] as const)("%s leaves what is sent there now", async (how, state) => {
    const { newsletter, member, reader } = await joined();
    await byLink[how](ctxFor(visitor), reader.subscriptionId);
    expect(await subscriptionOf(member.personId, newsletter.listId)).toMatchObject({ state });
  });

  test("leaves nothing that goes elsewhere, or to who has the mailbox later", async () => {
    const { newsletter, member, reader } = await joined();
    const address = await subscriptionOf(member.personId, newsletter.listId);
    await systemCtxFor().db.update(subscriptions).set({ addressId: member.addressId }).where(eq(subscriptions.id, address!.id));
    await unsubscribeAtOnce(ctxFor(visitor), reader.subscriptionId);
    await inTransaction(systemCtxFor(), (ctx) => freeAddress(ctx, { id: address!.addressId, canonical: reader.email }, "test"));
    const later = await aReader(newsletter, reader.email, new Date(Date.now() + 2 * DAY));
    await unsubscribeAtOnce(ctxFor(visitor), reader.subscriptionId);
    for (const { personId } of [member, later])
      expect(await subscriptionOf(personId, newsletter.listId)).toMatchObject({ state: "active" });
  });
});

describe("a link of a subscription that ended without an answer and began again", () => {
  const begunAgain = async (to: "there" | "another address") => {
    const [newsletter, member] = [await aNewsletter(), await aMember()];
    const { personId } = member;
    const claimed = await claimAddress(ctxFor(member), { personId, canonical: anAddress(), source: "account" });
    if (!claimed.ok) throw new Error(claimed.reason);
    const change = { personId, listId: newsletter.listId, source: "test" };
    const begin = async (addressId: string) => {
      await changeSubscription(systemCtxFor(), { ...change, action: "given", addressId, wordingId: await aWording() });
      return (await subscriptionOf(personId, newsletter.listId))!;
    };
    const { id } = await begin(claimed.addressId);
    await changeSubscription(systemCtxFor(), { ...change, action: "expired" });
    expect(await subscriptionOf(personId, newsletter.listId)).toBeNull();
    await begin(to === "there" ? claimed.addressId : member.addressId);
    return { id, state: async () => (await subscriptionOf(personId, newsletter.listId))!.state };
  };

  test("leaves what is sent there now", async () => {
    const [byButton, byLink] = [await begunAgain("there"), await begunAgain("there")];
    await unsubscribeAtOnce(ctxFor(visitor), byButton.id);
    await holdSubscription(ctxFor(visitor), byLink.id);
    expect([await byButton.state(), await byLink.state()]).toEqual(["ended", "held"]);
  });

  test("answers no question that was asked before it ended", async () => {
    const { id, state } = await begunAgain("there");
    expect(await answerStillWanted(ctxFor(visitor), id, "stop")).toBe(false);
    expect(await state()).toBe("active");
  });

  test("leaves nothing that goes elsewhere now", async () => {
    const { id, state } = await begunAgain("another address");
    await unsubscribeAtOnce(ctxFor(visitor), id);
    expect(await state()).toBe("active");
  });
});

test("a link in an issue that lies in a mailbox that was let go leaves nothing that goes on elsewhere", async () => {
  const [newsletter, member] = [await aNewsletter(), await aMember()];
  const { personId } = member;
  const claimed = await claimAddress(ctxFor(member), { personId, canonical: anAddress(), source: "account" });
  if (!claimed.ok) throw new Error(claimed.reason);
  const given = { personId, listId: newsletter.listId, action: "given", wordingId: await aWording(), source: "account" } as const;
  await changeSubscription(ctxFor(member), { ...given, addressId: claimed.addressId });
  const { id } = (await subscriptionOf(personId, newsletter.listId))!;
  await releaseAddress(ctxFor(member), { personId, addressId: claimed.addressId, why: "test" });

  await unsubscribeAtOnce(ctxFor(visitor), id);
  expect(await holdSubscription(ctxFor(visitor), id)).toEqual({ ok: false, reason: "not-subscribed" });
  expect(await subscriptionOf(personId, newsletter.listId)).toMatchObject({ state: "active", addressId: member.addressId });
});
