import { and, eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { sessions } from "#db/schema/accounts";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories } from "#db/schema/forum/topics";
import { forumDigests } from "#db/schema/forum/watching";
import { messages } from "#db/schema/mail/messages";
import { chooseDigest, myDigest, stopDigest } from "~/features/forum/digest/choose-digest.server";
import { digestMail } from "~/features/forum/digest/digest.mail.server";
import { DIGEST_BATCH, makeDigests, SILENT } from "~/features/forum/digest/make-digests.server";
import { markAnswer } from "~/features/forum/posts/mark-answer.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { changeTag, removeTag } from "~/features/forum/tags/arrange-tags.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { stopPath } from "~/features/forum/watching/stop-link.server";
import { watchCategory } from "~/features/forum/watching/watch-category.server";
import { watchTag } from "~/features/forum/watching/watch-tag.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import type { ServiceMail } from "~/features/mail/messages/mail-kind.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { askTogether } from "~/lib/ask-together.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aForumSite, aSanction, aTag, aTopic, reply, storedPost, type TestTopic, tagged } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember, aNewGroup, type TestPerson } from "../../support/people";

const { db } = systemCtxFor();
const { browserOf, visitor } = aForumSite();

beforeEach(async () => {
  await db.delete(forumDigests);
});

type Chosen = Partial<Parameters<typeof chooseDigest>[1]>;

/** Somebody who wants a digest of these categories. */
async function aReader(category: string[], chosen: Chosen = {}, person?: TestPerson) {
  const reader = person ?? (await aMember());
  await chooseDigest(ctxFor(reader), { every: "daily", hour: 7, category, ...chosen });
  return reader;
}

const rowOf = async ({ personId }: TestPerson) => (await db.select().from(forumDigests).where(eq(forumDigests.personId, personId)))[0]!;

/** Makes what is due when the next one of somebody is. */
async function makeNext(reader: TestPerson): Promise<Date> {
  const at = later((await rowOf(reader)).nextAt!, 1000);
  await makeDigests(systemCtxFor(at));
  return at;
}

const digestsTo = ({ personId }: TestPerson) =>
  db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, personId), eq(messages.kind, "forum-digest")))
    .orderBy(messages.id);

/** What the newest digest of somebody says, or why it says nothing. */
async function newest(reader: TestPerson): Promise<ServiceMail | { skip: string }> {
  const message = (await digestsTo(reader)).at(-1)!;
  return (await digestMail.build(systemCtxFor(), message)) as ServiceMail | { skip: string };
}
const titlesIn = (mail: ServiceMail | { skip: string }) => ("skip" in mail ? mail.skip : (mail.items ?? []).map(({ label }) => label));

test("the digest tells of five topics, those first that one watches, then those in which most people wrote, answered ones before others; and how many there are in each category", async () => {
  const [one, other] = [await aCategory({ name: "Premises" }), await aCategory({ name: "Money" })];
  const reader = await aReader([one, other]);
  const topics: TestTopic[] = [];
  for (const title of ["Quiet", "Busy", "Asked", "Answered", "Early", "Late"]) topics.push(await aTopic({ category: one, title }));
  await aTopic({ category: other, title: "Alone", author: reader });
  await aTopic({ category: other, title: "Elsewhere" });
  const [quiet, busy, asked, answered] = topics as [TestTopic, TestTopic, TestTopic, TestTopic];
  for (let times = 1; times <= 3; times++) await reply(await aMember(), busy);
  await reply(await aMember(), asked);
  await markAnswer(ctxFor(answered.author), { topic: answered.code, number: await reply(await aMember(), answered) });
  await makeNext(reader);
  expect(titlesIn(await newest(reader))).toEqual(["Busy", "Answered", "Asked", "Elsewhere", "Late"]);

  await watchTopic(ctxFor(reader), quiet.code, "watching");
  expect(titlesIn(await newest(reader))).toEqual(["Quiet", "Busy", "Answered", "Asked", "Elsewhere"]);
  await watchTopic(ctxFor(reader), quiet.code, "normal");

  const mail = (await newest(reader)) as ServiceMail;
  expect(mail.items![0]).toEqual({
    label: "Busy",
    url: `http://localhost:3000/forum/topics/${busy.code}#post-1`,
    words: "Premises: 4 new posts by 4 people",
  });
  expect(mail.items![1]!.words).toBe("Premises: 2 new posts by 2 people, answered");
  expect(mail.after).toEqual(["In all: 6 topics in Premises, 1 topic in Money."]);
});

