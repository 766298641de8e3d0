import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { addresses } from "#db/schema/people";
import { claimAddress } from "~/features/consents/claim-address.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { getMailingProgress } from "~/features/mail/mailings/mailing.queries.server";
import { pauseMailing, stopMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import { leaveUnreached, sendAgain } from "~/features/mail/mailings/send-again.server";
import { countReachedNow, countUnreached, lookAtUnreached } from "~/features/mail/mailings/unreached.queries.server";
import { forgetOldMail } from "~/features/mail/messages/forget-old-mail.server";
import { DAY, later } from "~/lib/dates";
import { ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import {
  aMailing,
  aPostOffice,
  aSink,
  aSubscriber,
  drain,
  manySubscribers,
  messagesOf,
  passPauses,
  storedMailing,
} from "../../support/mail";
import { aList, aMember } from "../../support/people";
import type { SinkRule } from "../../support/smtp-sink";

/** A finished mailing to five people, of whom one heard what the rule says. */
async function finished(rule: Omit<SinkRule, "to">) {
  const list = await aList();
  const person = await aSubscriber(list);
  await manySubscribers(list, 4);
  const sink = await aSink({ rules: [{ ...rule, to: person.email }] });
  const id = await aMailing(list);
  const post = aPostOffice(sink);
  await drain(post);
  const finishedAt = async () => (await countUnreached(systemCtxFor(), id)).finishedAt!;
  return { list, person, sink, id, post, finishedAt };
}
const UNKNOWN = { at: "body", do: "disconnect", times: 1 } as const;

test("those of whom nobody knows get it again, nobody else does, and the sums meet", async () => {
  const { person, sink, id, post, finishedAt } = await finished(UNKNOWN);
  expect(await countUnreached(systemCtxFor(), id)).toMatchObject({ groups: [{ group: "unknown", count: 1, isLeft: false }] });
  const before = sink.mails().length;

  expect(await sendAgain(systemCtxFor(), id, { group: "unknown", finishedAt: await finishedAt() })).toEqual({ ok: true, count: 1 });
  expect(await storedMailing(id)).toMatchObject({ state: "sending", accepted: null, finishedAt: null });
  expect(await getMailingProgress(systemCtxFor(), id)).toMatchObject({ accepted: 4, lately: { done: 0 } });
  await drain(post);
  const { lately, startedAt } = await getMailingProgress(systemCtxFor(), id);
  expect([lately.done, lately.since > startedAt]).toEqual([1, true]);

  expect(
    sink
      .mails()
      .slice(before)
      .map((mail) => mail.to),
  ).toEqual([[person.email]]);
  const sent = sink.mails().map((mail) => mail.messageId);
  expect((await messagesOf(id)).map((row) => row.messageId).sort()).toEqual(sent.sort());
  expect(await storedMailing(id)).toMatchObject({ state: "finished", audience: 5, accepted: 5, failed: 0, skipped: 0, unknown: 0 });
});

test("stopped while it was sent again, it is over: who else was not reached can still be sent it", async () => {
  const list = await aList();
  const [lost, refused] = [await aSubscriber(list), await aSubscriber(list)];
  await manySubscribers(list, 3);
  const sink = await aSink({
    rules: [
      { ...UNKNOWN, to: lost.email },
      { at: "dot", do: "550 no", times: 1, to: refused.email },
    ],
  });
  const [id, post, ctx] = [await aMailing(list), aPostOffice(sink), systemCtxFor()];
  await drain(post);
  await sendAgain(ctx, id, { group: "unknown", finishedAt: (await countUnreached(ctx, id)).finishedAt! });
  await pauseMailing(ctx, id);
  expect(await countUnreached(ctx, id)).toEqual({ finishedAt: null, groups: [] });
  await stopMailing(ctx, id);
  await drain(post);

  const { finishedAt, groups } = await countUnreached(ctx, id);
  expect(groups).toEqual([{ group: "failed", count: 1, isLeft: false }]);
  expect(await sendAgain(ctx, id, { group: "failed", finishedAt: finishedAt! })).toEqual({ ok: true, count: 1 });
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 4, skipped: 1, failed: 0 });
});

