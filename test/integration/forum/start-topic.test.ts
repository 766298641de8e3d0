import { expect, test } from "vitest";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { NotFoundError, SubmissionTakenError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aNewTopic, countPosts } from "../../support/forum";
import { aMember, aPerson, visitor } from "../../support/people";

test("visitors and applicants start no topic where they may read", async () => {
  const category = await aCategory({ audience: "open" });

  expect(await startTopic(ctxFor(visitor), { ...aNewTopic(), category })).toEqual({ ok: false, reason: "signed-out" });
  expect(await startTopic(ctxFor(await aPerson()), { ...aNewTopic(), category })).toEqual({ ok: false, reason: "not-a-member" });
});

test("a hidden category is not found", async () => {
  const category = await aCategory({ audience: "members" });

  await expect(startTopic(ctxFor(await aPerson()), { ...aNewTopic(), category })).rejects.toThrow(NotFoundError);
});

test("a member starts a topic, watches it and has read it", async () => {
  const category = await aCategory();
  const ctx = ctxFor(await aMember({ displayName: "Kath Ormerod" }));

  const started = await startTopic(ctx, { ...aNewTopic("Rota software", "What do you use?"), category });

  const { topic, posts } = await getTopicPage(ctx, started.ok ? started.topic.code : "", 1);
  expect(topic).toMatchObject({ title: "Rota software", watch: { level: "watching", isByCategory: false }, lastRead: 1, isLocked: false, isPinned: false });
  expect(posts).toMatchObject([{ number: 1, bodyHtml: "<p>What do you use?</p>", author: { name: "Kath Ormerod" }, mayEdit: true }]);
});

test("B28: the same form sent three times at once makes one topic of one post", async () => {
  const form = { ...aNewTopic(), category: await aCategory() };
  const ctx = ctxFor(await aMember());

  const results = await Promise.all([startTopic(ctx, form), startTopic(ctx, form), startTopic(ctx, form)]);

  const codes = new Set(results.map((result) => (result.ok ? result.topic.code : null)));
  expect(codes.size).toBe(1);
  expect(await countPosts({ code: [...codes][0]! })).toBe(1);
});

test("somebody else's form number gives nobody their topic", async () => {
  const form = { ...aNewTopic(), category: await aCategory() };
  await startTopic(ctxFor(await aMember()), form);

  await expect(startTopic(ctxFor(await aMember()), form)).rejects.toThrow(SubmissionTakenError);
});

test.each(["topics", "new", "moderations"])("no category is called %s", async (slug) => {
  expect(await createCategory(systemCtxFor(), { slug, name: "X", description: "", position: 1, audience: "open" })).toEqual({
    ok: false,
    reason: "reserved",
  });
});
