import { generateKeyPairSync } from "node:crypto";
import { eq, like, sql } from "drizzle-orm";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { expect, test } from "vitest";
import { messages } from "#db/schema/mail/messages";
import { addresses } from "#db/schema/people";
import { readOutcome } from "~/features/mail/transport/smtp-outcome.policy";
import { answersTable } from "../../support/answers";
import { systemCtxFor } from "../../support/context";
import { aMailing, aPostOffice, aSink, drain, manySubscribers, messagesOf, passPauses, storedMailing } from "../../support/mail";
import { aList } from "../../support/people";
import type { Moment } from "../../support/smtp-sink";

const MOMENTS: Record<string, Moment> = {
  CONN: "connect",
  EHLO: "ehlo",
  AUTH: "auth",
  MAIL: "mail",
  RCPT: "rcpt",
  DATA: "data",
  DOT: "dot",
};
const rows = answersTable().map((row) => ({ ...row, at: MOMENTS[row.command]!, expected: readOutcome(row.failure, "list") }));

test("each answer from RCPT on does to its recipient what the table says, and to nobody else", async () => {
  const table = rows.filter(({ at, expected }) => ["rcpt", "data", "dot"].includes(at) && !expected.relay);
  // Everybody has a domain of their own, after the row that is said to them; every other one is told nothing but yes.
  const rowOf = (email: string) => table[Number(/@row(\d+)\./.exec(email)?.[1] ?? -1)];
  const list = await aList();
  await manySubscribers(
    list,
    2 * table.length,
    table.flatMap((_, at) => [`row${at}.example`, `fine${at}.example`]),
  );
  const { db } = systemCtxFor();
  // Single mails: an issue would pause at so many refusals.
  await db.execute(sql`
    insert into messages (id, kind, class, person_id, address_id, to_email, to_hashes, message_id, verp, state, next_at, expires_at, created_at)
    select gen_random_uuid(), 'hello', 'service', a.person_id, a.id, a.canonical, a.hashes, '<' || a.id || '@test>', uuid_send(gen_random_uuid()),
           'pending', now(), now() + interval '1 day', now()
    from addresses a join subscriptions s on s.address_id = a.id where s.list_id = ${list}::uuid`);
  const sink = await aSink({ keepRaw: false, script: (at, to) => (rowOf(to)?.at === at ? rowOf(to)!.answer : null) });
  const post = aPostOffice(sink, { connections: 4 });
  const sent = () =>
    db.select().from(messages).innerJoin(addresses, eq(addresses.id, messages.addressId)).where(like(addresses.canonical, "many%.example"));

  // Where the table has several limits in a row, the relay is left alone for a moment.
  for (let turn = 0; turn < 20; turn += 1) await drain(post);

  const wrong = (await sent()).flatMap(({ messages: { state, reason, attempt, smtpCode }, addresses: { canonical, undeliverableAt } }) => {
    const row = rowOf(canonical);
    const expected = row?.expected ?? { state: "accepted", reason: null, smtpCode: 250, undeliverable: undefined };
    const isRight = state === expected.state && reason === expected.reason && smtpCode === expected.smtpCode && attempt === 1;
    return isRight && (undeliverableAt !== null) === (expected.undeliverable === true)
      ? []
      : [{ answer: row?.answer, state, reason, attempt }];
  });
  expect(wrong).toEqual([]);
  expect(await sent()).toHaveLength(2 * table.length);
});

test("each answer before a recipient is named makes everybody wait, and burns nobody's attempt", async () => {
  const list = await aList();
  await manySubscribers(list, 1);
  const sink = await aSink({ auth: true });
  const url = sink.url.replace("//", "//user:secret@");
  const id = await aMailing(list);
  await drain(aPostOffice({ url }));
  const ctx = systemCtxFor();
  for (const { at, answer, expected } of rows.filter(({ at, expected }) => at && expected.relay)) {
    await ctx.db.execute(
      "update messages set state = 'pending', attempt = 0, reason = null, next_at = now(), final_at = null where mailing_id is not null",
    );
    await ctx.db.execute("update mailings set state = 'sending', finished_at = null, why = null");
    sink.rules.splice(0, 1, { at, do: answer, times: at === "ehlo" ? 2 : 1 });

    await drain(aPostOffice({ url }));

    const [message] = await messagesOf(id);
    expect({ answer, state: message!.state, attempt: message!.attempt, why: (await storedMailing(id)).why }).toEqual({
      answer,
      state: "pending",
      attempt: 0,
      why: `relay-${expected.relay}`,
    });
  }
});

