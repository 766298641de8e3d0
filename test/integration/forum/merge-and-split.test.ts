import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { drafts } from "#db/schema/drafts";
import { forumReads } from "#db/schema/forum/watching";
import { jobOutbox } from "#db/schema/platform";
import { saveDraft } from "~/features/drafts/save-draft.server";
import { getModeration } from "~/features/forum/moderation/moderations.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { findPermalink } from "~/features/forum/moving/permalinks.queries.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { markAnswer } from "~/features/forum/posts/mark-answer.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { thankPost } from "~/features/forum/posts/thank-post.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { listReports } from "~/features/forum/reports/reports.queries.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { mergeTopic } from "~/features/forum/topics/merge-topic.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { retitleTopic } from "~/features/forum/topics/retitle-topic.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopic, getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { watchCategory } from "~/features/forum/watching/watch-category.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import type { PersonCtx } from "~/lib/ctx";
import { ForbiddenError, GoneError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aCategory, aReply, aTopic, latestModeration, reply, storedPost, type TestTopic } from "../../support/forum";
import { messagesTo } from "../../support/mail";
import { aMember, aNewGroup, type TestPerson } from "../../support/people";
import { searchFor } from "../../support/search";
import { listUnread } from "../../support/told";

const why = "Another question";
const aModerator = (groups: string[] = []) => aMember({ roles: ["moderator"], groups });
const visitor = ctxFor({ kind: "visitor" });
const split = async (topic: { code: string }, posts: number[], more: { by?: TestPerson; title?: string; why?: string } = {}) =>
  splitTopic(ctxFor(more.by ?? (await aModerator())), {
    topic: topic.code,
    posts,
    title: more.title ?? "The other question",
    why: more.why ?? why,
  });
const merge = async (topic: { code: string }, into: { code: string }, more: { by?: TestPerson; why?: string } = {}) =>
  mergeTopic(ctxFor(more.by ?? (await aModerator())), { topic: topic.code, into: into.code, why: more.why ?? why });

/** What a reader sees of a topic: each number with its text, or “moved”. */
async function shownTo(who: TestPerson, topic: { code: string }) {
  const { posts } = await getTopicPage(ctxFor(who), topic.code, 1);
  return posts.map(({ number, removedBy, bodyHtml }) => `${number} ${removedBy ?? bodyHtml.replace(/<\/?p>/g, "")}`);
}
const placeOf = async (who: TestPerson, topic: { code: string }, number: number) => {
  const post = await getPost(ctxFor(who), { topic: topic.code, number });
  return `${post.topic.code} ${post.number}`;
};
const read = async (who: TestPerson, topic: { code: string }) => markTopicRead(ctxFor(who), await getTopicPage(ctxFor(who), topic.code, 1));
async function unreadIn(who: TestPerson, category: string) {
  const { topics } = await listTopics(ctxFor(who), category, null);
  return Object.fromEntries(topics.map(({ code, isUnread, newPosts }) => [code, isUnread ? newPosts : 0]));
}

/** A topic of four posts by three people. */
async function aLongTopic(more: Parameters<typeof aTopic>[0] = {}) {
  const topic = await aTopic({ body: "One", ...more });
  const [second, third] = more.author ? [more.author, more.author] : [await aMember(), await aMember()];
  for (const [who, words] of [
    [second, "Two"],
    [third, "Three"],
    [second, "Four"],
  ] as const)
    await reply(who, topic, words);
  return { ...topic, second, third };
}
const opened = (done: Awaited<ReturnType<typeof splitTopic>>) => {
  if (!done.ok) throw new Error(done.reason);
  return done.topic;
};

