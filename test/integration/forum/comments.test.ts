import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { forumTopics } from "#db/schema/forum/topics";
import { jobOutbox } from "#db/schema/platform";
import { commentOnPage } from "~/features/forum/comments/comment-on-page.server";
import { getComments } from "~/features/forum/comments/comments.queries.server";
import { showComments } from "~/features/forum/comments/show-comments.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { topicPath } from "~/features/forum/topics/topic-address";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { replyCause } from "~/features/forum/watching/causes";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { changeScope } from "~/features/permissions/change-scope.server";
import { NotFoundError } from "~/lib/errors";
import { countQueries, ctxFor, systemCtxFor } from "../../support/context";
import { aCommentedPage, aPageToComment, comment, storedPost, type TestPage, unreadAtHome } from "../../support/forum";
import { aMember, aPerson, visitor } from "../../support/people";

const write = (actor: Parameters<typeof ctxFor>[0], page: TestPage, body = "A comment", submissionId = uuidv7()) =>
  commentOnPage(ctxFor(actor), { page, bodyMarkdown: body, submissionId });
const read = (actor: Parameters<typeof ctxFor>[0], page: TestPage, number = 1) =>
  getComments(ctxFor(actor), { pageId: page.id, page: number });

test("the first comment makes the topic, on the page's scope; nobody started it", async () => {
  const member = await aMember();
  const page = await aPageToComment({ audience: "members" });

  expect(await write(member, page, "The *first*")).toMatchObject({ ok: true, post: { topic: { page: page.path }, number: 1 } });
  expect(await write(await aMember(), page)).toMatchObject({ ok: true, post: { number: 2 } });

  const [topic] = await systemCtxFor().db.select().from(forumTopics).where(eq(forumTopics.pageId, page.id));
  expect(topic).toMatchObject({ categoryId: null, scopeId: page.scopeId, authorId: null, lastPostNumber: 2 });
  expect((await read(member, page)).posts).toMatchObject([{ number: 1, bodyHtml: "<p>The <em>first</em></p>" }, { number: 2 }]);
});

test("PMN-14: whoever may read the page reads its comments, nobody else", async () => {
  const open = await aCommentedPage({ body: "Open words" });
  const closed = await aCommentedPage({ body: "Closed words", audience: "members" });

  expect((await read(visitor, open)).posts).toMatchObject([{ bodyHtml: "<p>Open words</p>" }]);
  await expect(read(visitor, closed)).rejects.toThrow(NotFoundError);
  await expect(read(await aPerson(), closed)).rejects.toThrow(NotFoundError);
  expect((await read(await aMember(), closed)).posts).toHaveLength(1);
});

test("members and specialists comment where they may read, applicants and visitors are told why not", async () => {
  const open = await aPageToComment();
  const specialist = await aPerson({ groups: ["comment-insiders"] });
  const group = await aPageToComment({ audience: { groups: ["comment-insiders"] } });

  expect(await write(visitor, open)).toEqual({ ok: false, reason: "signed-out" });
  expect(await write(await aPerson(), open)).toEqual({ ok: false, reason: "not-a-member" });
  expect(await write(specialist, group)).toMatchObject({ ok: true });
  await expect(write(await aMember(), group)).rejects.toThrow(NotFoundError);
  expect(await systemCtxFor().db.$count(forumTopics, eq(forumTopics.pageId, open.id))).toBe(0);
});

test("B28: the same form sent three times at once, as the very first comment, makes one comment", async () => {
  const member = await aMember();
  const page = await aPageToComment();
  const submissionId = uuidv7();

  const sent = await Promise.all([1, 2, 3].map(() => write(member, page, "Once", submissionId)));

  expect(sent.map((one) => one.ok && one.post.number)).toEqual([1, 1, 1]);
  expect((await read(member, page)).posts).toHaveLength(1);
});

test("B28: two people who comment first at once share one topic", async () => {
  const page = await aPageToComment();
  const [one, two] = [await aMember(), await aMember()];

  const sent = await Promise.all([write(one, page), write(two, page)]);

  expect(sent.map((each) => each.ok && each.post.number).sort()).toEqual([1, 2]);
  expect(await systemCtxFor().db.$count(forumTopics, eq(forumTopics.pageId, page.id))).toBe(1);
});

test("a page that was taken down or is not published takes no comment, and its comments are not read", async () => {
  const page = await aCommentedPage();
  const { db, now } = systemCtxFor();
  await db.update(contentPages).set({ archivedAt: now }).where(eq(contentPages.id, page.id));

  await expect(write(page.author, page)).rejects.toThrow(NotFoundError);
  await expect(getTopic(ctxFor(page.author), page.topic)).rejects.toThrow(NotFoundError);
  await expect(removePost(ctxFor(page.author), { topic: page.topic, number: 1, why: "" })).rejects.toThrow(NotFoundError);
});