test("5,000 people on a bad Monday: each ends in their right state, nobody twice, and nobody waits for somebody else", async () => {
  const list = await aList();
  const HELD = 20;
  await manySubscribers(list, 5000, [
    ...Array.from({ length: HELD - 2 }, (_, n) => `practice${n}.example`),
    "gmail.example",
    "grey.example",
  ]);
  const id = await aMailing(list);
  const asked = new Map<string, number>();
  const tries = (to: string) => asked.get(to) ?? 0;
  let today = 0;

  /** What is wrong with the n-th of them. */
  const number = (email: string) => Number(/^many(\d+)-/.exec(email)![1]);
  const fateOf = (email: string) => {
    const n = number(email);
    if (email.endsWith("@gmail.example")) return "gmail";
    if (email.endsWith("@grey.example")) return "grey";
    if (n % 97 === 0) return "limited";
    if (n % 101 === 0) return "full";
    if (n % 103 === 0) return "full-for-now";
    if (n % 107 === 0) return "gone";
    if (n % 109 === 0) return "dropped-before";
    if (n % 113 === 0) return "dropped-after";
    return n % 211 === 0 ? "policy" : "fine";
  };
  const sink = await aSink({
    mostConnections: 3,
    script(at, to) {
      if (!to) return null;
      if (at === "rcpt") asked.set(to, tries(to) + 1);
      const fate = fateOf(to);
      if (fate === "dropped-after") return at === "body" ? "disconnect" : null;
      if (at === "dot" && fate === "gmail") today += 1;
      if (at !== "rcpt") return null;
      if (fate === "gmail" && today >= 60) return "421 4.7.28 Gmail has detected an unusual rate of mail originating from your IP address";
      if (fate === "grey" && tries(to) === 1) return "450 4.2.0 Recipient address rejected: Greylisted, see http://postgrey.example";
      if (fate === "limited" && tries(to) <= 2) return "450 4.7.1 Recipient address rejected: recipient rate limit exceeded";
      if (fate === "full") return "552 Requested mail action aborted: exceeded storage allocation";
      if (fate === "full-for-now" && tries(to) === 1) return "452 4.2.2 The email account that you tried to reach is over quota";
      if (fate === "gone") return "550 5.1.1 Recipient address rejected: User unknown";
      if (fate === "dropped-before" && tries(to) === 1) return "disconnect";
      return fate === "policy" ? "554 5.7.1 Message rejected due to the sender reputation of unknown users list" : null;
    },
  });
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const dkim = {
    domainName: "network.example",
    keySelector: "s1",
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
  const post = aPostOffice(sink, { connections: 5, dkim });

  for (let hour = 0; hour < 30 && (await storedMailing(id)).state !== "finished"; hour += 1) {
    today = 0;
    await drain(post);
    expect(await storedMailing(id)).not.toMatchObject({ state: "paused" });
    const heldUp = (await messagesOf(id)).filter((row) => row.state !== "accepted" && fateOf(row.toEmail!) === "fine");
    expect(heldUp).toEqual([]);
    await passPauses();
  }

  const ENDS: Record<string, string> = {
    full: "failed mailbox-full",
    gone: "failed no-such-mailbox",
    policy: "failed policy",
    "dropped-after": "unknown no-answer",
  };
  const all = await messagesOf(id);
  const wrong = all.filter((row) => [row.state, row.reason].filter(Boolean).join(" ") !== (ENDS[fateOf(row.toEmail!)] ?? "accepted"));
  expect(wrong.map(({ toEmail, state, reason }) => ({ toEmail, state, reason }))).toEqual([]);
  expect(all).toHaveLength(5000);
  const sent = sink.mails().map(({ messageId }) => messageId);
  expect(new Set(sent).size).toBe(sent.length);
  expect(await storedMailing(id)).toMatchObject({ state: "finished", audience: 5000, accepted: sent.length });
  // An independent verifier accepts what arrived: every tenth, and all that only a later try brought.
  const late = sink.mails().filter(({ to }, index) => index % 10 === 0 || tries(to[0]!) > 1);
  expect(late.length).toBeGreaterThan(sent.length / 10 + 50);
  const resolver = async () => [[`v=DKIM1; k=rsa; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`]];
  const verdicts = new Map<string, number>();
  for (const { raw } of late) {
    const { results } = await dkimVerify(Buffer.from(`${raw}\r\n`, "latin1"), { resolver });
    const verdict = `${results.length} ${results[0]?.status?.result} ${results[0]?.status?.aligned}`;
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  expect([...verdicts]).toEqual([["1 pass network.example", late.length]]);
  // A domain that rests is asked by one batch at most, not by everybody in it.
  const refused = sink.dialogue().filter((line) => line.startsWith("S: 421 4.7.28")).length;
  expect(refused).toBeLessThanOrEqual(5 * 5);
});
