import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumAnswers } from "#db/schema/forum/posts";
import { messages } from "#db/schema/mail/messages";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { answerNotice } from "~/features/forum/posts/answer-notice.mail.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { markAnswer, takeAnswerBack } from "~/features/forum/posts/mark-answer.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { chooseNotifications } from "~/features/mail/notifications/notification-choices.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { NotFoundError } from "~/lib/errors";
import { countQueries, ctxFor, systemCtxFor, testDb } from "../../support/context";
import {
  aCommentedPage,
  aForumSite,
  aTopic,
  dismissReports,
  latestModeration,
  reply,
  storedPost,
  type TestTopic,
} from "../../support/forum";
import { anAccount } from "../../support/http";
import { aGroup, aMember, aPerson, type TestPerson, visitor } from "../../support/people";
import { countUnread } from "../../support/told";

const { browserOf, visitor: aVisitor } = aForumSite();
const at = (topic: { code: string }, number = 2) => ({ topic: topic.code, number });
const mailsOf = ({ personId }: TestPerson) => testDb().db.select().from(messages).where(eq(messages.personId, personId));
const aModerator = () => aMember({ roles: ["moderator"] });

/** A question with replies by somebody else. */
async function aQuestion(more: Parameters<typeof aTopic>[0] & { replies?: string[]; by?: TestPerson } = {}) {
  const topic = await aTopic(more);
  const replier = more.by ?? (await aMember({ displayName: "Joseph Adeyemi" }));
  for (const body of more.replies ?? ["One person a day, by name."]) await reply(replier, topic, body);
  return { ...topic, replier };
}

/** Everywhere that a reader is told of an answer. */
async function shownTo(reader: TestPerson | typeof visitor, topic: TestTopic) {
  const { answer, posts } = await getTopicPage(ctxFor(reader), topic.code, 1);
  const { topics } = await listTopics(ctxFor(reader), topic.category, null);
  return {
    box: answer && [answer.number, answer.opening, answer.author.name],
    posts: posts.filter(({ isAnswer }) => isAnswer).map(({ number }) => number),
    list: topics.find(({ code }) => code === topic.code)!.isAnswered,
  };
}
const NONE = { box: null, posts: [], list: false };
const ANSWERED = { box: [2, "One person a day, by name.", "Joseph Adeyemi"], posts: [2], list: true };

test("who began a topic marks a reply, which stands under the question, and takes it back", async () => {
  const topic = await aQuestion({ audience: "open" });
  expect(await shownTo(visitor, topic)).toEqual(NONE);
  expect(await markAnswer(ctxFor(topic.author), at(topic))).toMatchObject({ ok: true });
  for (const reader of [topic.author, topic.replier, await aMember(), visitor] as const)
    expect(await shownTo(reader, topic)).toEqual(ANSWERED);

  expect(await takeAnswerBack(ctxFor(topic.author), at(topic))).toMatchObject({ ok: true });
  expect(await shownTo(topic.author, topic)).toEqual(NONE);
  expect(await takeAnswerBack(ctxFor(topic.author), at(topic))).toMatchObject({ ok: false, reason: "not-the-answer" });
});

test("another one takes its place; in a closed topic too, and by a moderator, which is written down", async () => {
  const topic = await aQuestion({ replies: ["One person.", "Two people."] });
  await markAnswer(ctxFor(topic.author), at(topic, 2));
  const moderator = await aModerator();
  await markAnswer(ctxFor(moderator), at(topic, 3));
  expect(await shownTo(topic.author, topic)).toMatchObject({ box: [3, "Two people.", "Joseph Adeyemi"], posts: [3] });
  expect(await takeAnswerBack(ctxFor(topic.author), at(topic, 2))).toMatchObject({ ok: false, reason: "not-the-answer" });
  expect(await shownTo(topic.author, topic)).toMatchObject({ posts: [3] });
  await takeAnswerBack(ctxFor(moderator), at(topic, 3));
  const entries = await testDb().db.select().from(auditEntries).where(eq(auditEntries.objectId, topic.code));
  expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
    ["topic.answered", moderator.personId],
    ["topic.answer-taken-back", moderator.personId],
  ]);

  const closed = await aTopic();
  await reply(closed.author, closed, "I found it myself.");
  await lockTopic(ctxFor(moderator), closed.code);
  expect(await markAnswer(ctxFor(closed.author), at(closed))).toMatchObject({ ok: true });
});

