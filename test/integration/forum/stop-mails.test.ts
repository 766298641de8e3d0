import { and, eq, isNotNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { forumTagWatches } from "#db/schema/forum/tags";
import { forumCategories } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumDigests, forumWatches } from "#db/schema/forum/watching";
import { messages } from "#db/schema/mail/messages";
import { persons } from "#db/schema/people";
import { chooseDigest } from "~/features/forum/digest/choose-digest.server";
import { makeDigests } from "~/features/forum/digest/make-digests.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { removeTag } from "~/features/forum/tags/arrange-tags.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { notifyTopicRecipients } from "~/features/forum/watching/notify-topic-recipients.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { stopPath } from "~/features/forum/watching/stop-link.server";
import { topicNotice } from "~/features/forum/watching/topic-notice.mail.server";
import { watchCategory } from "~/features/forum/watching/watch-category.server";
import { watchTag } from "~/features/forum/watching/watch-tag.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { unsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { letterOf } from "~/features/mail/messages/letters.server";
import { getMailSender } from "~/features/mail/transport/sender.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { DAY, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aForumSite, aTag, aTopic, reply, storedPost, type TestTopic, tagged } from "../../support/forum";

import { anAccount } from "../../support/http";
import { aMember, type TestPerson } from "../../support/people";

const { visitor, browserOf } = aForumSite();
const { db } = systemCtxFor();

async function mailOf(person: TestPerson, kind: string) {
  const [message] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, kind)));
  return message!;
}

/** A mail about a reply to its topic's author, and the path of its link. */
async function aReplyMail({ title = "Rota software" } = {}) {
  const topic = await aTopic({ title });
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, await reply(await aMember(), topic))).id);
  const message = await mailOf(topic.author, "reply-notification");
  return { topic, message, path: stopPath(message.id) };
}

const levelOf = async ({ personId }: TestPerson) =>
  (await db.select({ level: forumWatches.level }).from(forumWatches).where(eq(forumWatches.personId, personId))).map(({ level }) => level);

const plain = (html: string) => html.replaceAll("<!-- -->", "").replaceAll("&amp;", "&");
const NOTHING = "This link stops nothing";

test("the link in a mail about replies opens a page that changes nothing; its button mutes the topic, and the next takes it back", async () => {
  const { topic, path } = await aReplyMail();
  const browser = visitor();
  for (const method of ["GET", "HEAD"]) await browser.send(path, { method });
  await browser.get(`${path}/take-back`);
  expect(await levelOf(topic.author)).toEqual(["watching"]);
  const { html, headers } = await browser.get(path);
  expect(plain(html)).toContain("Stop emails about “Rota software”?");
  expect(headers.get("cache-control")).toContain("no-store");

  expect((await browser.post(path, {})).location).toBe(path);
  expect(await levelOf(topic.author)).toEqual(["muted"]);
  expect(plain((await browser.get(path)).html)).toContain("We have stopped emails about “Rota software”");

  // once more changes nothing
  await browser.post(path, {});
  await browser.post(`${path}/take-back`, {});
  expect(await levelOf(topic.author)).toEqual(["watching"]);
  await browser.post(`${path}/take-back`, {});
  expect(await levelOf(topic.author)).toEqual(["watching"]);
});

test("the link in a mail about replies stops the topic that it told of, also once its reply was split off", async () => {
  const { topic, path } = await aReplyMail({ title: "Rotas and more" });
  const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
  expect(await splitTopic(moderator, { topic: topic.code, posts: [2], title: "More", why: "Another question" })).toMatchObject({
    ok: true,
  });
  expect(plain((await visitor().get(path)).html)).toContain("Stop emails about “Rotas and more”?");
});