describe("posts that are split off", () => {
  test("stand in a topic of their own, in order; their numbers lead there and are not given again", async () => {
    const topic = await aLongTopic();
    const own = opened(await split(topic, [4, 2]));

    expect(await shownTo(topic.author, own)).toEqual(["1 Two", "2 Four"]);
    expect(await shownTo(topic.author, topic)).toEqual(["1 One", "2 moved", "3 Three", "4 moved"]);
    expect([await placeOf(topic.author, topic, 2), await placeOf(topic.author, topic, 4)]).toEqual([`${own.code} 1`, `${own.code} 2`]);
    expect(await reply(topic.author, topic)).toBe(5);
    expect(await reply(topic.author, own)).toBe(3);
    const { topics } = await listTopics(ctxFor(topic.author), topic.category, null);
    expect(topics.map(({ code, replies }) => [code, replies]).sort()).toEqual(
      [
        [own.code, 2],
        [topic.code, 2],
      ].sort(),
    );
  });

  test("B26: by moderators alone, with a reason; never the question, nor what is hidden or gone", async () => {
    const topic = await aLongTopic();
    await expect(split(topic, [2], { by: topic.author })).rejects.toThrow(ForbiddenError);
    expect(await split(topic, [2], { why: "" })).toEqual({ ok: false, reason: "why-missing" });
    expect(await split(topic, [1, 2])).toEqual({ ok: false, reason: "question" });
    expect(await split(topic, [2, 9])).toEqual({ ok: false, reason: "changed" });
    await reportPost(ctxFor(topic.author), { topic: topic.code, number: 3, reason: "patient-details", details: "" });
    expect(await split(topic, [3])).toEqual({ ok: false, reason: "hidden" });
    const { slug } = await aNewGroup();
    const closed = await aLongTopic({ audience: { groups: [slug] }, author: await aMember({ groups: [slug] }) });
    await expect(split(closed, [2])).rejects.toThrow(NotFoundError);
  });

  test("take thanks, answer, reports, edits, watchers and read marks along", async () => {
    const topic = await aLongTopic();
    const [reader, other] = [await aMember(), await aMember()];
    await thankPost(ctxFor(reader), { topic: topic.code, number: 2 });
    await markAnswer(ctxFor(topic.author), { topic: topic.code, number: 4 });
    await reportPost(ctxFor(reader), { topic: topic.code, number: 2, reason: "unkind", details: "" });
    await read(reader, topic);
    await watchTopic(ctxFor(other), topic.code, "muted");
    const moderator = await aModerator();
    const own = opened(await split(topic, [2, 4], { by: moderator }));

    const { topic: shown, posts, answer } = await getTopicPage(ctxFor(other), own.code, 1);
    expect([shown.watch.level, posts[0]!.thanks, answer?.number]).toEqual(["muted", 1, 2]);
    expect((await getTopicPage(ctxFor(other), topic.code, 1)).answer).toBeNull();
    expect(await unreadIn(reader, topic.category)).toEqual({ [topic.code]: 0, [own.code]: 0 });
    expect((await unreadIn(topic.third, topic.category))[own.code]).toBeGreaterThan(0);
    expect((await listReports(ctxFor(moderator))).some((report) => JSON.stringify(report).includes(own.code))).toBe(true);
    // an address from before the move does what it did
    const edited = await editPost(ctxFor(topic.second), { topic: topic.code, number: 2, body: "Two, mended", basedOn: "", why: "" });
    expect(edited).toMatchObject({ ok: true });
    expect(await shownTo(reader, own)).toEqual(["1 Two, mended", "2 Four"]);
  });

  test("PMN-16: go back under their old numbers, which those they had meanwhile lead to; what was written there since stays", async () => {
    const topic = await aLongTopic();
    const own = opened(await split(topic, [2, 4]));
    await reply(topic.third, own, "Since");
    const act = await latestModeration(topic.second);
    expect(await undoModeration(ctxFor(await aModerator()), act.code)).toEqual({ ok: true });

    expect(await shownTo(topic.author, topic)).toEqual(["1 One", "2 Two", "3 Three", "4 Four"]);
    expect(await shownTo(topic.author, own)).toEqual(["1 moved", "2 moved", "3 Since"]);
    expect(await placeOf(topic.author, own, 2)).toBe(`${topic.code} 4`);
    expect(await undoModeration(ctxFor(await aModerator()), act.code)).toEqual({ ok: false, reason: "undone" });
  });

  test("go back also once their writer has left, of whom the act says nothing any more", async () => {
    const topic = await aLongTopic();
    await split(topic, [2, 4], { why: "Ask Wanda" });
    const act = await latestModeration(topic.second);
    await erasePosts(systemCtxFor(), topic.second.personId, "keep");
    const moderator = ctxFor(await aModerator());
    expect((await getModeration(moderator, act.code)).reason).not.toContain("Wanda");
    expect(await undoModeration(moderator, act.code)).toEqual({ ok: true });
    expect(await shownTo(topic.author, topic)).toEqual(["1 One", "2 Two", "3 Three", "4 Four"]);
  });

  test("take what somebody began to change of them along, and back", async () => {
    const topic = await aLongTopic();
    const pathOf = (code: string, number: number) => `/forum/topics/${code}/posts/${number}/edit`;
    const draft = { path: pathOf(topic.code, 4), id: uuidv7(), values: { body: "Begun" } };
    await saveDraft(ctxFor(topic.second) as PersonCtx, draft);
    const kept = async () =>
      (await systemCtxFor().db.select({ path: drafts.path }).from(drafts).where(eq(drafts.personId, topic.second.personId))).at(-1)!.path;
    const own = opened(await split(topic, [2, 4]));
    expect(await kept()).toBe(pathOf(own.code, 2));
    await undoModeration(ctxFor(await aModerator()), (await latestModeration(topic.second)).code);
    expect(await kept()).toBe(pathOf(topic.code, 4));
  });

  test("leave an emptied topic that is in no list, and whose address leads on", async () => {
    const topic = await aLongTopic();
    const own = opened(await split(topic, [2, 3]));
    await undoModeration(ctxFor(await aModerator()), (await latestModeration(topic.second)).code);
    expect(Object.keys(await unreadIn(topic.author, topic.category))).toEqual([topic.code]);
    expect((await getTopic(ctxFor(topic.author), own.code)).mergedInto).toMatchObject({ code: topic.code });
  });
});

