import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { classifications } from "#db/classified";
import { accounts, sessions } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { consentRecords, suppressions } from "#db/schema/consents";
import { messages } from "#db/schema/mail/messages";
import { caughtMails } from "#db/schema/mail/transport";
import { addresses, persons } from "#db/schema/people";
import { privacyErasures } from "#db/schema/privacy";
import { sealLedgers, verifyLedger } from "~/features/audit/seal-ledgers.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { restDomains } from "~/features/mail/transport/domain-rests.server";
import { loadDataSubject, rowsOf } from "~/features/people/personal-rows.server";
import { findProof, openProof, type ProofPurpose } from "~/features/people/proofs.server";
import { carryOutErasures, erase } from "~/features/privacy/carry-out-erasures.server";
import { erasureReceiptMail } from "~/features/privacy/erasure-receipt.mail.server";
import { freezePerson } from "~/features/privacy/freeze-person.server";
import { makeMyCopy } from "~/features/privacy/my-copy.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import { aPersonEverywhere, markEveryText } from "../../support/everything";
import { aTopic, reply, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";
import { tokenTo } from "../../support/newsletters";
import { aMember, type TestPerson, visitor } from "../../support/people";

let made = 0;
const aMark = () => `kanarienvogel${Date.now()}x${++made}`;

/** Every row of every table of every schema, as text, that holds the word. */
async function rowsWith(word: string): Promise<string[]> {
  const tables = await ownerDb().sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
  const hits: string[] = [];
  for (const { name } of tables) {
    const rows = await ownerDb().sql.unsafe<{ row: string }[]>(`select to_jsonb(t)::text as row from ${name} t`);
    // a bytea is shown as hexadecimal
    const spellings = [word, Buffer.from(word).toString("hex")];
    for (const { row } of rows) if (spellings.some((spelling) => row.toLowerCase().includes(spelling))) hits.push(name);
  }
  return hits;
}

function filesWith(word: string): string[] {
  const { dataDir } = env();
  if (!existsSync(dataDir)) return [];
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(word));
}

async function freeze(person: TestPerson, posts: "keep" | "delete") {
  const frozen = await freezePerson(systemCtxFor(), person.personId, posts);
  if (!frozen.ok) throw new Error(frozen.reason);
  return frozen;
}

test("the canary has a row in every table that can hold something about a member, and its mark in every text of it", async () => {
  const mark = aMark();
  const { person } = await aPersonEverywhere(mark);
  const subject = await loadDataSubject(systemCtxFor(), person.personId);
  const empty: string[] = [];
  for (const classification of classifications().filter((each) => each.subjects.length > 0)) {
    const rows = await ownerDb()
      .db.select()
      .from(classification.table)
      .where(rowsOf(classification, subject, classifications()))
      .limit(1);
    if (rows.length === 0) empty.push(getTableConfig(classification.table).name);
  }
  // written by staff about the network, kept as its publication; and what only an erasure itself makes
  expect(empty.sort(), "give the canary a row there: test/support/everything.ts").toEqual(["privacy_erasures", "wordings"]);
});

test("erased with their posts, nothing of a person is in any row, file or caught mail", async () => {
  const mark = aMark();
  const { person, bystander } = await aPersonEverywhere(mark);
  await markEveryText(person, mark);
  await makeMyCopy(ctxFor(person));
  expect(new Set(await rowsWith(mark)).size).toBeGreaterThan(8);

  const frozen = await freeze(person, "delete");
  await erase(systemCtxFor(), frozen.erasureId);

  expect(await rowsWith(mark)).toEqual([]);
  expect(filesWith(mark)).toEqual([]);
  const [other] = await systemCtxFor().db.select().from(persons).where(eq(persons.id, bystander.personId));
  expect(other!.fullName).not.toBeNull();
});

