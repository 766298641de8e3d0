import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { jobOutbox } from "#db/schema/platform";
import { runFollowUp } from "#jobs/run-follow-up.server";
import { listCategories } from "~/features/forum/categories/categories.queries.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { changeTag, removeTag } from "~/features/forum/tags/arrange-tags.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { topicSet } from "~/features/forum/topics/topic-list.queries.server";
import { getTopic, getTopicPage } from "~/features/forum/topics/topics.queries.server";
import type { CategoryLevel, TopicLevel } from "~/features/forum/types";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { notifyTopicRecipients } from "~/features/forum/watching/notify-topic-recipients.server";
import { findStoppable, stopPath } from "~/features/forum/watching/stop-link.server";
import { topicNotice } from "~/features/forum/watching/topic-notice.mail.server";
import { unmuteCategory, watchCategory } from "~/features/forum/watching/watch-category.server";
import { watchTag } from "~/features/forum/watching/watch-tag.server";
import { unmuteTopic, watchTopic } from "~/features/forum/watching/watch-topic.server";
import { WATCHER_BATCH } from "~/features/forum/watching/watchers.queries.server";
import { chooseNotifications } from "~/features/mail/notifications/notification-choices.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { askTogether } from "~/lib/ask-together.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aForumSite, aTag, aTopic, dismissReports, reply, storedPost, type TestTopic, tagged } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember, type TestPerson } from "../../support/people";

const { db } = systemCtxFor();
const { browserOf } = aForumSite();

/** Whether somebody was told of a topic that was begun, and of a reply in it, in the inbox and by mail. */
async function toldOf(person: TestPerson, topic: TestTopic, replier?: TestPerson) {
  const [first, answered] = [await storedPost(topic, 1), await storedPost(topic, await reply(replier ?? (await aMember()), topic))];
  await notifyTopicRecipients(systemCtxFor(), first.id);
  await notifyReplyRecipients(systemCtxFor(), answered.id);
  const inbox = async (cause: string) =>
    (await db.$count(notifications, and(eq(notifications.personId, person.personId), eq(notifications.cause, cause)))) === 1;
  const mailed = async (about: object) =>
    (await db.$count(messages, and(eq(messages.personId, person.personId), sql`${messages.args} @> ${JSON.stringify(about)}::jsonb`))) ===
    1;
  const told = { topic: await inbox(`topic:${first.topicId}`), reply: await inbox(`reply:${answered.id}`) };
  expect({ topic: await mailed({ topicId: first.topicId }), reply: await mailed({ postIds: [answered.id] }) }).toEqual(told);
  return told;
}

const [BOTH, TOPIC, REPLY, NOTHING] = [
  { topic: true, reply: true },
  { topic: true, reply: false },
  { topic: false, reply: true },
  { topic: false, reply: false },
];

test.each<[CategoryLevel, TopicLevel | null, object]>([
  ["every-post", null, BOTH],
  ["first-posts", null, TOPIC],
  ["normal", null, NOTHING],
  ["muted", null, NOTHING],
  ["every-post", "muted", NOTHING],
  ["every-post", "normal", NOTHING],
  ["first-posts", "watching", REPLY],
  ["normal", "watching", REPLY],
  ["muted", "watching", REPLY],
])("a category at “%s”, a topic at “%s”: what is told of it", async (ofCategory, ofTopic, told) => {
  const topic = await aTopic();
  const person = await aMember();
  await watchCategory(ctxFor(person), topic.category, ofCategory);
  if (ofTopic) await watchTopic(ctxFor(person), topic.code, ofTopic);
  expect(await toldOf(person, topic)).toEqual(told);
});