test("pressed several times and by several at once: one answer, the last", async () => {
  const topic = await aQuestion({ replies: ["One person.", "Two people."] });
  const moderator = await aModerator();
  const marks = [2, 3, 2, 3].map((number, who) => markAnswer(ctxFor(who % 2 ? moderator : topic.author), at(topic, number)));
  for (const marked of await Promise.all(marks)) expect(marked).toMatchObject({ ok: true });
  expect((await shownTo(topic.author, topic)).posts).toHaveLength(1);
  await Promise.all([markAnswer(ctxFor(topic.author), at(topic, 3)), removePost(ctxFor(topic.replier), { ...at(topic, 3), why: "" })]);
  expect((await shownTo(topic.author, topic)).posts).not.toContain(3);
  // each of two replies told once, whoever marked it how often
  expect(await countUnread(ctxFor(topic.replier))).toBeLessThanOrEqual(1);
  expect((await mailsOf(topic.replier)).length).toBeLessThanOrEqual(2);
});

test("nobody else marks, nor what is no reply", async () => {
  const topic = await aQuestion({ audience: "open" });
  const refused = async (who: TestPerson, number = 2, code = topic.code) => {
    const done = await markAnswer(ctxFor(who), { topic: code, number });
    return done.ok ? null : done.reason;
  };
  expect(await refused(topic.replier)).toBe("not-yours");
  expect(await refused(await aPerson())).toBe("not-a-member");
  expect(await refused(topic.author, 1)).toBe("question");
  const { topic: comments } = await aCommentedPage({ by: topic.author });
  expect(await refused(await aModerator(), 1, comments)).toBe("comments");
  expect(await shownTo(topic.author, topic)).toEqual(NONE);

  await markAnswer(ctxFor(topic.author), at(topic));
  expect(await takeAnswerBack(ctxFor(topic.replier), at(topic))).toMatchObject({ ok: false, reason: "not-yours" });
  expect(await shownTo(topic.author, topic)).toEqual(ANSWERED);
  const { posts } = await getTopicPage(ctxFor(topic.author), topic.code, 1);
  expect(posts.map(({ mayAnswer }) => mayAnswer)).toEqual([false, true]);
  for (const reader of [topic.replier, visitor] as const)
    expect((await getTopicPage(ctxFor(reader), topic.code, 1)).posts.some(({ mayAnswer }) => mayAnswer)).toBe(false);
});

test("B22: in a topic that one may not read nothing is found, nor in one that was removed", async () => {
  await aGroup("inner");
  const [author, by] = [await aMember({ groups: ["inner"] }), await aMember({ groups: ["inner"] })];
  const topic = await aQuestion({ audience: { groups: ["inner"] }, author, by });
  await expect(markAnswer(ctxFor(await aModerator()), at(topic))).rejects.toThrow(NotFoundError);
  await markAnswer(ctxFor(topic.author), at(topic));
  await expect(takeAnswerBack(ctxFor(await aModerator()), at(topic))).rejects.toThrow(NotFoundError);
  expect(await inboxOf(by, topic)).toMatchObject({ text: topic.title });
  await revokeGrant(systemCtxFor(), { personId: by.personId, groupId: await aGroup("inner") });
  await expect(takeAnswerBack(ctxFor({ ...topic.author.actor, groups: [] }), at(topic))).rejects.toThrow(NotFoundError);
  expect(await inboxOf(topic.replier, topic)).toBeUndefined();

  const gone = await aQuestion();
  await removeTopic(ctxFor(await aModerator()), { topic: gone.code, why: "Off topic" });
  await expect(markAnswer(ctxFor(gone.author), at(gone))).rejects.toThrow(NotFoundError);
});

