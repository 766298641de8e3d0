import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumPosts } from "#db/schema/forum/posts";
import { nearMisses } from "#db/schema/guard";
import { messages } from "#db/schema/mail/messages";
import { changeCategory } from "~/features/forum/categories/change-category.server";
import { letThrough } from "~/features/forum/held/decide-held.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { learnWriter } from "~/features/forum/moderation/learn-writer.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { listVotes } from "~/features/forum/polls/polls.queries.server";
import { voteInPoll } from "~/features/forum/polls/vote-in-poll.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { markAnswer } from "~/features/forum/posts/mark-answer.server";
import { listPostsOf } from "~/features/forum/posts/posts-of-member.queries.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { listThanks, takeThanksBack, thankPost } from "~/features/forum/posts/thank-post.server";
import { countLeftToNobody } from "~/features/forum/reports/left-to-nobody.queries.server";
import { mergeTopic } from "~/features/forum/topics/merge-topic.server";
import { retitleTopic } from "~/features/forum/topics/retitle-topic.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { getMailHealth, listMessages } from "~/features/mail/log/mail-log.queries.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { type PatientDetailsError, RefusedTextError } from "~/lib/errors";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { copyOf } from "../../support/copies";
import {
  aCategory,
  aForumSite,
  aNewTopic,
  aPoll,
  aReply,
  aSanction,
  aTopic,
  aWatchedWord,
  latestModeration,
  NAMELESS,
  reply,
  replyNameless,
  storedPost,
  type TestTopic,
  WITHOUT_A_NAME,
} from "../../support/forum";
import { anAccount } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { exportText, importText } from "../../support/moving";
import { aMember, aNewGroup, type TestPerson } from "../../support/people";
import { listUnread } from "../../support/told";

const { browserOf } = aForumSite();
const aModerator = () => aMember({ roles: ["moderator"] });
const authorsFor = async (reader: TestPerson, topic: { code: string }) =>
  (await getTopicPage(ctxFor(reader), topic.code, 1)).posts.map(({ author }) => author.name);
const aQuestion = (author?: TestPerson): Promise<TestTopic> => aTopic({ nameless: true, author });

const PECULIAR = "We keep the spare boiler keys behind the third filing cabinet on the left.";

test("readers see the label of the category, which leads nowhere; the writer, that it is theirs", async () => {
  const topic = await aQuestion(await aMember({ displayName: "Quentin" }));
  const reader = ctxFor(await aMember());
  const [seen] = (await getTopicPage(reader, topic.code, 1)).posts;
  expect(seen!.author).toEqual({ name: NAMELESS, jobTitle: null, practice: null, member: null, nameless: "other" });
  const [own] = (await getTopicPage(ctxFor(topic.author), topic.code, 1)).posts;
  expect(own).toMatchObject({ author: { name: NAMELESS, member: null, nameless: "own" }, mayEdit: true, mayRemove: true, mayThank: false });
  expect((await listPostsOf(reader, topic.author.personId, { began: false, after: null })).posts).toEqual([]);
});

test("whoever writes so again in a topic keeps the label, another one gets a number, and their name stays with what they wrote under it", async () => {
  const topic = await aQuestion();
  const other = await aMember({ displayName: "Olive" });
  await replyNameless(other, topic);
  await replyNameless(topic.author, topic);
  await reply(other, topic);
  await replyNameless(other, topic);
  expect(await authorsFor(await aMember(), topic)).toEqual([NAMELESS, `${NAMELESS} (2)`, NAMELESS, "Olive", `${NAMELESS} (2)`]);
});