test.each([
  "reply-notification",
  "topic-notification",
  "quote-notification",
  "mention-notification",
  "bookmark-notification",
  "forum-digest",
  "held-notification",
  "held-outcome-notification",
  "report-notification",
  "mailed-reply",
])("caught mails that carry words of the forum go, whoever wrote these: they may name who leaves: %s", async (kind) => {
  const { db } = systemCtxFor();
  const [topic, person] = [await aTopic(), await aMember()];
  const { id } = await storedPost(topic, await reply(await aMember(), topic));
  await notifyReplyRecipients(systemCtxFor(), id);
  const [mail] = await db.update(messages).set({ kind, args: {} }).where(eq(messages.personId, topic.author.personId)).returning();
  const row = { receivedAt: new Date(), toCanonical: topic.author.email, messageId: mail!.messageId, subject: "2 new replies" };
  await db.insert(caughtMails).values({ ...row, raw: Buffer.from("Theirs") });

  await erase(systemCtxFor(), (await freeze(person, "keep")).erasureId);

  expect(await db.$count(caughtMails, eq(caughtMails.messageId, mail!.messageId))).toBe(0);
});

test("erased without their posts, a person is only in the title, text and poll of those", async () => {
  const mark = aMark();
  const { person } = await aPersonEverywhere(mark);
  await markEveryText(person, mark);
  const frozen = await freeze(person, "keep");
  await erase(systemCtxFor(), frozen.erasureId);

  const left = new Set(await rowsWith(mark));
  expect([...left].sort()).toEqual(["public.forum_polls", "public.forum_posts", "public.forum_topics"]);
  const byOthers = await ownerDb()
    .sql`select from forum_posts where author_id <> ${person.personId} and (body_markdown like ${`%Quentin ${mark}%`})`;
  expect(byOthers).toHaveLength(0);
});

test("what an erased person wrote and did not have removed stays under the name “Former member”", async () => {
  const author = await aMember();
  const topic = await aTopic({ author, audience: "open", body: "We moved the phones." });
  await erase(systemCtxFor(), (await freeze(author, "keep")).erasureId);

  const { posts } = await getTopicPage(ctxFor(visitor), topic.code, 1);

  expect(posts).toMatchObject([
    { author: { name: "Former member", jobTitle: null, practice: null }, bodyHtml: "<p>We moved the phones.</p>" },
  ]);
});

test("a resting domain that is somebody's own goes with them, one that others have addresses at stays", async () => {
  const mark = aMark();
  const [own, shared] = [`${mark}.example`, `practices-${made}.example`];
  const person = await aMember({ email: `office@${own}` });
  const neighbour = await aMember({ email: `one@${shared}` });
  await aMember({ email: `two@${shared}` });
  await restDomains(
    systemCtxFor(),
    [own, shared].map((domain) => ({ domain, smtpCode: 421, smtpStatus: "4.7.0" })),
  );
  expect(await rowsWith(mark)).toContain("public.mail_rests");

  for (const { personId } of [person, neighbour]) await erase(systemCtxFor(), (await freeze({ ...person, personId }, "keep")).erasureId);

  expect(await rowsWith(mark)).toEqual([]);
  expect(await rowsWith(shared)).toContain("public.mail_rests");
});

test("freezing closes the account, ends sessions and links, and stops all use at once", async () => {
  const { person } = await aPersonEverywhere(aMark());
  await freeze(person, "keep");
  const { db } = systemCtxFor();
  expect(await db.select({ state: accounts.state }).from(accounts).where(eq(accounts.personId, person.personId))).toEqual([
    { state: "closed" },
  ]);
  expect(
    await db
      .select()
      .from(sessions)
      .where(and(eq(sessions.personId, person.personId), isNull(sessions.revokedAt))),
  ).toEqual([]);
  const [row] = await db.select().from(persons).where(eq(persons.id, person.personId));
  expect(row!.restrictedAt).not.toBeNull();
});

