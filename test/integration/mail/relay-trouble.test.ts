import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import { eq, sql } from "drizzle-orm";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { describe, expect, onTestFinished, test } from "vitest";
import { mailings } from "#db/schema/mail/mailings";
import { getMailHealth } from "~/features/mail/log/mail-log.queries.server";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { getMailingProgress } from "~/features/mail/mailings/mailing.queries.server";
import { pauseForRelay } from "~/features/mail/mailings/mailing-states.server";
import { pauseMailing, resumeMailing, stopMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import { sendAgain } from "~/features/mail/mailings/send-again.server";
import { countUnreached } from "~/features/mail/mailings/unreached.queries.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { listRestingDomains, restDomains } from "~/features/mail/transport/domain-rests.server";
import { RELAY_TROUBLE_WORDS } from "~/features/mail/transport/relay-words";
import type { MailClass } from "~/features/mail/types";
import { MINUTE } from "~/lib/dates";
import { makeSignal } from "~/lib/signal";
import { ctxFor, systemCtxFor } from "../../support/context";
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
import { aList, aMember, aPerson } from "../../support/people";
import { freePort } from "../../support/ports";
import { type Sink, startSink } from "../../support/smtp-sink";

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

test("Health says what is wrong with the relay also where only a code waits, and no longer once it takes mail", async () => {
  const { relay: before } = await getMailHealth(systemCtxFor());
  const { personId } = await aPerson();
  await queueMail(systemCtxFor(), aKind(), {}, { personId });
  const port = await freePort();
  const post = aPostOffice({ url: `smtp://127.0.0.1:${port}` });
  await drain(post);
  expect([before, (await getMailHealth(systemCtxFor())).relay?.words]).toEqual([null, RELAY_TROUBLE_WORDS.unreachable]);
  expect(await listRestingDomains(systemCtxFor())).toEqual([]);

  await aSink({ port });
  await new Promise((done) => setTimeout(done, 10));
  await drain(post);
  expect((await getMailHealth(systemCtxFor())).relay).toBeNull();
});

test("Health goes on saying what is wrong with the relay where the issue that waits for it is paused by hand", async () => {
  const id = await aMailingTo(1);
  await drain(aPostOffice({ url: `smtp://127.0.0.1:${await freePort()}` }));
  await pauseMailing(systemCtxFor(), id);

  expect((await getMailHealth(systemCtxFor())).relay?.words).toBe(RELAY_TROUBLE_WORDS.unreachable);
});

describe("while the relay takes no email", () => {
  /** A relay that is away, as the worker has just found out for a code. */
  const awayRelay = async () => {
    const { personId } = await aPerson();
    await queueMail(systemCtxFor(), aKind(), {}, { personId });
    const port = await freePort();
    const post = aPostOffice({ url: `smtp://127.0.0.1:${port}` });
    await drain(post);
    const comesBack = async () => {
      await aSink({ port });
      await new Promise((done) => setTimeout(done, 10));
      await drain(post);
    };
    return { comesBack, post };
  };
  const fill = async (id: string) => {
    await fillMailing(systemCtxFor());
    return id;
  };

  test.each([
    ["started", () => aMailingTo(1), fill],
    [
      "resumed",
      async () => {
        const id = await fill(await aMailingTo(1));
        await pauseMailing(systemCtxFor(), id);
        return id;
      },
      (id: string) => resumeMailing(systemCtxFor(), id),
    ],
    [
      "sent again",
      async () => {
        const id = await aMailingTo(1);
        await drain(aPostOffice(await aSink({ rules: [{ at: "body", do: "disconnect", times: 1 }] })));
        return id;
      },
      async (id: string) => {
        const { finishedAt } = await countUnreached(systemCtxFor(), id);
        await sendAgain(systemCtxFor(), id, { group: "unknown", finishedAt: finishedAt! });
      },
    ],
  ])("a mailing that is %s waits for it, says so, and goes on when it does", async (_, before, act) => {
    const id = await before();
    const { comesBack } = await awayRelay();
    await act(id);
    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-unreachable" });
    await comesBack();
    expect(await storedMailing(id)).toMatchObject({ state: "finished", why: null, accepted: 1 });
  });

  test("one that has nobody left to write to waits for nothing", async () => {
    const written = await aMailingTo(1);
    await drain(aPostOffice(await aSink()));
    await systemCtxFor().db.update(mailings).set({ state: "sending", finishedAt: null, accepted: null }).where(eq(mailings.id, written));
    const { post } = await awayRelay();
    const toNobody = await fill(await aMailing(await aList()));
    await drain(post);
    for (const id of [written, toNobody]) expect(await storedMailing(id)).toMatchObject({ state: "finished", why: null });
  });

  test("one whose last copy another worker had on its way ends with it", async () => {
    const over = makeSignal();
    const sink = await aSink({ rules: [{ at: "dot", do: { wait: over.wait(MINUTE) } }] });
    const [id, byHand] = [await aMailingTo(1), await aMailingTo(0)];
    await fillMailing(systemCtxFor());
    await fillMailing(systemCtxFor());
    await pauseMailing(systemCtxFor(), byHand);
    const drained = drain(aPostOffice(sink));
    await expect.poll(() => sink.mails()).toHaveLength(1);
    await pauseForRelay(systemCtxFor(), "unreachable");
    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-unreachable" });
    over.ring();
    await drained;
    expect(await storedMailing(id)).toMatchObject({ state: "finished", why: null, accepted: 1 });
    expect(await storedMailing(byHand)).toMatchObject({ state: "paused", why: "by-hand" });
  });

  test("its progress says when it is asked next, and when the last copy was taken", async () => {
    const list = await aList();
    const people = [await aSubscriber(list), await aSubscriber(list)];
    const sink = await aSink({ rules: [{ at: "rcpt", to: people[1]!.email, do: "450 4.2.1 later", times: 1 }] });
    const id = await aMailing(list);
    await drain(aPostOffice(sink));
    await passPauses();
    const url = `smtp://127.0.0.1:${await freePort()}`;
    await drain(aPostOffice({ url }, { relay: { url, connections: 2, timeouts: { firstPause: 4 * MINUTE, longestPause: 5 * MINUTE } } }));

    const { relay, lastTakenAt } = await getMailingProgress(systemCtxFor(), id);
    const [taken] = (await messagesOf(id)).filter(({ state }) => state === "accepted");
    expect(lastTakenAt).toEqual(taken!.finalAt);
    const wait = relay!.nextAt.getTime() - Date.now();
    expect([wait > 3 * MINUTE, wait <= 4 * MINUTE]).toEqual([true, true]);
    expect((await getMailHealth(systemCtxFor())).relay).toEqual({
      words: RELAY_TROUBLE_WORDS.unreachable,
      nextAt: relay!.nextAt.toISOString(),
    });
  });
});

test("a refused sign-in pauses the mailing and fails nobody", async () => {
  const id = await aMailingTo(2);
  const sink = await aSink({ auth: true, rules: [{ at: "auth", do: "535 5.7.8 no" }] });

  await drain(aPostOffice({ url: sink.url.replace("//", "//user:secret@") }));

  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-sign-in-refused" });
  expect(await untouched(id)).toBe(true);
});

describe("a password", () => {
  // The same loopback by a name that is not one: to the portal, another host.
  const elsewhere = (port: number) => `smtp://user:secret@[::ffff:127.0.0.1]:${port}`;

  test("is sent to no other host in clear", async () => {
    const id = await aMailingTo(1);
    const sink = await aSink({ auth: true });
    await drain(aPostOffice({ url: elsewhere(sink.port) }));
    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-not-encrypted" });
    expect(sink.dialogue().some((line) => /AUTH [^P]|AUTH PLAIN \S/.test(line) && line.startsWith("C:"))).toBe(false);
    expect(await untouched(id)).toBe(true);
  });

  test("is sent to another host over STARTTLS, once its certificate is trusted", async () => {
    const id = await aMailingTo(1);
    const server = await aTlsServer();
    await drain(aPostOffice({ url: elsewhere(server.port) }));
    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-not-encrypted" });
    expect(server.signIns).toEqual([]);

    await drain(aPostOffice({ url: `${elsewhere(server.port)}/?tls.rejectUnauthorized=false` }));
    expect(server.signIns).toEqual([{ user: "user", isSecure: true }]);
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 1 });
  });

  test("that nobody asks for is a mistake, and no mail leaves without it", async () => {
    const id = await aMailingTo(1);
    const sink = await aSink();
    await drain(aPostOffice({ url: sink.url.replace("//", "//user:secret@") }));
    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-sign-in-not-offered" });
    expect(sink.mails()).toEqual([]);
  });

  test("that is not there needs no certificate: the same server could have offered no encryption at all", async () => {
    const id = await aMailingTo(1);
    const { port } = await aTlsServer({ authOptional: true });
    await drain(aPostOffice({ url: `smtp://[::ffff:127.0.0.1]:${port}` }));
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 1 });
  });

  async function aTlsServer(options: SMTPServerOptions = {}) {
    const signIns: { user: string; isSecure: boolean }[] = [];
    const server = new SMTPServer({
      ...options,
      onAuth(auth, session, done) {
        signIns.push({ user: auth.username!, isSecure: session.secure });
        done(null, { user: auth.username });
      },
      onData(stream, _, done) {
        stream.resume().on("end", () => done(null, "kept"));
      },
    });
    server.on("error", () => {});
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    onTestFinished(() => new Promise<void>((done) => server.close(done)));
    return { signIns, port: (server.server.address() as AddressInfo).port };
  }
});