test("it is refused where the category does not allow it, and what was posted so before stays", async () => {
  const topic = await aQuestion();
  const moderator = ctxFor(await aModerator());
  const words = { slug: topic.category, name: "Open", description: "All by name", position: 1, audience: "members" as const };
  await changeCategory(moderator, { ...words, namelessAs: null });
  const input = { ...aReply(), ...WITHOUT_A_NAME, topic: topic.code };
  expect(await replyToTopic(ctxFor(topic.author), input)).toEqual({ ok: false, reason: "no-nameless" });
  const begun = { ...aNewTopic(), ...WITHOUT_A_NAME, category: topic.category };
  expect(await startTopic(ctxFor(topic.author), begun)).toEqual({ ok: false, reason: "no-nameless" });
  expect(await authorsFor(await aMember(), topic)).toEqual([NAMELESS]);
  expect((await editPost(ctxFor(topic.author), { topic: topic.code, number: 1, body: "Another text", basedOn: "", why: "" })).ok).toBe(
    true,
  );
  expect(await authorsFor(await aMember(), topic)).toEqual([NAMELESS]);
});

test("the same form sent again without the tick says what stands there, and posts nothing", async () => {
  const topic = await aQuestion();
  const form = { ...aReply(), topic: topic.code };
  await replyToTopic(ctxFor(topic.author), { ...form, ...WITHOUT_A_NAME });
  expect(await replyToTopic(ctxFor(topic.author), { ...form, ...WITHOUT_A_NAME })).toMatchObject({ ok: true });
  expect(await replyToTopic(ctxFor(topic.author), form)).toMatchObject({ ok: false, reason: "sent-before" });
  expect(await authorsFor(topic.author, topic)).toEqual([NAMELESS, NAMELESS]);
});

test("a file is refused, also by an edit", async () => {
  const topic = await aQuestion();
  await expect(replyNameless(topic.author, topic, "[The rota](file:7k2mq9xw4d)")).rejects.toThrow(RefusedTextError);
  const edit = { topic: topic.code, number: 1, body: "[The rota](file:7k2mq9xw4d)", basedOn: "", why: "" };
  await expect(editPost(ctxFor(topic.author), edit)).rejects.toThrow(RefusedTextError);
});

test("its writer is told of thanks, answers and moderators as ever, and no log of mails has these", async () => {
  const topic = await aQuestion();
  const replier = await aMember();
  const number = await replyNameless(replier, topic);
  await thankPost(ctxFor(await aMember()), { topic: topic.code, number });
  await markAnswer(ctxFor(topic.author), { topic: topic.code, number });
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, number)).id);
  const mails = (person: TestPerson) => testDb().db.select().from(messages).where(eq(messages.personId, person.personId));
  expect((await mails(replier)).map(({ kind }) => kind).sort()).toEqual(["answer-notification", "thanks-notification"]);
  expect((await mails(topic.author)).map(({ kind }) => kind)).toEqual(["reply-notification"]);
  expect((await listUnread(ctxFor(replier))).length).toBe(2);
  const staff = ctxFor(await aMember({ roles: ["administrator"] }));
  for (const person of [replier, topic.author]) {
    const { messages: logged } = await listMessages(staff, { problems: false, to: person.email, after: null });
    expect(logged).toEqual([]);
  }
});

test("no log has a mail about thanks, which may come to tell of a post without a name, nor one of replies that waits for such a post", async () => {
  // at the beginning of the ten minutes of which one mail tells
  const now = new Date(Math.floor(Date.now() / 600_000) * 600_000 - 600_000);
  const at = (person: TestPerson) => ctxFor(person, now);
  const named = await aTopic({ category: await aCategory({ namelessAs: NAMELESS }), now });
  const [writer, watcher, replier] = [await aMember(), await aMember(), await aMember()];
  for (const person of [writer, watcher]) await watchTopic(at(person), named.code, "watching");
  const tellOf = async (number: number) => notifyReplyRecipients(systemCtxFor(now), (await storedPost(named, number)).id);
  await tellOf(await reply(replier, named, "By name", now));
  await thankPost(at(watcher), { topic: named.code, number: 1 });
  const staff = ctxFor(await aMember({ roles: ["administrator"] }));
  const logged = async (person: TestPerson) =>
    (await listMessages(staff, { problems: false, to: person.email, after: null })).messages.map(({ kind }) => kind);
  expect(await Promise.all([writer, watcher, named.author].map(logged))).toEqual([
    ["reply-notification"],
    ["reply-notification"],
    ["reply-notification"],
  ]);
  await tellOf(await replyNameless(writer, named, "Without it", now));
  expect(await Promise.all([writer, watcher, named.author].map(logged))).toEqual([[], [], []]);
  const failed = async () => (await getMailHealth(staff)).failed;
  const before = await failed();
  await testDb()
    .db.update(messages)
    .set({ state: "failed", reason: "rejected", finalAt: now, nextAt: null })
    .where(eq(messages.isVeiled, true));
  expect(await failed()).toBe(before);
});

