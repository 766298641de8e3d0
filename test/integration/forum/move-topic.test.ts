import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { changeCategory } from "~/features/forum/categories/change-category.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { decideAppeal } from "~/features/forum/moderation/decide-appeal.server";
import { moderationDecisionNotice } from "~/features/forum/moderation/moderation-decision-notice.mail.server";
import { moderationNotice } from "~/features/forum/moderation/moderation-notice.mail.server";
import { getModeration } from "~/features/forum/moderation/moderations.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicSet } from "~/features/forum/topics/topic-sets.queries.server";
import { getTopic, getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { whoReads } from "~/features/forum/who-reads";
import { listNearMisses } from "~/features/guard/near-misses.queries.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { grant } from "~/features/permissions/grants.server";
import { HOUR, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError, type PatientDetailsError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aCommentedPage, aNewTopic, aReply, aTopic, latestModeration, reply, unreadAtHome } from "../../support/forum";
import { messagesTo } from "../../support/mail";
import { aMember, aNewGroup, type TestPerson } from "../../support/people";
import { searchFor } from "../../support/search";
import { listUnread } from "../../support/told";

const aModerator = (groups: string[] = []) => aMember({ roles: ["moderator"], groups });
const visitor = ctxFor({ kind: "visitor" });
const why = "It is about staff";
const move = async (topic: { code: string }, category: string, more: { by?: TestPerson; why?: string; widen?: boolean; now?: Date } = {}) =>
  moveTopic(ctxFor(more.by ?? (await aModerator()), more.now), {
    topic: topic.code,
    category,
    why: more.why ?? why,
    widen: more.widen ?? false,
  });

/** What came to somebody about acts of moderators, as the mails say it. */
async function mailsTo(who: TestPerson) {
  const ours = (await messagesTo(who)).filter(({ kind }) => kind.startsWith("moderation"));
  const built = ours.map((mail) =>
    (mail.kind === "moderation-notification" ? moderationNotice : moderationDecisionNotice).build(systemCtxFor(), mail),
  );
  return (await Promise.all(built)).map((mail) => JSON.stringify(mail));
}
const inboxOf = async (who: TestPerson) =>
  JSON.stringify([...(await wordNotifications(ctxFor(who), await listUnread(ctxFor(who)))).values()]);

test("B26: topics are moved by moderators alone, with a reason, between categories that they may read; comments stay under their page", async () => {
  const { slug } = await aNewGroup();
  const [topic, page, category] = [await aTopic(), await aCommentedPage(), await aCategory()];
  const closed = await aCategory({ audience: { groups: [slug] } });

  await expect(move(topic, category, { by: topic.author })).rejects.toThrow(ForbiddenError);
  expect(await move(topic, category, { why: "" })).toEqual({ ok: false, reason: "why-missing" });
  expect(await move(topic, topic.category)).toEqual({ ok: false, reason: "there-already" });
  await expect(move(topic, closed)).rejects.toThrow(NotFoundError);
  await expect(move({ code: page.topic }, category)).rejects.toThrow(NotFoundError);
  expect((await getTopic(ctxFor(topic.author), topic.code)).category?.slug).toBe(topic.category);
});

test("a topic that is moved keeps address, numbers and watchers, stands in the other category's list, and the act is in the ledger", async () => {
  const [topic, category, moderator] = [await aTopic(), await aCategory(), await aModerator()];
  const watcher = await aMember();
  await watchTopic(ctxFor(watcher), topic.code, "watching");
  await reply(await aMember(), topic);

  expect(await move(topic, category, { by: moderator })).toMatchObject({ ok: true, isWider: false });

  const { topic: moved, posts } = await getTopicPage(ctxFor(watcher), topic.code, 1);
  expect([moved.category?.slug, moved.watch.level, posts.map(({ number }) => number)]).toEqual([category, "watching", [1, 2]]);
  const codes = async (slug: string) => (await listTopics(ctxFor(watcher), slug, null)).topics.map(({ code }) => code);
  expect([await codes(topic.category), await codes(category)]).toEqual([[], [topic.code]]);
  const entries = await systemCtxFor().db.select().from(auditEntries).where(eq(auditEntries.actorId, moderator.personId));
  expect(entries.map(({ action }) => action)).toContain("topic.moved");
});

test("B22 B23: a topic that is moved to fewer readers is at once on no surface of the others, and needs no confirmation", async () => {
  const { slug } = await aNewGroup();
  const mark = `quagga${Date.now()}`;
  const topic = await aTopic({ audience: "open", title: `About ${mark}`, body: `All of ${mark}` });
  const [watcher, insider] = [await aMember(), await aMember({ groups: [slug] })];
  for (const who of [watcher, insider]) await watchTopic(ctxFor(who), topic.code, "watching");
  await reply(await aMember(), topic, `Ours ${mark}`);
  const surfaces = async (who: TestPerson) =>
    JSON.stringify([
      await getTopicSet(ctxFor(who), "latest", "http://x.test/forum"),
      await unreadAtHome(ctxFor(who)),
      await searchFor(ctxFor(who), mark),
      await inboxOf(who),
    ]);
  expect(await surfaces(watcher)).toContain(mark);
  expect((await getTopic(visitor, topic.code)).title).toContain(mark);

  const moved = await move(topic, await aCategory({ audience: { groups: [slug] } }), { by: await aModerator([slug]) });

  expect(moved).toMatchObject({ ok: true, isWider: false });
  for (const who of [watcher, topic.author]) {
    expect(await surfaces(who)).not.toContain(mark);
    await expect(getTopic(ctxFor(who), topic.code)).rejects.toThrow(NotFoundError);
    await expect(getPost(ctxFor(who), { topic: topic.code, number: 2 })).rejects.toThrow(NotFoundError);
  }
  await expect(getTopic(visitor, topic.code)).rejects.toThrow(NotFoundError);
  expect(await surfaces(insider)).toContain(mark);
  // its author hears that it was moved, not where it is called what
  expect((await mailsTo(topic.author)).join()).toContain("It is where you cannot read it now");
});

describe("more readers than words were written for", () => {
  test("are confirmed first, by name, and told to everybody who wrote there, once", async () => {
    const topic = await aTopic();
    const [writer, reader] = [await aMember(), await aMember()];
    for (const who of [writer, writer, topic.author]) await reply(who, topic);
    await watchTopic(ctxFor(reader), topic.code, "watching");
    const open = await aCategory({ audience: "open" });

    expect(await move(topic, open)).toMatchObject({ ok: false, reason: "wider", category: { readers: { audience: "open" } } });
    await expect(getTopic(visitor, topic.code)).rejects.toThrow(NotFoundError);
    expect(await mailsTo(writer)).toEqual([]);

    expect(await move(topic, open, { widen: true })).toMatchObject({ ok: true, isWider: true });

    expect((await getTopic(visitor, topic.code)).readers.audience).toBe("open");
    const [own, other] = [await mailsTo(topic.author), await mailsTo(writer)];
    expect([own.length, other.length, await mailsTo(reader)]).toEqual([1, 1, []]);
    expect(own[0]).toContain(`Their reason: ${why}`);
    expect(other[0]).toContain("read by everybody, also without signing in");
    expect(other[0]).not.toContain(why);
    expect(await inboxOf(writer)).toContain("A moderator moved a topic or post that you wrote");
  });

  test.each([
    { from: "members", to: "open", wider: true },
    { from: "open", to: "members", wider: false },
    { from: "groups", to: "members", wider: true },
    { from: "groups", to: "other groups", wider: true },
    { from: "groups", to: "the same groups", wider: false },
  ])("from $from to $to: $wider", async ({ from, to, wider }) => {
    const [one, two] = [await aNewGroup(), await aNewGroup()];
    const audienceOf = (name: string) =>
      name === "open" || name === "members" ? name : { groups: [name === "other groups" ? two.slug : one.slug] };
    const by = await aModerator([one.slug, two.slug]);
    const topic = await aTopic({ audience: audienceOf(from), author: await aMember({ groups: [one.slug] }) });
    const moved = await move(topic, await aCategory({ audience: audienceOf(to) }), { by });
    expect(moved.ok).toBe(!wider);
  });
});

test("PMN-16: whoever began it appeals, another moderator puts it back where it was", async () => {
  const [topic, category] = [await aTopic(), await aCategory()];
  await move(topic, category);
  const { code } = await latestModeration(topic.author);
  expect(await getModeration(ctxFor(topic.author), code)).toMatchObject({ kind: "topic-moved", reason: why, from: expect.any(String) });

  expect(await appealModeration(ctxFor(topic.author), { code, appeal: "It is not" })).toEqual({ ok: true });
  expect(await decideAppeal(ctxFor(await aModerator()), { code, decision: "undone", why: "Right" })).toEqual({ ok: true });

  expect((await getTopic(ctxFor(topic.author), topic.code)).category?.slug).toBe(topic.category);
  expect((await mailsTo(topic.author)).at(-1)).toContain("It is where it was again");
});

test("it goes back with one press, but not to more readers than words were written for since, and not by who cannot read there", async () => {
  const { slug } = await aNewGroup();
  const topic = await aTopic({ audience: "open" });
  const by = await aModerator([slug]);
  await move(topic, await aCategory({ audience: { groups: [slug] } }), { by });
  const { code } = await latestModeration(topic.author);
  await expect(undoModeration(ctxFor(await aModerator()), code)).rejects.toThrow(NotFoundError);
  await reply(await aMember({ groups: [slug] }), topic, "Between us", later(new Date(), HOUR));

  expect(await undoModeration(ctxFor(by), code)).toEqual({ ok: false, reason: "written-since" });
  await expect(getTopic(visitor, topic.code)).rejects.toThrow(NotFoundError);

  const other = await aTopic({ audience: { groups: [slug] }, author: await aMember({ groups: [slug] }) });
  await move(other, await aCategory({ audience: "open" }), { by, widen: true });
  const act = await latestModeration(other.author);
  expect(await undoModeration(ctxFor(await aModerator()), act.code)).toEqual({ ok: false, reason: "place-closed" });
  expect(await undoModeration(ctxFor(by), act.code)).toEqual({ ok: true });
  await expect(getTopic(visitor, other.code)).rejects.toThrow(NotFoundError);
});

test("it goes back only to who read it there: not where its category, or the topic that it left, was opened since", async () => {
  const { slug } = await aNewGroup();
  const insider = await aMember({ groups: [slug] });
  const by = await aModerator([slug]);
  const [was, closed] = [await aCategory(), await aCategory({ audience: { groups: [slug] } })];
  const topic = await aTopic({ category: was });
  await move(topic, closed, { by });
  await changeCategory(systemCtxFor(), { slug: was, name: "Opened", description: "For tests", position: 1, audience: "open" });
  expect(await undoModeration(ctxFor(by), (await latestModeration(topic.author)).code)).toEqual({ ok: false, reason: "place-opened" });

  const split = await aTopic({ category: closed, author: insider });
  await reply(insider, split, "Among us");
  await splitTopic(ctxFor(by), { topic: split.code, posts: [2], title: "Another", why });
  const { code } = await latestModeration(insider);
  await move(split, await aCategory(), { by, widen: true });
  expect(await undoModeration(ctxFor(by), code)).toEqual({ ok: false, reason: "place-opened" });
  for (const ctx of [visitor, ctxFor(await aMember())]) {
    await expect(getTopic(ctx, topic.code)).rejects.toThrow(NotFoundError);
    await expect(getPost(ctx, { topic: split.code, number: 2 })).rejects.toThrow(NotFoundError);
  }
});

test("what its first post said and where it stands are undone apart", async () => {
  const [topic, category] = [await aTopic({ body: "Once" }), await aCategory()];
  await removePost(ctxFor(await aModerator()), { topic: topic.code, number: 1, why: "Rude" });
  const removal = await latestModeration(topic.author);
  await move(topic, category);
  expect(await undoModeration(ctxFor(await aModerator()), removal.code)).toEqual({ ok: true });
  const { topic: now, posts } = await getTopicPage(ctxFor(topic.author), topic.code, 1);
  expect([now.category?.slug, posts[0]!.bodyHtml]).toEqual([category, "<p>Once</p>"]);
});

test("what was typed for some people is posted for others only when its writer was told", async () => {
  const { slug } = await aNewGroup();
  const insider = await aMember({ groups: [slug] });
  const by = await aModerator([slug]);
  const category = await aCategory({ audience: { groups: [slug] } });
  const topic = await aTopic({ category, author: insider });
  const readers = whoReads((await getTopic(ctxFor(insider), topic.code)).readers);
  const typed = { ...aReply("Among us"), topic: topic.code, readers };
  expect(await replyToTopic(ctxFor(insider), { ...typed, submissionId: uuidv7() })).toMatchObject({ ok: true });
  await move(topic, await aCategory(), { by, widen: true });
  expect(await replyToTopic(ctxFor(insider), typed)).toEqual({ ok: false, reason: "other-readers" });
  const told = { ...typed, readers: "all members of the network" };
  expect(await replyToTopic(ctxFor(insider), told)).toMatchObject({ ok: true });
  // the form that was sent says so once more
  expect(await replyToTopic(ctxFor(insider), typed)).toMatchObject({ ok: true });

  const begun = { ...aNewTopic(), category, readers };
  expect(await startTopic(ctxFor(insider), { ...begun, submissionId: uuidv7() })).toMatchObject({ ok: true });
  await changeCategory(systemCtxFor(), { slug: category, name: "Opened", description: "For tests", position: 1, audience: "open" });
  expect(await startTopic(ctxFor(insider), begun)).toEqual({ ok: false, reason: "other-readers" });
  const meant = { ...begun, readers: "everybody, also without signing in" };
  expect(await startTopic(ctxFor(insider), meant)).toMatchObject({ ok: true });
  expect(await startTopic(ctxFor(insider), begun)).toMatchObject({ ok: true });
});

test("moderators of the new place hear of reports that wait, those who were told once hear nothing more", async () => {
  const { slug } = await aNewGroup();
  const topic = await aTopic();
  const [inside, outside] = [await aModerator([slug]), await aModerator()];
  const closed = await aCategory({ audience: { groups: [slug] } });
  const late = await aMember({ groups: [slug] });
  await reportPost(ctxFor(await aMember()), { topic: topic.code, number: 1, reason: "patient-details", details: "" });
  await grant(systemCtxFor(), { personId: late.personId, role: "moderator", source: "test" });
  const mailed = async (who: TestPerson) => (await messagesTo(who)).filter(({ kind }) => kind === "report-notification").length;
  expect([await mailed(inside), await mailed(outside), await mailed(late)]).toEqual([1, 1, 0]);

  await move(topic, closed, { by: inside });
  expect([await mailed(inside), await mailed(outside), await mailed(late)]).toEqual([1, 1, 1]);
});

test("who may not read where it stands now gets no link there; the mail log names no place to whoever looks", async () => {
  const [one, two] = [await aNewGroup(), await aNewGroup()];
  const author = await aMember({ groups: [one.slug] });
  const topic = await aTopic({ audience: { groups: [one.slug] }, author });
  const [both, here] = [await aMember({ groups: [one.slug, two.slug] }), await aMember({ groups: [one.slug] })];
  for (const who of [both, here]) await reply(who, topic);
  const category = await aCategory({ audience: { groups: [two.slug] }, name: "Partners’ pay" });
  await move(topic, category, { by: await aModerator([one.slug, two.slug]), widen: true });

  const [seen] = await mailsTo(both);
  expect(seen).toContain(topic.code);
  expect(seen).toContain("Partners’ pay");
  const [hidden] = await mailsTo(here);
  expect(hidden).toContain("It is where you cannot read it now");
  expect(hidden).not.toContain(topic.code);
  const [message] = (await messagesTo(both)).filter(({ kind }) => kind === "moderation-notification");
  const look = JSON.stringify(await moderationNotice.build(systemCtxFor(), { ...message!, isLook: true }));
  expect(look).not.toContain("Partners’ pay");
});

test("whose post a moderator removed is told where more people would read it if it came back", async () => {
  const topic = await aTopic();
  const writer = await aMember();
  await removePost(ctxFor(await aModerator()), { topic: topic.code, number: await reply(writer, topic), why: "Rude" });
  await move(topic, await aCategory({ audience: "open" }), { widen: true });
  expect((await mailsTo(writer)).at(-1)).toContain("read by everybody, also without signing in");
});

test("it goes back also where its author took back the first post", async () => {
  const topic = await aTopic();
  await reply(await aMember(), topic);
  await move(topic, await aCategory());
  await removePost(ctxFor(topic.author), { topic: topic.code, number: 1, why: "" });
  expect(await undoModeration(ctxFor(await aModerator()), (await latestModeration(topic.author)).code)).toEqual({ ok: true });
});

test("B26: what was said of its words to the guard is looked at by those who read them now", async () => {
  const { slug } = await aNewGroup();
  const topic = await aTopic();
  const writer = await aMember();
  const asked = { ...aReply("Her number is 943 476 5919"), topic: topic.code };
  const { vouch } = (await replyToTopic(ctxFor(writer), asked).catch((error: PatientDetailsError) => error)) as PatientDetailsError;
  await replyToTopic(ctxFor(writer), { ...asked, vouch });
  const [inside, outside] = [await aModerator([slug]), await aModerator()];
  const seen = async (who: TestPerson) => (await listNearMisses(ctxFor(who))).some(({ path }) => path.includes(topic.code));
  expect(await seen(outside)).toBe(true);

  await move(topic, await aCategory({ audience: { groups: [slug] } }), { by: inside });

  expect([await seen(inside), await seen(outside)]).toEqual([true, false]);
});