test("PMN-10: the receipt is a mail that says what goes and what stays", async () => {
  const { person } = await aPersonEverywhere(aMark());
  const frozen = await freeze(person, "delete");
  const [message] = await systemCtxFor().db.select().from(messages).where(eq(messages.id, frozen.messageId!));
  expect(message).toMatchObject({ class: "rights", kind: "erasure-receipt", toEmail: person.email, state: "pending" });

  const mail = await erasureReceiptMail.build(systemCtxFor(), message!);
  // staff who look at it learn no numbers, which would tell who wrote in the forum without their name
  const looked = JSON.stringify(await erasureReceiptMail.build(systemCtxFor(), { ...message!, isLook: true }));
  expect(looked).not.toContain("We erase");
  const text = "paragraphs" in mail ? mail.paragraphs.join("\n") : "";
  expect(text).toContain(person.ref);
  expect(text).toContain("forum posts are removed");
  expect(text).toMatch(/We keep, without your name or address: .*a record that nobody can rewrite/);
});

test("the erasure waits for its receipt, and for 24 hours at most", async () => {
  const { person } = await aPersonEverywhere(aMark());
  const frozen = await freeze(person, "delete");
  const now = new Date();
  const erasedAt = async () =>
    (await systemCtxFor().db.select().from(privacyErasures).where(eq(privacyErasures.id, frozen.erasureId)))[0]!.erasedAt;

  await carryOutErasures(systemCtxFor(later(now, 23 * HOUR)));
  expect(await erasedAt()).toBeNull();
  await carryOutErasures(systemCtxFor(later(now, 25 * HOUR)));
  expect(await erasedAt()).not.toBeNull();
});

test("a receipt that has left lets the erasure follow at once", async () => {
  const { person } = await aPersonEverywhere(aMark());
  const frozen = await freeze(person, "delete");
  await systemCtxFor()
    .db.update(messages)
    .set({ state: "accepted", finalAt: new Date(), nextAt: null })
    .where(eq(messages.id, frozen.messageId!));
  await carryOutErasures(systemCtxFor());
  const [row] = await systemCtxFor().db.select().from(persons).where(eq(persons.id, person.personId));
  expect(row!.erasedAt).not.toBeNull();
});

test("ledgers keep their rows and seals, and the hash that keeps the promise not to write", async () => {
  const { person } = await aPersonEverywhere(aMark());
  const [held] = await systemCtxFor().db.select({ hashes: addresses.hashes }).from(addresses).where(eq(addresses.id, person.addressId));
  await sealLedgers(systemCtxFor());
  const frozen = await freeze(person, "delete");
  await erase(systemCtxFor(), frozen.erasureId);
  await sealLedgers(systemCtxFor());

  for (const ledger of ["consent", "audit:act", "audit:disclosure"] as const)
    expect([ledger, (await verifyLedger(systemCtxFor(), ledger)).broken]).toEqual([ledger, null]);
  const records = await systemCtxFor()
    .db.select()
    .from(consentRecords)
    .where(eq(consentRecords.personId, person.personId))
    .orderBy(consentRecords.id);
  const actions = records.map((record) => record.action);
  const lists = actions.filter((action) => action === "given").length;
  expect(lists).toBeGreaterThan(0);
  expect(actions.slice(-lists)).toEqual(actions.slice(-lists).map(() => "erased"));
  for (const record of records) expect([record.detail, record.salt]).toEqual([null, null]);
  const [kept] = await systemCtxFor().db.select().from(suppressions).where(eq(suppressions.hash, held!.hashes[0]!));
  expect(kept).toMatchObject({ reach: "marketing", reason: "erasure", liftedAt: null });
  const acts = await systemCtxFor()
    .db.select({ action: auditEntries.action })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, person.personId));
  expect(acts.map((act) => act.action)).toEqual(expect.arrayContaining(["person.frozen", "person.erased", "person.tombstoned"]));
});

