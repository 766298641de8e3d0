import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addresses } from "#db/schema/people";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { systemCtxFor } from "../../support/context";
import {
  aKind,
  aMailing,
  aPostOffice,
  aSink,
  aSubscriber,
  drain,
  expireLeases,
  messagesOf,
  passPauses,
  storedMailing,
  storedMessage,
} from "../../support/mail";
import { aList, aPerson } from "../../support/people";
import type { SinkRule } from "../../support/smtp-sink";

/** One subscriber, one mailing, and a sink that does what `rules` say to them. */
async function sendTo(rules: SinkRule[], timeouts = {}) {
  const list = await aList();
  const person = await aSubscriber(list);
  const sink = await aSink({ rules });
  const id = await aMailing(list);
  const post = aPostOffice(sink, { relay: { url: sink.url, connections: 2, timeouts } });
  await drain(post);
  const message = async () => (await messagesOf(id))[0]!;
  return { person, sink, id, post, message };
}
const isUndeliverable = async (addressId: string) => {
  const [row] = await systemCtxFor().db.select().from(addresses).where(eq(addresses.id, addressId));
  return row!.undeliverableAt !== null;
};

test("451 is tried again later, and then delivered once, with the same Message-ID", async () => {
  const { sink, post, message, id } = await sendTo([{ at: "rcpt", do: "451 4.7.1 greylisted", times: 1 }]);
  const before = await message();
  expect(before).toMatchObject({ state: "deferred", reason: "temporary", attempt: 1, smtpCode: 451 });
  expect(before.nextAt!.getTime()).toBeGreaterThan(Date.now() + 200_000);

  await drain(post);
  expect(sink.mails()).toEqual([]);
  await passPauses();
  await drain(post);

  expect(sink.mails().map((mail) => mail.messageId)).toEqual([before.messageId]);
  expect(await message()).toMatchObject({ state: "accepted", attempt: 2, queueId: "SINK1234", reason: null });
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 1 });
});

test("550 5.1.1 fails for good and marks the address, not the person", async () => {
  const { person, message } = await sendTo([{ at: "rcpt", do: "550 5.1.1 no such user" }]);
  expect(await message()).toMatchObject({ state: "failed", reason: "no-such-mailbox", smtpCode: 550, smtpStatus: "5.1.1" });
  expect(await isUndeliverable(person.addressId)).toBe(true);
});

test("5.7.x fails, and neither person nor address is touched", async () => {
  const { person, message } = await sendTo([{ at: "dot", do: "550 5.7.1 blocked by policy" }]);
  expect(await message()).toMatchObject({ state: "failed", reason: "policy" });
  expect(await isUndeliverable(person.addressId)).toBe(false);
});

test("a refused message does not disturb the next one on its connection", async () => {
  const list = await aList();
  const people = [await aSubscriber(list), await aSubscriber(list), await aSubscriber(list)];
  const sink = await aSink({ rules: [{ at: "rcpt", to: people[0]!.email, do: "550 5.1.1 no such user" }] });
  const id = await aMailing(list);

  await drain(aPostOffice(sink, { connections: 1 }));

  expect(await storedMailing(id)).toMatchObject({ accepted: 2, failed: 1 });
  expect(sink.dialogue().filter((line) => line.startsWith("C: EHLO"))).toHaveLength(1);
});

