import { setTimeout } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { subscriptions, suppressions } from "#db/schema/consents";
import { addresses, persons } from "#db/schema/people";
import { claimAddress } from "~/features/consents/claim-address.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { getMailingProgress } from "~/features/mail/mailings/mailing.queries.server";
import { pauseMailing, resumeMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import { startMailing } from "~/features/mail/mailings/start-mailing.server";
import { readUnsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { forgetOldMail } from "~/features/mail/messages/forget-old-mail.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { addProvenAddress } from "~/features/people/persons.server";
import { DAY, later, MINUTE } from "~/lib/dates";
import { makeSignal } from "~/lib/signal";
import { writingKeyId } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, ownerDb, systemCtxFor } from "../../support/context";
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
  someContent,
  storedMailing,
  storedMessage,
} from "../../support/mail";
import { aList, aMember, aPerson } from "../../support/people";
import type { SinkOptions } from "../../support/smtp-sink";

const fill = async () => {
  while (await fillMailing(systemCtxFor()));
};

test("who is not a sender starts no mailing", async () => {
  const list = await aList();
  await expect(startMailing(ctxFor(await aMember()), { listId: list, kind: "issue", content: someContent() })).rejects.toThrow(
    "not-a-sender",
  );
});

test("everybody whom the list reaches gets one mail, and the sums are stored", async () => {
  const list = await aList();
  const people = [await aSubscriber(list), await aSubscriber(list), await aSubscriber(list)];
  const sink = await aSink();
  const id = await aMailing(list);

  await drain(aPostOffice(sink));

  expect(
    sink
      .mails()
      .flatMap((mail) => mail.to)
      .sort(),
  ).toEqual(people.map((person) => person.email).sort());
  expect(await storedMailing(id)).toMatchObject({ state: "finished", audience: 3, accepted: 3, failed: 0, skipped: 0, unknown: 0 });
});

test("a second drain sends nothing again", async () => {
  const list = await aList();
  await aSubscriber(list);
  const sink = await aSink();
  await aMailing(list);
  const post = aPostOffice(sink);

  await drain(post);
  await Promise.all([drain(post), drain(aPostOffice(sink))]);

  expect(sink.mails()).toHaveLength(1);
});

test("a drain that is asked for while one runs holds nobody up, and what was queued for it leaves", async () => {
  const sink = await aSink({ rules: [{ at: "dot", do: "hang", times: 1 }] });
  const list = await aList();
  await aSubscriber(list);
  const first = await aMailing(list);
  const post = aPostOffice(sink, { relay: { url: sink.url, connections: 2, timeouts: { answer: 3000 } } });
  const running = drain(post);
  await expect.poll(() => sink.mails()).toHaveLength(1);

  const second = await aMailing(list);
  await drain(post);
  expect((await messagesOf(first))[0]).toMatchObject({ state: "sending" });
  await running;

  expect(await storedMailing(first)).toMatchObject({ state: "finished", unknown: 1 });
  expect(await storedMailing(second)).toMatchObject({ state: "finished", accepted: 1 });
});

test("two workers at once send everything once", async () => {
  const list = await aList();
  await manySubscribers(list, 300);
  const sink = await aSink();
  const id = await aMailing(list);
  await fill();

  await Promise.all([drain(aPostOffice(sink, { connections: 4 })), drain(aPostOffice(sink, { connections: 4 }))]);

  expect(new Set(sink.mails().map((mail) => mail.messageId)).size).toBe(300);
  expect(sink.mails()).toHaveLength(300);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 300 });
});

test("a list without anybody finishes at once", async () => {
  const id = await aMailing(await aList());
  await drain(aPostOffice(await aSink()));
  expect(await storedMailing(id)).toMatchObject({ state: "finished", audience: 0, accepted: 0 });
});

