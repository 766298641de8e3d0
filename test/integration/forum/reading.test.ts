import { expect, test } from "vitest";
import { getCategory, listCategories } from "~/features/forum/categories/categories.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { selectRepliedPosts } from "~/features/forum/posts/posts.queries.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicSet } from "~/features/forum/topics/topic-sets.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { countQueries, ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aTopic, latestModeration, reply, storedPost, unreadAtHome } from "../../support/forum";
import { aMember, aPerson, visitor } from "../../support/people";
import { countUnread } from "../../support/told";

const read = async (ctx: Ctx, code: string, page = 1) => markTopicRead(ctx, await getTopicPage(ctx, code, page));
const row = async (ctx: Ctx, category: string) => (await listTopics(ctx, category, null)).topics[0]!;

test("a topic is new to a member until they open it, and to a visitor never", async () => {
  const topic = await aTopic({ audience: "open" });
  const ctx = ctxFor(await aMember());
  expect(await row(ctx, topic.category)).toMatchObject({ isUnread: true, newPosts: 1, firstUnread: 1 });

  await read(ctx, topic.code);

  expect(await row(ctx, topic.category)).toMatchObject({ isUnread: false });
  expect(await row(ctxFor(visitor), topic.category)).toMatchObject({ isUnread: false });
});

test("replies since the last visit are counted, and the first of them is known", async () => {
  const topic = await aTopic();
  const ctx = ctxFor(await aMember());
  await read(ctx, topic.code);
  await reply(topic.author, topic);
  await reply(topic.author, topic);

  expect(await row(ctx, topic.category)).toMatchObject({ isUnread: true, newPosts: 2, firstUnread: 2 });
  expect((await getTopicPage(ctx, topic.code, 1)).topic.lastRead).toBe(1);
});

test("what was removed is no news, and counts nowhere", async () => {
  const topic = await aTopic();
  const ctx = ctxFor(await aMember());
  await read(ctx, topic.code);
  for (let number = 2; number <= 4; number++) await reply(topic.author, topic);
  const remove = (number: number) => removePost(ctxFor(topic.author), { topic: topic.code, number, why: "" });

  await remove(3);
  expect(await row(ctx, topic.category)).toMatchObject({ isUnread: true, newPosts: 2, replies: 2 });

  await remove(2);
  await remove(4);
  expect(await row(ctx, topic.category)).toMatchObject({ isUnread: false, replies: 0 });
  expect(await listCategories(ctx)).toContainEqual(expect.objectContaining({ slug: topic.category, unreadTopics: 0 }));
});

test("lists name the latest post that is still there, its author and its place in the order, and again once it came back", async () => {
  const ago = (hours: number) => later(new Date(), -hours * HOUR);
  const topic = await aTopic({ now: ago(4) });
  const other = await aTopic({ category: topic.category, now: ago(2) });
  const [early, late, moderator] = [
    await aMember({ fullName: "Early Egret" }),
    await aMember({ fullName: "Late Lark" }),
    await aMember({ roles: ["moderator"] }),
  ];
  await reply(early, topic, "First", ago(3));
  await reply(late, topic, "Second", ago(1));
  const ctx = ctxFor(early);
  const first = async () => {
    const { code, lastPostNumber, lastPoster } = await row(ctx, topic.category);
    const latest = (await getTopicSet(ctx, "latest", "http://localhost/forum")).topics.find(
      ({ category }) => category.slug === topic.category,
    );
    expect(latest).toMatchObject({ code, lastPostNumber, lastPoster });
    return code;
  };
  const shown = async () => (await listTopics(ctx, topic.category, null)).topics.find(({ code }) => code === topic.code);
  const lates = { lastPostNumber: 3, lastPoster: { name: "Late Lark" } };
  expect([await first(), await shown()]).toMatchObject([topic.code, lates]);

  await removePost(ctxFor(moderator), { topic: topic.code, number: 3, why: "Off topic" });
  expect([await first(), await shown()]).toMatchObject([other.code, { lastPostNumber: 2, lastPoster: { name: "Early Egret" } }]);

  await undoModeration(ctxFor(moderator), (await latestModeration(late)).code);
  expect([await first(), await shown()]).toMatchObject([topic.code, lates]);

  await erasePosts(systemCtxFor(), late.personId, "delete");
  await erasePosts(systemCtxFor(), early.personId, "delete");
  expect([await first(), await shown()]).toMatchObject([
    other.code,
    { lastPostNumber: 1, lastPoster: { name: expect.not.stringMatching("Egret|Lark") } },
  ]);
});