test("a reply that was removed or is hidden is no answer anywhere, until it is back", async () => {
  const topic = await aQuestion();
  const moderator = await aModerator();
  await markAnswer(ctxFor(topic.author), at(topic));
  await removePost(ctxFor(moderator), { ...at(topic), why: "Rude" });
  for (const reader of [topic.author, topic.replier, moderator]) expect(await shownTo(reader, topic)).toEqual(NONE);
  expect(await inboxOf(topic.replier, topic)).toBeUndefined();
  expect(await markAnswer(ctxFor(topic.author), at(topic))).toMatchObject({ ok: false, reason: "removed" });
  await undoModeration(ctxFor(moderator), (await latestModeration(topic.replier)).code);
  expect(await shownTo(topic.author, topic)).toEqual(ANSWERED);

  await reportPost(ctxFor(topic.author), { ...at(topic), reason: "patient-details", details: "" });
  for (const reader of [topic.author, topic.replier, moderator]) expect(await shownTo(reader, topic)).toEqual(NONE);
  expect(await inboxOf(topic.replier, topic)).toBeUndefined();
  expect(await markAnswer(ctxFor(topic.author), at(topic))).toMatchObject({ ok: false, reason: "removed" });
  await dismissReports(ctxFor(moderator), at(topic));
  expect(await shownTo(topic.author, topic)).toEqual(ANSWERED);
});

async function inboxOf(person: TestPerson, topic: TestTopic, number = 2) {
  const cause = `answer:${(await storedPost(topic, number)).id}`;
  return (await wordNotifications(ctxFor(person), [{ kind: "answer", cause }])).get(cause);
}

test("its author is told once, in the inbox and by mail, by whom and where", async () => {
  const topic = await aQuestion({ title: "Who answers the mailbox?", author: await aMember({ displayName: "Tess Whitlow" }) });
  await markAnswer(ctxFor(topic.author), at(topic));
  await markAnswer(ctxFor(topic.author), at(topic));
  const [mail, ...more] = await mailsOf(topic.replier);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ kind: "answer-notification", class: "service" });
  expect(await answerNotice.build(systemCtxFor(), mail!)).toMatchObject({ subject: "Your reply is the answer" });
  expect(JSON.stringify(await answerNotice.build(systemCtxFor(), mail!))).toContain("Tess Whitlow says that your reply answered");
  expect(await countUnread(ctxFor(topic.replier))).toBe(1);
  expect(await inboxOf(topic.replier, topic)).toEqual({
    before: "Tess Whitlow says that your reply answered",
    text: "Who answers the mailbox?",
    href: `/forum/topics/${topic.code}#post-2`,
  });

  await takeAnswerBack(ctxFor(topic.author), at(topic));
  expect(await countUnread(ctxFor(topic.replier))).toBe(0);
  expect(await answerNotice.build(systemCtxFor(), mail!)).toEqual({ skip: "no-answer-that-they-may-read" });
  const answerShown = async () => (await getTopicPage(ctxFor(topic.author), topic.code, 1)).answer;
  await markAnswer(ctxFor(topic.author), at(topic));
  expect(await answerShown()).toMatchObject({ isByAsker: true });
  await takeAnswerBack(ctxFor(topic.author), at(topic));
  await markAnswer(ctxFor(await aModerator()), at(topic));
  expect(await answerShown()).toMatchObject({ isByAsker: false });
  expect(await inboxOf(topic.replier, topic)).toMatchObject({ before: "Your reply was marked as the answer in" });
  expect(await mailsOf(topic.replier)).toHaveLength(1);
});