test("filling leaves nobody out: who cannot be reached is skipped with the reason", async () => {
  const list = await aList({ audience: "members" });
  const reached = await aSubscriber(list, { roles: ["member"] });
  await aSubscriber(list);
  const { db } = systemCtxFor();
  const bounced = await aSubscriber(list, { roles: ["member"] });
  await db.update(addresses).set({ undeliverableAt: new Date() }).where(eq(addresses.id, bounced.addressId));
  const restricted = await aSubscriber(list, { roles: ["member"] });
  await db.update(persons).set({ restrictedAt: new Date(), restrictedWhy: "test" }).where(eq(persons.id, restricted.personId));
  const id = await aMailing(list);

  await fill();

  const rows = await messagesOf(id);
  const told = rows.map((row) => [row.addressId === reached.addressId, row.state, row.reason].join(" ")).sort();
  expect(told).toEqual(
    ["false skipped not-in-audience", "false skipped restricted", "false skipped undeliverable", "true pending "].sort(),
  );
  expect(await storedMailing(id)).toMatchObject({ state: "sending", audience: 4 });
});

test("a fill that died between two chunks goes on where it was", async () => {
  const list = await aList();
  await manySubscribers(list, 5);
  const id = await aMailing(list);

  await fillMailing(systemCtxFor(), 3);
  expect(await messagesOf(id)).toHaveLength(3);
  // what its brakes ask of the first copy on
  expect(await storedMailing(id)).toMatchObject({ state: "filling", audience: null, mainDomain: "test.example" });
  await fill();

  expect(await storedMailing(id)).toMatchObject({ state: "sending", audience: 5 });
  expect(new Set((await messagesOf(id)).map((row) => row.personId)).size).toBe(5);
});

test("who leaves after the start and before their turn is skipped", async () => {
  const list = await aList();
  const leaver = await aSubscriber(list);
  const held = await aSubscriber(list);
  const id = await aMailing(list);
  await fill();
  const ctx = systemCtxFor();
  await changeSubscription(ctx, { personId: leaver.personId, listId: list, action: "withdrawn", source: "test" });
  await changeSubscription(ctx, {
    personId: held.personId,
    listId: list,
    action: "held",
    until: new Date(Date.now() + 14 * DAY),
    source: "test",
  });
  const sink = await aSink();

  await drain(aPostOffice(sink));

  expect(sink.mails()).toEqual([]);
  expect((await messagesOf(id)).map((row) => row.reason).sort()).toEqual(["ended", "held"]);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", skipped: 2 });
});

test.each([
  ["who does not get it yet", false],
  ["who gets it already", true],
])("a reader whose record became part of that of somebody %s gets it once", async (_, getsIt) => {
  const list = await aList();
  const reader = await aSubscriber(list);
  const { personId, email } = getsIt ? await aSubscriber(list, { roles: ["member"] }) : await aMember();
  const id = await aMailing(list);
  await fill();
  const claimed = await claimAddress(systemCtxFor(), { personId, canonical: reader.email, source: "test" });
  expect(claimed.ok).toBe(true);
  const sink = await aSink();

  await drain(aPostOffice(sink));

  expect(sink.mails().map(({ to }) => to)).toEqual([[getsIt ? email : reader.email]]);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 1, skipped: getsIt ? 1 : 0 });
  if (getsIt) return;
  const [, token] = /one-click\/([\w-]+)>/.exec(sink.mails()[0]!.raw)!;
  const [goesOn] = await systemCtxFor().db.select().from(subscriptions).where(eq(subscriptions.personId, personId));
  expect(readUnsubscribeToken("one-click", token!)).toBe(goesOn!.id);
});