test("a relay that refuses our sender pauses the mailing and fails nobody", async () => {
  const id = await aMailingTo(2);
  const sink = await aSink({ rules: [{ at: "mail", do: "550 5.7.1 not you" }] });
  await drain(aPostOffice(sink));
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-sender-refused" });
  expect(await untouched(id)).toBe(true);
});

test("mail that cannot be signed waits untried, and nothing else is walked through", async () => {
  const list = await aList();
  await manySubscribers(list, 20);
  const id = await aMailing(list);
  const { privateKey } = generateKeyPairSync("ed25519", {
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const sink = await aSink();

  await drain(aPostOffice(sink, { dkim: { domainName: "example.org", keySelector: "a", privateKey } }));

  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-unsigned" });
  expect(await untouched(id)).toBe(true);
  expect(sink.mails()).toEqual([]);
});

test("a limit that one recipient hears of is theirs: nobody else waits for it, whether it is their mail that asks first or a list's", async () => {
  const list = await aList();
  const limited = await aSubscriber(list);
  await manySubscribers(list, 20);
  const id = await aMailing(list);
  const single = await queueMail(systemCtxFor(), aKind(), {}, { personId: limited.personId });
  const sink = await aSink({ rules: [{ at: "rcpt", to: limited.email, do: "450 4.7.1 recipient rate limit exceeded" }] });

  await drain(aPostOffice(sink));

  expect(await storedMailing(id)).toMatchObject({ state: "sending", why: null });
  expect(sink.mails()).toHaveLength(20);
  expect(await storedMessage(single!)).toMatchObject({ state: "deferred", attempt: 1 });
  expect((await messagesOf(id)).filter((row) => row.state === "deferred")).toMatchObject([{ toEmail: limited.email, attempt: 1 }]);
});

test("the same limit for several recipients in a row is the relay's, which is then left alone", async () => {
  const list = await aList();
  await manySubscribers(list, 40, ["one.example", "two.example", "three.example"]);
  const id = await aMailing(list);
  const sink = await aSink({ rules: [{ at: "rcpt", do: "421 4.7.0 slow down", times: 6 }] });
  const post = aPostOffice(sink, { connections: 1 });

  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-throttled" });
  const asked = (await messagesOf(id)).filter((row) => row.attempt > 0);
  expect(asked.length).toBeLessThanOrEqual(6);
  expect(sink.mails()).toEqual([]);

  await passPauses();
  await new Promise((done) => setTimeout(done, 10));
  await drain(post);
  await passPauses();
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 40 });
});