test("who asked without their name marks the answer without it, and the one who answered is not told who", async () => {
  const topic = await aQuestion();
  const number = await reply(await aMember(), topic);
  await markAnswer(ctxFor(topic.author), { topic: topic.code, number });
  expect((await getTopicPage(ctxFor(await aMember()), topic.code, 1)).answer).toMatchObject({ isByAsker: true });
  const [mark] = await testDb().sql`select marked_by from forum_answers where post_id = ${(await storedPost(topic, number)).id}`;
  expect(mark!.marked_by).toBeNull();
});

test("who wrote without their name in a topic says thanks there without it, and is named for nobody by what was said before", async () => {
  const topic = await aQuestion(await aMember({ displayName: "Quentin" }));
  const replier = await aMember();
  const number = await reply(replier, topic);
  const early = await aMember({ displayName: "Edith Early" });
  await thankPost(ctxFor(early), { topic: topic.code, number });
  await replyNameless(early, topic);
  await thankPost(ctxFor(topic.author), { topic: topic.code, number });
  const { thanks } = await listThanks(ctxFor(replier), { topic: topic.code, number }, null);
  expect(thanks.map(({ name, member }) => [name, member === null])).toEqual([
    ["Edith Early", false],
    [NAMELESS, true],
  ]);
});

test("a name among thanks or votes never goes as a label comes, nor a label as a name does: it would tell whose label it is", async () => {
  const topic = await aTopic({ nameless: true, poll: aPoll() });
  const [named, quiet, reader] = [
    await aMember({ displayName: "Edith Early" }),
    await aMember({ displayName: "Quinn Quiet" }),
    await aMember(),
  ];
  const address = { topic: topic.code, number: 1 };
  const quietly = await replyNameless(quiet, topic);
  for (const who of [named, quiet]) {
    await thankPost(ctxFor(who), address);
    await voteInPoll(ctxFor(who), address, [0]);
  }
  const seen = async () =>
    [(await listThanks(ctxFor(reader), address, null)).thanks, (await listVotes(ctxFor(reader), address, null)).votes].map((list) =>
      list.map(({ name }) => name).sort(),
    );
  const before = await seen();
  expect(before).toEqual([
    [`${NAMELESS} (2)`, "Edith Early"],
    [`${NAMELESS} (2)`, "Edith Early"],
  ]);

  await replyNameless(named, topic);
  await splitTopic(ctxFor(await aModerator()), { topic: topic.code, posts: [quietly], title: "Apart", why: "Apart", vouch: "" });
  for (const who of [named, quiet]) {
    expect(await takeThanksBack(ctxFor(who), address)).toMatchObject({ reason: "called-otherwise" });
    await thankPost(ctxFor(who), address);
    await voteInPoll(ctxFor(who), address, [1]);
  }
  expect(await seen()).toEqual(before);
});

test("the one act by which a moderator learns who it was is written down without the name, and its writer reads the reason", async () => {
  const topic = await aQuestion(await aMember({ displayName: "Quentin" }));
  const moderator = ctxFor(await aModerator());
  const address = { topic: topic.code, number: 1 };
  expect(await learnWriter(moderator, { ...address, why: "Somebody may be at risk" })).toMatchObject({
    ok: true,
    writer: { name: "Quentin" },
  });
  const act = (await testDb().sql`select code, reason from forum_moderations where kind = 'writer-learned'`)[0]!;
  expect(act.reason).toBe("Somebody may be at risk");
  const [entry] = await testDb().db.select().from(auditEntries).where(eq(auditEntries.action, "post.writer-learned"));
  expect(entry).toMatchObject({ subjectId: null, actorId: moderator.actor.kind === "person" ? moderator.actor.personId : null });
  expect((await listUnread(ctxFor(topic.author))).map(({ kind }) => kind)).toEqual(["moderation"]);
  expect((await appealModeration(ctxFor(topic.author), { code: act.code, appeal: "No" })).ok).toBe(false);
  expect(await undoModeration(moderator, act.code)).toEqual({ ok: false, reason: "learned" });
  expect(await authorsFor(await aModerator(), topic)).toEqual([NAMELESS]);
});