describe("a topic that is merged", () => {
  test("ends another one with its posts; its address and numbers lead there, and it is in no list", async () => {
    const category = await aCategory();
    const [topic, into] = [await aLongTopic({ category, title: "Zyzzyva twice" }), await aLongTopic({ category })];
    expect(await merge(topic, into)).toMatchObject({ ok: true });

    expect(await shownTo(topic.author, into)).toEqual(["1 One", "2 Two", "3 Three", "4 Four", "5 One", "6 Two", "7 Three", "8 Four"]);
    expect(await shownTo(topic.author, topic)).toEqual(["1 moved", "2 moved", "3 moved", "4 moved"]);
    expect(await placeOf(topic.author, topic, 3)).toBe(`${into.code} 7`);
    expect((await getTopic(ctxFor(topic.author), topic.code)).mergedInto).toMatchObject({ code: into.code });
    expect(Object.keys(await unreadIn(topic.author, category))).toEqual([into.code]);
    expect(JSON.stringify(await searchFor(ctxFor(topic.author), "zyzzyva"))).not.toContain(topic.code);
    expect(await replyToTopic(ctxFor(topic.author), { ...aReply(), topic: topic.code })).toEqual({ ok: false, reason: "merged" });
    expect(await reply(topic.author, into)).toBe(9);
    await testDb().sql`insert into forum_permalinks (path, topic_id) select '/zyzzyva/7', id from forum_topics where code = ${topic.code}`;
    expect(await findPermalink(ctxFor(topic.author), "/zyzzyva/7")).toContain(into.code);
    expect(await findPermalink(visitor, "/zyzzyva/7")).toBe(null);
    await testDb()
      .sql`insert into forum_permalinks (path, topic_id, number) select '/zyzzyva/8', id, 2 from forum_topics where code = ${topic.code}`;
    expect(await findPermalink(ctxFor(topic.author), "/zyzzyva/8")).toMatch(new RegExp(`${into.code}.*#post-6$`));
  });

  test("is read where both were read, and its writers are told", async () => {
    const category = await aCategory();
    const [topic, into] = [await aLongTopic({ category }), await aLongTopic({ category })];
    const [both, one] = [await aMember(), await aMember()];
    for (const each of [topic, into]) await read(both, each);
    await read(one, topic);
    await merge(topic, into);
    expect([await unreadIn(both, category), await unreadIn(one, category)]).toEqual([{ [into.code]: 0 }, { [into.code]: 8 }]);
    const inbox = JSON.stringify([...(await wordNotifications(ctxFor(topic.third), await listUnread(ctxFor(topic.third)))).values()]);
    expect(inbox).toContain("A moderator moved a topic or post that you wrote");
    const marks = await systemCtxFor().db.select().from(forumReads).where(eq(forumReads.personId, both.personId));
    expect(marks.map(({ lastReadNumber }) => lastReadNumber).sort()).toEqual([4, 8]);
  });

  test("B22: goes to no more readers; who may not read where it went finds it gone, and its posts not at all", async () => {
    const { slug } = await aNewGroup();
    const insider = await aMember({ groups: [slug] });
    const by = await aModerator([slug]);
    const [open, closed] = [await aLongTopic({ audience: "open" }), await aLongTopic({ audience: { groups: [slug] }, author: insider })];
    expect(await merge(closed, open, { by })).toEqual({ ok: false, reason: "wider" });
    expect(await merge(open, closed)).toEqual({ ok: false, reason: "no-topic" });

    expect(await merge(open, closed, { by })).toMatchObject({ ok: true });
    for (const ctx of [visitor, ctxFor(open.author)]) {
      await expect(getTopic(ctx, open.code)).rejects.toThrow(GoneError);
      await expect(getPost(ctx, { topic: open.code, number: 2 })).rejects.toThrow(NotFoundError);
      await expect(replyToTopic(ctxFor(open.author), { ...aReply(), topic: open.code })).rejects.toThrow(GoneError);
    }
    expect(await placeOf(insider, open, 2)).toBe(`${closed.code} 6`);
  });

  test("is refused into itself, into nothing, without a reason, with hidden posts, and to others than moderators", async () => {
    const category = await aCategory();
    const [topic, into] = [await aLongTopic({ category }), await aTopic({ category })];
    await expect(merge(topic, into, { by: topic.author })).rejects.toThrow(ForbiddenError);
    expect(await merge(topic, topic)).toEqual({ ok: false, reason: "itself" });
    expect(await merge(topic, { code: "0000000000" })).toEqual({ ok: false, reason: "no-topic" });
    expect(await merge(topic, into, { why: "" })).toEqual({ ok: false, reason: "why-missing" });
    await reportPost(ctxFor(into.author), { topic: topic.code, number: 3, reason: "patient-details", details: "" });
    expect(await merge(topic, into)).toEqual({ ok: false, reason: "hidden" });
  });

  test("PMN-16: comes back as it was, with what happened to its posts meanwhile, before what was done earlier", async () => {
    const category = await aCategory();
    const [topic, into, third] = [await aLongTopic({ category, title: "First" }), await aTopic({ category }), await aTopic({ category })];
    await merge(topic, into);
    const first = await latestModeration(topic.author);
    await removePost(ctxFor(await aModerator()), { topic: topic.code, number: 2, why: "Rude" });
    await merge(into, third);
    expect((await getTopic(ctxFor(topic.author), topic.code)).mergedInto).toMatchObject({ code: third.code });
    expect(await undoModeration(ctxFor(await aModerator()), first.code)).toEqual({ ok: false, reason: "later-act" });

    expect(await undoModeration(ctxFor(await aModerator()), (await latestModeration(into.author)).code)).toEqual({ ok: true });
    expect((await getTopic(ctxFor(topic.author), topic.code)).mergedInto).toMatchObject({ code: into.code });
    expect(await undoModeration(ctxFor(await aModerator()), first.code)).toEqual({ ok: true });

    expect(await shownTo(topic.author, topic)).toEqual(["1 One", "2 moderator", "3 Three", "4 Four"]);
    expect(await getTopic(ctxFor(topic.author), topic.code)).toMatchObject({ title: "First", mergedInto: null });
    expect((await unreadIn(topic.author, category))[topic.code]).toBeDefined();
    expect(await reply(topic.author, topic)).toBe(5);
    expect(await placeOf(topic.author, into, 2)).toBe(`${topic.code} 1`);
  });

  test("of two merges of two topics into each other at once, one is done", async () => {
    const category = await aCategory();
    const [one, two] = [await aLongTopic({ category }), await aLongTopic({ category })];
    const by = await aModerator();
    const done = await Promise.allSettled([merge(one, two, { by }), merge(two, one, { by })]);
    expect(done.filter((each) => each.status === "fulfilled" && each.value.ok)).toHaveLength(1);
    expect(Object.keys(await unreadIn(one.author, category))).toHaveLength(1);
  });

  test("a title that a moderator took with its first post stays with its topic", async () => {
    const category = await aCategory();
    const [topic, into] = [await aLongTopic({ category, title: "Unkind words" }), await aTopic({ category, title: "Kind words" })];
    await removePost(ctxFor(await aModerator()), { topic: topic.code, number: 1, why: "Rude" });
    const removal = await latestModeration(topic.author);
    await merge(topic, into);
    expect(await undoModeration(ctxFor(await aModerator()), removal.code)).toEqual({ ok: true });
    expect((await getTopic(ctxFor(into.author), into.code)).title).toBe("Kind words");
  });
});