test("greylisting of everybody is nobody's trouble but theirs", async () => {
  const list = await aList();
  await manySubscribers(list, 30, ["one.example", "two.example"]);
  const id = await aMailing(list);
  const sink = await aSink({ rules: [{ at: "rcpt", do: "450 4.2.0 Recipient address rejected: Greylisted", times: 30 }] });
  const post = aPostOffice(sink);

  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "sending", why: null });
  expect((await messagesOf(id)).every((row) => row.state === "deferred" && row.attempt === 1)).toBe(true);
  await passPauses();
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 30 });
});

describe("a domain that asks for patience", () => {
  const UNUSUAL = "421 4.7.28 Gmail has detected an unusual rate of mail";
  const someDomains = async (count: number) => {
    const list = await aList();
    await manySubscribers(list, count, ["gmail.example", "nhs.example"]);
    return aMailing(list);
  };
  const askedFor = (sink: Sink, domain: string) =>
    sink.dialogue().filter((line) => line.startsWith("C: RCPT") && line.includes(`@${domain}`));

  test("rests: the others there are put off, untried, and the rest of the list gets its mail", async () => {
    const id = await someDomains(40);
    const sink = await aSink({ rules: [{ at: "rcpt", to: "@gmail.example", do: UNUSUAL }] });

    await drain(aPostOffice(sink));

    expect(await storedMailing(id)).toMatchObject({ state: "sending", why: null });
    const rows = await messagesOf(id);
    const there = rows.filter((row) => row.toEmail!.endsWith("@gmail.example"));
    expect(there.filter((row) => row.attempt > 0).length).toBeLessThanOrEqual(2);
    expect(there.every((row) => row.state === (row.attempt ? "deferred" : "pending") && row.nextAt!.getTime() > Date.now() + 200_000)).toBe(
      true,
    );
    expect(rows.filter((row) => row.state === "accepted")).toHaveLength(20);
  });

  test("is asked by no other worker, and by no other mail, until its rest is over", async () => {
    const first = await aSink({ rules: [{ at: "rcpt", to: "@gmail.example", do: UNUSUAL }] });
    await someDomains(10);
    await drain(aPostOffice(first));
    const person = await aPerson({ email: `later-${Date.now()}@gmail.example` });
    const single = await queueMail(systemCtxFor(), aKind(), {}, { personId: person.personId });
    const second = await aSink();
    await drain(aPostOffice(second));

    expect(askedFor(second, "gmail.example")).toEqual([]);
    expect(await storedMessage(single!)).toMatchObject({ state: "pending", attempt: 0 });
    expect(await listRestingDomains(systemCtxFor())).toMatchObject([{ domain: "gmail.example", smtpCode: 421, smtpStatus: "4.7.28" }]);

    await passPauses();
    await drain(aPostOffice(second));
    expect(askedFor(second, "gmail.example")).toHaveLength(6);
    expect(await listRestingDomains(systemCtxFor())).toEqual([]);
  });

  test("holds up no code and no answer about rights", async () => {
    await restDomains(systemCtxFor(), [{ domain: "codes.example", smtpCode: 421, smtpStatus: null }]);
    const { personId } = await aPerson({ email: `code-${Date.now()}@codes.example` });
    const sink = await aSink();
    const queue = (ofClass: MailClass) => queueMail(systemCtxFor(), aKind({ class: ofClass }), {}, { personId });
    const [code, answer, other] = [await queue("security"), await queue("rights"), await queue("service")];
    await drain(aPostOffice(sink));
    expect(await storedMessage(code!)).toMatchObject({ state: "accepted" });
    expect(await storedMessage(answer!)).toMatchObject({ state: "accepted" });
    expect(await storedMessage(other!)).toMatchObject({ state: "pending", attempt: 0 });
  });

  test("rests longer when it asks for it again at once, up to an hour", async () => {
    const { db } = systemCtxFor();
    const lengths: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      await db.execute(sql`update mail_rests set until = now() - interval '1 second'`);
      for (let twice = 0; twice < 2; twice += 1)
        await restDomains(systemCtxFor(), [{ domain: "often.example", smtpCode: 421, smtpStatus: null }]);
      const [row] = await db.execute<{ minutes: number }>(
        sql`select round(extract(epoch from until - now()) / 60)::int as minutes from mail_rests where domain = 'often.example'`,
      );
      lengths.push(row!.minutes);
    }
    expect(lengths).toEqual([5, 10, 20, 40, 60, 60]);
  });

  test("is found out too where its words are everybody's: the same limit, in a row, for one domain alone", async () => {
    const list = await aList();
    await manySubscribers(list, 30, ["nhs.example"]);
    const id = await aMailing(list);
    const sink = await aSink({ rules: [{ at: "rcpt", do: "450 4.7.1 too many messages" }] });

    await drain(aPostOffice(sink));

    expect(await storedMailing(id)).toMatchObject({ state: "sending", why: null });
    expect((await messagesOf(id)).filter((row) => row.attempt > 0).length).toBeLessThanOrEqual(7);
    expect(await listRestingDomains(systemCtxFor())).toMatchObject([{ domain: "nhs.example" }]);
  });
});

