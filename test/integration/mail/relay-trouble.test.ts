import { expect, test } from "vitest";
import { pauseMailing, resumeMailing, stopMailing } from "~/features/mail/steer-mailing.server";
import { ctxFor, systemCtxFor } from "../../support/context";
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
import { freePort } from "../../support/ports";
import { startSink } from "../../support/smtp-sink";

async function aMailingTo(count: number) {
  const list = await aList();
  await manySubscribers(list, count);
  return aMailing(list);
}
const untouched = async (id: string) => (await messagesOf(id)).every((row) => row.state === "pending" && row.attempt === 0);

test("a relay that cannot be reached pauses the mailing, which goes on by itself when it can", async () => {
  const id = await aMailingTo(3);
  const port = await freePort();
  const post = aPostOffice({ url: `smtp://127.0.0.1:${port}` });

  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-unreachable" });
  expect(await untouched(id)).toBe(true);

  const sink = await aSink({ port });
  await new Promise((done) => setTimeout(done, 10));
  await drain(post);

  expect(sink.mails()).toHaveLength(3);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", why: null, accepted: 3 });
});

test("a refused sign-in pauses the mailing and fails nobody", async () => {
  const id = await aMailingTo(2);
  const sink = await aSink({ auth: true, rules: [{ at: "auth", do: "535 5.7.8 no" }] });

  await drain(aPostOffice({ url: sink.url.replace("//", "//user:secret@") }));

  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-sign-in-refused" });
  expect(await untouched(id)).toBe(true);
});

test("a relay that refuses our sender pauses the mailing and fails nobody", async () => {
  const id = await aMailingTo(2);
  const sink = await aSink({ rules: [{ at: "mail", do: "550 5.7.1 not you" }] });
  await drain(aPostOffice(sink));
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-sender-refused" });
  expect(await untouched(id)).toBe(true);
});

test("a throttling relay is left alone, and burns no attempt", async () => {
  const id = await aMailingTo(4);
  const sink = await aSink({ rules: [{ at: "rcpt", do: "421 4.7.0 slow down", times: 1 }] });
  const post = aPostOffice(sink, { connections: 1 });

  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-throttled" });
  expect((await messagesOf(id)).every((row) => row.attempt <= 1 && row.state !== "deferred")).toBe(true);

  await passPauses();
  await new Promise((done) => setTimeout(done, 10));
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 4 });
});

test("a server that allows fewer connections than we would like gets the mail through those", async () => {
  const id = await aMailingTo(20);
  const sink = await aSink({ mostConnections: 2 });
  const post = aPostOffice(sink, { connections: 5 });
  for (let turn = 0; turn < 5; turn += 1) {
    await passPauses();
    await drain(post);
  }
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 20 });
});

test("one connection that hangs does not hold up the others", async () => {
  const list = await aList();
  const slow = await aSubscriber(list);
  await manySubscribers(list, 20);
  const id = await aMailing(list);
  const sink = await aSink({ rules: [{ at: "dot", to: slow.email, do: "hang" }] });

  await drain(aPostOffice(sink, { connections: 2 }));

  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 20, unknown: 1 });
});

test("a connection that ended while it was idle costs no attempt", async () => {
  const port = await freePort();
  const first = await startSink({ port });
  const post = aPostOffice({ url: first.url });
  await aMailingTo(1);
  await drain(post);
  await first.close();
  const second = await aSink({ port });
  const id = await aMailingTo(1);

  await drain(post);

  expect(second.mails()).toHaveLength(1);
  expect(await messagesOf(id)).toMatchObject([{ state: "accepted", attempt: 1 }]);
});

test("a paused mailing sends nothing until it is resumed", async () => {
  const id = await aMailingTo(3);
  const sink = await aSink({ rules: [{ at: "connect", do: { wait: 1 } }] });
  const post = aPostOffice(await aSink({ rules: [{ at: "rcpt", do: "451 4.3.0 later" }] }));
  await drain(post);

  expect(await pauseMailing(systemCtxFor(), id)).toEqual({ ok: true });
  await passPauses();
  await drain(aPostOffice(sink));
  expect(sink.mails()).toEqual([]);
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "by-hand" });

  await resumeMailing(systemCtxFor(), id);
  await drain(aPostOffice(sink));
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 3 });
});

test("a stopped mailing skips whoever was not written to, and keeps its sums", async () => {
  const id = await aMailingTo(3);
  const sink = await aSink({ rules: [{ at: "rcpt", do: "451 4.3.0 later" }] });
  const post = aPostOffice(sink);
  await drain(post);

  expect(await stopMailing(systemCtxFor(), id)).toEqual({ ok: true });
  await drain(post);

  expect(await storedMailing(id)).toMatchObject({ state: "stopped", accepted: 0, skipped: 3, finishedAt: null });
  expect((await messagesOf(id)).map((row) => row.reason)).toEqual(["stopped", "stopped", "stopped"]);
  expect(await resumeMailing(systemCtxFor(), id)).toEqual({ ok: false, reason: "too-late" });
});

test("stopping while mail is leaving halts what was leased ahead", async () => {
  const id = await aMailingTo(40);
  const sink = await aSink({ rules: [{ at: "dot", do: { wait: 100 } }] });
  const draining = drain(aPostOffice(sink, { connections: 1 }));
  while (sink.mails().length < 2) await new Promise((done) => setTimeout(done, 10));

  await stopMailing(systemCtxFor(), id);
  const before = sink.mails().length;
  await draining;

  expect(sink.mails().length).toBeLessThanOrEqual(before + 2);
  expect(await storedMailing(id)).toMatchObject({ state: "stopped", accepted: sink.mails().length, skipped: 40 - sink.mails().length });
});

test("refusals of what we say pause the mailing before everybody gets one", async () => {
  const id = await aMailingTo(200);
  const sink = await aSink({ rules: [{ at: "dot", do: "550 5.7.1 looks like spam" }] });
  await drain(aPostOffice(sink));
  const row = await storedMailing(id);
  expect(row).toMatchObject({ state: "paused", why: "refused" });
  expect((await messagesOf(id)).filter((message) => message.state === "failed").length).toBeLessThan(20);
});

test("a mail that is too large for the relay pauses its mailing at once", async () => {
  const id = await aMailingTo(30);
  const sink = await aSink({ rules: [{ at: "dot", do: "552 5.3.4 too big" }] });
  await drain(aPostOffice(sink));
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "too-large" });
});

test("only senders steer a mailing", async () => {
  const id = await aMailingTo(1);
  const member = ctxFor(await aMember());
  for (const act of [pauseMailing, resumeMailing, stopMailing]) await expect(act(member, id)).rejects.toThrow("not-a-sender");
});
