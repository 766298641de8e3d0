import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { forumPostRevisions } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { listCategories } from "~/features/forum/categories/categories.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { getPost, getPostHistory } from "~/features/forum/posts/posts.queries.server";
import { takeBackEarlierText } from "~/features/forum/posts/take-back-earlier-text.server";
import { retitleTopic, titleVersion } from "~/features/forum/topics/retitle-topic.server";
import { topicPath } from "~/features/forum/topics/topic-address";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { NotFoundError, PatientDetailsError } from "~/lib/errors";
import { afterGrace, ctxFor, systemCtxFor } from "../../support/context";
import { aCommentedPage, aTopic, latestModeration, reply, storedPost, type TestTopic } from "../../support/forum";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";
import { searchFor } from "../../support/search";

const now = new Date("2026-11-02T09:00:00Z");
const MENDED = "Rota question of ours";
const retitle = (who: TestPerson, topic: TestTopic, more: Partial<Parameters<typeof retitleTopic>[1]> = {}, at = now) =>
  retitleTopic(ctxFor(who, at), { topic: topic.code, title: MENDED, why: "", basedOn: "", ...more });
const aNamedTopic = (more: Parameters<typeof aTopic>[0] = {}) => aTopic({ title: "About Zyzzyva Quollson", now, ...more });

describe("a title", () => {
  test("of somebody else is changed by moderators alone, who say why", async () => {
    const topic = await aNamedTopic();
    const moderator = await aMember({ roles: ["moderator"] });

    expect(await retitle(await aMember(), topic)).toEqual({ ok: false, reason: "not-yours" });
    expect(await retitle(moderator, topic)).toEqual({ ok: false, reason: "why-missing" });
    expect(await retitle(moderator, topic, { why: "It named a patient" }, later(now, 30 * DAY))).toMatchObject({ ok: true });
  });

  test("is the author's to change for a day, while the topic is open and no moderator changed it", async () => {
    const topic = await aNamedTopic();
    const locked = await aNamedTopic({ locked: true });

    expect(await retitle(topic.author, topic, {}, later(now, 2 * DAY))).toEqual({ ok: false, reason: "too-late" });
    expect(await retitle(locked.author, locked)).toEqual({ ok: false, reason: "locked" });
    expect(await retitle(topic.author, topic, {}, later(now, HOUR))).toMatchObject({ ok: true });
    const again = { title: "Another one of mine", basedOn: later(now, HOUR).toISOString() };
    const moderated = { ...again, title: "A third title", why: "Shorter" };
    expect(await retitle(await aMember({ roles: ["moderator"] }), topic, moderated, later(now, 2 * HOUR))).toMatchObject({ ok: true });
    expect(await retitle(topic.author, topic, again, later(now, 3 * HOUR))).toEqual({ ok: false, reason: "moderated" });
  });

  test("that somebody changed meanwhile is not overwritten", async () => {
    const topic = await aNamedTopic();
    await retitle(topic.author, topic);

    expect(await retitle(topic.author, topic, { title: "From the other browser" })).toMatchObject({ reason: "changed", now: MENDED });
  });

  test("of comments is their page's", async () => {
    const page = await aCommentedPage();
    const moderator = await aMember({ roles: ["moderator"] });

    const result = await retitleTopic(ctxFor(moderator), { topic: page.topic, title: "A title of its own", why: "So", basedOn: "" });

    expect(result).toEqual({ ok: false, reason: "comments" });
  });
});

test("a title after its first post was removed by its author is kept by nobody once it is changed", async () => {
  const topic = await aNamedTopic();
  await reply(await aMember(), topic, "A reply", now);
  await removePost(ctxFor(topic.author, now), { topic: topic.code, number: 1, why: "" });
  const again = async (title: string) =>
    retitle(topic.author, topic, { title, basedOn: titleVersion(await getTopic(ctxFor(topic.author), topic.code)) });
  expect(await again("Canary Quollson")).toMatchObject({ ok: true });
  expect(await again("Neutral")).toMatchObject({ ok: true });

  const { id } = await storedPost(topic, 1);
  expect(await systemCtxFor().db.$count(forumPostRevisions, eq(forumPostRevisions.postId, id))).toBe(0);
});

