import { describe, expect, test } from "vitest";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { MINUTE } from "~/lib/dates";
import { systemCtxFor } from "../../support/context";
import {
  aKind,
  aMailing,
  aMailingTo,
  aPostOffice,
  aSink,
  aSubscriber,
  drain,
  manySubscribers,
  messagesOf,
  passPauses,
  storedMailing,
  storedMessage,
} from "../../support/mail";
import { aList, aPerson } from "../../support/people";

describe("a link lost while a connection is opened", () => {
  const signedIn = (url: string) => url.replace("//", "//user:secret@");

  test("at AUTH: the drain comes back, and the next one sends", async () => {
    const id = await aMailingTo(3);
    const sink = await aSink({ auth: true, rules: [{ at: "auth", do: "disconnect", times: 1 }] });
    const post = aPostOffice({ url: signedIn(sink.url) });

    await drain(post);
    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-unreachable" });
    await expect.poll(() => post.relay.isPaused()).toBe(false);
    await drain(post);

    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 3 });
  });

  test("at the AUTH of one more connection: its message goes over another", async () => {
    const id = await aMailingTo(30);
    let signIns = 0;
    const script = (at: string) => {
      if (at === "auth") signIns += 1;
      return at === "auth" && signIns === 2 ? ("disconnect" as const) : null;
    };
    const sink = await aSink({ auth: true, script });

    await drain(aPostOffice({ url: signedIn(sink.url) }, { connections: 3 }));

    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 30 });
  });

  test.each(["ehlo", "auth"] as const)("silence at %s ends as any other silence before a message", async (at) => {
    const { personId } = await aPerson();
    const id = await queueMail(systemCtxFor(), aKind(), {}, { personId });
    const sink = await aSink({ auth: true, rules: [{ at, do: "hang", times: 1 }] });
    const post = aPostOffice(
      { url: signedIn(sink.url) },
      { relay: { url: signedIn(sink.url), connections: 2, timeouts: { envelope: 1000 } } },
    );

    await drain(post);
    expect(await storedMessage(id!)).toMatchObject({ state: "pending", attempt: 0 });
    await expect.poll(() => post.relay.isPaused()).toBe(false);
    await drain(post);

    expect(await storedMessage(id!)).toMatchObject({ state: "accepted" });
  });
});

describe("a link that is lost for a recipient each time", () => {
  test("while they are refused is their refusal", async () => {
    const list = await aList();
    await manySubscribers(list, 12, ["one.example", "two.example", "three.example"]);
    const gone = await aSubscriber(list);
    const id = await aMailing(list);
    const sink = await aSink({ rules: [{ at: "rcpt", to: gone.email, do: { drop: "550 5.1.1 User unknown" } }] });

    await drain(aPostOffice(sink));

    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 12, failed: 1 });
    const failed = (await messagesOf(id)).filter(({ state }) => state === "failed");
    expect(failed).toMatchObject([{ toEmail: gone.email, reason: "no-such-mailbox", attempt: 1, smtpCode: 550 }]);
  });

  test.each([
    ["of one domain: it rests", ["poison.example"]],
    ["of several: the relay is left alone for a moment", ["one.poison.example", "two.poison.example", "three.poison.example"]],
  ])("counts as an attempt, and nobody waits behind them: many %s", async (_, domains) => {
    const bad = await aMailingTo(12, domains);
    const sink = await aSink({ rules: domains.map((domain) => ({ at: "rcpt" as const, to: `@${domain}`, do: "disconnect" as const })) });
    const post = aPostOffice(sink, { connections: 5 });
    await drain(post);
    expect((await messagesOf(bad)).filter(({ attempt }) => attempt > 0).length).toBeGreaterThanOrEqual(5);
    const good = await aMailingTo(40, ["fine.example"]);

    for (let round = 0; round < 3; round += 1) {
      await expect.poll(() => post.relay.isPaused()).toBe(false);
      await drain(post);
    }

    expect(await storedMailing(good)).toMatchObject({ state: "finished", accepted: 40 });
    const waiting = await messagesOf(bad);
    expect(waiting.every(({ state, nextAt }) => /pending|deferred/.test(state) && nextAt!.getTime() > Date.now() + 200_000)).toBe(true);
  });
});

test("who is hung up on each time keeps nobody waiting a second time, and waits longer each time, but for a code", async () => {
  const domains = Array.from({ length: 12 }, (_, n) => `hung-${n}.example`);
  const [bad, code] = [await aMailingTo(12, domains), await aPerson({ email: `code-${Date.now()}@hung-0.example` })];
  const security = await queueMail(systemCtxFor(), aKind({ class: "security" }), {}, { personId: code.personId });
  const sink = await aSink({ rules: [{ at: "rcpt", do: "disconnect" }] });
  const post = aPostOffice(sink, { connections: 5 });
  const notTried = async (times: number) => (await messagesOf(bad)).filter(({ attempt }) => attempt < times).length;
  await drain(post);
  expect(await storedMailing(bad)).toMatchObject({ state: "paused", why: "relay-disconnecting" });
  await expect.poll(() => drain(post).then(() => notTried(1))).toBe(0);
  for (const times of [2, 3]) {
    await passPauses();
    await expect.poll(() => post.relay.isPaused()).toBe(false);
    await drain(post);
    expect(await notTried(times)).toBe(0);
    expect(await storedMailing(bad)).toMatchObject({ state: "sending", why: null });
  }
  expect((await messagesOf(bad)).every(({ nextAt }) => nextAt!.getTime() > Date.now() + 45 * MINUTE)).toBe(true);
  expect((await storedMessage(security!)).nextAt!.getTime()).toBeLessThan(Date.now() + 6 * MINUTE);
});

test("a connection that cannot be made ready for the next message is given up, and no other is asked for meanwhile", async () => {
  const list = await aList();
  const refused = await aSubscriber(list);
  await manySubscribers(list, 10, ["one.example", "two.example"]);
  const id = await aMailing(list);
  const sink = await aSink({
    mostConnections: 1,
    rules: [
      { at: "rcpt", to: refused.email, do: "550 5.7.1 no" },
      { at: "rset", do: "hang", times: 1 },
    ],
  });
  const post = aPostOffice(sink, { relay: { url: sink.url, connections: 3, timeouts: { reset: 1000 } } });

  await drain(post);
  await passPauses();
  await drain(post);

  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 10, failed: 1 });
  expect(sink.dialogue().filter((line) => line.startsWith("S: 421")).length).toBeLessThan(10);
});

test.each([
  ["mail", "550 5.7.0 Too many messages in this session"],
  ["rcpt", "452 4.5.3 Too many recipients in this session"],
  ["rcpt", "450 4.7.1 Too many messages on this connection, reconnect"],
  ["rcpt", "550 5.5.3 Too many recipients in this session"],
  ["data", "451 4.3.2 Too many messages in this session"],
] as const)(
  "a server that takes so many messages over one connection, and then says at %s %s, gets the next over a fresh one",
  async (at, answer) => {
    const id = await aMailingTo(23);
    await drain(aPostOffice(await aSink({ mostMails: 5, spent: { at, answer } })));
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 23 });
  },
);