test("a link lost while one message is leaving says nothing about the relay, and the message is not the first to ask again", async () => {
  const list = await aList();
  const unlucky = await aSubscriber(list);
  await manySubscribers(list, 20);
  const id = await aMailing(list);
  const sink = await aSink({ rules: [{ at: "rcpt", to: unlucky.email, do: "disconnect" }] });

  await drain(aPostOffice(sink));

  expect(await storedMailing(id)).toMatchObject({ state: "sending", why: null });
  expect(sink.mails()).toHaveLength(20);
  const [waiting] = (await messagesOf(id)).filter((row) => row.state !== "accepted");
  expect(waiting).toMatchObject({ toEmail: unlucky.email, state: "deferred", reason: "no-answer", attempt: 1 });
  expect(waiting!.nextAt!.getTime()).toBeGreaterThan(Date.now() + 200_000);
});

test("a server that allows fewer connections than we would like gets the mail through those", async () => {
  const id = await aMailingTo(20);
  const sink = await aSink({ mostConnections: 2 });

  await drain(aPostOffice(sink, { connections: 5 }));

  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 20 });
});

test("a server that allows more connections later gets them", async () => {
  const options = { mostConnections: 1 };
  const post = aPostOffice(await aSink(options), { connections: 2 });
  const first = await aMailingTo(150);
  await drain(post);
  expect(post.relay.connections).toBe(1);

  options.mostConnections = 2;
  const second = await aMailingTo(150);
  await drain(post);

  expect(post.relay.connections).toBe(2);
  for (const id of [first, second]) expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 150 });
});