test.each<[string, (topic: TestTopic, reader: TestPerson) => Promise<unknown>]>([
  ["was read on the site", async (topic, reader) => markTopicRead(ctxFor(reader), await getTopicPage(ctxFor(reader), topic.code, 1))],
  ["was muted", (topic, reader) => watchTopic(ctxFor(reader), topic.code, "muted")],
  ["stands in a category that was muted", (topic, reader) => watchCategory(ctxFor(reader), topic.category, "muted")],
  ["stands in a category that was left out", (_topic, reader) => aReader([], {}, reader)],
  [
    "is hidden",
    (topic) => aMember().then((by) => reportPost(ctxFor(by), { topic: topic.code, number: 1, reason: "patient-details", details: "" })),
  ],
  ["is nothing to a suspended reader", (_topic, reader) => aSanction(reader, { kind: "suspended" })],
  ["may not be read any more", (_topic, { personId }) => revokeGrant(systemCtxFor(), { personId, role: "member" })],
])(
  "B23, E18: what %s after the digest was made and before it leaves is not in it; nothing else is new, so there is no mail",
  async (_what, happens) => {
    const topic = await aTopic({ title: "A canary" });
    const reader = await aReader([topic.category], {});
    await reply(await aMember(), topic);
    await makeNext(reader);
    expect(titlesIn(await newest(reader))).toEqual(["A canary"]);
    await happens(topic, reader);
    expect(await newest(reader)).toEqual({ skip: "nothing-new" });
  },
);

test("a topic with a tag that was chosen is in the digest in a category that was left out too, and not mailed singly", async () => {
  const [lifts, phones, tag] = [await aTag(), await aTag("Phones of a digest"), await aTag()];
  const [author, category] = [await aMember(), await aCategory()];
  const reader = await aReader([], { tags: [tag] });
  const topic = await tagged(await aTopic({ author, category, title: "A canary" }), tag);
  await tagged(await aTopic({ category }), lifts);
  await aTopic({ category });
  const why = async () => {
    const number = await reply(await aMember(), topic);
    await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, number)).id);
    const own = and(eq(messages.personId, author.personId), eq(messages.kind, "reply-notification"));
    return replyNotice.stillAllowed(systemCtxFor(), (await db.select().from(messages).where(own)).at(-1)!);
  };
  await aReader([], { tags: [phones] }, author);
  expect(await why()).toBeNull();
  await aReader([], { tags: [tag] }, author);
  expect(await why()).toBe("in-digest");

  await makeNext(reader);
  expect(titlesIn(await newest(reader))).toEqual(["A canary"]);
  // whoever chose a tag hears of the one that it was merged into, and of nothing once that is removed
  await changeTag(systemCtxFor(), tag, { name: "Phones of a digest", description: "", merge: true });
  expect(titlesIn(await newest(reader))).toEqual(["A canary"]);
  expect((await askTogether(db, { digest: myDigest(ctxFor(reader)) })).digest.tags).toEqual([phones]);
  await watchTag(ctxFor(reader), phones, "muted");
  expect(await newest(reader)).toEqual({ skip: "nothing-new" });
  await watchTag(ctxFor(reader), phones, "normal");
  // who is suspended is shown no tags to choose, and loses none
  await aSanction(reader, { kind: "suspended" });
  await aReader([], {}, reader);
  expect((await rowOf(reader)).tagIds).toHaveLength(1);
  await removeTag(systemCtxFor(), phones);
  expect((await rowOf(reader)).tagIds).toEqual([]);
});

test("what was written before the last digest is not told again, however many are missed it is one", async () => {
  const category = await aCategory();
  const topic = await aTopic({ category });
  const reader = await aReader([category]);
  const first = await makeNext(reader);
  expect(titlesIn(await newest(reader))).toBe("nothing-new");

  await reply(await aMember(), topic, "Since then", later(first, HOUR));
  await makeDigests(systemCtxFor(later(first, 3 * DAY)));
  const sent = await digestsTo(reader);
  expect(sent).toHaveLength(2);
  expect(await digestMail.build(systemCtxFor(later(first, 3 * DAY)), sent[0]!)).toEqual({ skip: "nothing-new" });
  expect(await digestMail.build(systemCtxFor(later(first, 3 * DAY)), sent[1]!)).toMatchObject({ items: [{ label: topic.title }] });
});