test("nobody else learns it, nor of a post under a name, nor their own", async () => {
  const topic = await aQuestion(await aModerator());
  await reply(await aMember(), topic);
  const why = "I am curious";
  await expect(learnWriter(ctxFor(await aMember()), { topic: topic.code, number: 1, why })).rejects.toThrow();
  expect(await learnWriter(ctxFor(await aModerator()), { topic: topic.code, number: 2, why })).toEqual({ ok: false, reason: "named" });
  expect(await learnWriter(ctxFor(topic.author), { topic: topic.code, number: 1, why })).toEqual({ ok: false, reason: "own" });
});

test("what waits for a moderator tells them nothing of who wrote it: neither that they are new, nor a moderator, nor sanctioned since", async () => {
  const topic = await aTopic({ category: await aCategory({ namelessAs: NAMELESS }) });
  const send = (writer: TestPerson, body: string) =>
    replyToTopic(ctxFor(writer), { ...aReply(body), ...WITHOUT_A_NAME, topic: topic.code });
  const [moderator, writer] = [ctxFor(await aModerator()), await aMember()];
  await changeSettings(systemCtxFor(), { holdFirstPosts: 1 });
  try {
    await expect(send(writer, "I am new")).rejects.toMatchObject({ field: "body", sentence: expect.stringContaining("somebody new") });
  } finally {
    await changeSettings(systemCtxFor(), { holdFirstPosts: 0 });
  }
  const word = await aWatchedWord("hold");
  expect(await send(await aModerator(), word)).toMatchObject({ reason: "held" });
  const sent = await send(writer, word);
  if (sent.ok || sent.reason !== "held") throw new Error("it was not held");
  await aSanction(writer);
  expect(await letThrough(moderator, sent.held)).toMatchObject({ ok: true });
});

test("what its only moderator sends without their name waits, and no administrator hears that nobody can decide", async () => {
  const groups = [(await aNewGroup()).slug];
  const category = await aCategory({ audience: { groups }, namelessAs: NAMELESS });
  const moderator = await anAccount({ groups, roles: ["moderator"] });
  const administrator = await aMember({ roles: ["administrator"] });
  const topic = await aTopic({ category, author: await aMember({ groups }) });
  const before = await countLeftToNobody(ctxFor(administrator));
  const sent = await replyToTopic(ctxFor(moderator), { ...aReply(await aWatchedWord("hold")), ...WITHOUT_A_NAME, topic: topic.code });
  if (sent.ok || sent.reason !== "held") throw new Error("it was not held");

  expect([await messagesTo(administrator), await listUnread(ctxFor(administrator))]).toEqual([[], []]);
  expect(await countLeftToNobody(ctxFor(administrator))).toEqual(before);
});

test.each<[string, (topic: TestTopic, word: string) => Promise<unknown>]>([
  ["a text", ({ code, author }, body) => editPost(ctxFor(author), { topic: code, number: 1, body, why: "", basedOn: "" })],
  ["a title", ({ code, author }, title) => retitleTopic(ctxFor(author), { topic: code, title, why: "", basedOn: "" })],
])("%s of a moderator's without their name gets no words afterwards for which it would have waited", async (_what, change) => {
  const [topic, word] = [await aQuestion(await aModerator()), await aWatchedWord("hold")];
  await expect(change(topic, `Now with ${word}`)).rejects.toThrow(RefusedTextError);
});