test("only what was shown counts as read, and a mark never goes back", async () => {
  const topic = await aTopic();
  for (let number = 2; number <= 25; number++) await reply(topic.author, topic);
  const ctx = ctxFor(await aMember());

  await read(ctx, topic.code, 1);
  expect((await getTopicPage(ctx, topic.code, 1)).topic.lastRead).toBe(20);
  await read(ctx, topic.code, 2);
  await read(ctx, topic.code, 1);
  expect((await getTopicPage(ctx, topic.code, 1)).topic.lastRead).toBe(25);
});

test("the line before what is new stands where the visit began, on every page of it, and where it ended for the next one", async () => {
  const topic = await aTopic();
  for (let number = 2; number <= 45; number++) await reply(topic.author, topic);
  const reader = await aMember();
  const at = (minutes: number) => ctxFor(reader, later(new Date(), minutes * MINUTE));
  const line = async (ctx: Ctx, page: number) => (await getTopicPage(ctx, topic.code, page)).topic.newSince.number;

  await read(at(0), topic.code, 1);
  expect(await line(at(1), 1)).toBeNull();
  await read(at(60), topic.code, 2);
  await read(at(61), topic.code, 3);
  for (const page of [1, 2, 3]) expect(await line(at(62), page)).toBe(20);
  for (const page of [1, 3]) expect(await line(at(92), page)).toBe(45);
});

test("what is written while one reads is new from where one had come, when one had read all before it", async () => {
  const topic = await aTopic();
  for (let number = 2; number <= 21; number++) await reply(topic.author, topic);
  const reader = await aMember();
  const at = (minutes: number) => later(new Date(), minutes * MINUTE);
  const line = async (minutes: number) => (await getTopicPage(ctxFor(reader, at(minutes)), topic.code, 2)).topic.newSince.number;
  for (const page of [1, 2]) await read(ctxFor(reader, at(page)), topic.code, page);
  expect(await line(3)).toBeNull();

  await reply(topic.author, topic, "Meanwhile", at(4));
  for (let times = 1; times <= 2; times++) {
    expect(await line(5)).toBe(21);
    await read(ctxFor(reader, at(5)), topic.code, 2);
  }
});

test("one's own post is nothing new after a long time of writing it, and moves no line while one reads", async () => {
  const topic = await aTopic();
  const reader = await aMember();
  const at = (minutes: number) => later(new Date(), minutes * MINUTE);
  await reply(topic.author, topic);
  await read(ctxFor(reader, at(0)), topic.code);
  await reply(reader, topic, "Thought about", at(60));
  expect((await getTopicPage(ctxFor(reader, at(61)), topic.code, 1)).topic.newSince.number).toBe(3);

  await reply(topic.author, topic, "An answer", at(200));
  await read(ctxFor(reader, at(201)), topic.code);
  await reply(reader, topic, "Thanks", at(202));
  expect((await getTopicPage(ctxFor(reader, at(203)), topic.code, 1)).topic.newSince.number).toBe(3);
});

test("of two pages opened at once the one that was shown further counts", async () => {
  const topic = await aTopic();
  for (let number = 2; number <= 21; number++) await reply(topic.author, topic);
  const ctx = ctxFor(await aMember());
  const [first, second] = [await getTopicPage(ctx, topic.code, 1), await getTopicPage(ctx, topic.code, 2)];

  await markTopicRead(ctx, second);
  await markTopicRead(ctx, first);

  expect((await getTopicPage(ctx, topic.code, 1)).topic.lastRead).toBe(21);
});

test("one's own reply is no news, and hides nothing that came before it", async () => {
  const topic = await aTopic();
  const reader = await aMember();
  const ctx = ctxFor(reader);
  await read(ctx, topic.code);
  await reply(reader, topic);
  expect(await row(ctx, topic.category)).toMatchObject({ isUnread: false });

  await reply(topic.author, topic);
  await reply(reader, topic);
  expect(await row(ctx, topic.category)).toMatchObject({ isUnread: true, firstUnread: 3 });
});

test("what is older than a month is no news to who never opened it", async () => {
  const topic = await aTopic({ now: later(new Date(), -31 * DAY) });

  expect(await row(ctxFor(await aMember()), topic.category)).toMatchObject({ isUnread: false });
});

test("opening a topic marks what one was told of it as read", async () => {
  const topic = await aTopic();
  const { id } = await storedPost(topic, await reply(await aMember(), topic));
  const ctx = ctxFor(topic.author);
  await notify(systemCtxFor(), [topic.author.personId], replyNotice, { postIds: [id] }, { cause: `reply:${id}`, mail: false });
  expect(await countUnread(ctx)).toBe(1);

  await read(ctx, topic.code);

  expect(await countUnread(ctx)).toBe(0);
});

test("a category shows how many of its topics have news", async () => {
  const category = await aCategory({ name: "Staffing" });
  const first = await aTopic({ category, title: "The first topic" });
  const second = await aTopic({ category, title: "The second topic" });
  await reply(await aMember(), first);
  const ctx = ctxFor(second.author);

  const shown = (await listCategories(ctx)).find(({ slug }) => slug === category);

  expect(shown).toMatchObject({
    name: "Staffing",
    readers: { audience: "members", groups: [] },
    unreadTopics: 1,
  });
});