describe("two readers whose records became part of one member's", () => {
  const joining = async (isOnIt = false) => {
    const list = await aList();
    const readers = [await aSubscriber(list), await aSubscriber(list)] as const;
    const member = isOnIt ? await aSubscriber(list, { roles: ["member"] }) : await aMember();
    const id = await aMailing(list);
    // one by one, so that the copies are made in the order of the people
    while (await fillMailing(systemCtxFor(), 1)) await setTimeout(2);
    const join = async (...joined: { email: string }[]) => {
      for (const { email } of joined)
        expect(await claimAddress(systemCtxFor(), { personId: member.personId, canonical: email, source: "test" })).toMatchObject({
          ok: true,
        });
    };
    const states = async () => (await messagesOf(id)).map(({ state, reason }) => [state, reason].filter(Boolean).join(" ")).sort();
    return { list, readers, member, id, join, states };
  };
  /** Leaves the other people of a mailing waiting for an hour. */
  const onlyTo = (id: string, { personId }: { personId: string }) =>
    systemCtxFor().db.execute(
      sql`update messages set next_at = now() + interval '1 hour' where mailing_id = ${id}::uuid and person_id <> ${personId}::uuid`,
    );

  test("get it once where both still waited, and nothing else is kept waiting", async () => {
    const { readers, id, join, states } = await joining();
    await join(...readers);
    const { personId } = await aPerson();
    const code = await queueMail(systemCtxFor(), aKind({ class: "security" }), {}, { personId });
    const sink = await aSink();
    await drain(aPostOffice(sink, { connections: 5 }));
    expect(sink.mails().filter(({ to }) => readers.some(({ email }) => to[0] === email))).toHaveLength(1);
    expect([(await storedMessage(code!)).state, await states()]).toEqual(["accepted", ["accepted", "skipped ended"]]);
    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 1, skipped: 1 });
  });

  test.each([
    ["waited for it too", false],
    ["waited for it too, and has it sent elsewhere since", true],
  ])("get it once where the member %s", async (_, isMoved) => {
    const { list, readers, member, join, states } = await joining(true);
    await join(...readers);
    const { db } = systemCtxFor();
    const [moved] = await db
      .select()
      .from(addresses)
      .where(and(eq(addresses.personId, member.personId), eq(addresses.canonical, readers[1].email)));
    if (isMoved)
      await db
        .update(subscriptions)
        .set({ addressId: moved!.id })
        .where(and(eq(subscriptions.personId, member.personId), eq(subscriptions.listId, list)));
    const sink = await aSink();
    await drain(aPostOffice(sink, { connections: 5 }));
    expect(sink.mails().map(({ to }) => to)).toEqual([[isMoved ? readers[1].email : member.email]]);
    expect(await states()).toEqual(["accepted", "skipped ended", "skipped ended"]);
  });

  test.each([
    ["one of them has had it", false, [0, 1]],
    ["one of them has had it, and the other's mailbox is joined first", false, [1, 0]],
    ["one of them has had it, and the member waits for a copy too", true, [0, 1]],
  ] as const)("get no second one where %s", async (_, isOnIt, order) => {
    const { readers, id, join, states } = await joining(isOnIt);
    const sink = await aSink();
    await onlyTo(id, readers[0]);
    await drain(aPostOffice(sink));
    await join(...order.map((index) => readers[index]!));
    await passPauses();
    await drain(aPostOffice(sink));
    expect(sink.mails().map(({ to }) => to)).toEqual([[readers[0].email]]);
    expect(await states()).toEqual(["accepted", ...Array(isOnIt ? 2 : 1).fill("skipped ended")]);
  });

  test.each([
    ["is refused", "failed no-such-mailbox"],
    ["may not go", "skipped paused"],
  ])("where the copy %s, the other goes nowhere", async (_, ends) => {
    const { list, readers, member, id, join, states } = await joining();
    const sink = await aSink({ rules: [{ at: "rcpt", do: "550 5.1.1 no such user" }] });
    await join(readers[0]);
    if (ends.startsWith("skipped"))
      await changeSubscription(systemCtxFor(), {
        personId: member.personId,
        listId: list,
        action: "paused",
        until: later(new Date(), DAY),
        source: "test",
      });
    await onlyTo(id, readers[0]);
    await drain(aPostOffice(sink));
    await join(readers[1]);
    await passPauses();
    await drain(aPostOffice(sink));
    expect(await states()).toEqual([ends, "skipped ended"].sort());
    expect(await storedMailing(id)).toMatchObject({ state: "finished" });
  });

  test("get the one that waits for another try there, whichever was made first", async () => {
    const { readers, id, join, states } = await joining();
    const sink = await aSink({ rules: [{ at: "rcpt", do: "451 4.2.1 later", times: 1 }] });
    await join(readers[1]);
    await onlyTo(id, readers[1]);
    await drain(aPostOffice(sink));
    await join(readers[0]);
    await passPauses();
    await drain(aPostOffice(sink, { connections: 5 }));
    expect(sink.mails().map(({ to }) => to)).toEqual([[readers[1].email]]);
    expect(await states()).toEqual(["accepted", "skipped ended"]);
  });
});