test("pressed twice, by one or by two, also when it has finished again meanwhile, it goes once", async () => {
  const { sink, id, post, finishedAt } = await finished({ at: "dot", do: "disconnect" });
  const asked = { group: "unknown", finishedAt: await finishedAt() } as const;
  const before = sink.mails().length;

  const both = await Promise.all([sendAgain(systemCtxFor(), id, asked), sendAgain(systemCtxFor(), id, asked)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both).toContainEqual({ ok: false, reason: "not-finished" });
  await drain(post);

  expect(await storedMailing(id)).toMatchObject({ state: "finished", unknown: 1 });
  expect(await sendAgain(systemCtxFor(), id, asked)).toEqual({ ok: false, reason: "changed" });
  await drain(post);
  expect(sink.mails()).toHaveLength(before + 1);
});

test("who has left meanwhile is not sent it again", async () => {
  const { list, person, id, finishedAt } = await finished(UNKNOWN);
  await changeSubscription(systemCtxFor(), { personId: person.personId, listId: list, action: "withdrawn", source: "test" });
  expect(await sendAgain(systemCtxFor(), id, { group: "unknown", finishedAt: await finishedAt() })).toEqual({
    ok: false,
    reason: "nobody",
  });
  expect(await storedMailing(id)).toMatchObject({ state: "finished", unknown: 1 });
});

describe("a reader whose record became part of a member's since", () => {
  /** A finished mailing to readers of whom the first `lost` heard nothing after the text; then all become one with a member. */
  const joined = async ({ readers, lost }: { readers: number; lost: number }) => {
    const list = await aList();
    const people = await Promise.all(Array.from({ length: readers }, () => aSubscriber(list)));
    const sink = await aSink({ rules: people.slice(0, lost).map(({ email }) => ({ ...UNKNOWN, to: email })) });
    const [id, post, ctx] = [await aMailing(list), aPostOffice(sink), systemCtxFor()];
    await drain(post);
    const { personId } = await aMember();
    for (const { email } of people)
      expect(await claimAddress(ctx, { personId, canonical: email, source: "test" })).toMatchObject({ ok: true });
    const before = sink.mails().length;
    const again = async () => {
      const reached = await countReachedNow(ctx, id, "unknown");
      const { finishedAt } = await countUnreached(ctx, id);
      const sent = await sendAgain(ctx, id, { group: "unknown", finishedAt: finishedAt! });
      await drain(post);
      const mails = sink.mails().slice(before);
      return { reached, sent, to: mails.map(({ to }) => to) };
    };
    return { people, id, again };
  };

  test("is sent it again where the mailbox went along", async () => {
    const { people, id, again } = await joined({ readers: 1, lost: 1 });
    const staff = ctxFor(await aMember({ roles: ["newsletter-sender"], secondFactorAt: new Date() }));
    expect(await lookAtUnreached(staff, id, "unknown")).toMatchObject({ rows: [{ blocker: null }] });
    expect(await again()).toEqual({ reached: 1, sent: { ok: true, count: 1 }, to: [[people[0]!.email]] });
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 1, unknown: 0 });
  });

  test("is sent it once where two of them did", async () => {
    const { people, id, again } = await joined({ readers: 2, lost: 2 });
    expect(await again()).toEqual({ reached: 1, sent: { ok: true, count: 1 }, to: [[people[0]!.email]] });
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 1, skipped: 1, unknown: 0 });
  });

  test("is not where another mailbox of theirs has it", async () => {
    const { id, again } = await joined({ readers: 2, lost: 1 });
    expect(await again()).toEqual({ reached: 0, sent: { ok: false, reason: "nobody" }, to: [] });
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 1, unknown: 1 });
  });
});

test("who was refused, or left out for a time, gets it when the cause is gone", async () => {
  const { list, person, sink, id, post, finishedAt } = await finished({ at: "rcpt", do: "550 5.1.1 no such user", times: 1 });
  const { db } = systemCtxFor();
  expect(await sendAgain(systemCtxFor(), id, { group: "failed", finishedAt: await finishedAt() })).toEqual({ ok: false, reason: "nobody" });
  await db.update(addresses).set({ undeliverableAt: null }).where(eq(addresses.id, person.addressId));
  expect(await sendAgain(systemCtxFor(), id, { group: "failed", finishedAt: await finishedAt() })).toEqual({ ok: true, count: 1 });
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 5, failed: 0 });

  await db.update(addresses).set({ undeliverableAt: new Date() }).where(eq(addresses.id, person.addressId));
  const next = await aMailing(list);
  await drain(post);
  const { finishedAt: at, groups } = await countUnreached(systemCtxFor(), next);
  expect(groups).toMatchObject([{ group: "missed", count: 1 }]);
  await db.update(addresses).set({ undeliverableAt: null }).where(eq(addresses.id, person.addressId));
  expect(await sendAgain(systemCtxFor(), next, { group: "missed", finishedAt: at! })).toEqual({ ok: true, count: 1 });
  await drain(post);
  expect(await storedMailing(next)).toMatchObject({ state: "finished", accepted: 5, skipped: 0 });
  expect(sink.mails().filter((mail) => mail.to[0] === person.email)).toHaveLength(2);
});

