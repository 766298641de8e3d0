import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { forumBookmarks } from "#db/schema/forum/bookmarks";
import { forumPosts } from "#db/schema/forum/posts";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { bookmarkNotice } from "~/features/forum/bookmarks/bookmark-notice.mail.server";
import { bookmarkPost, changeBookmark, removeBookmark, takeBookmarkBack } from "~/features/forum/bookmarks/bookmark-post.server";
import { getBookmark, getBookmarks } from "~/features/forum/bookmarks/bookmarks.queries.server";
import { remindOfBookmarks } from "~/features/forum/bookmarks/remind-of-bookmarks.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { chooseNotifications } from "~/features/mail/notifications/notification-choices.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { NotFoundError } from "~/lib/errors";
import { countQueries, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aBookmark, aCommentedPage, aForumSite, aTopic, reply, storedPost, type TestTopic } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aGroup, aMember, aPerson, type TestPerson, visitor } from "../../support/people";
import { countUnread, listUnread } from "../../support/told";

const { browserOf, visitor: aVisitor } = aForumSite();
const at = (topic: { code: string }, number = 1) => ({ topic: topic.code, number });
const LIST = "http://test.example/forum/bookmarks";
const listOf = async (person: TestPerson, url = LIST) => (await getBookmarks(ctxFor(person), url)).bookmarks;
const onPost = async (reader: TestPerson | typeof visitor, topic: TestTopic) =>
  (({ bookmark, mayBookmark }) => ({ bookmark, mayBookmark }))((await getTopicPage(ctxFor(reader), topic.code, 1)).posts[0]!);
const mailsOf = ({ personId }: TestPerson) => testDb().db.select().from(messages).where(eq(messages.personId, personId));
const toldOf = ({ personId }: TestPerson) => testDb().db.select().from(notifications).where(eq(notifications.personId, personId));
const remindAt = (moment: string) => remindOfBookmarks(systemCtxFor(new Date(moment)));

const MONDAY = new Date("2026-11-30T12:00:00Z");
/** A bookmark of a post, with a reminder for 1 December 2026. */
async function aReminder(person: TestPerson, address: { topic: string; number: number }, remindOn = "2026-12-01") {
  const code = await aBookmark(person, address, MONDAY);
  expect(await changeBookmark(ctxFor(person, MONDAY), code, { note: "Ask about it", remindOn })).toEqual({ ok: true });
  return code;
}

test("one of each post, however often and at once it is pressed, and taken away with the same button", async () => {
  const [topic, member] = [await aTopic({ audience: "open" }), await aMember()];
  await Promise.all([1, 2, 3].map(() => bookmarkPost(ctxFor(member), at(topic))));
  const [only, ...more] = await listOf(member);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ note: "", remindOn: null, post: { title: topic.title, opening: "The first post" } });
  expect(await onPost(member, topic)).toEqual({ bookmark: only!.code, mayBookmark: true });
  expect(await onPost(topic.author, topic)).toEqual({ bookmark: null, mayBookmark: true });
  expect(await onPost(visitor, topic)).toEqual({ bookmark: null, mayBookmark: false });
  expect(await bookmarkPost(ctxFor(await aPerson()), at(topic))).toMatchObject({ ok: false, reason: "not-a-member" });

  await takeBookmarkBack(ctxFor(member), at(topic));
  await takeBookmarkBack(ctxFor(member), at(topic));
  expect(await listOf(member)).toEqual([]);
});

test("nobody else reads, changes or removes it", async () => {
  const [topic, member, other] = [await aTopic(), await aMember(), await aMember()];
  const code = await aBookmark(member, at(topic));
  await expect(getBookmark(ctxFor(other), code)).rejects.toThrow(NotFoundError);
  await expect(changeBookmark(ctxFor(other), code, { note: "Mine", remindOn: null })).rejects.toThrow(NotFoundError);
  expect(await removeBookmark(ctxFor(other), code)).toBe(false);
  expect(await listOf(member)).toHaveLength(1);
});

test("pages of thirty, newest first, in one statement", async () => {
  const [topic, member] = [await aTopic(), await aMember()];
  for (let number = 2; number <= 33; number++) {
    await reply(topic.author, topic, `Reply ${number}`);
    await aBookmark(member, at(topic, number), new Date(MONDAY.getTime() + Math.floor(number / 4)));
  }
  const asked = await countQueries(() => getBookmarks(ctxFor(member), LIST));
  expect(asked).toHaveLength(1);
  const first = await getBookmarks(ctxFor(member), LIST);
  const second = await getBookmarks(ctxFor(member), `${LIST}?after=${first.next}`);
  expect([first.bookmarks.length, second.bookmarks.length, second.next]).toEqual([30, 2, null]);
  expect(new Set([...first.bookmarks, ...second.bookmarks].map(({ code }) => code)).size).toBe(32);
});