test("comments follow a page that is narrowed, and one that moves", async () => {
  const page = await aCommentedPage();
  await systemCtxFor()
    .db.update(contentPages)
    .set({ path: `${page.path}-moved` })
    .where(eq(contentPages.id, page.id));
  expect(topicPath(await getTopic(ctxFor(visitor), page.topic))).toBe(`/${page.path}-moved#comments`);

  await changeScope(systemCtxFor(), page.scopeId, "members");

  await expect(getTopic(ctxFor(visitor), page.topic)).rejects.toThrow(NotFoundError);
  expect((await getTopic(ctxFor(await aMember()), page.topic)).page).toBe(`${page.path}-moved`);
});

test("closed comments take no more", async () => {
  const page = await aCommentedPage();
  await lockTopic(ctxFor(await aMember({ roles: ["moderator"] })), page.topic);

  expect(await write(page.author, page)).toEqual({ ok: false, reason: "locked" });
});

test("whoever commented is told of the next one, in the words of comments, with the way to it", async () => {
  const page = await aCommentedPage({ title: "Leases" });
  const number = await comment(await aMember({ displayName: "Kath Ormerod" }), page, "Mine too");
  const { id } = await storedPost({ code: page.topic }, number);
  const jobs = await systemCtxFor().db.select().from(jobOutbox);
  expect(jobs.map(({ payload }) => payload)).toContainEqual({ postId: id });

  await notifyReplyRecipients(systemCtxFor(), id);

  const ctx = ctxFor(page.author);
  const { rows } = await listNotifications(ctx);
  expect(rows.map(({ cause }) => cause)).toEqual([replyCause(id)]);
  expect((await wordNotifications(ctx, rows)).get(replyCause(id))).toEqual({
    before: "New comment under",
    text: "Leases",
    href: `/${page.path}#comment-2`,
    after: " by Kath Ormerod",
    together: { key: page.topic, who: "Kath Ormerod", did: "commented under" },
  });
  const message = {
    id: uuidv7(),
    kind: "reply-notification",
    personId: page.author.personId,
    addressId: null,
    args: { postIds: [id] },
    cause: null,
  };
  expect(await replyNotice.stillAllowed(systemCtxFor(), message)).toBeNull();
  expect(await replyNotice.build(systemCtxFor(), message)).toMatchObject({
    subject: "New comments under Leases",
    paragraphs: ["Kath Ormerod commented under “Leases”. You watch the comments there.", "“Mine too”"],
    action: { url: `http://localhost:3000/${page.path}#comment-2` },
    why: expect.stringContaining(`http://localhost:3000/${page.path}#comments`),
  });
});

test("of comments under a page that was taken down nobody is told", async () => {
  const page = await aCommentedPage();
  const { id } = await storedPost({ code: page.topic }, await comment(await aMember(), page));
  const { db, now } = systemCtxFor();
  await db.update(contentPages).set({ archivedAt: now }).where(eq(contentPages.id, page.id));

  await notifyReplyRecipients(systemCtxFor(), id);

  expect((await listNotifications(ctxFor(page.author))).rows).toEqual([]);
});

test("new comments are news on the home page until they are shown, and stand in no category", async () => {
  const page = await aCommentedPage({ title: "Leases" });
  await comment(await aMember(), page);
  const ctx = ctxFor(page.author);
  expect(await unreadAtHome(ctx)).toMatchObject([{ title: "Leases", page: page.path, newPosts: 1, firstUnread: 2, isOwn: false }]);

  await showComments(ctx, { page, number: 1, name: null });

  expect(await unreadAtHome(ctx)).toEqual([]);
  expect((await listTopics(ctx, "", null)).topics).toEqual([]);
});

test("comments are paged by number, 20 on each; beyond the end is the first page", async () => {
  const page = await aPageToComment();
  const member = await aMember();
  for (let n = 0; n < 21; n++) await comment(member, page, `Comment ${n}`);

  const [first, second, beyond] = [await read(member, page, 1), await read(member, page, 2), await read(member, page, 9)];

  expect([first.posts.length, first.pages, second.posts.length, beyond.page]).toEqual([20, 2, 1, 1]);
  expect(second.posts[0]!.number).toBe(21);
});

test("the comments of a page are one statement, whoever reads them", async () => {
  const page = await aCommentedPage();
  const bare = await aPageToComment();

  for (const actor of [visitor, await aMember()]) {
    const ctx = ctxFor(actor);
    expect(await countQueries(() => getComments(ctx, { pageId: page.id, page: 1 }))).toHaveLength(1);
    expect(await countQueries(() => getComments(ctx, { pageId: bare.id, page: 1 }))).toHaveLength(1);
  }
});