test("posts of nobody who is here are counted without people; in the mail log the last digest says nothing of what it told", async () => {
  const category = await aCategory();
  const reader = await aReader([category], { every: "weekly" });
  const topic = await aTopic({ category, title: "A canary" });
  await db
    .update(forumPosts)
    .set({ authorId: null })
    .where(eq(forumPosts.id, (await storedPost(topic, 1)).id));
  await db
    .update(forumDigests)
    .set({ silent: SILENT.weekly - 1 })
    .where(eq(forumDigests.personId, reader.personId));
  await makeNext(reader);
  expect(((await newest(reader)) as ServiceMail).items![0]!.words).toMatch(/: 1 new post$/);

  const message = (await digestsTo(reader))[0]!;
  const textOf = async (isLook?: true) => JSON.stringify(await digestMail.build(systemCtxFor(), { ...message, isLook }));
  // nor staff who look at it, to whom what is news to whom would tell who wrote without their name
  expect([await textOf(), await textOf(true)]).toEqual([expect.stringContaining("1 new post"), expect.not.stringContaining("new post")]);
  await watchTopic(ctxFor(reader), topic.code, "muted");
  expect([await textOf(), await textOf(true)]).toEqual([
    expect.stringContaining("Nothing that is new to you"),
    expect.not.stringContaining("Nothing that is new to you"),
  ]);
});

test("categories that one may not read are neither left out, nor told of where they were", async () => {
  const [ofGroup, open] = [await aCategory({ audience: { groups: [(await aNewGroup()).slug] } }), await aCategory()];
  const reader = await aReader([open]);
  const idOf = async (slug: string) => (await db.select().from(forumCategories).where(eq(forumCategories.slug, slug)))[0]!.id;
  const hidden = await idOf(ofGroup);
  expect((await rowOf(reader)).leftOut).not.toContain(hidden);

  await db
    .update(forumDigests)
    .set({ leftOut: [hidden] })
    .where(eq(forumDigests.personId, reader.personId));
  expect((await askTogether(db, { digest: myDigest(ctxFor(reader)) })).digest.leftOut).toEqual([]);
});

test("any number of workers at once, and one that dies, make one for each person and time", async () => {
  const category = await aCategory();
  const readers = await Promise.all(Array.from({ length: 6 }, () => aReader([category])));
  const at = later((await rowOf(readers[0]!)).nextAt!, 1000);
  const dies = { ...systemCtxFor(at), beforeCommit: async () => Promise.reject(new Error("killed")) };
  await expect(makeDigests(dies)).rejects.toThrow("killed");
  for (const reader of readers) expect(await digestsTo(reader)).toEqual([]);
  await Promise.all([1, 2, 3].map(() => makeDigests(systemCtxFor(at))));
  await makeDigests(systemCtxFor(at));
  for (const reader of readers) expect(await digestsTo(reader)).toHaveLength(1);
});

test("many are made in batches, in the same statements however many a batch has", async () => {
  const many = DIGEST_BATCH * 2 + 5;
  await db.execute(sql`with made as (
    insert into persons (id, ref, kind, full_name, created_at, source, processing)
      select gen_random_uuid(), 'D' || lpad(n::text, 9, '0'), 'human', 'Reader', now(), 'test', 'yes' from generate_series(1, ${many}::int) n returning id)
    insert into forum_digests (person_id, every, hour, also_singles, told_until, next_at, changed_at)
      select id, 'daily', 7, false, now() - interval '1 day', now() - interval '1 minute', now() from made`);
  await makeDigests(systemCtxFor());
  const of = sql`(select count(*)::int from messages m join persons p on p.id = m.person_id where p.full_name = 'Reader' and m.kind = 'forum-digest')`;
  const [row] = await db.execute<{ made: number; due: number }>(
    sql`select ${of} as made, (select count(*)::int from forum_digests where next_at <= now()) as due`,
  );
  expect(row).toEqual({ made: many, due: 0 });
  await db.execute(sql`delete from messages m using persons p where p.id = m.person_id and p.full_name = 'Reader'`);
});

test("who is silent gets it weekly after four weeks, then a last one that says so, and a visit begins anew", async () => {
  const reader = await aReader([await aCategory()]);
  const silentFor = (silent: number) => db.update(forumDigests).set({ silent }).where(eq(forumDigests.personId, reader.personId));
  const textOf = async () => JSON.stringify(await newest(reader));

  await silentFor(SILENT.daily - 2);
  await makeNext(reader);
  expect(await rowOf(reader)).toMatchObject({ every: "daily", silent: SILENT.daily - 1 });
  const at = await makeNext(reader);
  expect(await rowOf(reader)).toMatchObject({ every: "weekly", silent: 0 });
  expect((await rowOf(reader)).nextAt!.getUTCDay()).toBe(1);
  expect((await rowOf(reader)).nextAt!.getTime()).toBeGreaterThan(at.getTime());
  expect(await textOf()).toContain("from now on this digest comes once a week");

  await silentFor(SILENT.weekly - 1);
  const account = await anAccount();
  await chooseDigest(ctxFor(account), { every: "weekly", hour: 7, category: [] });
  await db
    .update(forumDigests)
    .set({ silent: SILENT.weekly - 1 })
    .where(eq(forumDigests.personId, account.personId));
  await browserOf(account);
  await db
    .update(sessions)
    .set({ seenAt: later(new Date(), HOUR) })
    .where(eq(sessions.personId, account.personId));
  await makeNext(reader);
  expect(await rowOf(reader)).toMatchObject({ nextAt: null });
  expect(await textOf()).toContain("this is the last digest that we send you");
  expect(await rowOf(account)).toMatchObject({ silent: 0, every: "weekly" });
});