/** What takes a post from a reader, by what happened. */
const GONE: Record<string, (it: { topic: TestTopic; reader: TestPerson }) => Promise<unknown>> = {
  "its author removed it": ({ topic }) => removePost(ctxFor(topic.author), { ...at(topic, 2), why: "" }),
  "a moderator removed it": async ({ topic }) => removePost(ctxFor(await insider("moderator")), { ...at(topic, 2), why: "Unkind" }),
  "its topic was removed": async ({ topic }) => removeTopic(ctxFor(await insider("moderator")), { topic: topic.code, why: "Off topic" }),
  "it is hidden until a moderator looked": async ({ topic }) =>
    reportPost(ctxFor(await insider()), { ...at(topic, 2), reason: "patient-details", details: "" }),
  "its reader left the group": async ({ reader }) =>
    revokeGrant(systemCtxFor(), { personId: reader.personId, groupId: await aGroup("inner") }),
};
const insider = (...roles: "moderator"[]) => aMember({ roles, groups: ["inner"] });
const actorNow = (person: TestPerson, what: string) =>
  what.includes("group") ? { ...person, actor: { ...person.actor, groups: [] } } : person;

test.each(Object.keys(GONE))("B22: of a post nothing is told once %s: not in the list, not on the day, not in a mail", async (what) => {
  await aGroup("inner");
  const [author, reader] = [await insider(), await insider()];
  const topic = await aTopic({ audience: { groups: ["inner"] }, author, title: "Quoll of the group" });
  await reply(author, topic, "Quoll is the word.");
  const code = await aReminder(reader, at(topic, 2));
  await remindAt("2026-12-01T06:59:00Z");
  expect(await toldOf(reader)).toEqual([]);

  await GONE[what]!({ topic, reader });
  const now = actorNow(reader, what);
  expect((await listOf(now)).map(({ post, note }) => ({ post, note }))).toEqual([{ post: null, note: "Ask about it" }]);
  expect(JSON.stringify(await listOf(now))).not.toMatch(/quoll/i);
  await remindAt("2026-12-01T07:00:00Z");
  expect(await toldOf(reader)).toEqual([]);
  expect(await mailsOf(reader)).toEqual([]);
  expect(await getBookmark(ctxFor(now), code)).toMatchObject({ remindOn: null, remindedAt: null, post: null });
  expect(await removeBookmark(ctxFor(now), code)).toBe(true);
});

test.each(Object.keys(GONE))("B22: a reminder that was told is no more, and its mail does not leave, once %s", async (what) => {
  await aGroup("inner");
  const [author, reader] = [await insider(), await insider()];
  const topic = await aTopic({ audience: { groups: ["inner"] }, author, title: "Quoll of the group" });
  await reply(author, topic, "Quoll is the word.");
  await aReminder(reader, at(topic, 2));
  await remindAt("2026-12-01T07:00:00Z");
  const [mail] = await mailsOf(reader);
  expect(await bookmarkNotice.build(systemCtxFor(), mail!)).toMatchObject({ subject: "Your reminder: Quoll of the group" });
  expect(await countUnread(ctxFor(reader))).toBe(1);

  await GONE[what]!({ topic, reader });
  const now = actorNow(reader, what);
  expect((await wordNotifications(ctxFor(now), await listUnread(ctxFor(now)))).size).toBe(0);
  expect(await bookmarkNotice.build(systemCtxFor(), mail!)).toEqual({ skip: "no-bookmark-that-they-may-read" });
});

test.each([
  ["at seven in winter", "2026-12-01", "2026-12-01T06:59:59Z", "2026-12-01T07:00:00Z"],
  ["at seven in summer", "2027-07-01", "2027-07-01T05:59:59Z", "2027-07-01T06:00:00Z"],
  ["at seven on the day on which summer begins", "2027-03-28", "2027-03-28T05:59:59Z", "2027-03-28T06:00:00Z"],
  ["at seven on the day on which it ends", "2027-10-31", "2027-10-31T06:59:59Z", "2027-10-31T07:00:00Z"],
])("it is told in the morning, London's: %s", async (_when, day, before, then) => {
  const [topic, member] = [await aTopic(), await aMember()];
  await aReminder(member, at(topic), day);
  await remindAt(before);
  expect(await toldOf(member)).toEqual([]);
  await remindAt(then);
  expect(await toldOf(member)).toHaveLength(1);
});

test("once, by any number of workers, in the inbox and by mail as its owner chose, without the note", async () => {
  const topic = await aTopic({ title: "Who answers the mailbox?" });
  const [both, inbox, none] = [await aMember(), await aMember(), await aMember()];
  await chooseNotifications(ctxFor(inbox), bookmarkNotice.notification, { inbox: true, mail: false });
  await chooseNotifications(ctxFor(none), bookmarkNotice.notification, { inbox: false, mail: false });
  for (const person of [both, inbox, none]) await aReminder(person, at(topic));
  const posts = await Promise.all(Array.from({ length: 60 }, () => reply(topic.author, topic)));
  for (const number of posts) await aReminder(both, at(topic, number));
  await Promise.all([1, 2, 3, 4].map(() => remindAt("2026-12-01T08:00:00Z")));
  await remindAt("2026-12-01T09:00:00Z");

  const count = async (person: TestPerson) => [(await toldOf(person)).length, (await mailsOf(person)).length];
  expect([await count(both), await count(inbox), await count(none)]).toEqual([
    [61, 61],
    [1, 0],
    [0, 0],
  ]);
  const [mail] = await mailsOf(both);
  const text = JSON.stringify(await bookmarkNotice.build(systemCtxFor(), mail!));
  expect([text.includes("Ask about it"), text.includes("/account/reach")]).toEqual([false, true]);
  expect((await listOf(inbox))[0]).toMatchObject({ remindOn: null, remindedAt: new Date("2026-12-01T08:00:00Z") });
});