test("a mailing whose copies cannot be claimed keeps nothing else waiting", async () => {
  const list = await aList();
  const [moved, other] = [await aSubscriber(list), await aSubscriber(list)];
  const broken = await aMailing(list);
  const fine = await aMailingTo(2);
  await fill();
  const { db } = systemCtxFor();
  const canonical = `moved-${Date.now()}@test.example`;
  const addressId = await addProvenAddress(systemCtxFor(), { personId: moved.personId, canonical, source: "test" });
  await db.update(subscriptions).set({ addressId }).where(eq(subscriptions.id, moved.subscriptionId));
  // no rule allows this: two people's copies to one address
  await db.execute(sql`update messages set address_id = ${addressId}::uuid, next_at = now() + interval '1 hour'
    where mailing_id = ${broken}::uuid and person_id = ${other.personId}::uuid`);
  const code = await queueMail(systemCtxFor(), aKind({ class: "security" }), {}, { personId: (await aPerson()).personId });

  await drain(aPostOffice(await aSink()));

  expect((await storedMessage(code!)).state).toBe("accepted");
  expect(await storedMailing(fine)).toMatchObject({ state: "finished", accepted: 2 });
  expect((await messagesOf(broken)).map(({ state }) => state)).toEqual(["pending", "pending"]);
});

test("E3: who leaves while what is leased ahead waits for a slow relay gets nothing, and a code overtakes it", async () => {
  const list = await aList();
  await manySubscribers(list, 8);
  const id = await aMailing(list);
  const over = makeSignal();
  const slow = over.wait(10 * MINUTE);
  const sink = await aSink({ rules: [{ at: "dot", do: { wait: slow }, times: 2 }] });
  const post = aPostOffice(sink, { connections: 2 });
  const drained = drain(post);
  const inState = async (state: string) => (await messagesOf(id)).filter((row) => row.state === state);
  await expect.poll(() => sink.mails().length).toBe(2);
  await expect.poll(async () => (await inState("leased")).length).toBeGreaterThan(0);
  const leavers = await inState("leased");
  for (const { personId } of leavers)
    await changeSubscription(systemCtxFor(), { personId: personId!, listId: list, action: "withdrawn", source: "test" });
  const { personId } = await aPerson({ email: `code-${Date.now()}@test.example` });
  const code = await queueMail(systemCtxFor(), aKind({ class: "security" }), {}, { personId });
  await drain(post);
  await setTimeout(2500);
  over.ring();
  await drained;

  const reached = (await inState("accepted")).map(({ toEmail }) => toEmail);
  expect(reached).toHaveLength(8 - leavers.length);
  expect(sink.mails().filter(({ to }) => leavers.some(({ toEmail }) => to[0] === toEmail))).toEqual([]);
  const { messageId } = await storedMessage(code!);
  expect(sink.mails().findIndex((mail) => mail.messageId === messageId)).toBeLessThan(4);
});

