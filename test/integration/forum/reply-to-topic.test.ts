import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { jobOutbox } from "#db/schema/platform";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { later, MINUTE } from "~/lib/dates";
import { NotFoundError, SubmissionTakenError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aReply, aTopic, countPosts, reply, storedPost } from "../../support/forum";
import { aMember, aPerson, visitor } from "../../support/people";

const waitingJobs = (postId: string) =>
  systemCtxFor()
    .db.select({ payload: jobOutbox.payload })
    .from(jobOutbox)
    .where(eq(jobOutbox.name, "forum.notify-reply"))
    .then((rows) => rows.filter(({ payload }) => payload.postId === postId).length);

test("a locked topic refuses and stores nothing", async () => {
  const topic = await aTopic({ locked: true });

  const result = await replyToTopic(ctxFor(await aMember()), { ...aReply(), topic: topic.code });

  expect(result).toEqual({ ok: false, reason: "locked" });
  expect(await countPosts(topic)).toBe(1);
});

test("what was posted before the topic was closed is said to be posted, as often as it is sent", async () => {
  const [topic, member] = [await aTopic(), await aMember()];
  const sent = { ...aReply(), topic: topic.code };
  const first = await replyToTopic(ctxFor(member), sent);
  await lockTopic(ctxFor(await aMember({ roles: ["moderator"] })), topic.code);

  expect(await replyToTopic(ctxFor(member), sent)).toEqual(first);
  expect(await replyToTopic(ctxFor(member), { ...sent, body: "Another" })).toMatchObject({ ok: false, reason: "sent-before" });
  expect(await countPosts(topic)).toBe(2);
});

test("an open topic refuses visitors and applicants and stores nothing", async () => {
  const topic = await aTopic({ audience: "open" });

  expect(await replyToTopic(ctxFor(visitor), { ...aReply(), topic: topic.code })).toEqual({ ok: false, reason: "signed-out" });
  expect(await replyToTopic(ctxFor(await aPerson()), { ...aReply(), topic: topic.code })).toEqual({ ok: false, reason: "not-a-member" });
  expect(await countPosts(topic)).toBe(1);
});

test("a hidden topic is not found", async () => {
  const topic = await aTopic({ audience: "members" });

  await expect(replyToTopic(ctxFor(await aPerson()), { ...aReply(), topic: topic.code })).rejects.toThrow(NotFoundError);
  await expect(replyToTopic(ctxFor(await aMember()), { ...aReply(), topic: "0000000000" })).rejects.toThrow(NotFoundError);
});

test("a reply appears last and moves the topic up", async () => {
  const start = new Date("2026-11-02T09:00:00Z");
  const category = await aCategory();
  const older = await aTopic({ category, now: start, title: "The older topic" });
  const newer = await aTopic({ category, now: later(start, MINUTE), title: "The newer topic" });
  const ctx = ctxFor(await aMember(), later(start, 2 * MINUTE));

  const result = await replyToTopic(ctx, { ...aReply("The **last** word"), topic: older.code });

  expect(result).toEqual({ ok: true, post: { topic: { code: older.code, page: null }, number: 2 } });
  const { posts } = await getTopicPage(ctx, older.code, 1);
  expect(posts.map((post) => post.bodyHtml)).toEqual(["<p>The first post</p>", "<p>The <strong>last</strong> word</p>"]);
  const { topics } = await listTopics(ctx, category, null);
  expect(topics.map(({ code, replies }) => [code, replies])).toEqual([
    [older.code, 1],
    [newer.code, 0],
  ]);
});

test("B28: sending the same form twice makes one post and one job", async () => {
  const topic = await aTopic();
  const ctx = ctxFor(await aMember());
  const form = { ...aReply(), topic: topic.code };

  const results = await Promise.all([replyToTopic(ctx, form), replyToTopic(ctx, form), replyToTopic(ctx, form)]);

  expect(results).toEqual(Array(3).fill({ ok: true, post: { topic: { code: topic.code, page: null }, number: 2 } }));
  expect(await countPosts(topic)).toBe(2);
  expect(await waitingJobs((await storedPost(topic, 2)).id)).toBe(1);
});

test("B28: replies sent at once get a number each, without a gap", async () => {
  const topic = await aTopic();
  const members = await Promise.all(Array.from({ length: 6 }, () => aMember()));

  const numbers = await Promise.all(members.map((member) => reply(member, topic)));

  expect(numbers.sort()).toEqual([2, 3, 4, 5, 6, 7]);
});

test("somebody else's form number gives nobody their post", async () => {
  const topic = await aTopic();
  const form = { ...aReply("Mine"), topic: topic.code };
  await replyToTopic(ctxFor(await aMember()), form);

  await expect(replyToTopic(ctxFor(await aMember()), { ...form, body: "Theirs" })).rejects.toThrow(SubmissionTakenError);
  expect(await countPosts(topic)).toBe(2);
});

test("a failed insert enqueues nothing", async () => {
  const topic = await aTopic();
  const form = { ...aReply("a character that the database refuses: \0"), topic: topic.code };
  const jobs = () => systemCtxFor().db.$count(jobOutbox);
  const before = await jobs();

  await expect(replyToTopic(ctxFor(await aMember()), form)).rejects.toThrow();

  expect(await jobs()).toBe(before);
  expect(await countPosts(topic)).toBe(1);
});