test("reading the post is to have been reminded; another day is told again", async () => {
  const [topic, member] = [await aTopic(), await aMember()];
  const code = await aReminder(member, at(topic));
  await remindAt("2026-12-01T08:00:00Z");
  const told = await listUnread(ctxFor(member));
  expect([...(await wordNotifications(ctxFor(member), told)).values()]).toMatchObject([{ text: topic.title }]);
  await markTopicRead(ctxFor(member), await getTopicPage(ctxFor(member), topic.code, 1), told);
  expect(await countUnread(ctxFor(member))).toBe(0);

  const later = new Date("2026-12-02T12:00:00Z");
  expect(await changeBookmark(ctxFor(member, later), code, { note: "", remindOn: "2026-12-02" })).toEqual({
    ok: false,
    reason: "not-later",
  });
  await changeBookmark(ctxFor(member, later), code, { note: "", remindOn: "2026-12-03" });
  await remindAt("2026-12-03T08:00:00Z");
  expect(await countUnread(ctxFor(member))).toBe(1);
  await removeBookmark(ctxFor(member), code);
  expect(await countUnread(ctxFor(member))).toBe(0);
});

test("PMN-9: whose data is not to be used is not reminded", async () => {
  const [topic, member] = [await aTopic(), await aMember()];
  await aReminder(member, at(topic));
  await restrictPerson(systemCtxFor(), { personId: member.personId, why: "at their own request", reason: "They asked" });
  await remindAt("2026-12-01T08:00:00Z");
  expect([await toldOf(member), await mailsOf(member)]).toEqual([[], []]);
});

test("a comment is bookmarked as a post is, and a bookmark goes with the row of its post", async () => {
  const member = await aMember();
  const page = await aCommentedPage({ title: "Locum cover", body: "Ask early." });
  await aBookmark(member, { topic: page.topic, number: 1 });
  expect(await listOf(member)).toMatchObject([{ post: { title: "Locum cover", path: `/${page.path}#comment-1`, opening: "Ask early." } }]);
  const topic = await aTopic();
  await aBookmark(member, at(topic));
  await testDb()
    .db.delete(forumPosts)
    .where(eq(forumPosts.id, (await storedPost(topic, 1)).id));
  expect(await testDb().db.select().from(forumBookmarks).where(eq(forumBookmarks.personId, member.personId))).toHaveLength(1);
});

test("on the site: bookmarked under the post, note and day typed and kept after an error, listed, removed", async () => {
  const member = await anAccount();
  const browser = await browserOf(member);
  const topic = await aTopic({ title: "Rotas for the winter" });
  const button = `/forum/topics/${topic.code}/posts/1/bookmark`;
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).toContain(`action="${button}"`);
  expect((await browser.post(button, {})).location).toContain(`/forum/topics/${topic.code}#post-1`);
  const { html } = await browser.get(`/forum/topics/${topic.code}`);
  const [, form] = /href="(\/forum\/bookmarks\/\w+)"/.exec(html)!;
  expect(html).toContain(`action="${button}/take-back"`);

  const typed = { note: "For the next meeting", remindDay: "31", remindMonth: "2", remindYear: "2999" };
  const wrong = await browser.post(form!, typed);
  expect(wrong.status).toBe(400);
  for (const kept of ["For the next meeting", "Enter a real day", 'value="2999"']) expect(wrong.html).toContain(kept);
  const past = await browser.post(form!, { ...typed, remindYear: "2020", remindDay: "1" });
  expect(past.html).toContain("Choose tomorrow or a later day");
  expect((await browser.post(form!, { ...typed, remindDay: "1", remindMonth: "002" })).location).toContain("/forum/bookmarks");
  const list = await browser.get("/forum/bookmarks");
  for (const shown of ["Rotas for the winter", "For the next meeting", "1 February 2999"]) expect(list.html).toContain(shown);
  expect((await browser.get(form!)).html).toContain('value="2999"');
  await browser.post(`${form}/remove`, {});
  expect((await browser.get("/forum/bookmarks")).html).not.toContain("Rotas for the winter");
  expect((await browser.get(form!)).status).toBe(404);

  expect((await aVisitor().get("/forum/bookmarks")).status).toBe(303);
  const stranger = await browserOf(await anAccount());
  expect((await stranger.get(form!)).status).toBe(404);
});