test("nothing that waited to be sent to them is sent", async () => {
  const { person } = await aPersonEverywhere(aMark());
  const frozen = await freeze(person, "keep");
  await erase(systemCtxFor(), frozen.erasureId);
  const left = await systemCtxFor()
    .db.select({ state: messages.state, reason: messages.reason, toEmail: messages.toEmail })
    .from(messages)
    .where(eq(messages.personId, person.personId));
  expect(left.length).toBeGreaterThan(1);
  for (const message of left) expect(message).toEqual({ state: "skipped", reason: "erased", toEmail: null });
});

test("freezing kills the links that were mailed: to the account, to another address, to their choices", async () => {
  const person = await aMember();
  const states = async (tokens: Map<ProofPurpose, string>) =>
    Promise.all([...tokens].map(async ([purpose, token]) => (await findProof(systemCtxFor(), purpose, token))?.state));
  const tokens = new Map<ProofPurpose, string>();
  for (const purpose of ["reset", "manage", "add-address"] as const) {
    await openProof(systemCtxFor(), { purpose, subject: person.personId, canonical: person.email, personId: person.personId });
    tokens.set(purpose, await tokenTo(purpose, person.email));
  }
  expect(await states(tokens)).toEqual(["open", "open", "open"]);

  await freeze(person, "keep");

  expect(await states(tokens)).toEqual(["superseded", "superseded", "superseded"]);
});

test("asking twice is answered once, and the only administrator cannot go", async () => {
  const { person } = await aPersonEverywhere(aMark());
  const frozen = await freeze(person, "keep");
  expect(await freezePerson(systemCtxFor(), person.personId, "keep")).toEqual({ ok: false, reason: "under-way" });
  expect(await erase(systemCtxFor(), frozen.erasureId)).toBe(true);
  expect(await erase(systemCtxFor(), frozen.erasureId)).toBe(false);
  expect(await freezePerson(systemCtxFor(), person.personId, "keep")).toEqual({ ok: false, reason: "already-erased" });

  const administrator = await aMember({ roles: ["administrator"] });
  expect(await freezePerson(systemCtxFor(), administrator.personId, "keep")).toEqual({ ok: false, reason: "last-administrator" });
  await anAccount({ roles: ["administrator"] });
  expect(await freezePerson(systemCtxFor(), administrator.personId, "keep")).toMatchObject({ ok: true });
});

test("an erasure that fails half-way leaves everything as it was", async () => {
  const mark = aMark();
  const { person } = await aPersonEverywhere(mark);
  const frozen = await freeze(person, "delete");
  const before = (await rowsWith(mark)).sort();
  await ownerDb().sql`create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`;
  await ownerDb().sql`create trigger fail before update on persons for each row when (new.erased_at is not null) execute function fail()`;
  await expect(erase(systemCtxFor(), frozen.erasureId)).rejects.toThrow();
  await ownerDb().sql`drop trigger fail on persons`;
  expect((await rowsWith(mark)).sort()).toEqual(before);
  expect(await erase(systemCtxFor(), frozen.erasureId)).toBe(true);
});

test("an erasure that fails is heard of, and holds up no other", async () => {
  const [first, second] = [await aMember(), await aMember()];
  for (const { personId } of [first, second]) await freezePerson(systemCtxFor(), personId, "keep");
  await ownerDb().sql.unsafe(`
    create function refuse_first() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
    create trigger refuse_first before update on persons for each row when (new.erased_at is not null and new.id = '${first.personId}') execute function refuse_first()`);

  await expect(carryOutErasures(systemCtxFor(later(new Date(), 2 * DAY)))).rejects.toThrow();

  await ownerDb().sql.unsafe("drop function refuse_first() cascade");
  const erased = await ownerDb()
    .db.select({ id: persons.id, at: persons.erasedAt })
    .from(persons)
    .where(inArray(persons.id, [first.personId, second.personId]));
  expect(new Map(erased.map(({ id, at }) => [id, at !== null]))).toEqual(
    new Map([
      [first.personId, false],
      [second.personId, true],
    ]),
  );
  await carryOutErasures(systemCtxFor(later(new Date(), 2 * DAY)));
});