describe("the moment of the 354 decides", () => {
  test.each(["mail", "rcpt", "data"] as const)("a link lost at %s, before it, is safe to repeat", async (at) => {
    const { sink, post, message } = await sendTo([{ at, do: "disconnect", times: 1 }]);
    expect(sink.dialogue().filter((line) => line.startsWith("S: 354"))).toHaveLength(0);
    expect(await message()).toMatchObject({ state: "deferred", reason: "no-answer", attempt: 1 });

    await passPauses();
    await drain(post);

    expect(await message()).toMatchObject({ state: "accepted", attempt: 2 });
    expect(sink.mails()).toHaveLength(1);
  });

  test.each(["body", "dot"] as const)("a link lost in the %s, after it, leaves list mail unknown and is not repeated", async (at) => {
    const { sink, post, message, id } = await sendTo([{ at, do: "disconnect", times: 1 }]);
    expect(sink.dialogue().filter((line) => line.startsWith("S: 354"))).toHaveLength(1);

    await passPauses();
    await drain(post);

    expect(await message()).toMatchObject({ state: "unknown", reason: "no-answer" });
    expect(sink.mails()).toHaveLength(at === "dot" ? 1 : 0);
    expect(await storedMailing(id)).toMatchObject({ state: "finished", unknown: 1 });
  });

  test("silence after the dot is unknown too", async () => {
    const { message } = await sendTo([{ at: "dot", do: "hang", times: 1 }], { answer: 3000 });
    expect(await message()).toMatchObject({ state: "unknown", reason: "no-answer" });
  });

  test("silence before the 354 is not", async () => {
    const { message } = await sendTo([{ at: "rcpt", do: "hang", times: 1 }], { envelope: 2000 });
    expect(await message()).toMatchObject({ state: "deferred", reason: "no-answer", attempt: 1 });
  });

  test("an answer that is none is not either, and pauses nothing", async () => {
    const { message, id } = await sendTo([{ at: "rcpt", do: "ERR no such thing", times: 1 }]);
    expect(await message()).toMatchObject({ state: "deferred", reason: "no-answer", attempt: 1 });
    expect(await storedMailing(id)).toMatchObject({ state: "sending", why: null });
  });

  test("other mail is sent again after a lost answer", async () => {
    const person = await aPerson();
    const sink = await aSink({ rules: [{ at: "dot", do: "disconnect", times: 1 }] });
    const id = await queueMail(systemCtxFor(), aKind(), {}, { personId: person.personId });
    const post = aPostOffice(sink);

    await drain(post);
    expect(await storedMessage(id!)).toMatchObject({ state: "deferred", reason: "no-answer" });
    await passPauses();
    await drain(post);

    expect(await storedMessage(id!)).toMatchObject({ state: "accepted" });
    expect(sink.mails().map((mail) => mail.messageId)).toHaveLength(2);
  });
});

describe("a lease that ran out", () => {
  async function leased(state: "leased" | "sending", of: "list" | "service") {
    const list = await aList();
    const person = await aSubscriber(list);
    const ctx = systemCtxFor();
    const sink = await aSink({ rules: [{ at: "rcpt", do: "451 4.7.1 later", times: 1 }] });
    const post = aPostOffice(sink);
    if (of === "list") await aMailing(list);
    else await queueMail(ctx, aKind(), {}, { personId: person.personId });
    await drain(post);
    await ctx.db.execute(
      `update messages set state = '${state}', reason = null, next_at = null, lease_owner = gen_random_uuid(), lease_until = now() + interval '1 hour' where person_id = '${person.personId}'`,
    );
    await drain(post);
    expect(sink.mails()).toEqual([]);
    await expireLeases();
    await drain(post);
    return sink.mails().length;
  }

  test("what had not begun to leave is sent by somebody else", async () => {
    expect(await leased("leased", "list")).toBe(1);
    expect(await leased("leased", "service")).toBe(1);
  });

  test("what was leaving is unknown for a list, and goes again for the rest", async () => {
    expect(await leased("sending", "list")).toBe(0);
    expect(await leased("sending", "service")).toBe(1);
  });
});

test("what has run out of time fails as expired, without an attempt", async () => {
  const { post, message, sink } = await sendTo([{ at: "rcpt", do: "451 4.7.1 later" }]);
  await systemCtxFor().db.execute("update messages set expires_at = now(), attempt = 3 where state = 'deferred'");
  await passPauses();

  await drain(post);

  expect(await message()).toMatchObject({ state: "failed", reason: "expired", attempt: 3 });
  expect(sink.mails()).toEqual([]);
});

test("the last attempt is never later than the end of its time", async () => {
  const { message } = await sendTo([{ at: "rcpt", do: "451 4.7.1 later" }]);
  await systemCtxFor().db.execute("update messages set expires_at = now() + interval '1 minute', next_at = now() where state = 'deferred'");
  const sink = await aSink({ rules: [{ at: "rcpt", do: "451 4.7.1 later" }] });
  await drain(aPostOffice(sink));
  const { nextAt, expiresAt } = await message();
  expect(nextAt).toEqual(expiresAt);
});