test("one connection that hangs does not hold up the others", async () => {
  const list = await aList();
  const slow = await aSubscriber(list);
  await manySubscribers(list, 20);
  const id = await aMailing(list);
  const sink = await aSink({ rules: [{ at: "dot", to: slow.email, do: "hang" }] });

  await drain(aPostOffice(sink, { relay: { url: sink.url, connections: 2, timeouts: { answer: 3000 } } }));

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

test("a mailing that waits for the relay can be paused: it stays so when the relay is well", async () => {
  const id = await aMailingTo(3);
  await drain(aPostOffice(await aSink({ rules: [{ at: "mail", do: "451 4.3.2 later" }] })));
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-throttled" });

  expect(await pauseMailing(systemCtxFor(), id)).toEqual({ ok: true });
  await passPauses();
  const post = aPostOffice(await aSink());
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "by-hand" });

  await resumeMailing(systemCtxFor(), id);
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 3 });
});

test("a mailing that is paused while it is filled goes on with that when it is resumed, and leaves nobody out", async () => {
  const id = await aMailingTo(5);
  await fillMailing(systemCtxFor(), 2);
  expect(await pauseMailing(systemCtxFor(), id)).toEqual({ ok: true });
  const post = aPostOffice(await aSink());
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "by-hand", audience: null });
  expect(await messagesOf(id)).toHaveLength(2);

  await resumeMailing(systemCtxFor(), id);
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", audience: 5, accepted: 5 });
});

