import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { messages } from "#db/schema/mail/messages";
import { persons } from "#db/schema/people";
import { claimAddress } from "~/features/consents/claim-address.server";
import { endSilentHolds } from "~/features/consents/end-silent-holds.server";
import { countReach } from "~/features/consents/reach.queries.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { confirmCancellation, keepSubscription } from "~/features/newsletters/subscriptions/answer-hold.server";
import { confirmCancellationMail } from "~/features/newsletters/subscriptions/confirm-cancellation.mail.server";
import { holdSubscription } from "~/features/newsletters/subscriptions/hold-subscription.server";
import { unsubscribeAtOnce } from "~/features/newsletters/subscriptions/unsubscribe-at-once.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import { aNewsletter, aReader, ledgerOf, mailsTo, subscriptionOf, suppressionsOf, tokenTo } from "../../support/newsletters";
import { aPerson, visitor } from "../../support/people";

const start = new Date("2026-11-21T10:00:00Z");
const at = (milliseconds: number) => ctxFor(visitor, later(start, milliseconds));

async function aHold() {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter, undefined, later(start, -DAY));
  await holdSubscription(at(0), reader.subscriptionId);
  return { newsletter, reader, token: await tokenTo("hold", reader.email) };
}

test("K1: the button stops sending at once and mails the address, but ends nothing yet", async () => {
  const { newsletter, reader } = await aHold();

  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "held", heldUntil: later(start, 14 * DAY) });
  expect(await countReach(at(0), newsletter.listId)).toEqual({ reachable: 0, blocked: [{ blocker: "held", count: 1 }] });
  expect(await mailsTo(reader.email, "confirm-cancellation")).toHaveLength(1);
  expect(await suppressionsOf(newsletter.listId)).toEqual([]);
});

test("the ledger says that a link, not the person, held it", async () => {
  const { newsletter, reader } = await aHold();

  expect((await ledgerOf(reader.personId, newsletter.listId)).at(-1)).toMatchObject({ action: "held", actorKind: "link" });
});

test("pressing the button again while it is held changes nothing and mails nothing", async () => {
  const { newsletter, reader } = await aHold();

  expect(await holdSubscription(at(HOUR), reader.subscriptionId)).toEqual({ ok: true });

  expect(await ledgerOf(reader.personId, newsletter.listId)).toHaveLength(2);
  expect(await mailsTo(reader.email, "confirm-cancellation")).toHaveLength(1);
});

test("PMN-19: “Confirm cancellation” ends it and writes the address to nobody's list again", async () => {
  const { newsletter, reader, token } = await aHold();

  expect(await confirmCancellation(at(HOUR), token)).toEqual({ ok: true });

  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "ended" });
  expect(await suppressionsOf(newsletter.listId)).toMatchObject([{ reach: "list", reason: "left", liftedAt: null }]);
});

test("PMN-19: “Keep me subscribed” restores it as it was", async () => {
  const { newsletter, reader, token } = await aHold();

  expect(await keepSubscription(at(HOUR), token)).toEqual({ ok: true });

  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "active", heldUntil: null });
  expect(await countReach(at(HOUR), newsletter.listId)).toEqual({ reachable: 1, blocked: [] });
});

test("an answer is given once: the other button does nothing afterwards", async () => {
  const { newsletter, reader, token } = await aHold();
  await keepSubscription(at(HOUR), token);

  expect(await confirmCancellation(at(HOUR), token)).toEqual({ ok: false, reason: "used" });
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "active" });
});

test("K1: 14 days of silence end it, and not a moment before", async () => {
  const { newsletter, reader } = await aHold();

  await endSilentHolds(systemCtxFor(later(start, 14 * DAY - 1)));
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "held" });

  await endSilentHolds(systemCtxFor(later(start, 14 * DAY)));
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "ended" });
  expect((await ledgerOf(reader.personId, newsletter.listId)).at(-1)).toMatchObject({ action: "lapsed", source: "silence" });
  expect(await suppressionsOf(newsletter.listId)).toHaveLength(1);
});

test("K1: silence ends every hold, also behind one whose person has become part of another", async () => {
  const [joined, other] = [await aHold(), await aHold()];
  const { personId: into } = await aPerson();
  await systemCtxFor().db.update(persons).set({ mergedInto: into }).where(eq(persons.id, joined.reader.personId));

  await endSilentHolds(systemCtxFor(later(start, 14 * DAY)));

  expect(await subscriptionOf(other.reader.personId, other.newsletter.listId)).toMatchObject({ state: "ended" });
});

test("K1: silence ends every hold, also behind one that fails; what failed is not passed over", async () => {
  const [broken, other] = [await aHold(), await aHold()];
  // a ledger that refuses one person
  const guard = sql.raw(`check (person_id <> '${broken.reader.personId}' or action <> 'lapsed')`);
  await ownerDb().db.execute(sql`alter table consent_records add constraint refused ${guard}`);

  await expect(endSilentHolds(systemCtxFor(later(start, 14 * DAY)))).rejects.toThrow();

  expect(await subscriptionOf(broken.reader.personId, broken.newsletter.listId)).toMatchObject({ state: "held" });
  expect(await subscriptionOf(other.reader.personId, other.newsletter.listId)).toMatchObject({ state: "ended" });
  await ownerDb().db.execute(sql`alter table consent_records drop constraint refused`);
});

test("K1: a hold whose mailbox its owner adds to their account ends with it, and its link says that it was answered", async () => {
  const { newsletter, reader, token } = await aHold();
  const owner = await aPerson();

  await claimAddress(at(DAY), { personId: owner.personId, canonical: reader.email, source: "account" });

  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "ended", heldUntil: null });
  expect(await subscriptionOf(owner.personId, newsletter.listId)).toBeNull();
  expect(await confirmCancellation(at(2 * DAY), token)).toEqual({ ok: false, reason: "used" });
  expect(await keepSubscription(at(2 * DAY), token)).toEqual({ ok: false, reason: "used" });
});