const mute = async (who: TestPerson, category: string) => watchCategory(ctxFor(who), category, "muted");
const levelIn = async (who: TestPerson, topic: { code: string }) => (await getTopic(ctxFor(who), topic.code)).watch.level;

test("undone, whoever was told that their posts moved is told that they are back", async () => {
  const category = await aCategory();
  const [topic, into] = [await aLongTopic({ category }), await aLongTopic({ category })];
  const undo = async (author: TestPerson) => undoModeration(ctxFor(await aModerator()), (await latestModeration(author)).code);
  const inboxOf = async (who: TestPerson) =>
    JSON.stringify([...(await wordNotifications(ctxFor(who), await listUnread(ctxFor(who)))).values()]);
  const BACK = "What a moderator moved is where it was again";
  await merge(topic, into);
  await undo(topic.author);
  expect([await inboxOf(topic.third), await inboxOf(into.third)].map((inbox) => inbox.includes(BACK))).toEqual([true, false]);
  expect(await inboxOf(topic.author)).toContain("Your topic is back where it was");

  await split(into, [2, 3]);
  await undo(into.second);
  expect([await inboxOf(into.third), await inboxOf(into.author)].map((inbox) => inbox.includes(BACK))).toEqual([true, false]);
  expect(await inboxOf(into.second)).toContain("Your post is back where it was");
});