test("a title that a moderator took away with the first post is not the author's to give, once the one after it is undone", async () => {
  const topic = await aNamedTopic();
  const moderator = await aMember({ roles: ["moderator"] });
  await removePost(ctxFor(moderator, now), { topic: topic.code, number: 1, why: "Rude" });
  const { retitledAt, title } = await getTopic(ctxFor(moderator), topic.code);
  const basedOn = titleVersion({ retitledAt, title });
  await retitle(moderator, topic, { why: "Rude", basedOn });
  await undoModeration(ctxFor(moderator, now), (await latestModeration(topic.author)).code);

  expect(await getTopic(ctxFor(topic.author, now), topic.code)).toMatchObject({
    title: "[removed by a moderator]",
    retitledAt,
    mayReadEarlier: false,
  });
  expect(await retitle(topic.author, topic, { basedOn })).toEqual({ ok: false, reason: "moderated" });
});

test("earlier titles are linked where there are some: what a moderator replaced stands with their act", async () => {
  const [topic, moderator] = [await aNamedTopic(), await aMember({ roles: ["moderator"] })];
  await retitle(moderator, topic, { why: "Rude" });
  expect((await getTopic(ctxFor(moderator), topic.code)).mayReadEarlier).toBe(false);

  const own = await aNamedTopic();
  await retitle(own.author, own);
  expect((await getTopic(ctxFor(own.author), own.code)).mayReadEarlier).toBe(true);
});

describe.each(["author", "moderator"] as const)("PMN-16: a title that its %s changed", (by) => {
  async function aRetitledTopic() {
    const watcher = await aMember();
    const title = `About Zyzzyva ${by} Quollson`;
    const topic = await aNamedTopic({ author: watcher, title });
    await reply(await aMember(), topic, "A reply", now);
    await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, 2)).id);
    const who = by === "author" ? topic.author : await aMember({ roles: ["moderator"] });
    expect(await retitle(who, topic, { why: "It named a patient" })).toMatchObject({ ok: true });
    return { topic, watcher, title };
  }

  test("is gone from the topic, lists, addresses, search, notifications and mails that wait", async () => {
    const { topic, watcher, title } = await aRetitledTopic();
    const reader = ctxFor(await aMember(), now);
    const seen = {
      topic: await getTopic(reader, topic.code),
      path: topicPath(await getTopic(reader, topic.code)),
      categories: await listCategories(reader),
      list: await listTopics(reader, topic.category, null),
      search: await searchFor(reader, title),
      notifications: [...(await wordNotifications(ctxFor(watcher), (await listNotifications(ctxFor(watcher))).rows)).values()],
      mails: await Promise.all(
        (await messagesTo(watcher))
          .filter(({ kind }) => kind === "reply-notification")
          .map((message) => replyNotice.build(systemCtxFor(), message)),
      ),
    };

    expect(JSON.stringify(seen)).not.toContain(title);
    expect(seen.path).toContain("rota-question-of-ours");
    expect(JSON.stringify(seen.mails)).toContain(MENDED);
    expect(seen.topic).toMatchObject({ title: MENDED, retitledAt: now, mayReadEarlier: false });
  });

  test("stays for its author and moderators, and comes back when it was wrong to change it", async () => {
    const { topic, title } = await aRetitledTopic();
    const moderator = await aMember({ roles: ["moderator"] });
    const address = { topic: topic.code, number: 1 };
    await expect(getPostHistory(ctxFor(await aMember()), address)).rejects.toThrow(NotFoundError);

    if (by === "author") {
      for (const who of [topic.author, moderator])
        expect((await getPostHistory(ctxFor(who), address)).revisions).toMatchObject([{ title }]);
      await takeBackEarlierText(ctxFor(topic.author), { ...address, replacedAt: now });
      expect((await getPostHistory(ctxFor(moderator), address)).revisions).toMatchObject([{ title: "" }]);
      const { id } = await storedPost(topic, 1);
      const kept = await systemCtxFor().db.select().from(forumPostRevisions).where(eq(forumPostRevisions.postId, id));
      expect(JSON.stringify(kept)).not.toContain("Zyzzyva");
      return;
    }
    const act = await latestModeration(topic.author);
    expect(act).toMatchObject({ kind: "retitled", originalTitle: title, originalMarkdown: "" });
    expect(await undoModeration(ctxFor(moderator), act.code)).toEqual({ ok: true });
    expect(await getTopic(ctxFor(topic.author), topic.code)).toMatchObject({ title, retitledAt: null });
  });
});