test.each(["the account", "the mail program"])(
  "K1: a hold that was ended in %s asks nothing any more, also once it has begun again",
  async (where) => {
    const { newsletter, reader, token } = await aHold();
    const { personId } = reader;
    if (where === "the account")
      await changeSubscription(at(HOUR), { personId, listId: newsletter.listId, action: "withdrawn", source: "account" });
    else await unsubscribeAtOnce(at(HOUR), reader.subscriptionId);
    const [mail] = await mailsTo(reader.email, "confirm-cancellation");
    expect(await confirmCancellationMail.stillAllowed(at(HOUR), mail!)).toBe("proof-closed");

    await aReader(newsletter, reader.email, later(start, 2 * DAY));
    expect(await confirmCancellation(at(2 * DAY), token)).toEqual({ ok: false, reason: "used" });
    expect(await subscriptionOf(personId, newsletter.listId)).toMatchObject({ state: "active" });
  },
);

test("K1: silence never resumes: after it “Keep me subscribed” comes too late", async () => {
  const { newsletter, reader, token } = await aHold();
  await endSilentHolds(systemCtxFor(later(start, 14 * DAY)));

  expect(await keepSubscription(at(14 * DAY), token)).toEqual({ ok: false, reason: "expired" });
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "ended" });
});

test("keeping it and the end of silence at the same moment have one outcome, which the ledger tells", async () => {
  const { newsletter, reader, token } = await aHold();
  const moment = 14 * DAY - 1;

  await Promise.all([keepSubscription(at(moment), token), endSilentHolds(systemCtxFor(later(start, 14 * DAY)))]);

  const last = (await ledgerOf(reader.personId, newsletter.listId)).at(-1)!;
  const row = await subscriptionOf(reader.personId, newsletter.listId);
  expect([last.action, row!.state]).toEqual(last.action === "kept" ? ["kept", "active"] : ["lapsed", "ended"]);
});

test("K1: within 24 hours of one confirmation mail a hold counts at once, and its mail waits", async () => {
  const { newsletter, reader, token } = await aHold();
  await keepSubscription(at(HOUR), token);

  await holdSubscription(at(2 * HOUR), reader.subscriptionId);

  expect(await countReach(at(2 * HOUR), newsletter.listId)).toMatchObject({ reachable: 0 });
  const second = (await mailsTo(reader.email, "confirm-cancellation")).at(-1)!;
  const waits = second.nextAt!.getTime() - (await databaseNow()).getTime();
  expect(Math.abs(waits - 22 * HOUR)).toBeLessThan(60_000);
  expect(second.expiresAt > second.nextAt!).toBe(true);
});

test("K1: the 14 days run from the mail that waited", async () => {
  const { newsletter, reader, token } = await aHold();
  await keepSubscription(at(HOUR), token);

  await holdSubscription(at(2 * HOUR), reader.subscriptionId);

  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ heldUntil: later(start, 15 * DAY) });
  await endSilentHolds(systemCtxFor(later(start, 14 * DAY + 2 * HOUR)));
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "held" });
});

test("K1: however often it goes back and forth, two mails leave no nearer than 24 hours", async () => {
  const { reader, token } = await aHold();
  await keepSubscription(at(HOUR), token);
  await holdSubscription(at(2 * HOUR), reader.subscriptionId);
  await keepSubscription(at(3 * HOUR), await tokenTo("hold", reader.email));
  await holdSubscription(at(4 * HOUR), reader.subscriptionId);

  const [, overtaken, waiting] = await mailsTo(reader.email, "confirm-cancellation");
  const told = (message: typeof overtaken) => message!;
  expect(await confirmCancellationMail.stillAllowed(systemCtxFor(later(start, DAY)), told(overtaken))).toBe("proof-closed");
  expect(await confirmCancellationMail.stillAllowed(systemCtxFor(later(start, DAY)), told(waiting))).toBeNull();
});

test("K1: a day after the last mail the next one leaves at once", async () => {
  const { reader, token } = await aHold();
  await keepSubscription(at(HOUR), token);

  await holdSubscription(at(DAY), reader.subscriptionId);

  const [second] = (await mailsTo(reader.email, "confirm-cancellation")).slice(-1);
  expect(second!.nextAt! <= (await databaseNow())).toBe(true);
});

test("a hold of one newsletter leaves the others as they are", async () => {
  const [first, second] = [await aNewsletter(), await aNewsletter()];
  const reader = await aReader(first);
  await aReader(second, reader.email);

  await holdSubscription(ctxFor(visitor), reader.subscriptionId);

  expect(await countReach(systemCtxFor(), first.listId)).toMatchObject({ reachable: 0 });
  expect(await countReach(systemCtxFor(), second.listId)).toMatchObject({ reachable: 1 });
});

test("a link whose subscription is gone holds nothing", async () => {
  expect(await holdSubscription(ctxFor(visitor), "01900000-0000-7000-8000-000000000000")).toEqual({ ok: false, reason: "not-subscribed" });
});

async function databaseNow(): Promise<Date> {
  const [row] = await systemCtxFor().db.execute<{ now: string }>("select now() as now");
  return new Date(row!.now);
}

test("messages of a hold carry ids only", async () => {
  const { reader } = await aHold();

  const [mail] = await systemCtxFor().db.select().from(messages).where(eq(messages.kind, "confirm-cancellation"));
  expect(JSON.stringify(mail!.args)).not.toContain(reader.email);
});