test("the ledger and what the guard writes down name no writer", async () => {
  const topic = await aQuestion();
  const moderator = ctxFor(await aModerator());
  const number = await replyNameless(topic.author, topic);
  await removePost(moderator, { topic: topic.code, number, why: "Unkind" });
  const [act] = await testDb().sql`select code from forum_moderations where kind = 'removed'`;
  await appealModeration(ctxFor(topic.author), { code: act!.code, appeal: "It was not" });
  const asked = { ...aReply("Patient 943 476 5919 called"), ...WITHOUT_A_NAME, topic: topic.code };
  const refused: unknown = await replyToTopic(ctxFor(topic.author), asked).catch((error: unknown) => error);
  await replyToTopic(ctxFor(topic.author), { ...asked, vouch: (refused as PatientDetailsError).vouch });
  const { personId } = topic.author;
  const entries = await testDb()
    .sql`select action from audit_entries where (actor_id = ${personId} or subject_id = ${personId}) and action <> 'grant.given'`;
  expect(entries).toEqual([]);
  expect(await testDb().db.select().from(nearMisses).where(isNull(nearMisses.writerId))).toHaveLength(1);
});

test("posts that move get labels that nobody has there, so that two topics do not tell of one writer; and theirs back", async () => {
  const category = await aCategory({ namelessAs: NAMELESS });
  const writer = await aMember();
  const [one, two] = [await aTopic({ category }), await aTopic({ category })];
  for (const topic of [one, two]) await replyNameless(writer, topic);
  const moderator = ctxFor(await aModerator());
  await mergeTopic(moderator, { topic: one.code, into: two.code, why: "The same" });
  const reader = await aMember();
  const [namedTwo, namedOne] = [two, one].map(({ author }) => author);
  const shown = await authorsFor(reader, two);
  expect(shown).toEqual([await nameOf(namedTwo!), NAMELESS, await nameOf(namedOne!), `${NAMELESS} (2)`]);
  await replyNameless(writer, two);
  expect((await authorsFor(reader, two)).at(-1)).toBe(NAMELESS);
  const act = await latestModeration(one.author);
  await undoModeration(moderator, act.code);
  expect(await authorsFor(reader, one)).toEqual([shown[2], NAMELESS]);
});

test("who said thanks without their name is called like nobody else where the post moves to", async () => {
  const category = await aCategory({ namelessAs: NAMELESS });
  const [one, two] = [await aTopic({ category }), await aTopic({ category })];
  const [writer, other, reader] = [await aMember(), await aMember(), await aMember()];
  await replyNameless(writer, one);
  await replyNameless(other, two);
  await thankPost(ctxFor(writer), { topic: one.code, number: 1 });
  await mergeTopic(ctxFor(await aModerator()), { topic: one.code, into: two.code, why: "The same" });
  const { thanks } = await listThanks(ctxFor(reader), { topic: two.code, number: 3 }, null);
  expect(thanks.map(({ name }) => name)).toEqual(["Somebody without their name"]);
});

test("after a merge that was undone a writer has one label, and thanks without their name also where only a moved post is theirs", async () => {
  const category = await aCategory({ namelessAs: NAMELESS });
  const [one, two] = [await aTopic({ category }), await aTopic({ category })];
  const writer = await aMember();
  await replyNameless(writer, one);
  await mergeTopic(ctxFor(await aModerator()), { topic: one.code, into: two.code, why: "The same" });
  await thankPost(ctxFor(writer), { topic: two.code, number: 1 });
  const { thanks } = await listThanks(ctxFor(await aMember()), { topic: two.code, number: 1 }, null);
  expect(thanks.map(({ name }) => name)).toEqual([NAMELESS]);
  await undoModeration(ctxFor(await aModerator()), (await latestModeration(one.author)).code);
  await replyNameless(writer, one);
  expect((await authorsFor(await aMember(), one)).slice(1)).toEqual([NAMELESS, NAMELESS]);
});

