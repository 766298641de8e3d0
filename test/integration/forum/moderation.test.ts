import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumPostRevisions } from "#db/schema/forum/posts";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { lockTopic, unlockTopic } from "~/features/forum/topics/lock-topic.server";
import { pinTopic, unpinTopic } from "~/features/forum/topics/pin-topic.server";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { afterGrace, ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aTopic, reply, storedPost } from "../../support/forum";
import { aMember, visitor } from "../../support/people";

const aModerator = () => aMember({ roles: ["moderator"] });
const actsOn = async (code: string) =>
  (
    await systemCtxFor()
      .db.select()
      .from(auditEntries)
      .where(and(eq(auditEntries.objectKind, "topic"), eq(auditEntries.objectId, code)))
  ).map((entry) => entry.action);

test("only a moderator closes, opens and pins", async () => {
  const topic = await aTopic();
  const ctx = ctxFor(topic.author);

  for (const act of [lockTopic, unlockTopic, pinTopic, unpinTopic]) await expect(act(ctx, topic.code)).rejects.toThrow(ForbiddenError);
});

test("B26: a moderator does not moderate what they may not read", async () => {
  const author = await aMember({ groups: ["closed-group"] });
  const topic = await aTopic({ audience: { groups: ["closed-group"] }, author });
  const ctx = ctxFor(await aModerator());

  await expect(lockTopic(ctx, topic.code)).rejects.toThrow(NotFoundError);
  await expect(pinTopic(ctx, topic.code)).rejects.toThrow(NotFoundError);
  await expect(removePost(ctx, { topic: topic.code, number: 1, why: "" })).rejects.toThrow(NotFoundError);
});

test("closing twice and opening again leaves one entry each in the audit", async () => {
  const topic = await aTopic();
  const ctx = ctxFor(await aModerator());

  await lockTopic(ctx, topic.code);
  await lockTopic(ctx, topic.code);
  expect((await getTopicPage(ctx, topic.code, 1)).topic.isLocked).toBe(true);
  await unlockTopic(ctx, topic.code);

  expect((await getTopicPage(ctx, topic.code, 1)).topic.isLocked).toBe(false);
  expect(await actsOn(topic.code)).toEqual(["topic.locked", "topic.unlocked"]);
});

test("a pinned topic stands first", async () => {
  const category = await aCategory();
  const old = await aTopic({ category });
  const young = await aTopic({ category });
  const ctx = ctxFor(await aModerator());

  await pinTopic(ctx, old.code);

  expect((await listTopics(ctx, category, null)).topics.map((topic) => topic.code)).toEqual([old.code, young.code]);
  expect(await actsOn(old.code)).toEqual(["topic.pinned"]);
});

test("nobody else removes a post", async () => {
  const topic = await aTopic({ audience: "open" });
  const address = { topic: topic.code, number: 1, why: "" };

  expect(await removePost(ctxFor(visitor), address)).toEqual({ ok: false, reason: "signed-out" });
  expect(await removePost(ctxFor(await aMember()), address)).toEqual({ ok: false, reason: "not-yours" });
});

test("what a moderator removes leaves an empty stub", async () => {
  const topic = await aTopic();
  await reply(topic.author, topic, "Something rude");
  const moderator = ctxFor(await aModerator());

  expect(await removePost(moderator, { topic: topic.code, number: 2, why: "" })).toEqual({ ok: false, reason: "why-missing" });
  expect(await removePost(moderator, { topic: topic.code, number: 2, why: "Rude" })).toMatchObject({ ok: true });

  const { posts } = await getTopicPage(moderator, topic.code, 1);
  expect(posts[1]).toMatchObject({ number: 2, bodyHtml: "", removedBy: "moderator", mayEdit: false });
  expect((await storedPost(topic, 2)).bodyMarkdown).toBe("");
});

test("what its author removes is gone at once, with its history", async () => {
  const topic = await aTopic();
  await editPost(ctxFor(topic.author, afterGrace()), { topic: topic.code, number: 1, body: "Second thoughts", why: "", basedOn: "" });

  expect(await removePost(ctxFor(topic.author), { topic: topic.code, number: 1, why: "" })).toMatchObject({ ok: true });

  const post = await storedPost(topic, 1);
  expect(post).toMatchObject({ bodyMarkdown: "", bodyHtml: "", removedBy: "author" });
  expect(await systemCtxFor().db.$count(forumPostRevisions, eq(forumPostRevisions.postId, post.id))).toBe(0);
});