test("nobody hears less of a topic because another was merged into it, and nobody more who muted its category", async () => {
  const [from, to] = [await aCategory(), await aCategory()];
  const [topic, into] = [await aTopic({ category: from }), await aTopic({ category: to })];
  const [hears, silent, watches] = [await aMember(), await aMember(), await aMember()];
  await watchCategory(ctxFor(hears), to, "every-post");
  await watchTopic(ctxFor(hears), topic.code, "muted");
  await mute(silent, to);
  for (const who of [silent, watches]) await watchTopic(ctxFor(who), topic.code, "watching");
  await merge(topic, into);
  expect([await levelIn(hears, into), await levelIn(silent, into), await levelIn(watches, into)]).toEqual([
    "watching",
    "muted",
    "watching",
  ]);
});

test("undone, a split leaves alone who wrote there since, and what others began to write", async () => {
  const topic = await aLongTopic();
  const [writer, drafter] = [await aMember(), await aMember()];
  for (const who of [writer, drafter]) await watchTopic(ctxFor(who), topic.code, "watching");
  const own = opened(await split(topic, [2, 4]));
  await reply(writer, own, "Since");
  const draftOf = (code: string) => `/forum/topics/${code}/replies`;
  await saveDraft(ctxFor(drafter) as PersonCtx, { path: draftOf(own.code), id: uuidv7(), values: { body: "Begun" } });
  await undoModeration(ctxFor(await aModerator()), (await latestModeration(topic.second)).code);

  expect([await levelIn(writer, own), await levelIn(drafter, own)]).toEqual(["watching", "normal"]);
  const kept = await systemCtxFor().db.select({ path: drafts.path }).from(drafts).where(eq(drafts.personId, drafter.personId));
  expect(kept).toEqual([{ path: draftOf(own.code) }]);
});

