import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { wordings } from "#db/schema/consents";
import { addresses } from "#db/schema/people";
import { countReach } from "~/features/consents/reach.queries.server";
import {
  chooseByLink,
  chooseInAccount,
  leaveAllByLink,
  leaveAllInAccount,
} from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { holdSubscription } from "~/features/newsletters/subscriptions/hold-subscription.server";
import { listPreferences } from "~/features/newsletters/subscriptions/preferences.queries.server";
import { requestPreferences } from "~/features/newsletters/subscriptions/request-preferences.server";
import { DAY, later, MINUTE } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aNewsletter, anAddress, aReader, ledgerOf, mailsTo, subscriptionOf, suppressionsOf, tokenTo } from "../../support/newsletters";
import { aMember, aPerson, visitor } from "../../support/people";

test("who is signed in with a proven address subscribes at once, and the wording version is kept", async () => {
  const newsletter = await aNewsletter();
  const member = await aMember();

  expect(await chooseInAccount(ctxFor(member), { newsletter: [newsletter.slug], shown: [] })).toEqual({ ok: true });

  const [record] = await ledgerOf(member.personId, newsletter.listId);
  const [wording] = await systemCtxFor().db.select().from(wordings).where(eq(wordings.id, record!.wordingId!));
  expect(record).toMatchObject({ action: "given", actorKind: "person", actorId: member.personId, source: "account" });
  expect(wording).toMatchObject({ slug: "newsletter-account-signup" });
  expect(await mailsTo(member.email)).toEqual([]);
});

test("an account without a proven address changes nothing", async () => {
  const newsletter = await aNewsletter();
  const member = await aMember();
  await systemCtxFor().db.update(addresses).set({ verifiedAt: null }).where(eq(addresses.id, member.addressId));

  expect(await chooseInAccount(ctxFor(member), { newsletter: [newsletter.slug], shown: [] })).toEqual({
    ok: false,
    reason: "no-proven-address",
  });
  expect(await subscriptionOf(member.personId, newsletter.listId)).toBeNull();
});

test("a newsletter of a group cannot be ticked by others", async () => {
  const newsletter = await aNewsletter({ audience: "members" });
  const applicant = await aPerson();

  await chooseInAccount(ctxFor(applicant), { newsletter: [newsletter.slug], shown: [] });

  expect(await subscriptionOf(applicant.personId, newsletter.listId)).toBeNull();
});

test("PMN-20: unticking in the account ends it at once, without a mail", async () => {
  const newsletter = await aNewsletter();
  const member = await aMember();
  await chooseInAccount(ctxFor(member), { newsletter: [newsletter.slug], shown: [] });

  await chooseInAccount(ctxFor(member), { newsletter: [], shown: [newsletter.slug] });

  expect(await countReach(systemCtxFor(), newsletter.listId)).toEqual({ reachable: 0, blocked: [] });
  expect(await suppressionsOf(newsletter.listId)).toHaveLength(1);
  expect(await mailsTo(member.email)).toEqual([]);
});

test("what was subscribed to elsewhere meanwhile is not undone by an older page", async () => {
  const [here, elsewhere] = [await aNewsletter(), await aNewsletter()];
  const member = await aMember();
  await chooseInAccount(ctxFor(member), { newsletter: [elsewhere.slug], shown: [] });

  await chooseInAccount(ctxFor(member), { newsletter: [here.slug], shown: [] });

  expect(await subscriptionOf(member.personId, elsewhere.listId)).toMatchObject({ state: "active" });
});

test("ticking a held newsletter keeps it; leaving everything ends held ones too", async () => {
  const [kept, left] = [await aNewsletter(), await aNewsletter()];
  const member = await aMember();
  await chooseInAccount(ctxFor(member), { newsletter: [kept.slug, left.slug], shown: [] });
  for (const { listId } of [kept, left]) await holdSubscription(ctxFor(visitor), (await subscriptionOf(member.personId, listId))!.id);
  expect((await listPreferences(ctxFor(member), member.personId)).filter(({ state }) => state === "leaving")).toHaveLength(2);

  await chooseInAccount(ctxFor(member), { newsletter: [kept.slug], shown: [] });
  expect(await subscriptionOf(member.personId, kept.listId)).toMatchObject({ state: "active" });

  await leaveAllInAccount(ctxFor(member));
  expect(await subscriptionOf(member.personId, kept.listId)).toMatchObject({ state: "ended" });
  expect(await subscriptionOf(member.personId, left.listId)).toMatchObject({ state: "ended" });
});