test.each<[CategoryLevel | null, CategoryLevel[], TopicLevel | null, object]>([
  [null, ["every-post"], null, BOTH],
  [null, ["first-posts"], null, TOPIC],
  [null, ["normal"], null, NOTHING],
  [null, ["first-posts", "every-post"], null, BOTH],
  [null, ["every-post", "muted"], null, NOTHING],
  ["every-post", ["muted"], null, NOTHING],
  ["every-post", ["normal"], null, BOTH],
  ["every-post", ["first-posts"], null, BOTH],
  ["first-posts", ["every-post"], null, BOTH],
  ["muted", ["every-post"], null, BOTH],
  ["muted", ["first-posts"], null, TOPIC],
  ["muted", ["normal"], null, NOTHING],
  [null, ["every-post"], "muted", NOTHING],
  [null, ["every-post"], "normal", NOTHING],
  [null, ["muted"], "watching", REPLY],
])("a category at “%s”, tags at “%s”, a topic at “%s”: what is told of it", async (ofCategory, ofTags, ofTopic, told) => {
  const [topic, person] = [await aTopic(), await aMember()];
  const tags = await Promise.all(ofTags.map(() => aTag()));
  await tagged(topic, ...tags);
  if (ofCategory) await watchCategory(ctxFor(person), topic.category, ofCategory);
  for (const [index, level] of ofTags.entries()) await watchTag(ctxFor(person), tags[index]!, level);
  if (ofTopic) await watchTopic(ctxFor(person), topic.code, ofTopic);
  expect(await toldOf(person, topic)).toEqual(told);
  const isMuted = ofTopic === "muted" || (!ofTopic && (ofTags.includes("muted") || (ofCategory === "muted" && ofTags[0] === "normal")));
  expect((await newTo(person, topic.category)).unread).toBe(isMuted ? 0 : 1);
});

test("a mail about a new topic says which tag it comes for; it is not sent once the tag is muted, removed or taken off", async () => {
  const [topic, person, tag, other] = [await aTopic(), await aMember(), await aTag("Holidays"), await aTag()];
  await tagged(topic, tag);
  await watchTag(ctxFor(person), tag, "first-posts");
  await toldOf(person, topic);
  const ofPerson = and(eq(messages.personId, person.personId), eq(messages.kind, "topic-notification"));
  const [mail] = await db.select().from(messages).where(ofPerson);
  const build = async () => (await topicNotice.build(systemCtxFor(), mail!)) as { text?: string; skip?: string };
  expect(JSON.stringify(await build())).toContain("you watch the tag “Holidays”");
  await tagged(topic, other);
  expect(await build()).toEqual({ skip: "not-watching" });
  await tagged(topic, tag, other);
  await watchTag(ctxFor(person), other, "muted");
  expect(await build()).toEqual({ skip: "not-watching" });
  await watchTag(ctxFor(person), other, "normal");
  expect(await build()).not.toHaveProperty("skip");
  await removeTag(systemCtxFor(), tag);
  expect(await build()).toEqual({ skip: "not-watching" });
});

test("a mail that waits goes on by the tag that its own was merged into, by another tag that is watched, or by the category", async () => {
  const [topic, person] = [await aTopic(), await aMember()];
  const [tag, into, other] = [await aTag(), await aTag("Bank holidays"), await aTag("Cover")];
  await tagged(topic, tag, other);
  await watchTag(ctxFor(person), tag, "first-posts");
  await toldOf(person, topic);
  const ofPerson = and(eq(messages.personId, person.personId), eq(messages.kind, "topic-notification"));
  const [mail] = await db.select().from(messages).where(ofPerson);
  const text = async () => JSON.stringify(await topicNotice.build(systemCtxFor(), mail!));
  const stops = async () => (await findStoppable(systemCtxFor(), stopPath(mail!.id).split("/").at(-1)!))?.name;
  await changeTag(systemCtxFor(), tag, { name: "Bank holidays", description: "", merge: true });
  expect([await text(), await stops()]).toEqual([expect.stringContaining("the tag “Bank holidays”"), "Bank holidays"]);
  await watchTag(ctxFor(person), into, "normal");
  expect(await text()).toContain("not-watching");
  await watchTag(ctxFor(person), other, "every-post");
  expect([await text(), await stops()]).toEqual([expect.stringContaining("the tag “Cover”"), "Cover"]);
  await watchTag(ctxFor(person), other, "normal");
  await watchCategory(ctxFor(person), topic.category, "first-posts");
  expect(await text()).toContain("you watch this category");
  expect(await stops()).toBeTruthy();
});

test("whoever watches a tag is told of nothing in a category that they may not read", async () => {
  const [topic, person, tag] = [await aTopic(), await aMember(), await aTag()];
  await tagged(topic, tag);
  await watchTag(ctxFor(person), tag, "every-post");
  await revokeGrant(systemCtxFor(), { personId: person.personId, role: "member" });
  expect(await toldOf(person, topic)).toEqual(NOTHING);
});

test("nobody is told of what they wrote themselves", async () => {
  const category = await aCategory();
  const author = await aMember();
  await watchCategory(ctxFor(author), category, "every-post");
  expect(await toldOf(author, await aTopic({ category, author }), author)).toEqual(NOTHING);
});