test("an answer that was marked without a name is nobody else's mark where its reply moves to", async () => {
  const asked = await aQuestion();
  const into = await aTopic({ category: asked.category });
  const number = await reply(await aMember(), asked);
  await markAnswer(ctxFor(asked.author), { topic: asked.code, number });
  await mergeTopic(ctxFor(await aModerator()), { topic: asked.code, into: into.code, why: "The same" });
  const reader = ctxFor(await aMember());
  expect((await getTopicPage(reader, into.code, 1)).answer).toBeNull();
  await testDb().sql`update forum_answers set topic_id = (select id from forum_topics where code = ${into.code})
    where topic_id = (select id from forum_topics where code = ${asked.code})`;
  expect((await getTopicPage(reader, into.code, 1)).answer).toMatchObject({ isByAsker: false });
});

test("a moderator who changes such a post and says that a number is nobody's is named for that", async () => {
  const topic = await aQuestion();
  const moderator = await aModerator();
  const edit = { topic: topic.code, number: 1, body: "Patient 943 476 5919 called", basedOn: "", why: "To try it" };
  const refused: unknown = await editPost(ctxFor(moderator), edit).catch((error: unknown) => error);
  await editPost(ctxFor(moderator), { ...edit, vouch: (refused as PatientDetailsError).vouch });
  const named = { topic: topic.code, title: "For 943 476 5870", basedOn: "", why: "To try it" };
  const again: unknown = await retitleTopic(ctxFor(moderator), named).catch((error: unknown) => error);
  await retitleTopic(ctxFor(moderator), { ...named, vouch: (again as PatientDetailsError).vouch });
  expect(await testDb().db.$count(nearMisses, eq(nearMisses.writerId, moderator.personId))).toBe(2);
});

const nameOf = async ({ personId }: TestPerson) =>
  (await testDb().sql`select coalesce(display_name, full_name) as name from persons where id = ${personId}`)[0]!.name as string;

test("a topic that is split off is begun without a name where its first post is", async () => {
  const topic = await aQuestion();
  const other = await aMember();
  const number = await replyNameless(other, topic);
  const split = await splitTopic(ctxFor(await aModerator()), {
    topic: topic.code,
    posts: [number],
    title: "Another matter",
    why: "It is",
    vouch: "",
  });
  if (!split.ok) throw new Error(split.reason);
  expect(await authorsFor(await aMember(), split.topic)).toEqual([NAMELESS]);
  const begun = (await testDb().sql`select author_id, nameless_by, nameless_as from forum_topics where code = ${split.topic.code}`)[0]!;
  expect(begun).toEqual({ author_id: null, nameless_by: other.personId, nameless_as: NAMELESS });
  expect(await markAnswer(ctxFor(other), { topic: split.topic.code, number: await reply(await aMember(), split.topic) })).toMatchObject({
    ok: true,
  });
});

test("what its writer has removed when they leave is gone with the rest, and what stays keeps its label", async () => {
  const [leaver, stayer] = [await aMember(), await aMember()];
  const topics = [await aQuestion(leaver), await aQuestion(stayer)] as const;
  // in a topic in which they wrote nothing under their name
  await replyNameless(leaver, topics[0], PECULIAR);
  await reply(await aMember(), topics[0], `As somebody said:\n\n${PECULIAR}`);
  await erasePosts(systemCtxFor(), leaver.personId, "delete");
  await erasePosts(systemCtxFor(), stayer.personId, "keep");
  expect(await storedPost(topics[0], 2)).toMatchObject({ removedBy: "author" });
  expect((await storedPost(topics[0], 3)).bodyMarkdown).not.toContain(PECULIAR);
  expect(await storedPost(topics[0], 1)).toMatchObject({ bodyMarkdown: "", removedBy: "author" });
  expect(await storedPost(topics[1], 1)).toMatchObject({ bodyMarkdown: "The first post", namelessAs: NAMELESS });
  expect(await authorsFor(await aMember(), topics[1])).toEqual([NAMELESS]);
});