test("a topic that goes on without the post that began it is its next writer’s, who is told of what is done to it", async () => {
  const topic = await aLongTopic();
  const own = opened(await split(topic, [2]));
  await reply(topic.third, own, "Since");
  await undoModeration(ctxFor(await aModerator()), (await latestModeration(topic.second)).code);
  expect((await getTopic(ctxFor(topic.third), own.code)).mayRetitle).toBe(true);
  expect((await getTopic(ctxFor(topic.second), own.code)).mayRetitle).toBe(false);
  await retitleTopic(ctxFor(await aModerator()), { topic: own.code, title: "Keys", why, basedOn: "" });
  await undoModeration(ctxFor(await aModerator()), (await latestModeration(topic.third)).code);
  expect((await getTopic(ctxFor(topic.third), own.code)).title).toBe("The other question");
  await removeTopic(ctxFor(await aModerator()), { topic: own.code, why });
  const act = await latestModeration(topic.third);
  expect(await getModeration(ctxFor(topic.third), act.code)).toMatchObject({ kind: "topic-removed", isOwn: true, appealBlocker: null });
});

test("the page of a merged topic says nothing of what it was called; back with its first post taken back, its title is gone too", async () => {
  const category = await aCategory();
  const [topic, into] = [await aLongTopic({ category, title: "Mrs Jones of Mill Lane" }), await aTopic({ category })];
  await merge(topic, into);
  const act = await latestModeration(topic.author);
  expect((await getTopic(ctxFor(topic.author), topic.code)).title).toBe("[merged into another topic]");
  await removePost(ctxFor(topic.author), { topic: into.code, number: 2, why: "" });
  expect(await undoModeration(ctxFor(await aModerator()), act.code)).toEqual({ ok: true });
  expect((await getTopic(ctxFor(topic.second), topic.code)).title).toBe("[removed by its author]");
});

test("an edit that waits for a split changes the post where it stands then", async () => {
  const topic = await aLongTopic();
  const by = await aModerator();
  let edited: ReturnType<typeof editPost> | undefined;
  await inTransaction(ctxFor(by), async (ctx) => {
    await splitTopic(ctx, { topic: topic.code, posts: [2], title: "Another", why });
    edited = editPost(ctxFor(topic.second), { topic: topic.code, number: 2, body: "Two, mended", basedOn: "", why: "" });
    await new Promise((go) => setTimeout(go, 300));
  });
  expect(await edited).toMatchObject({ ok: true });
});

test("replies that wait to be mailed are mailed by the topic that they stand in when the mail leaves", async () => {
  const topic = await aTopic({ title: "Rota" });
  const watcher = await aMember();
  await watchTopic(ctxFor(watcher), topic.code, "watching");
  const [one, two] = [await aMember(), await aMember()];
  const tell = async (number: number) => notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, number)).id);
  await tell(await reply(one, topic, "About the rota"));
  const others = [
    await reply(two, topic, "About the keys"),
    await reply(two, topic, "And the door"),
    await reply(two, topic, "And the bell"),
  ];
  for (const each of others) await tell(each);
  const own = opened(await split(topic, others, { title: "Keys" }));
  for (const number of [1, 2, 3]) await notifyReplyRecipients(systemCtxFor(), (await storedPost(own, number)).id, { shownAgain: true });

  const mails = (await messagesTo(watcher)).filter(({ kind }) => kind === "reply-notification");
  const texts = await Promise.all(mails.map(async (mail) => JSON.stringify(await replyNotice.build(systemCtxFor(), mail))));
  expect(
    texts.map((text) => [text.includes("New replies: Rota"), text.includes("About the rota"), text.includes("About the keys")]),
  ).toEqual([
    [true, true, false],
    [false, false, true],
  ]);
  const told = await systemCtxFor()
    .db.select({ payload: jobOutbox.payload })
    .from(jobOutbox)
    .where(eq(jobOutbox.name, "forum.notify-reply"));
  expect(told.map(({ payload }) => payload)).toContainEqual({ postId: (await storedPost(own, 1)).id, shownAgain: true });
});

test("what stands in a topic that moved on to fewer readers leads no one there who may not read it", async () => {
  const { slug } = await aNewGroup();
  const topic: TestTopic & { second: TestPerson } = await aLongTopic();
  const own = opened(await split(topic, [2]));
  const by = await aModerator([slug]);
  await moveTopic(ctxFor(by), { topic: own.code, category: await aCategory({ audience: { groups: [slug] } }), why, widen: false });
  await expect(getPost(ctxFor(topic.author), { topic: topic.code, number: 2 })).rejects.toThrow(NotFoundError);
  expect((await storedPost(topic, 2)).bodyMarkdown).toBe("");
});