describe("a mailing that stood still for longer than its mail lives", () => {
  const passDays = (id: string, span = "64 hours") =>
    systemCtxFor().db.execute(
      sql`update messages set expires_at = expires_at - ${span}::interval, next_at = next_at - ${span}::interval where mailing_id = ${id}::uuid`,
    );

  test.each(["64 hours", "60 days"])("paused by a person, for %s, reaches everybody when it goes on", async (span) => {
    const id = await aMailingTo(4);
    await drain(aPostOffice(await aSink({ rules: [{ at: "mail", do: "451 4.3.2 later" }] })));
    await resumeMailing(systemCtxFor(), id);
    await pauseMailing(systemCtxFor(), id);
    await passDays(id, span);
    await resumeMailing(systemCtxFor(), id);
    await drain(aPostOffice(await aSink()));
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 4 });
  });

  test("waiting for the relay, reaches everybody when that is well; who is put off again is asked three times in all", async () => {
    const list = await aList();
    const never = await aSubscriber(list);
    await manySubscribers(list, 4);
    const id = await aMailing(list);
    await drain(aPostOffice({ url: `smtp://127.0.0.1:${await freePort()}` }));
    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-unreachable" });
    await passDays(id);

    const post = aPostOffice(await aSink({ rules: [{ at: "rcpt", to: never.email, do: "451 4.7.1 greylisted" }] }));
    await drain(post);
    const put = (await messagesOf(id)).filter(({ state }) => state !== "accepted");
    expect(put).toMatchObject([{ toEmail: never.email, state: "deferred", attempt: 1 }]);
    expect(put[0]!.nextAt!.getTime()).toBeGreaterThan(Date.now() + 200_000);
    for (let round = 0; round < 3; round += 1) {
      await passPauses();
      await drain(post);
    }

    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 4, failed: 1 });
    expect((await messagesOf(id)).find(({ toEmail }) => toEmail === never.email)).toMatchObject({ reason: "expired", attempt: 3 });
  });

  test("leaves a domain that asks for patience alone all the same", async () => {
    const id = await aMailingTo(2);
    await drain(aPostOffice({ url: `smtp://127.0.0.1:${await freePort()}` }));
    await passDays(id);
    await restDomains(systemCtxFor(), [{ domain: "test.example", smtpCode: 421, smtpStatus: null }]);
    await drain(aPostOffice(await aSink()));
    const rows = await messagesOf(id);
    expect(rows.every(({ state, nextAt }) => state === "pending" && nextAt!.getTime() > Date.now() + 200_000)).toBe(true);
  });
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

test("a mailing that cannot be put together pauses, fails nobody, and reaches everybody when it can", async () => {
  const id = await aMailingTo(12);
  const { content } = await storedMailing(id);
  const sink = await aSink();
  const post = aPostOffice(sink);
  await systemCtxFor()
    .db.update(mailings)
    .set({ content: { subject: 1 } })
    .where(eq(mailings.id, id));
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "build-failed" });
  expect(await untouched(id)).toBe(true);

  await systemCtxFor().db.update(mailings).set({ content }).where(eq(mailings.id, id));
  await resumeMailing(systemCtxFor(), id);
  await drain(post);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 12 });
});

test("a mail that is too large for the relay pauses its mailing after a few", async () => {
  const id = await aMailingTo(300);
  const sink = await aSink({ rules: [{ at: "dot", do: "552 5.3.4 too big" }] });
  await drain(aPostOffice(sink));
  expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "too-large" });
  expect((await messagesOf(id)).filter((message) => message.state === "failed").length).toBeLessThan(10);
});