describe("a code, while every connection waits for an answer to the list's mail", () => {
  const silentRelay = async (more: SinkOptions) => {
    const list = await aList();
    await manySubscribers(list, 8);
    await aMailing(list);
    await fill();
    const over = makeSignal();
    const sink = await aSink({ ...more, rules: [{ at: "dot", do: { wait: over.wait(10 * MINUTE) }, times: 2 }] });
    const post = aPostOffice(sink, { connections: 2 });
    const drained = drain(post);
    await expect.poll(() => sink.mails().length).toBe(2);
    const { personId } = await aPerson();
    const service = await queueMail(systemCtxFor(), aKind(), {}, { personId });
    const code = await queueMail(systemCtxFor(), aKind({ class: "security" }), {}, { personId });
    await drain(post);
    const stateOf = async (id: string | null) => (await storedMessage(id!)).state;
    const ends = async () => {
      over.ring();
      await drained;
      expect(await Promise.all([code, service].map(stateOf))).toEqual(["accepted", "accepted"]);
    };
    const opened = () => sink.dialogue().filter((line) => line === "S: 220 sink ESMTP").length;
    return { sink, code, service, stateOf, ends, opened };
  };

  test("goes over one more, and nothing else does", { timeout: 20_000 }, async () => {
    const { sink, code, service, stateOf, ends, opened } = await silentRelay({});
    await expect.poll(() => stateOf(code), { timeout: 8000 }).toBe("accepted");
    expect([sink.mails().length, opened(), await stateOf(service)]).toEqual([3, 3, "leased"]);
    await ends();
    expect(opened()).toBe(3);
  });

  test("waits for one of them where the relay allows no more, and does not ask again and again", { timeout: 20_000 }, async () => {
    const { sink, code, stateOf, ends } = await silentRelay({ mostConnections: 2 });
    const refused = () => sink.dialogue().filter((line) => line.startsWith("S: 421")).length;
    await expect.poll(refused, { timeout: 8000 }).toBe(1);
    await setTimeout(3000);
    expect([refused(), ["pending", "leased"].includes(await stateOf(code))]).toEqual([1, true]);
    await ends();
  });
});

test("E9: a suppression that came after the fill is heard at the lease", async () => {
  const list = await aList();
  const person = await aSubscriber(list);
  const id = await aMailing(list);
  await fill();
  const { db } = systemCtxFor();
  const [address] = await db.select().from(addresses).where(eq(addresses.id, person.addressId));
  await db
    .insert(suppressions)
    .values({ keyId: writingKeyId(), hash: address!.hashes[0]!, reach: "marketing", reason: "objection", createdAt: new Date() });
  const sink = await aSink();

  await drain(aPostOffice(sink));

  expect(sink.mails()).toEqual([]);
  expect(await messagesOf(id)).toMatchObject([{ state: "skipped", reason: "suppressed" }]);
});

test("who moved the subscription to another address gets it there", async () => {
  const list = await aList();
  const person = await aSubscriber(list);
  const id = await aMailing(list);
  await fill();
  const ctx = systemCtxFor();
  const moved = await addProvenAddress(ctx, { personId: person.personId, canonical: "moved@test.example", source: "test" });
  await ctx.db.update(subscriptions).set({ addressId: moved }).where(eq(subscriptions.id, person.subscriptionId));
  const sink = await aSink();

  await drain(aPostOffice(sink));

  expect(sink.mails().map((mail) => mail.to)).toEqual([["moved@test.example"]]);
  expect(await messagesOf(id)).toMatchObject([{ addressId: moved, toEmail: "moved@test.example", state: "accepted" }]);
});

test("E1: an issue carries the headers of a list, and its own two ways to leave", async () => {
  const slug = `weekly-${Date.now()}`;
  const list = await aList({ slug });
  const person = await aSubscriber(list);
  const sink = await aSink();
  const id = await aMailing(list, { archiveUrl: "http://localhost:3000/newsletters/weekly" });

  await drain(aPostOffice(sink));

  const [mail] = sink.mails();
  const lines = mail!.raw.slice(0, mail!.raw.indexOf("\r\n\r\n")).split("\r\n");
  const [message] = await messagesOf(id);
  expect(lines).toEqual(
    expect.arrayContaining([
      `To: <${person.email}>`,
      "Subject: The week",
      `Message-ID: ${message!.messageId}`,
      `List-Id: "The weekly" <${slug}.localhost>`,
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      "List-Help: <http://localhost:3000/newsletters/manage>",
      "List-Archive: <http://localhost:3000/newsletters/weekly>",
      "Precedence: bulk",
    ]),
  );
  expect(lines.some((line) => /^From: "The weekly" <[^@\s]+@[^@\s]+>$/.test(line))).toBe(true);
  expect(lines.some((line) => /^Reply-To: <[^@\s]+@[^@\s]+>$/.test(line))).toBe(true);
  expect(lines.some((line) => /^Date: \w{3}, \d{2} \w{3} \d{4} /.test(line))).toBe(true);
  expect(lines.some((line) => line.startsWith("Auto-Submitted"))).toBe(false);
  expect(mail!.from).toBe(
    `bounces+${message!.verp.toString("hex")}@${/@([^>]+)>/.exec(lines.find((line) => line.startsWith("From:"))!)![1]}`,
  );

  const oneClick = /^List-Unsubscribe: <http:\/\/localhost:3000\/newsletters\/one-click\/([^>]+)>$/m.exec(lines.join("\n"))![1]!;
  expect(readUnsubscribeToken("one-click", oneClick)).toBe(person.subscriptionId);
  const inBody = /unsubscribe\/([\w-]{43})/.exec(mail!.raw.replace(/=\r\n/g, ""))![1]!;
  expect(readUnsubscribeToken("unsubscribe", inBody)).toBe(person.subscriptionId);
});