test("an email program's own button stops it by one POST from nowhere, without a redirect (RFC 8058), which the email's headers name", async () => {
  const { topic, message } = await aReplyMail();
  const content = await replyNotice.build(systemCtxFor(), message);
  if ("skip" in content) throw new Error(content.skip);
  const { unfolded, html, text } = await letterOf(content, await getMailSender(systemCtxFor()));
  const url = /^<(http.*)>$/.exec(unfolded!["List-Unsubscribe"]!)![1]!;
  expect(unfolded).toMatchObject({
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    References: `<topic.${topic.code}@localhost>`,
    "In-Reply-To": `<topic.${topic.code}@localhost>`,
  });
  expect([html.includes(url), text.includes(url)]).toEqual([true, true]);

  const answer = await visitor().send(new URL(url).pathname, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(answer.status).toBe(200);
  expect(await levelOf(topic.author)).toEqual(["muted"]);
});

test("the link in a mail about a new topic stops those of its category, and takes up again what was chosen", async () => {
  const category = await aCategory({ name: "Premises" });
  const watcher = await aMember();
  await watchCategory(ctxFor(watcher), category, "every-post");
  const topic = await aTopic({ category });
  await notifyTopicRecipients(systemCtxFor(), (await storedPost(topic, 1)).id);
  const path = stopPath((await mailOf(watcher, "topic-notification")).id);
  const levels = async () =>
    (await db.select().from(forumCategoryWatches).where(eq(forumCategoryWatches.personId, watcher.personId))).map(({ level }) => level);

  expect(plain((await visitor().get(path)).html)).toContain("Stop emails about new topics in Premises?");
  await visitor().post(path, {});
  expect(await levels()).toEqual(["normal"]);
  await visitor().post(`${path}/take-back`, {});
  expect(await levels()).toEqual(["every-post"]);
  expect(await levelOf(watcher)).toEqual([]);
});

test("the link in a mail about a new topic that came by a tag stops the tag, and takes up again what was chosen", async () => {
  const [category, watcher, tag] = [await aCategory(), await aMember(), await aTag("Lifts & leaks")];
  await watchCategory(ctxFor(watcher), category, "muted");
  await watchTag(ctxFor(watcher), tag, "first-posts");
  const topic = await tagged(await aTopic({ category }), tag);
  await notifyTopicRecipients(systemCtxFor(), (await storedPost(topic, 1)).id);
  const path = stopPath((await mailOf(watcher, "topic-notification")).id);
  const levels = async () =>
    (await db.select().from(forumTagWatches).where(eq(forumTagWatches.personId, watcher.personId))).map(({ level }) => level);

  expect(plain((await visitor().get(path)).html)).toContain("Stop emails about new topics tagged Lifts & leaks?");
  await visitor().post(path, {});
  expect(await levels()).toEqual(["normal"]);
  await visitor().post(`${path}/take-back`, {});
  expect(await levels()).toEqual(["first-posts"]);
  await removeTag(systemCtxFor(), tag);
  expect((await visitor().get(path)).html).toContain(NOTHING);
});

test("the link in a mail about a category that was stopped on the site since stops no tag of its topic", async () => {
  const [category, watcher, tag] = [await aCategory({ name: "Premises" }), await aMember(), await aTag()];
  await watchCategory(ctxFor(watcher), category, "first-posts");
  const topic = await tagged(await aTopic({ category }), tag);
  await notifyTopicRecipients(systemCtxFor(), (await storedPost(topic, 1)).id);
  await watchTag(ctxFor(watcher), tag, "first-posts");
  await watchCategory(ctxFor(watcher), category, "normal");

  await visitor().post(stopPath((await mailOf(watcher, "topic-notification")).id), { "List-Unsubscribe": "One-Click" });
  const [kept] = await db.select().from(forumTagWatches).where(eq(forumTagWatches.personId, watcher.personId));
  expect(kept?.level).toBe("first-posts");
});

const aModerator = () => aMember({ roles: ["moderator"] });

test.each<[string, (topic: TestTopic, category: string) => Promise<unknown>]>([
  ["was moved", async ({ code: topic }, category) => moveTopic(ctxFor(await aModerator()), { topic, category, why: "There", widen: true })],
  ["was removed", async ({ code: topic }) => removeTopic(ctxFor(await aModerator()), { topic, why: "Off topic" })],
  ["was taken back by its author", ({ code: topic, author }) => removePost(ctxFor(author), { topic, number: 1, why: "" })],
])("the link in a mail about a new topic that %s stops the category for which it was sent, and no other", async (_what, happens) => {
  const [category, other] = [await aCategory({ name: "Premises" }), await aCategory({ name: "Money" })];
  const watcher = await aMember();
  for (const each of [category, other]) await watchCategory(ctxFor(watcher), each, "first-posts");
  const topic = await aTopic({ category });
  await notifyTopicRecipients(systemCtxFor(), (await storedPost(topic, 1)).id);
  const message = await mailOf(watcher, "topic-notification");
  expect(await happens(topic, other)).toMatchObject({ ok: true });

  expect(await topicNotice.build(systemCtxFor(), message)).toMatchObject({ skip: expect.any(String) });
  expect(plain((await visitor().get(stopPath(message.id))).html)).toContain("Stop emails about new topics in Premises?");
  await visitor().post(stopPath(message.id), { "List-Unsubscribe": "One-Click" });
  const { personId, categoryId, level } = forumCategoryWatches;
  const watched = await db
    .select({ slug: forumCategories.slug, level })
    .from(forumCategoryWatches)
    .innerJoin(forumCategories, eq(forumCategories.id, categoryId))
    .where(eq(personId, watcher.personId));
  expect(Object.fromEntries(watched.map(({ slug, level }) => [slug, level]))).toEqual({ [category]: "normal", [other]: "first-posts" });
});

/** A mail about each, and how its reader hears of what it is about, by their choice on the site. */
const CHOSEN = {
  "a topic": async () => {
    const { topic, message } = await aReplyMail();
    const choose = (isLoud: boolean) => watchTopic(ctxFor(topic.author), topic.code, isLoud ? "watching" : "muted");
    return { message, choose, hears: async () => (await levelOf(topic.author))[0] === "watching" };
  },
  "a category": async () => {
    const [topic, watcher] = [await aTopic(), await aMember()];
    const choose = (isLoud: boolean) => watchCategory(ctxFor(watcher), topic.category, isLoud ? "every-post" : "muted");
    await choose(true);
    await notifyTopicRecipients(systemCtxFor(), (await storedPost(topic, 1)).id);
    const ofReader = and(eq(forumCategoryWatches.personId, watcher.personId), eq(forumCategoryWatches.level, "every-post"));
    const hears = async () => (await db.$count(forumCategoryWatches, ofReader)) > 0;
    return { message: await mailOf(watcher, "topic-notification"), choose, hears };
  },
  "the digest": async () => {
    const reader = await aMember();
    const choose = (isLoud: boolean) => chooseDigest(ctxFor(reader), { every: isLoud ? "daily" : "none", hour: 7, category: [] });
    await choose(true);
    const ofReader = and(eq(forumDigests.personId, reader.personId), isNotNull(forumDigests.nextAt));
    const hears = async () => (await db.$count(forumDigests, ofReader)) > 0;
    await makeDigests(systemCtxFor(later(new Date(), 2 * DAY)));
    return { message: await mailOf(reader, "forum-digest"), choose, hears };
  },
};

test.each(Object.entries(CHOSEN))(
  "a link takes back what it did itself, never what its reader chose on the site: %s",
  async (_what, make) => {
    const { message, choose, hears } = await make();
    const other = uuidv7();
    await db.insert(messages).values({ ...message, id: other, messageId: `<${other}@localhost>`, cause: null });
    const [link, another] = [stopPath(message.id), stopPath(other)];
    const takeBack = async (path: string) => {
      await visitor().post(`${path}/take-back`, {});
      return hears();
    };
    await choose(false);
    expect((await visitor().get(link)).html).not.toContain("take-back");
    expect(await takeBack(link)).toBe(false);

    await choose(true);
    await visitor().post(link, {});
    expect([await hears(), await takeBack(another), await takeBack(link)]).toEqual([false, false, true]);
    await visitor().post(link, {});
    await choose(false);
    expect(await takeBack(link)).toBe(false);
  },
);

test.each([
  ["of nobody", () => stopPath("01900000-0000-7000-8000-000000000000")],
  ["of another purpose", (id: string) => `/forum/stop-mails/${unsubscribeToken("one-click", id)}`],
  ["with a letter changed", (id: string) => stopPath(id).replace(/.$/, (last) => (last === "A" ? "B" : "A"))],
  ["of no letters", () => "/forum/stop-mails/..%2f%00"],
])("a token %s opens one plain page and stops nothing", async (_what, pathOf) => {
  const { topic, message } = await aReplyMail();
  const path = pathOf(message.id);
  const { html, status } = await visitor().get(path);
  expect([[200, 400, 404].includes(status), html.includes("Rota software")]).toEqual([true, false]);
  if (status === 200) expect(plain(html)).toContain(NOTHING);
  for (const act of ["", "/take-back"]) await visitor().post(path + act, { "List-Unsubscribe": "One-Click" });
  expect(await levelOf(topic.author)).toEqual(["watching"]);
});

test.each<[string, (topic: Awaited<ReturnType<typeof aReplyMail>>) => Promise<unknown>]>([
  ["whose mail is kept no more", ({ message }) => db.delete(messages).where(eq(messages.id, message.id))],
  [
    "whose reader was erased",
    ({ topic }) =>
      db
        .update(persons)
        .set({ erasedAt: new Date(), fullName: null, displayName: null, jobTitle: null, organisationName: null })
        .where(eq(persons.id, topic.author.personId)),
  ],
  [
    "whose reader may not read there any more",
    ({ topic }) => revokeGrant(systemCtxFor(), { personId: topic.author.personId, role: "member" }),
  ],
])("B23: a link %s stops nothing, tells no title, and nothing is written", async (_what, happens) => {
  const mail = await aReplyMail({ title: "A canary title" });
  await happens(mail);
  const { html, status } = await visitor().get(mail.path);
  expect([status, plain(html).includes(NOTHING), html.includes("canary")]).toEqual([200, true, false]);
  await visitor().post(mail.path, {});
  expect(await levelOf(mail.topic.author)).not.toContain("muted");
});

test("whoever is signed in as somebody else stops it for whom the mail was sent to, and for nobody else", async () => {
  const { topic, path } = await aReplyMail();
  const other = await anAccount();
  await reply(other, topic);
  await (await browserOf(other)).post(path, {});
  expect([await levelOf(topic.author), await levelOf(other)]).toEqual([["muted"], ["watching"]]);
});
