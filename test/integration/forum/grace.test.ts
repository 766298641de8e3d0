import { expect, test } from "vitest";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { getPost, getPostHistory } from "~/features/forum/posts/posts.queries.server";
import { thankPost } from "~/features/forum/posts/thank-post.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import type { PersonCtx } from "~/lib/ctx";
import { HOUR, later, MINUTE } from "~/lib/dates";
import { ctxFor } from "../../support/context";
import { aTopic, dismissReports, reply, storedPost } from "../../support/forum";
import { aMember, type TestPerson } from "../../support/people";

const START = new Date("2026-11-02T10:00:00Z");

/** A reply at ten, and an edit of its author's so many milliseconds later. */
async function mended(after: number, between: (topic: { code: string }, writer: TestPerson) => Promise<unknown> = async () => {}) {
  const [topic, writer] = [await aTopic({ now: START }), await aMember()];
  await reply(writer, topic, "A slpi", START);
  await between(topic, writer);
  const ctx = ctxFor(writer, later(START, after));
  const address = { topic: topic.code, number: 2 };
  const basedOn = editVersion(await getPost(ctx, address));
  expect(await editPost(ctx, { ...address, body: "A slip", why: "", basedOn })).toMatchObject({ ok: true });
  const { revisions } = await getPostHistory(ctx, address);
  return { ...(await storedPost(topic, 2)), revisions: revisions.length };
}

test("a slip that its author mends within five minutes leaves no trace", async () => {
  expect(await mended(5 * MINUTE)).toMatchObject({ bodyMarkdown: "A slip", editedAt: null, editedBy: null, revisions: 0 });
});

test("later than that it is an edit", async () => {
  expect(await mended(5 * MINUTE + 1)).toMatchObject({ editedBy: "author", revisions: 1 });
});

test("once somebody replied, it is an edit", async () => {
  expect(await mended(MINUTE, async (topic) => reply(await aMember(), topic, "I saw it", START))).toMatchObject({
    editedBy: "author",
    revisions: 1,
  });
});

test("once it was reported the evidence stays, also where a moderator let it stand", async () => {
  const report = async (topic: { code: string }) => {
    const address = { topic: topic.code, number: 2 };
    await reportPost(ctxFor(await aMember(), START), { ...address, reason: "unkind", details: "" });
  };
  expect(await mended(MINUTE, report)).toMatchObject({ editedBy: "author", revisions: 1 });
  const decided = async (topic: { code: string }) => {
    await report(topic);
    await dismissReports(ctxFor(await aMember({ roles: ["moderator"] }), START), { topic: topic.code, number: 2 });
  };
  expect(await mended(MINUTE, decided)).toMatchObject({ editedBy: "author", revisions: 1 });
});

test.each<[string, (ctx: PersonCtx, topic: { code: string }) => Promise<unknown>]>([
  ["read it", async (ctx, { code }) => markTopicRead(ctx, await getTopicPage(ctx, code, 1))],
  ["thanked for it", (ctx, topic) => thankPost(ctx, { topic: topic.code, number: 2 })],
])("once somebody %s, it is an edit", async (_, happen) => {
  expect(await mended(MINUTE, async (topic) => happen(ctxFor(await aMember(), START), topic))).toMatchObject({
    editedBy: "author",
    revisions: 1,
  });
});

test("a topic is mailed at once: an edit of its first post is one", async () => {
  const topic = await aTopic({ now: START });
  const ctx = ctxFor(topic.author, later(START, MINUTE));
  const address = { topic: topic.code, number: 1 };
  await editPost(ctx, { ...address, body: "Mended", why: "", basedOn: editVersion(await getPost(ctx, address)) });
  expect(await storedPost(topic, 1)).toMatchObject({ editedBy: "author" });
});

test("why “Edit” is gone is said to the author alone", async () => {
  const topic = await aTopic({ now: START });
  const other = await aMember();
  const gone = async (who: TestPerson, after: number) =>
    (await getTopicPage(ctxFor(who, later(START, after)), topic.code, 1)).posts[0]!.editGone;

  expect(await gone(topic.author, HOUR)).toBeNull();
  expect(await gone(topic.author, 25 * HOUR)).toBe("too-late");
  expect(await gone(other, 25 * HOUR)).toBeNull();
  await lockTopic(ctxFor(await aMember({ roles: ["moderator"] }), START), topic.code);
  expect(await gone(topic.author, HOUR)).toBe("locked");
});