test("a group's category names its readers", async () => {
  const member = await aMember({ groups: ["pcn-leads"] });
  const category = await aCategory({ audience: { groups: ["pcn-leads"] } });

  expect((await getCategory(ctxFor(member), category)).readers).toEqual({ audience: "groups", groups: ["pcn-leads"] });
});

test("a category goes on where the page before ended, each topic once", async () => {
  const category = await aCategory();
  const author = await aMember();
  const start = later(new Date(), -DAY);
  const codes: string[] = [];
  // two by two at the same moment: the second column of the order decides
  for (let n = 0; n < 65; n++) codes.unshift((await aTopic({ category, author, now: later(start, Math.floor(n / 2) * 1000) })).code);
  const ctx = ctxFor(author);

  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const list: Awaited<ReturnType<typeof listTopics>> = await listTopics(ctx, category, after);
    pages.push(list.topics.map(({ code }) => code));
    after = list.next;
  } while (after);

  expect(pages.map((page) => page.length)).toEqual([30, 30, 5]);
  expect(pages.flat()).toEqual(codes);
});

test.each(["", "x", "1-2", "999999999999999-0123456789", "123456789012-0123456789'"])(
  "what is no cursor is the first page: %j",
  async (after) => {
    const topic = await aTopic({ audience: "open" });

    expect((await listTopics(ctxFor(visitor), topic.category, after)).topics).toHaveLength(1);
  },
);

test("an author without job and practice keeps their name, one without names is a former member", async () => {
  const topic = await aTopic({ author: await aMember({ displayName: "X" }), audience: "open" });
  const { posts } = await getTopicPage(ctxFor(visitor), topic.code, 1);

  expect(posts[0]!.author).toEqual({ name: "X", jobTitle: null, practice: null, member: null, nameless: null });
});

test("the home page shows watched topics with news, own ones told apart", async () => {
  const reader = await aMember();
  const own = await aTopic({ author: reader, title: "My own topic" });
  const other = await aTopic({ title: "A watched topic" });
  const muted = await aTopic();
  await watchTopic(ctxFor(reader), other.code, "watching");
  await watchTopic(ctxFor(reader), muted.code, "muted");
  await reply(other.author, own);

  expect(await unreadAtHome(ctxFor(reader))).toMatchObject([
    { title: "My own topic", isOwn: true, newPosts: 1, firstUnread: 2 },
    { title: "A watched topic", isOwn: false, newPosts: 1, firstUnread: 1 },
  ]);
  expect(await unreadAtHome(ctxFor(visitor))).toEqual([]);
});

test("B23: the home page tells nothing of what became hidden", async () => {
  const reader = await aMember();
  const topic = await aTopic();
  await watchTopic(ctxFor(reader), topic.code, "watching");
  expect(await unreadAtHome(ctxFor(reader))).toHaveLength(1);

  expect(await unreadAtHome(ctxFor({ ...reader.actor, roles: [] }))).toEqual([]);
});

test("notifications get words only for what may still be read", async () => {
  const topic = await aTopic({ title: "Rota software" });
  const replier = await aMember({ displayName: "Kath Ormerod" });
  const kept = (await storedPost(topic, await reply(replier, topic))).id;
  const removedNumber = await reply(replier, topic);
  const removed = (await storedPost(topic, removedNumber)).id;
  await removePost(ctxFor(replier), { topic: topic.code, number: removedNumber, why: "" });

  expect(await selectRepliedPosts(ctxFor(topic.author), [kept, removed])).toEqual([
    { id: kept, topic: { code: topic.code, title: "Rota software", page: null }, number: 2, author: "Kath Ormerod", isToReader: false },
  ]);
  expect(await selectRepliedPosts(ctxFor(await aPerson()), [kept])).toEqual([]);
});

test("each page of the forum asks the database little, whatever its size", async () => {
  const category = await aCategory();
  const author = await aMember();
  const topic = await aTopic({ category, author });
  for (let number = 2; number <= 20; number++) await reply(author, topic);
  for (let n = 0; n < 5; n++) await aTopic({ category, author });
  const ctx = ctxFor(await aMember());

  expect(await countQueries(() => listCategories(ctx))).toHaveLength(1);
  expect(await countQueries(() => Promise.all([getCategory(ctx, category), listTopics(ctx, category, null)]))).toHaveLength(2);
  expect(await countQueries(() => getTopicPage(ctx, topic.code, 1))).toHaveLength(2);
  expect(await countQueries(() => read(ctx, topic.code))).toHaveLength(4);
  expect(await countQueries(() => read(ctx, topic.code))).toHaveLength(2);
});