test("who gets a digest gets no single mails about the same, unless they chose both", async () => {
  const topic = await aTopic();
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, await reply(await aMember(), topic))).id);
  const [message] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, topic.author.personId), eq(messages.kind, "reply-notification")));
  const why = () => replyNotice.stillAllowed(systemCtxFor(), message!);
  expect(await why()).toBeNull();
  await aReader([topic.category], {}, topic.author);
  expect(await why()).toBe("in-digest");
  await aReader([topic.category], { singles: "yes" }, topic.author);
  expect(await why()).toBeNull();
  await aReader([], {}, topic.author);
  expect(await why()).toBeNull();
  await aReader([topic.category], {}, topic.author);
  await stopDigest(ctxFor(topic.author), topic.author.personId);
  expect(await why()).toBeNull();
});

test.each<[string, (reader: TestPerson) => Promise<unknown>]>([
  [
    "the link of its mail",
    async (reader) => visitor().post(stopPath((await digestsTo(reader))[0]!.id), { "List-Unsubscribe": "One-Click" }),
  ],
  [
    "its reader's silence",
    async (reader) => {
      const last = { every: "weekly", silent: SILENT.weekly - 1 } as const;
      await db.update(forumDigests).set(last).where(eq(forumDigests.personId, reader.personId));
      await makeNext(reader);
    },
  ],
])("a digest that ended by %s brings no single mails in its place, and the account says so until one chooses there", async (_what, end) => {
  const [author, category] = [await anAccount(), await aCategory()];
  const topic = await aTopic({ author, category });
  await aReader([category], {}, author);
  await makeNext(author);
  await end(author);
  expect((await rowOf(author)).nextAt).toBeNull();
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, await reply(await aMember(), topic))).id);
  const ofAuthor = and(eq(messages.personId, author.personId), eq(messages.kind, "reply-notification"));
  const why = async () => replyNotice.stillAllowed(systemCtxFor(), (await db.select().from(messages).where(ofAuthor))[0]!);
  expect(await why()).toBe("in-digest");
  const browser = await browserOf(author);
  const SAID = "Your digest has ended";
  expect((await browser.get("/account/reach")).html).toContain(SAID);

  await browser.post("/account/reach/digest", { every: "none", hour: "7", category });
  expect(await why()).toBeNull();
  expect((await browser.get("/account/reach")).html).not.toContain(SAID);
});

test("the digest is off until it is chosen in the account, by a form that keeps what was typed; its mail stops it without signing in", async () => {
  const [person, category, tag] = [await anAccount(), await aCategory({ name: "Premises" }), await aTag()];
  const browser = await browserOf(person);
  expect(await db.$count(forumDigests)).toBe(0);
  const wrong = await browser.post("/account/reach/digest", { every: "hourly", hour: "25", category });
  expect([wrong.status, wrong.html.includes("Choose whether and how often"), await db.$count(forumDigests)]).toEqual([400, true, 0]);

  expect((await browser.post("/account/reach/digest", { every: "weekly", hour: "17", category, tags: tag })).location).toBe(
    "/account/reach",
  );
  expect(await rowOf(person)).toMatchObject({ every: "weekly", hour: 17, alsoSingles: false });
  const saved = (await browser.get("/account/reach")).html;
  expect(saved).toContain('<option value="17" selected="">5pm</option>');
  expect(saved).toMatch(new RegExp(`name="tags"[^>]*value="${tag}"[^>]*checked|checked=""[^>]*value="${tag}"`));

  await makeNext(person);
  const path = stopPath((await digestsTo(person))[0]!.id);
  expect((await visitor().get(path)).html).toContain("Stop your digest of the forum?");
  expect((await rowOf(person)).nextAt).not.toBeNull();
  await visitor().post(path, {});
  expect((await rowOf(person)).nextAt).toBeNull();
  await visitor().post(`${path}/take-back`, {});
  expect((await rowOf(person)).nextAt).not.toBeNull();

  await browser.post("/account/reach/digest", { every: "none", hour: "7", category });
  expect((await rowOf(person)).nextAt).toBeNull();
  expect(await digestMail.build(systemCtxFor(), (await digestsTo(person))[0]!)).toEqual({ skip: "switched-off" });
});
