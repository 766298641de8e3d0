import { eq, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, onTestFinished, test } from "vitest";
import { suppressions } from "#db/schema/consents";
import { messages } from "#db/schema/mail/messages";
import { addresses, persons } from "#db/schema/people";
import { claimAddress } from "~/features/consents/claim-address.server";
import { releaseAddress } from "~/features/consents/release-address.server";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { stopMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import type { MailKind } from "~/features/mail/messages/mail-kind.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { releaseOthers, renewLeases } from "~/features/mail/transport/batch.server";
import { claimMessages } from "~/features/mail/transport/claim.server";
import type { MailClass } from "~/features/mail/types";
import { addProvenAddress, createPerson } from "~/features/people/persons.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { SITE_DEFAULTS } from "~/features/settings/site-settings";
import { HOUR, later } from "~/lib/dates";
import { addressHashes, writingKeyId } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { ownerDb, systemCtxFor } from "../../support/context";
import {
  aKind,
  aMailing,
  aPostOffice,
  aSink,
  aSubscriber,
  drain,
  expireLeases,
  manySubscribers,
  messagesOf,
  passPauses,
  storedMailing,
  storedMessage,
} from "../../support/mail";
import { aList, aPerson } from "../../support/people";
import { startSink } from "../../support/smtp-sink";

type Queued = { kind?: MailKind<Record<string, never>, MailClass>; personId?: string; addressId?: string; cause?: string };

const queue = ({ kind = aKind(), ...mail }: Queued & { toProof?: { id: string; canonical: string } }) =>
  queueMail(systemCtxFor(), kind, {}, mail);

test("a person gets one mail per kind and cause, however often it is queued", async () => {
  const { personId } = await aPerson();
  const cause = `reply:${uuidv7()}`;

  const ids = await Promise.all([queue({ personId, cause }), queue({ personId, cause }), queue({ personId, cause })]);

  expect(ids.filter((id) => id !== null)).toHaveLength(1);
  expect(await queue({ personId, cause, kind: aKind({ name: "other" }) })).not.toBeNull();
});

test("of an address that was deleted no message says any more that it was for it", async () => {
  const person = await aPerson();
  const id = await queue({ personId: person.personId });
  expect((await storedMessage(id!)).addressId).not.toBeNull();
  await systemCtxFor().db.delete(addresses).where(eq(addresses.personId, person.personId));
  expect((await storedMessage(id!)).addressId).toBeNull();
});

describe("what a message names", () => {
  const NOBODY = "00000000-0000-7000-8000-000000000000";
  const refused = { code: "23503" };
  const write = ({
    person = null,
    mailing = null,
    list = null,
  }: {
    person?: string | null;
    mailing?: string | null;
    list?: string | null;
  }) =>
    ownerDb().sql`insert into messages (id, kind, class, person_id, mailing_id, list_id, message_id, verp, next_at, expires_at, created_at)
      values (${uuidv7()}, 'x', ${list ? "list" : "service"}, ${person}, ${mailing}, ${list}, 'x', '\\x00', now(), now(), now())`;

  test("is there: no person, no mailing and no other list can be named", async () => {
    const list = await aList();
    const mailing = await aMailing(list);
    await expect(write({ person: NOBODY })).rejects.toMatchObject(refused);
    await expect(write({ mailing: NOBODY, list })).rejects.toMatchObject(refused);
    await expect(write({ mailing, list: await aList() })).rejects.toMatchObject(refused);
    await write({ mailing, list });
  });

  test("stays: neither the person nor the mailing can be deleted", async () => {
    const { id: person } = await createPerson(systemCtxFor(), { source: "test", processing: "yes" });
    const list = await aList();
    const mailing = await aMailing(list);
    await write({ person });
    await write({ mailing, list });
    await expect(ownerDb().sql`delete from persons where id = ${person}`).rejects.toMatchObject(refused);
    await expect(ownerDb().sql`delete from mailings where id = ${mailing}`).rejects.toMatchObject(refused);
  });
});

test("a transaction that fails queues nothing", async () => {
  const { personId } = await aPerson();
  await inTransaction(systemCtxFor(), async (ctx) => {
    await queueMail(ctx, aKind(), {}, { personId });
    throw new Error("no");
  }).catch(() => {});
  const rows = await systemCtxFor().db.select().from(messages).where(eq(messages.personId, personId));
  expect(rows).toEqual([]);
});

test("E1: a system mail says that no answer is expected, and nothing of lists", async () => {
  const { personId, email } = await aPerson();
  const sink = await aSink();
  const id = await queue({ personId });

  await drain(aPostOffice(sink));

  const [mail] = sink.mails();
  expect(mail!.to).toEqual([email]);
  expect(mail!.raw).toContain("\r\nAuto-Submitted: auto-generated\r\n");
  expect(mail!.raw).not.toMatch(/^(List-|Precedence)/m);
  expect(mail!.messageId).toBe((await storedMessage(id!)).messageId);
});

test("B19: the relay is told one recipient, the row's, whatever the mail says", async () => {
  const { personId, email } = await aPerson();
  const nasty = "x\r\nBcc: victim@test.example\r\nRCPT TO:<victim@test.example>\u2028";
  const kind = aKind({
    build: async () => ({
      subject: nasty,
      html: `<p>${nasty}</p>`,
      text: `${nasty}\r\n.\r\nMAIL FROM:<a@b.example>`,
    }),
  });
  const sink = await aSink();
  await queue({ personId });

  await drain(aPostOffice(sink, { kinds: [kind] }));

  expect(sink.mails()).toMatchObject([{ to: [email] }]);
  expect(sink.dialogue().filter((line) => line.startsWith("C: RCPT"))).toEqual([`C: RCPT TO:<${email}>`]);
  expect(sink.mails()[0]!.raw.split("\r\n\r\n")[0]).not.toMatch(/^Bcc/im);
});

test("a mail to a proof goes to the address that was typed, and its kind is told which proof", async () => {
  const seen: string[] = [];
  const kind = aKind({
    class: "security",
    build: async (_, message) => {
      seen.push((message.args as { proofId: string }).proofId);
      return { subject: "S", paragraphs: ["P"], why: "W" };
    },
  });
  const proof = { id: uuidv7(), canonical: "new@test.example" };
  const sink = await aSink();
  await queue({ kind, toProof: proof });

  await drain(aPostOffice(sink, { kinds: [kind] }));

  expect(seen).toEqual([proof.id]);
  expect(sink.mails()[0]!.to).toEqual(["new@test.example"]);
});

test("a person without an address gets a message that says so", async () => {
  const { id: personId } = await createPerson(systemCtxFor(), { source: "test", processing: "yes" });
  const id = await queue({ personId });
  expect(await storedMessage(id!)).toMatchObject({ state: "skipped", reason: "no-address" });
});

test("mail for an address that is no longer theirs goes to the primary one, or nowhere", async () => {
  const ctx = systemCtxFor();
  const person = await aPerson();
  const second = await addProvenAddress(ctx, { personId: person.personId, canonical: `second-${uuidv7()}@test.example`, source: "test" });
  const moved = await queue({ personId: person.personId, addressId: second });
  const release = (id: string) =>
    ctx.db.update(addresses).set({ releasedAt: ctx.now, releasedWhy: "test", isPrimary: false }).where(eq(addresses.id, id));
  await release(second);
  const sink = await aSink();
  await drain(aPostOffice(sink));
  expect(sink.mails().map((mail) => mail.to)).toEqual([[person.email]]);
  expect(await storedMessage(moved!)).toMatchObject({ state: "accepted", addressId: person.addressId });

  const last = await queue({ personId: person.personId });
  await release(person.addressId);
  await drain(aPostOffice(sink));
  expect(await storedMessage(last!)).toMatchObject({ state: "skipped", reason: "address-released" });
});

test.each<[string, MailClass, "theirs" | "primary"]>([
  ["removed by its holder", "security", "theirs"],
  ["removed by its holder", "service", "primary"],
  ["handed over to a successor", "security", "primary"],
])("of an address that was %s, %s mail goes to %s", async (releasedWhy, mailClass, goesTo) => {
  const ctx = systemCtxFor();
  const person = await aPerson();
  const email = `second-${uuidv7()}@test.example`;
  const second = await addProvenAddress(ctx, { personId: person.personId, canonical: email, source: "test" });
  const kind = aKind({ class: mailClass });
  await queue({ kind, personId: person.personId, addressId: second });
  await ctx.db.update(addresses).set({ releasedAt: ctx.now, releasedWhy }).where(eq(addresses.id, second));
  const sink = await aSink();

  await drain(aPostOffice(sink, { kinds: [kind] }));

  expect(sink.mails().map((mail) => mail.to)).toEqual([[goesTo === "theirs" ? email : person.email]]);
});

describe("mail to somebody whose record became part of an account", () => {
  const joining = async () => {
    const [subscriber, member] = [await aPerson(), await aPerson({ roles: ["member"] })];
    const { personId } = member;
    const join = async () => {
      const claimed = await claimAddress(systemCtxFor(), { personId, canonical: subscriber.email, source: "test" });
      if (!claimed.ok) throw new Error(claimed.reason);
      return claimed.addressId;
    };
    return { subscriber, member, join, toSubscriber: () => queue({ personId: subscriber.personId }) };
  };
  const drained = async () => {
    const sink = await aSink();
    await drain(aPostOffice(sink));
    return sink.mails().map(({ to }) => to);
  };

  test("that waited goes to the same mailbox, and to their main one where that was let go", async () => {
    const { subscriber, join, toSubscriber } = await joining();
    const id = await toSubscriber();
    const addressId = await join();
    expect(await drained()).toEqual([[subscriber.email]]);
    expect(await storedMessage(id!)).toMatchObject({ state: "accepted", addressId });

    const other = await joining();
    await other.toSubscriber();
    const added = await other.join();
    await releaseAddress(systemCtxFor(), { personId: other.member.personId, addressId: added, why: "test" });
    expect(await drained()).toEqual([[other.member.email]]);
  });

  test("that is queued later goes to their main one", async () => {
    const { member, join, toSubscriber } = await joining();
    await join();
    await toSubscriber();
    expect(await drained()).toEqual([[member.email]]);
  });

  test("is stopped by what stops mail to them", async () => {
    const { member, join, toSubscriber } = await joining();
    const [waiting] = [await toSubscriber(), await join()];
    const later = await toSubscriber();
    await systemCtxFor().db.update(persons).set({ restrictedAt: new Date(), restrictedWhy: "test" }).where(eq(persons.id, member.personId));
    expect(await drained()).toEqual([]);
    for (const id of [waiting, later]) expect(await storedMessage(id!)).toMatchObject({ state: "skipped", reason: "restricted" });
  });
});

test("restriction stops service mail; security and rights pass", async () => {
  const { personId } = await aPerson();
  await systemCtxFor().db.update(persons).set({ restrictedAt: new Date(), restrictedWhy: "test" }).where(eq(persons.id, personId));
  const [service, security, rights] = [
    await queue({ personId }),
    await queue({ personId, kind: aKind({ class: "security" }) }),
    await queue({ personId, kind: aKind({ class: "rights" }) }),
  ];

  await drain(aPostOffice(await aSink()));

  expect(await storedMessage(service!)).toMatchObject({ state: "skipped", reason: "restricted" });
  expect(await storedMessage(security!)).toMatchObject({ state: "accepted" });
  expect(await storedMessage(rights!)).toMatchObject({ state: "accepted" });
});

test("E9: what forbids marketing does not stop service mail, what forbids everything stops all", async () => {
  const { personId, email } = await aPerson();
  const { db } = systemCtxFor();
  const row = { keyId: writingKeyId(), hash: addressHashes(email)[0]!, createdAt: new Date() };
  await db.insert(suppressions).values({ ...row, reach: "marketing", reason: "objection" });
  const first = await queue({ personId });
  await drain(aPostOffice(await aSink()));
  await db.insert(suppressions).values({ ...row, reach: "everything", reason: "objection" });
  const second = await queue({ personId, kind: aKind({ class: "rights" }) });
  await drain(aPostOffice(await aSink()));

  expect(await storedMessage(first!)).toMatchObject({ state: "accepted" });
  expect(await storedMessage(second!)).toMatchObject({ state: "skipped", reason: "suppressed" });
});

test("a room may take its mail back, or have nothing to say", async () => {
  const { personId } = await aPerson();
  const kinds = [
    aKind({ name: "taken-back", stillAllowed: async () => "not-watching" }),
    aKind({ name: "removed", build: async () => ({ skip: "post-removed" }) }),
  ] as const;
  const [back, removed] = [await queue({ personId, kind: kinds[0] }), await queue({ personId, kind: kinds[1] })];
  const sink = await aSink();

  await drain(aPostOffice(sink, { kinds }));

  expect(await storedMessage(back!)).toMatchObject({ state: "skipped", reason: "not-watching" });
  expect(await storedMessage(removed!)).toMatchObject({ state: "skipped", reason: "post-removed" });
  expect(sink.mails()).toEqual([]);
});

test("a room is told what time it is when it is asked, however long the mail before took", async () => {
  let passed = 0;
  const asked: Date[] = [];
  const kind = aKind({
    async stillAllowed(ctx) {
      asked.push(ctx.now);
      passed += 3 * HOUR;
      return null;
    },
  });
  for (let n = 0; n < 2; n += 1) await queue({ personId: (await aPerson()).personId, kind });
  const start = new Date();
  await drain(aPostOffice(await aSink(), { kinds: [kind], clock: () => later(start, passed) }));
  expect(asked).toEqual([start, later(start, 3 * HOUR)]);
});

test("a mail that cannot be built fails alone", async () => {
  const { personId } = await aPerson();
  const broken = aKind({
    name: "broken",
    build: async () => {
      throw new Error("no");
    },
  });
  const bad = await queue({ personId, kind: broken });
  const good = await queue({ personId });

  await drain(aPostOffice(await aSink(), { kinds: [aKind(), broken] }));

  expect(await storedMessage(bad!)).toMatchObject({ state: "failed", reason: "build-failed" });
  expect(await storedMessage(good!)).toMatchObject({ state: "accepted" });
});

test("a mail of a kind that this release does not know waits for the one that does", async () => {
  const { personId } = await aPerson();
  const newer = await queue({ personId, kind: aKind({ name: "newer" }) });
  const sink = await aSink();
  await drain(aPostOffice(sink, { kinds: [aKind()] }));
  expect(await storedMessage(newer!)).toMatchObject({ state: "deferred", reason: "kind-unknown", attempt: 0 });

  await passPauses();
  await drain(aPostOffice(sink, { kinds: [aKind({ name: "newer" })] }));
  expect(await storedMessage(newer!)).toMatchObject({ state: "accepted" });
});

test("a list that cannot be filled keeps no other mail waiting, and is not passed over in silence", async () => {
  const list = await aList();
  await manySubscribers(list, 1);
  const mailing = await aMailing(list);
  const guard = sql.raw(`check (mailing_id is distinct from '${mailing}')`);
  await ownerDb().db.execute(sql`alter table messages add constraint refused ${guard} not valid`);
  const id = await queue({ personId: (await aPerson()).personId });
  await expect(drain(aPostOffice(await aSink()))).rejects.toThrow();
  expect(await storedMessage(id!)).toMatchObject({ state: "accepted" });
  await ownerDb().db.execute(sql`alter table messages drop constraint refused`);
  await stopMailing(systemCtxFor(), mailing);
});

test("where somebody of a list is held by another change, neither codes wait nor their list", async () => {
  const list = await aList();
  const held = await aSubscriber(list);
  const mailing = await aMailing(list);
  const id = await queue({ personId: (await aPerson()).personId });
  const sink = await aSink();
  await inTransaction(systemCtxFor(), async (ctx) => {
    await ctx.db.execute(sql`select from persons where id = ${held.personId}::uuid for update`);
    await drain(aPostOffice(sink));
    expect(await storedMessage(id!)).toMatchObject({ state: "accepted" });
    expect(await storedMailing(mailing)).toMatchObject({ state: "finished", accepted: 1 });
  });
});

test("a post office for single mails leaves mailings to the worker", async () => {
  const list = await aList();
  await manySubscribers(list, 3);
  const mailing = await aMailing(list);
  const { personId } = await aPerson();
  const id = await queue({ personId });
  await drain(aPostOffice(await aSink(), { singlesOnly: true }));
  expect(await storedMailing(mailing)).toMatchObject({ state: "filling" });
  while (await fillMailing(systemCtxFor()));
  await drain(aPostOffice(await aSink(), { singlesOnly: true }));
  expect(await storedMessage(id!)).toMatchObject({ state: "accepted" });
  expect((await messagesOf(mailing)).map(({ state }) => state)).toEqual(["pending", "pending", "pending"]);
});

test("a database that does not answer while a mail is built costs no mail: it goes out when it does", async () => {
  const { personId } = await aPerson();
  const [hello] = [aKind()];
  let isAway = true;
  const kind = aKind({
    build: async (ctx, message) => {
      if (isAway) throw new Error("failed query", { cause: Object.assign(new Error("terminating connection"), { code: "57P01" }) });
      return hello!.build(ctx, message);
    },
  });
  const ids = [await queue({ personId }), await queue({ personId })];
  const sink = await aSink();
  const post = aPostOffice(sink, { kinds: [kind] });

  await drain(post);
  for (const id of ids) expect(await storedMessage(id!)).toMatchObject({ state: "pending", leaseOwner: null, attempt: 0 });

  isAway = false;
  await drain(post);
  expect(sink.mails()).toHaveLength(2);
});

const marked = async (of: { addressId: string }[]) => {
  const ids = of.map(({ addressId }) => addressId);
  const rows = await systemCtxFor().db.select().from(addresses).where(inArray(addresses.id, ids));
  return rows.filter(({ undeliverableAt }) => undeliverableAt !== null).length;
};

test("a domain that knows none of its people any more takes none of them off anything, though others are reached in between", async () => {
  const sink = await aSink({ rules: [{ at: "rcpt", to: "@lost.example", do: "550 5.1.1 User unknown" }] });
  const post = aPostOffice(sink);
  const people: { personId: string; addressId: string }[] = [];
  for (const domain of Array.from({ length: 6 }, () => ["lost.example", "found.example"]).flat()) {
    const person = await aPerson({ email: `one-${people.length}-${Date.now()}@${domain}` });
    people.push(person);
    await queue({ personId: person.personId });
    await drain(post);
    expect(await marked(people)).toBe(people.length < 9 ? Math.ceil(people.length / 2) : 0);
  }
});

test("a relay that says of everybody that they are gone takes nobody off anything, though their mails come one by one", async () => {
  const sink = await aSink({ rules: [{ at: "rcpt", do: "550 5.1.1 Recipient address rejected: User unknown in local recipient table" }] });
  const post = aPostOffice(sink);
  const people: { personId: string; addressId: string }[] = [];
  const write = async () => {
    const person = await aPerson();
    people.push(person);
    await queue({ personId: person.personId });
    await drain(post);
  };

  for (let n = 0; n < 4; n += 1) await write();
  expect(await marked(people)).toBe(4);
  for (let n = 0; n < 4; n += 1) await write();
  expect(await marked(people)).toBe(0);

  const [rule] = sink.rules.splice(0);
  await write();
  sink.rules.push(rule!);
  await write();
  expect(await marked(people)).toBe(1);
  expect(await marked([people.at(-1)!])).toBe(1);
});

test("a sender whose domain has letters beyond ASCII is named as every relay can read it", async () => {
  await changeSettings(systemCtxFor(), { mailFrom: "Network <news@netzwerk-süd.example>" });
  onTestFinished(() => changeSettings(systemCtxFor(), { mailFrom: SITE_DEFAULTS.mailFrom }));
  const { personId } = await aPerson();
  const sink = await aSink();
  const id = await queue({ personId });

  await drain(aPostOffice(sink));

  expect(await storedMessage(id!)).toMatchObject({ state: "accepted" });
  expect(sink.mails()[0]!.from).toMatch(/^bounces\+[0-9a-f]+@xn--netzwerk-sd-2hb\.example$/);
  expect(sink.mails()[0]!.raw).toContain("<news@xn--netzwerk-sd-2hb.example>");
});

test("what a claim leased before it failed goes out while the loop goes on", async () => {
  const sink = await startSink({ rules: [{ at: "dot", do: "hang", times: 1 }] });
  const person = await aPerson();
  const held = await queue({ personId: person.personId });
  const post = aPostOffice(sink);
  const running = drain(post);
  await expect.poll(() => sink.mails()).toHaveLength(1);

  // the claim of single messages answers, and the look for mailings after it does not
  const [site] = await systemCtxFor().db.execute<{ role: string }>(sql`select current_user as role`);
  const role = sql.identifier(site!.role);
  await ownerDb().db.execute(sql`revoke select on mailings from ${role}`);
  const id = await queue({ personId: person.personId });
  const before = await storedMessage(id!);
  await drain(post);
  await expect
    .poll(async () => {
      const { state, nextAt } = await storedMessage(id!);
      return state === "leased" || nextAt!.getTime() > before.nextAt!.getTime();
    })
    .toBe(true);
  await ownerDb().db.execute(sql`grant select on mailings to ${role}`);

  await expect.poll(async () => (await storedMessage(id!)).state).toBe("accepted");
  expect(await storedMessage(held!)).toMatchObject({ state: "sending" });
  await sink.close();
  await running;
});

test("a worker keeps what it holds by name, and nothing else that was leased for it", async () => {
  const { personId } = await aPerson();
  const ids = [await queue({ personId }), await queue({ personId }), await queue({ personId })].map((id) => id!);
  const lease = { owner: uuidv7(), seconds: 60 };
  const { leased } = await claimMessages(systemCtxFor(), lease, 10);
  expect(leased).toHaveLength(3);

  await renewLeases(systemCtxFor(), { ...lease, seconds: 3600 }, [ids[0]!]);
  const until = async (id: string) => (await storedMessage(id)).leaseUntil!.getTime();
  expect((await until(ids[0]!)) - (await until(ids[1]!))).toBeGreaterThan(3_000_000);
  await releaseOthers(systemCtxFor(), lease, [ids[0]!, ids[1]!]);

  expect(await Promise.all(ids.map(async (id) => (await storedMessage(id)).state))).toEqual(["leased", "leased", "pending"]);
  await expireLeases();
});

test("a worker that was taken for dead writes nothing over its successor", async () => {
  const { personId } = await aPerson();
  const id = await queue({ personId });
  const sink = await aSink({ rules: [{ at: "dot", do: { wait: 500 }, times: 1 }] });
  const slow = drain(aPostOffice(sink));
  while ((await storedMessage(id!)).state !== "sending") await new Promise((done) => setTimeout(done, 10));
  await expireLeases();
  const next = aPostOffice(sink);
  await drain(next);
  const after = await storedMessage(id!);
  await slow;

  expect(after.state).toBe("accepted");
  expect(await storedMessage(id!)).toEqual(after);
});