test("a link to the preferences is mailed anew once the earlier one has expired, five times a day", async () => {
  const [email, now] = [anAddress(), new Date()];
  const mailsAfter = async (minutes: number) => {
    await requestPreferences(ctxFor(visitor, later(now, minutes * MINUTE)), { email });
    return (await mailsTo(email, "preferences-link")).length;
  };
  for (const [minutes, mails] of [
    [0, 1],
    [59, 1],
    [61, 2],
    [130, 3],
    [200, 4],
    [270, 5],
    [340, 5],
    [1460, 6],
  ] as const)
    expect([minutes, await mailsAfter(minutes)]).toEqual([minutes, mails]);
});

test("a link to the preferences is mailed to any address, once until it was used", async () => {
  const newsletter = await aNewsletter();
  const [reader, stranger] = [await aReader(newsletter), anAddress()];

  for (const email of [reader.email, reader.email, stranger]) await requestPreferences(ctxFor(visitor), { email });
  expect(await mailsTo(reader.email, "preferences-link")).toHaveLength(1);
  expect(await mailsTo(stranger, "preferences-link")).toHaveLength(1);

  await leaveAllByLink(ctxFor(visitor), await tokenTo("manage", reader.email));
  await requestPreferences(ctxFor(visitor), { email: reader.email });
  expect(await mailsTo(reader.email, "preferences-link")).toHaveLength(2);
});

test("behind the link, choices count at once and again until it expires", async () => {
  const [first, second] = [await aNewsletter(), await aNewsletter()];
  const reader = await aReader(first);
  const now = new Date();
  await requestPreferences(ctxFor(visitor, now), { email: reader.email });
  const token = await tokenTo("manage", reader.email);

  await chooseByLink(ctxFor(visitor, now), token, { newsletter: [second.slug], shown: [first.slug] });
  expect(await subscriptionOf(reader.personId, first.listId)).toMatchObject({ state: "ended" });
  expect(await subscriptionOf(reader.personId, second.listId)).toMatchObject({ state: "active" });

  expect(await leaveAllByLink(ctxFor(visitor, later(now, 59 * MINUTE)), token)).toEqual({ ok: true });
  expect(await subscriptionOf(reader.personId, second.listId)).toMatchObject({ state: "ended" });
});

test("after 60 minutes the link does nothing", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  await requestPreferences(ctxFor(visitor, later(new Date(), -60 * MINUTE)), { email: reader.email });

  expect(await leaveAllByLink(ctxFor(visitor), await tokenTo("manage", reader.email))).toEqual({ ok: false, reason: "expired" });
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "active" });
});

test("a newer link closes the older one", async () => {
  const email = anAddress();
  await requestPreferences(ctxFor(visitor, later(new Date(), -DAY - MINUTE)), { email });
  const old = await tokenTo("manage", email);
  await requestPreferences(ctxFor(visitor), { email });

  expect(await leaveAllByLink(ctxFor(visitor), old)).toEqual({ ok: false, reason: "expired" });
});

test("an address that nobody holds begins with a new person when its owner ticks something", async () => {
  const newsletter = await aNewsletter();
  const email = anAddress();
  await requestPreferences(ctxFor(visitor), { email });

  await chooseByLink(ctxFor(visitor), await tokenTo("manage", email), { newsletter: [newsletter.slug], shown: [] });

  expect(await countReach(systemCtxFor(), newsletter.listId)).toMatchObject({ reachable: 1 });
});

test("a member chooses members' newsletters behind the link as well; a stranger is not offered them", async () => {
  const newsletter = await aNewsletter({ audience: "members" });
  const [member, stranger] = [await aMember(), await aPerson()];

  for (const { email } of [member, stranger]) {
    await requestPreferences(ctxFor(visitor), { email });
    await chooseByLink(ctxFor(visitor), await tokenTo("manage", email), { newsletter: [newsletter.slug], shown: [] });
  }

  expect(await subscriptionOf(member.personId, newsletter.listId)).toMatchObject({ state: "active" });
  expect(await subscriptionOf(stranger.personId, newsletter.listId)).toBeNull();
});