test("leaving them as they are is a decision, written down once, until it is sent again after all", async () => {
  const { id, finishedAt } = await finished(UNKNOWN);
  const asked = { group: "unknown", finishedAt: await finishedAt() } as const;
  expect(await leaveUnreached(systemCtxFor(), id, asked)).toEqual({ ok: true });
  expect(await leaveUnreached(systemCtxFor(), id, asked)).toEqual({ ok: true });
  expect(await countUnreached(systemCtxFor(), id)).toMatchObject({ groups: [{ isLeft: true }] });

  await sendAgain(systemCtxFor(), id, asked);
  const acts = (await ownerDb().db.select().from(auditEntries).where(eq(auditEntries.objectId, id))).map(({ action }) => action);
  expect(acts).toEqual(["mailing.started", "mailing.left", "mailing.sent-again"]);
  expect((await storedMailing(id)).left).toEqual([]);
});

test("who they are is shown to the sender, masked, with what stands against it, and each of them can see that somebody looked", async () => {
  const { list, person, id } = await finished(UNKNOWN);
  const staff = ctxFor(await aMember({ roles: ["newsletter-sender"], secondFactorAt: new Date() }));
  expect(await lookAtUnreached(staff, id, "unknown")).toMatchObject({ rows: [{ reason: "no-answer", blocker: null }], next: null });
  await changeSubscription(systemCtxFor(), { personId: person.personId, listId: list, action: "withdrawn", source: "test" });
  const { rows } = await lookAtUnreached(staff, id, "unknown");
  expect(rows).toMatchObject([{ blocker: "ended" }]);
  expect(rows[0]!.address).not.toBe(person.email);
  expect(await lookAtUnreached(staff, id, "unknown", rows[0]!.ref)).toEqual({ rows: [], next: null });
  const looks = await ownerDb().db.select().from(auditEntries).where(eq(auditEntries.subjectId, person.personId));
  expect(looks.filter(({ action }) => action === "audience.looked-at")).toHaveLength(2);
});

test("only senders decide, and not about a mailing whose messages have gone", async () => {
  const { id, finishedAt } = await finished(UNKNOWN);
  const asked = { group: "unknown", finishedAt: await finishedAt() } as const;
  const member = ctxFor(await aMember());
  for (const act of [sendAgain, leaveUnreached]) await expect(act(member, id, asked)).rejects.toThrow("not-a-sender");
  await systemCtxFor().db.execute(`delete from messages where mailing_id = '${id}' and state = 'accepted'`);
  expect(await sendAgain(systemCtxFor(), id, asked)).toEqual({ ok: false, reason: "forgotten" });
});

test("its messages are kept as long as it is open, and it meets its sums however late; then they go", async () => {
  const { person, sink, id, post, finishedAt } = await finished({ at: "dot", do: "550 no", times: 1 });
  sink.rules.push({ at: "rcpt", do: "451 4.7.1 Greylisted", times: 1, to: person.email });
  await sendAgain(systemCtxFor(), id, { group: "failed", finishedAt: await finishedAt() });
  await drain(post);
  const longAfter = systemCtxFor(later(new Date(), 400 * DAY));
  await forgetOldMail(longAfter);
  expect(await messagesOf(id)).toHaveLength(5);
  await passPauses();
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", audience: 5, accepted: 5 });
  await forgetOldMail(longAfter);
  expect(await messagesOf(id)).toEqual([]);
});

test("one whose sums can never meet holds up no other, and can be stopped", async () => {
  const { id, post, finishedAt } = await finished(UNKNOWN);
  await sendAgain(systemCtxFor(), id, { group: "unknown", finishedAt: await finishedAt() });
  await systemCtxFor().db.execute(`delete from messages where mailing_id = '${id}' and state = 'accepted'`);
  const list = await aList();
  await manySubscribers(list, 2);
  const next = await aMailing(list);
  await expect(drain(post)).rejects.toThrow();
  expect(await storedMailing(next)).toMatchObject({ state: "finished", accepted: 2 });
  await stopMailing(systemCtxFor(), id);
  await drain(post);
});