test("B23: who may no longer read the category is told of nothing in it, and gets no mail that waited", async () => {
  const topic = await aTopic({ audience: "members" });
  const person = await aMember();
  await watchCategory(ctxFor(person), topic.category, "every-post");
  expect(await toldOf(person, topic)).toEqual(BOTH);
  const [mail] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, "topic-notification")));
  expect(await topicNotice.build(systemCtxFor(), mail!)).toMatchObject({ subject: `New topic: ${topic.title}` });

  await revokeGrant(systemCtxFor(), { personId: person.personId, role: "member" });
  expect(await topicNotice.build(systemCtxFor(), mail!)).toEqual({ skip: "not-in-audience" });
  expect(await toldOf(person, await aTopic({ category: topic.category }))).toEqual({ topic: false, reply: false });
});

test.each<[string, string, (topic: TestTopic, person: TestPerson) => Promise<unknown>]>([
  [
    "was read on the site meanwhile",
    "read-on-site",
    async (topic, person) => markTopicRead(ctxFor(person), await getTopicPage(ctxFor(person), topic.code, 1)),
  ],
  ["was muted meanwhile", "not-watching", (topic, person) => watchTopic(ctxFor(person), topic.code, "muted")],
  ["stands where nobody watches any more", "not-watching", (topic, person) => watchCategory(ctxFor(person), topic.category, "normal")],
  [
    "is hidden",
    "not-in-audience",
    (topic, person) => reportPost(ctxFor(person), { topic: topic.code, number: 1, reason: "patient-details", details: "" }),
  ],
  [
    "is of a kind that was switched off",
    "switched-off",
    (_topic, person) => chooseNotifications(ctxFor(person), topicNotice.notification, { inbox: true, mail: false }),
  ],
])("a new topic that %s is not mailed", async (_what, why, happens) => {
  const topic = await aTopic();
  const person = await aMember();
  await watchCategory(ctxFor(person), topic.category, "first-posts");
  await notifyTopicRecipients(systemCtxFor(), (await storedPost(topic, 1)).id);
  const [mail] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, "topic-notification")));
  expect(await topicNotice.stillAllowed(systemCtxFor(), mail!)).toBeNull();
  await happens(topic, person);
  const refusal = (await topicNotice.stillAllowed(systemCtxFor(), mail!)) ?? (await topicNotice.build(systemCtxFor(), mail!));
  expect(refusal).toEqual(why === "switched-off" ? why : { skip: why });
});

test("a topic whose first post was hidden is told of once it stands again, and only once", async () => {
  const [topic, person, moderator] = [await aTopic(), await aMember(), await aMember({ roles: ["moderator"] })];
  await watchCategory(ctxFor(person), topic.category, "first-posts");
  const post = await storedPost(topic, 1);
  await reportPost(ctxFor(moderator), { topic: topic.code, number: 1, reason: "patient-details", details: "" });
  await notifyTopicRecipients(systemCtxFor(), post.id);
  const told = () => db.$count(notifications, and(eq(notifications.personId, person.personId), eq(notifications.kind, "topic")));
  expect(await told()).toBe(0);
  await db.delete(jobOutbox);
  await dismissReports(ctxFor(moderator), { topic: topic.code, number: 1 });
  for (const job of await db.select().from(jobOutbox).where(eq(jobOutbox.name, "forum.notify-topic")))
    await runFollowUp(systemCtxFor(), job.id, false);
  await notifyTopicRecipients(systemCtxFor(), post.id);
  expect(await told()).toBe(1);
});

test("of a new topic many are told in batches, which end", async () => {
  const topic = await aTopic();
  const many = WATCHER_BATCH + 3;
  await db.execute(sql`with made as (
    insert into persons (id, ref, kind, full_name, created_at, source, processing)
      select gen_random_uuid(), 'C' || lpad(n::text, 9, '0'), 'human', 'Watcher', now(), 'test', 'yes' from generate_series(1, ${many}::int) n returning id),
    given as (insert into grants (id, person_id, role, source, starts_at) select gen_random_uuid(), id, 'member', 'test', now() - interval '1 hour' from made)
    insert into forum_category_watches (person_id, category_id, level, changed_at)
      select made.id, c.id, 'first-posts', now() from made, forum_categories c where slug = ${topic.category}`);
  const { id, topicId } = await storedPost(topic, 1);
  await db.delete(jobOutbox);
  const countTold = () => db.$count(notifications, eq(notifications.cause, `topic:${topicId}`));
  await notifyTopicRecipients(systemCtxFor(), id);
  const [rest, ...others] = await db.select().from(jobOutbox);
  expect([await countTold(), rest!.name, others]).toEqual([WATCHER_BATCH, "forum.notify-topic", []]);
  await runFollowUp(systemCtxFor(), rest!.id, false);
  expect([await countTold(), await db.$count(jobOutbox)]).toEqual([many, 0]);
});