test("nobody is told of their own reply, nor who wants no mail, nor whose data is not to be used", async () => {
  const own = await aTopic();
  await reply(own.author, own, "I found it myself.");
  await markAnswer(ctxFor(own.author), at(own));
  expect([await countUnread(ctxFor(own.author)), (await mailsOf(own.author)).length]).toEqual([0, 0]);

  const quiet = await aMember();
  await chooseNotifications(ctxFor(quiet), answerNotice.notification, { inbox: true, mail: false });
  const topic = await aQuestion({ by: quiet });
  await markAnswer(ctxFor(topic.author), at(topic));
  expect([await countUnread(ctxFor(quiet)), (await mailsOf(quiet)).length]).toEqual([1, 0]);

  const restricted = await aQuestion();
  await restrictPerson(systemCtxFor(), { personId: restricted.replier.personId, why: "at their own request", reason: "They asked" });
  expect(await markAnswer(ctxFor(restricted.author), at(restricted))).toMatchObject({ ok: true });
  expect(await mailsOf(restricted.replier)).toEqual([]);
});

test("an answer stays when its author leaves and their posts stay, and goes with them", async () => {
  const topic = await aQuestion();
  await markAnswer(ctxFor(topic.author), at(topic));
  await erasePosts(systemCtxFor(), topic.replier.personId, "keep");
  expect(await shownTo(topic.author, topic)).toMatchObject({ posts: [2], list: true });
  await erasePosts(systemCtxFor(), topic.author.personId, "delete");
  expect(await shownTo(await aMember(), topic)).toMatchObject({ posts: [2], list: true });
  await erasePosts(systemCtxFor(), topic.replier.personId, "delete");
  expect(await shownTo(await aMember(), topic)).toEqual(NONE);
  const { postId } = forumAnswers;
  expect(
    await testDb()
      .db.select()
      .from(forumAnswers)
      .where(eq(postId, (await storedPost(topic, 2)).id)),
  ).toEqual([]);
});

test("the buttons, the box, the words and the label on the pages, without script", async () => {
  const topic = await aQuestion({ audience: "open", author: await anAccount(), by: await anAccount({ displayName: "Joseph Adeyemi" }) });
  const [place, path] = [`/forum/topics/${topic.code}`, `/forum/topics/${topic.code}/posts/2/answer`];
  const [asker, replier] = [await browserOf(topic.author), await browserOf(topic.replier)];
  expect((await asker.get(place)).html.match(/That answered it/g)).toHaveLength(1);
  expect((await replier.get(place)).html).not.toContain("That answered it");
  expect((await asker.post(path, {})).location).toBe(`${place}#post-2`);

  const read = (await asker.get(place)).html;
  expect(read).toContain("Not the answer after all");
  expect(read).not.toContain("That answered it");
  const open = (await aVisitor().get(place)).html;
  expect(open).toMatch(/The answer<\/h2><p>One person a day, by name\.<\/p>/);
  expect(open).toContain(`href="${place}#post-2"`);
  expect(open).toContain('<strong class="nhsuk-tag nhsuk-tag--green">Answer</strong>');
  expect(open).not.toContain("Not the answer after all");
  expect((await aVisitor().get(`/forum/${topic.category}`)).html).toContain("Answered");
  expect((await aVisitor().get(path)).location).toBe(`${place}#post-2`);
  expect((await aVisitor().post(path, {})).location).toMatch(/^\/sign-in/);

  // seen is told
  expect((await replier.get("/account/notifications")).html).toContain("your reply answered");
  expect(await countUnread(ctxFor(topic.replier))).toBe(1);
  await replier.get(place);
  expect(await countUnread(ctxFor(topic.replier))).toBe(0);

  const refused = await replier.post(`${path}/take-back`, {});
  expect((await replier.get(refused.location!)).html).toContain("Only the person who began this topic, or a moderator");
  await asker.post(`${path}/take-back`, {});
  expect((await aVisitor().get(place)).html).not.toContain("The answer");
  expect((await aVisitor().get(`/forum/${topic.category}`)).html).not.toContain("Answered");

  await removePost(ctxFor(topic.replier), { ...at(topic), why: "" });
  const stale = await asker.post(path, {});
  expect((await asker.get(stale.location!)).html).toContain("This reply was removed or is hidden now");
});

test("it costs no statement more", async () => {
  const topic = await aQuestion();
  await markAnswer(ctxFor(topic.author), at(topic));
  expect(await countQueries(() => getTopicPage(ctxFor(topic.author), topic.code, 1))).toHaveLength(2);
});