test("thanks for a post without a name name no writer, who is told of them all the same, and stay when they leave", async () => {
  const [writer, reader] = [await aMember(), await aMember({ displayName: "Rita" })];
  const [quiet, named] = [await aQuestion(writer), await aTopic({ author: writer })];
  for (const { code } of [quiet, named]) await thankPost(ctxFor(reader), { topic: code, number: 1 });
  const rows = await testDb().sql`select author_id from forum_thanks where person_id = ${reader.personId} order by author_id nulls first`;
  expect(rows.map(({ author_id }) => author_id)).toEqual([null, writer.personId]);
  const [told] = await listUnread(ctxFor(writer));
  const words = (await wordNotifications(ctxFor(writer), [told!])).get(told!.cause);
  expect(words).toMatchObject({ before: "Rita thanked you for your post in", after: " (and 1 more thanks that day)" });
  expect((await copyOf(writer.personId)).tables).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ table: "forum_thanks" })]),
  );
  await erasePosts(systemCtxFor(), writer.personId, "keep");
  const thanksOf = async ({ code }: { code: string }) => (await getTopicPage(ctxFor(reader), code, 1)).posts[0]!.thanks;
  expect([await thanksOf(quiet), await thanksOf(named)]).toEqual([1, 0]);
  const [leaver, left] = [await aMember(), await aMember()];
  const gone = await aQuestion(leaver);
  await thankPost(ctxFor(left), { topic: gone.code, number: 1 });
  await erasePosts(systemCtxFor(), leaver.personId, "delete");
  expect(await testDb().sql`select from forum_thanks where person_id = ${left.personId}`).toHaveLength(0);
});

test("a forum that moves out and in takes the labels along, and nobody", async () => {
  const topic = await aQuestion(await aMember({ displayName: "Quentin Quiet" }));
  const number = await reply(await aMember(), topic, "By name");
  await thankPost(ctxFor(topic.author), { topic: topic.code, number });
  await replyNameless(topic.author, topic, "Again");
  const text = await exportText();
  expect(text).not.toContain("Quentin Quiet");
  const lines = text.split("\n").filter((line) => line.includes(topic.code));
  expect(lines.filter((line) => line.includes(`"nameless":"${NAMELESS}"`))).toHaveLength(3);
  expect(lines.filter((line) => line.includes('"kind":"thanks"'))).toEqual([]);
  const moved = text
    .replaceAll(topic.code, "elsewhere-1")
    .replaceAll(`"key":"${topic.category}"`, '"key":"moved"')
    .replaceAll(`"category":"${topic.category}"`, '"category":"moved"');
  await importText(moved, { readers: { moved: "members" } });
  const rows = await testDb().sql`select author_id, nameless_by, nameless_as from forum_posts where body_markdown = 'Again' order by id`;
  expect(rows.at(-1)).toEqual({ author_id: null, nameless_by: null, nameless_as: NAMELESS });
});

test("the form offers it where it is allowed, and says who can learn it", async () => {
  const person = await anAccount();
  const browser = await browserOf(person);
  const [allowed, other] = [await aQuestion(), await aTopic()];
  expect((await browser.get(`/forum/topics/${allowed.code}`)).html).toContain("Post without my name");
  expect((await browser.get(`/forum/topics/${other.code}`)).html).not.toContain("Post without my name");
  expect((await browser.get(`/forum/${allowed.category}`)).html).toContain("Members can post here without their name");
  const sent = await browser.post(`/forum/topics/${allowed.code}/replies`, { ...aReply("Asked so"), ...WITHOUT_A_NAME });
  expect(sent.status).toBe(303);
  const begun = (await browser.get(`/forum/topics/${allowed.code}`)).html;
  expect(begun).toContain(`${NAMELESS} (2) (you, without your name)`);
  expect(begun).toMatch(/name="nameless"[^>]*checked/);
  expect((await (await browserOf(await anAccount())).get(`/forum/topics/${allowed.code}`)).html).not.toMatch(/name="nameless"[^>]*checked/);
  const looked = await browser.post(`/forum/topics/${other.code}/replies`, { ...aReply("Asked so"), ...WITHOUT_A_NAME, look: "yes" });
  expect(looked.html).toContain("You began this to post it without your name");
  const rows = await testDb()
    .db.select()
    .from(forumPosts)
    .where(and(eq(forumPosts.namelessBy, person.personId), isNull(forumPosts.authorId)));
  expect(rows).toHaveLength(1);
});