/** What is new to somebody in a category: in its count, in the set of unread topics, and by the marks of the latest. */
async function newTo(person: TestPerson, category: string) {
  const ctx = ctxFor(person);
  const of = ({ category: { slug } }: { category: { slug: string } }) => slug === category;
  const { latest, unread } = await askTogether(ctx.db, { latest: topicSet(ctx, "latest", null), unread: topicSet(ctx, "unread", null) });
  return {
    counted: (await listCategories(ctx)).find(({ slug }) => slug === category)!.unreadTopics,
    unread: unread.topics.filter(of).length,
    marked: latest.topics.filter(of).filter(({ isUnread }) => isUnread).length,
  };
}

test("muting a category takes its topics out of Unread, the marks of Latest and the counts; a topic watched by itself stays", async () => {
  const [topic, person] = [await aTopic(), await aMember()];
  await aTopic({ category: topic.category });
  expect(await newTo(person, topic.category)).toEqual({ counted: 2, unread: 2, marked: 2 });

  await watchCategory(ctxFor(person), topic.category, "muted");
  expect(await newTo(person, topic.category)).toEqual({ counted: 0, unread: 0, marked: 0 });
  await watchTopic(ctxFor(person), topic.code, "watching");
  expect(await newTo(person, topic.category)).toEqual({ counted: 1, unread: 1, marked: 1 });
  await watchTopic(ctxFor(person), topic.code, "muted");
  await watchCategory(ctxFor(person), topic.category, "normal");
  expect(await newTo(person, topic.category)).toEqual({ counted: 1, unread: 1, marked: 1 });
});

test.each<TopicLevel>(["watching", "normal"])("“Stop muting” restores what a topic was before: %s", async (before) => {
  const [topic, person] = [await aTopic(), await aMember()];
  await watchTopic(ctxFor(person), topic.code, before);
  for (let times = 1; times <= 2; times++) await watchTopic(ctxFor(person), topic.code, "muted");
  expect(await unmuteTopic(ctxFor(person), topic.code)).toBe(true);
  expect((await getTopic(ctxFor(person), topic.code)).watch).toEqual({ level: before, isByCategory: false });
  expect(await unmuteTopic(ctxFor(person), topic.code)).toBe(false);
});

test("“Stop muting” a topic of which nothing was chosen before leaves it to its category again", async () => {
  const [topic, person] = [await aTopic(), await aMember()];
  await watchCategory(ctxFor(person), topic.category, "every-post");
  await watchTopic(ctxFor(person), topic.code, "muted");
  await unmuteTopic(ctxFor(person), topic.code);
  expect((await getTopic(ctxFor(person), topic.code)).watch).toEqual({ level: "watching", isByCategory: true });
});

test("whoever writes in a topic at “normal” watches it; in one that they muted they do not", async () => {
  const [one, other, person] = [await aTopic(), await aTopic(), await aMember()];
  await watchTopic(ctxFor(person), one.code, "normal");
  await watchTopic(ctxFor(person), other.code, "muted");
  for (const topic of [one, other]) await reply(person, topic);
  expect((await getTopic(ctxFor(person), one.code)).watch.level).toBe("watching");
  expect((await getTopic(ctxFor(person), other.code)).watch.level).toBe("muted");
});

test("the page of a category shows its level and changes it, and so does the page of a topic", async () => {
  const [topic, person] = [await aTopic(), await anAccount()];
  const browser = await browserOf(person);
  const page = `/forum/${topic.category}`;
  expect((await browser.get(page)).html).toContain("<strong>Normal</strong>");
  await browser.post(`${page}/watch/first-posts`, {});
  expect((await browser.get(page)).html).toContain("<strong>New topics</strong>");
  await browser.post(`${page}/watch/mute`, {});
  expect((await browser.get(`/forum/topics/${topic.code}-${"a-topic-for-tests"}`)).html).toContain("You muted this category");
  expect((await browser.get(page)).html).toContain("Stop muting");
  await browser.post(`${page}/watch/unmute`, {});
  expect((await browser.get(page)).html).toContain("<strong>New topics</strong>");
  expect(await unmuteCategory(ctxFor(person), topic.category)).toBe(false);

  await browser.post(`/forum/topics/${topic.code}/mute`, {});
  expect((await browser.get(`/forum/topics/${topic.code}-a-topic-for-tests`)).html).toContain("<strong>Mute</strong>");
});
