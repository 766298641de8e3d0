import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { forumIgnores } from "#db/schema/forum/ignores";
import { persons } from "#db/schema/people";
import { findDigestNews } from "~/features/forum/digest/digest-news.queries.server";
import { ignoreMember, stopIgnoring } from "~/features/forum/ignoring/ignore-member.server";
import { listIgnored } from "~/features/forum/ignoring/ignores.queries.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aForumSite, aTopic, reply, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";

const { browserOf } = aForumSite();

test("a post by somebody who is ignored is folded away for who ignores them alone, and comes back", async () => {
  const [topic, reader, ignored] = [await aTopic(), await anAccount(), await aMember({ displayName: "Ivor Ignored" })];
  await reply(ignored, topic, "Something that somebody does not want to read");
  const [browser, other] = [await browserOf(reader), await browserOf(await anAccount())];

  await browser.get(`/members/${ignored.ref}`);
  const done = await browser.post(`/members/${ignored.ref}/ignore`, {});
  expect(done.status).toBe(303);
  expect((await browser.get(`/members/${ignored.ref}`)).html).toContain("You ignore Ivor Ignored. They are not told.");

  const page = async (who: typeof browser) => (await who.get(`/forum/topics/${topic.code}`)).html;
  expect(await page(browser)).toContain("<summary>A post by somebody whom you ignore. Show</summary>");
  expect(await page(other)).not.toContain("whom you ignore");
  expect((await browser.get("/account/ignored")).html).toContain("Ivor Ignored");

  await browser.post(`/members/${ignored.ref}/stop-ignoring`, {});
  expect(await page(browser)).not.toContain("whom you ignore");
  expect(await listIgnored(ctxFor(reader))).toEqual([]);
});

test("words of somebody who is ignored are folded away where somebody else quotes them, for who ignores them alone", async () => {
  const [topic, reader, ignored] = [await aTopic(), await aMember(), await aMember({ displayName: "Ivor Quoted" })];
  await reply(ignored, topic, "A rude word.");
  await reply(await aMember(), topic, "> [post 2]\n> A rude word.\n\nQuite.");
  await reply(await aMember(), topic, "> [post 2]\n\nIndeed.");
  await ignoreMember(ctxFor(reader), ignored.ref);
  const shown = async (who: TestPerson) => (await getTopicPage(ctxFor(who), topic.code, 1)).posts.slice(2).map(({ bodyHtml }) => bodyHtml);

  const [quote, answer] = await shown(reader);
  expect(quote).toMatch(/^<blockquote class="pn-quoted"><details><summary>Words of somebody whom you ignore. Show<\/summary>/);
  expect(answer).toContain("post 2</a> by somebody whom you ignore</p>");
  expect((await shown(topic.author)).join("")).not.toContain("ignore");
});

test("nobody ignores themselves, or more than a hundred", async () => {
  const reader = await aMember();
  expect(await ignoreMember(ctxFor(reader), reader.ref)).toEqual({ ok: false, reason: "own" });
  for (let count = 0; count < 100; count++)
    await testDb()
      .db.insert(forumIgnores)
      .values({ personId: reader.personId, ignoredId: (await aMember()).personId, ignoredAt: new Date() });
  expect(await ignoreMember(ctxFor(reader), (await aMember()).ref)).toEqual({ ok: false, reason: "too-many" });
});

test("replies, quotes and digests of who is ignored tell nothing", async () => {
  const [topic, ignored] = [await aTopic({ body: "By Tuesday." }), await aMember()];
  const reader = topic.author;
  await ignoreMember(ctxFor(reader), ignored.ref);

  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, await reply(ignored, topic))).id);
  await watchTopic(ctxFor(reader), topic.code, "normal");
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, await reply(ignored, topic, "> [post 1]\n> By Tuesday."))).id);

  expect(await messagesTo(reader)).toEqual([]);
  const since = new Date(Date.now() - 3_600_000);
  const news = async () =>
    (await findDigestNews(ctxFor(reader), { since, until: new Date(Date.now() + 60_000), leftOut: [], tagIds: [] })).topics.map(
      ({ code }) => code,
    );
  expect(await news()).not.toContain(topic.code);
  await reply(await aMember(), topic);
  expect(await news()).toContain(topic.code);
});

test("what is ignored stays so with the record that another becomes part of, and is gone when they are erased", async () => {
  const [topic, reader, ignored, into] = [await aTopic(), await aMember(), await aMember(), await aMember()];
  await reply(into, topic);
  await ignoreMember(ctxFor(reader), ignored.ref);
  await testDb().db.update(persons).set({ mergedInto: into.personId }).where(eq(persons.id, ignored.personId));

  expect((await getTopicPage(ctxFor(reader), topic.code, 1)).posts[1]).toMatchObject({ isIgnored: true });
  await stopIgnoring(ctxFor(reader), into.ref);
  expect(await listIgnored(ctxFor(reader))).toEqual([]);

  await ignoreMember(ctxFor(reader), into.ref);
  await erasePosts(systemCtxFor(), into.personId, "keep");
  expect(await listIgnored(ctxFor(reader))).toEqual([]);
});