test("a moderator's other title stands in no way of undoing what went before it, in its order", async () => {
  const topic = await aNamedTopic();
  await reply(await aMember(), topic, "A reply", now);
  const [first, second] = [await aMember({ roles: ["moderator"] }), await aMember({ roles: ["moderator"] })];
  await removePost(ctxFor(first, now), { topic: topic.code, number: 1, why: "It named a patient" });
  const removal = await latestModeration(topic.author);
  const basedOn = now.toISOString();
  await retitle(second, topic, { why: "Says what it is about", basedOn }, later(now, HOUR));
  const retitling = await latestModeration(topic.author);

  expect(await undoModeration(ctxFor(first), removal.code)).toEqual({ ok: false, reason: "later-act" });
  expect(await undoModeration(ctxFor(first), retitling.code)).toEqual({ ok: true });
  expect((await getTopic(ctxFor(first), topic.code)).title).toBe("[removed by a moderator]");
  expect(await undoModeration(ctxFor(first), removal.code)).toEqual({ ok: true });
  expect(await getTopic(ctxFor(first), topic.code)).toMatchObject({ title: "About Zyzzyva Quollson", retitledAt: null });
});

describe("a patient's name in a title and their date of birth in the first post", () => {
  const [NAMED, BORN] = ["About Mrs Hazel Quoll", "She was born on 3 May 1950"];
  test.each<[string, { title?: string; body?: string }, (topic: TestTopic) => Promise<unknown>]>([
    ["the title comes later", { body: BORN }, (topic) => retitle(topic.author, topic, { title: NAMED })],
    [
      "the date comes later",
      { title: NAMED },
      (topic) => editPost(ctxFor(topic.author, afterGrace(now)), { topic: topic.code, number: 1, body: BORN, why: "", basedOn: "" }),
    ],
  ])("are asked about together where %s", async (_, stands, change) => {
    await expect(change(await aTopic({ now, ...stands }))).rejects.toThrow(PatientDetailsError);
  });
});

test("a title that comes back is asked about beside the text that stands now, and a text beside the title", async () => {
  const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
  const topic = await aTopic({ title: "About Hazel Quoll", body: "First words" });
  const address = { topic: topic.code, number: 1 };
  const edit = async (body: string) =>
    editPost(ctxFor(topic.author, afterGrace()), { ...address, body, why: "", basedOn: editVersion(await getPost(moderator, address)) });
  await retitleTopic(moderator, { topic: topic.code, title: "a question about care", why: "A name", basedOn: "" });
  const retitling = await latestModeration(topic.author);
  expect(await edit("Date of birth 12/03/1948")).toMatchObject({ ok: true });
  await expect(undoModeration(moderator, retitling.code)).rejects.toThrow("may identify");

  await editPost(moderator, { ...address, body: "Other words", why: "A date", basedOn: editVersion(await getPost(moderator, address)) });
  const editing = await latestModeration(topic.author);
  await systemCtxFor().db.update(forumTopics).set({ title: "About Hazel Quoll" }).where(eq(forumTopics.code, topic.code));
  await expect(undoModeration(moderator, editing.code)).rejects.toThrow("may identify");
});