test.each(["552 Requested mail action aborted: exceeded storage allocation", "552 5.3.4 message too large for this recipient"])(
  "one mailbox that answers “%s” pauses nothing",
  async (answer) => {
    const list = await aList();
    const full = await aSubscriber(list);
    await manySubscribers(list, 20);
    const id = await aMailing(list);
    await drain(aPostOffice(await aSink({ rules: [{ at: "rcpt", to: full.email, do: answer }] })));
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 20, failed: 1 });
  },
);

describe("refused for good", () => {
  const UNKNOWN = "550 5.1.1 Recipient address rejected: User unknown in relay recipient table";
  const OTHERS = ["one.example", "two.example", "three.example"];
  const aMailingAt = async (domains: string[], count: number) => {
    const list = await aList();
    await manySubscribers(list, count, domains);
    return { id: await aMailing(list), list };
  };
  const fill = async () => {
    while (await fillMailing(systemCtxFor()));
  };
  const marked = async (id: string) => {
    const rows = await systemCtxFor().db.execute<{ count: number }>(sql`
      select count(*)::int as count from messages m join addresses a on a.id = m.address_id
      where m.mailing_id = ${id}::uuid and a.undeliverable_at is not null`);
    return rows[0]!.count;
  };
  const failed = async (id: string) => (await messagesOf(id)).filter(({ state }) => state === "failed").length;

  test("everybody at once: the mailing pauses, and nobody's mailbox is taken for gone", async () => {
    const { id } = await aMailingAt(OTHERS, 60);
    await drain(aPostOffice(await aSink({ rules: [{ at: "rcpt", do: UNKNOWN }] })));

    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "refused" });
    expect(await failed(id)).toBeLessThan(15);
    expect(await marked(id)).toBe(0);
  });

  test("from some moment on: it pauses, and only who was refused before that moment is marked", async () => {
    const { id } = await aMailingAt(OTHERS, 60);
    let asked = 0;
    const sink = await aSink({
      script(at) {
        if (at !== "rcpt") return null;
        asked += 1;
        return asked === 5 || asked > 30 ? UNKNOWN : null;
      },
    });
    await drain(aPostOffice(sink, { connections: 1 }));

    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "refused" });
    expect(await failed(id)).toBe(11);
    expect(await marked(id)).toBe(1);
  });

  test("by one domain of several: its people fail, everybody else gets it", async () => {
    const { id } = await aMailingAt(["strict.example", ...OTHERS], 80);
    await drain(aPostOffice(await aSink({ rules: [{ at: "dot", to: "@strict.example", do: "550 5.7.1 looks like spam" }] })));
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 60, failed: 20 });
  });

  test.each([
    ["by the domain whose turn comes first", "@strict.example", 20, "550 5.7.1 looks like spam"],
    ["by that domain, to which it is too large", "@strict.example", 20, "552 5.3.4 too big"],
    ["by the first two, to whom it is too large", "", 2, "552 5.3.4 too big"],
  ])("%s, before anybody has it: those fail, everybody else gets it", async (_, to, times, answer) => {
    const { id } = await aMailingAt(to ? ["strict.example", ...OTHERS] : Array.from({ length: 80 }, (_, n) => `p${n}.example`), 80);
    await fill();
    await systemCtxFor().db.execute(sql`
      update messages set next_at = next_at - interval '1 hour' where mailing_id = ${id}::uuid and address_id in (
        select id from addresses where canonical like ${`%${to}`})`);
    await drain(aPostOffice(await aSink({ rules: [{ at: "dot", ...(to ? { to } : {}), do: answer, times }] }), { connections: 1 }));
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 80 - times, failed: times });
  });

  test("by one domain and one other recipient: its people fail, everybody else gets it", async () => {
    const { id } = await aMailingAt(["strict.example", ...Array.from({ length: 9 }, (_, n) => `p${n}.example`)], 400);
    await fill();
    const [other] = await systemCtxFor().db.execute<{ canonical: string }>(sql`
      select canonical from addresses a join messages m on m.address_id = a.id
      where m.mailing_id = ${id}::uuid and canonical like '%@p4.example' limit 1`);
    const rules = ["@strict.example", other!.canonical].map((to) => ({ at: "dot" as const, to, do: "550 5.7.1 blocked by policy" }));
    await drain(aPostOffice(await aSink({ rules, keepRaw: false }), { connections: 4 }));
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 359, failed: 41 });
  });

  test("by one domain that knows none of its people any more: they fail, and none of them is marked", async () => {
    const { id } = await aMailingAt(["lost.example", ...OTHERS], 80);
    const sink = await aSink({
      script: (at, to) => (at === "rcpt" && (to.endsWith("@lost.example") || /^many[12]-/.test(to)) ? UNKNOWN : null),
    });
    await drain(aPostOffice(sink));
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 58, failed: 22 });
    expect(await marked(id)).toBe(2);
  });

  test("after they were put off, where others got it: those are gone, one by one, and nothing pauses", async () => {
    const { id } = await aMailingAt(OTHERS, 90);
    const isDead = (to: string) => /^many([1-9]|1\d|2[0-7])-/.test(to);
    const asked = new Set<string>();
    const sink = await aSink({
      script(at, to) {
        if (at !== "rcpt" || !isDead(to)) return null;
        const again = asked.has(to);
        asked.add(to);
        return again ? UNKNOWN : "451 4.7.1 Greylisted";
      },
    });
    const post = aPostOffice(sink);
    await drain(post);
    await passPauses();
    await drain(post);
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 63, failed: 27 });
    expect(await marked(id)).toBe(27);
  });

  test("by several domains of several, with others that take it: it pauses", async () => {
    const { id } = await aMailingAt(
      Array.from({ length: 10 }, (_, n) => `p${n}.example`),
      400,
    );
    const rules = [0, 1, 2].map((n) => ({ at: "dot" as const, to: `@p${n}.example`, do: "550 5.7.1 blocked by policy" }));
    await drain(aPostOffice(await aSink({ rules, keepRaw: false }), { connections: 4 }));
    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "refused" });
    expect(await failed(id)).toBeLessThan(40);
  });

  test.each(["main.example", "one.example"])(
    "by the domain where half of the list is, with others in between: it pauses: %s",
    async (at) => {
      const { id } = await aMailingAt(["main.example", "one.example"], 80);
      await fill();
      // one of each after the other: no five in a row
      await systemCtxFor().db.execute(sql`
      update messages m set next_at = now() - make_interval(mins => 200 - 2 * place.n::int - (place.domain = 'main.example')::int)
      from (select w.id, domain, row_number() over (partition by domain order by w.id) as n
            from messages w join addresses a on a.id = w.address_id cross join split_part(a.canonical, '@', 2) as domain
            where w.mailing_id = ${id}::uuid) place where place.id = m.id`);
      const rules = [{ at: "dot" as const, to: `@${at}`, do: "550 5.7.1 blocked by policy" }];
      await drain(aPostOffice(await aSink({ rules, keepRaw: false }), { connections: 1 }));
      expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "refused" });
      expect(await failed(id)).toBe(5);
    },
  );

  test("after it was resumed only what is heard from then on counts", async () => {
    const { id } = await aMailingAt(OTHERS, 60);
    const sink = await aSink({ rules: [{ at: "dot", do: "550 5.7.1 looks like spam" }] });
    const post = aPostOffice(sink, { connections: 1 });
    await drain(post);
    const before = await failed(id);
    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "refused" });

    sink.rules.splice(0, 1, { at: "dot", do: "550 5.7.1 looks like spam", times: 2 });
    await resumeMailing(systemCtxFor(), id);
    await drain(post);

    expect(await storedMailing(id)).toMatchObject({ state: "finished", failed: before + 2, accepted: 58 - before });
  });
});

test("only senders steer a mailing", async () => {
  const id = await aMailingTo(1);
  const member = ctxFor(await aMember());
  for (const act of [pauseMailing, resumeMailing, stopMailing]) await expect(act(member, id)).rejects.toThrow("not-a-sender");
});