test("E15: no two copies differ in an address but by the way to leave", async () => {
  const list = await aList();
  await aSubscriber(list);
  await aSubscriber(list);
  const sink = await aSink();
  await aMailing(list);

  await drain(aPostOffice(sink));

  const [one, other] = sink.mails().map((mail) =>
    mail.raw
      .replace(/=\r\n/g, "")
      .replace(/=3D/g, "=")
      .match(/https?:\/\/[^\s"<>]+/g)!
      .map((url) => url.replace(/(unsubscribe|one-click)\/[\w-]{43}$/, "$1/…")),
  );
  expect(one!.length).toBeGreaterThan(3);
  expect(one).toEqual(other);
});

test("the progress is the sum of the rows", async () => {
  const list = await aList();
  const [a] = [await aSubscriber(list), await aSubscriber(list)];
  const sink = await aSink({ rules: [{ at: "rcpt", to: a.email, do: "550 5.1.1 no such user" }] });
  const id = await aMailing(list);

  await drain(aPostOffice(sink));

  expect(await getMailingProgress(systemCtxFor(), id)).toMatchObject({
    state: "finished",
    audience: 2,
    accepted: 1,
    failed: 1,
    waiting: 0,
    sending: 0,
    reasons: [{ state: "failed", reason: "no-such-mailbox", count: 1 }],
  });
});

test("the sums of a mailing stay when its messages are forgotten", async () => {
  const list = await aList();
  await manySubscribers(list, 3);
  const id = await aMailing(list);
  await drain(aPostOffice(await aSink()));

  await forgetOldMail(systemCtxFor(later(new Date(), 400 * DAY)));

  expect(await messagesOf(id)).toEqual([]);
  expect(await getMailingProgress(systemCtxFor(), id)).toMatchObject({ state: "finished", audience: 3, accepted: 3 });
});

test("the table itself refuses a mailing whose sums do not add up", async () => {
  const list = await aList();
  const id = await aMailing(list);
  await expect(
    ownerDb()
      .sql`update mailings set state = 'finished', finished_at = now(), audience = 3, accepted = 1, failed = 0, skipped = 0, unknown = 0 where id = ${id}`,
  ).rejects.toThrow("mailing_balance");
});

test("the first copies leave while a long list is still being made, and stop with it", async () => {
  const list = await aList();
  await manySubscribers(list, 6);
  const id = await aMailing(list);
  const post = aPostOffice(await aSink());
  const accepted = async () => (await messagesOf(id)).filter(({ state }) => state === "accepted").length;
  await fillMailing(systemCtxFor(), 2);
  await inTransaction(systemCtxFor(), async (ctx) => {
    // as long as another worker makes it
    await ctx.db.execute(sql`select from mailings where id = ${id}::uuid for key share`);
    await drain(post);
    expect(await accepted()).toBe(2);
    expect(await storedMailing(id)).toMatchObject({ state: "filling", audience: null });
  });

  await fillMailing(systemCtxFor(), 2);
  await pauseMailing(systemCtxFor(), id);
  await drain(post);
  expect(await accepted()).toBe(2);
  await resumeMailing(systemCtxFor(), id);
  await drain(post);
  expect(await accepted()).toBe(6);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", audience: 6, accepted: 6 });
});
