import { eq, isNull, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { forumReports } from "#db/schema/forum/moderation";
import { jobOutbox } from "#db/schema/platform";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { decideAppeal } from "~/features/forum/moderation/decide-appeal.server";
import { expireModerations } from "~/features/forum/moderation/expire-moderations.server";
import { listModerations } from "~/features/forum/moderation/moderation-queue.queries.server";
import { openModeration } from "~/features/forum/moderation/open-moderation.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { dismissReports as dismissTheseReports, reportedVersion } from "~/features/forum/reports/close-reports.server";
import { countLeftToNobody } from "~/features/forum/reports/left-to-nobody.queries.server";
import { postLookedAtNotice } from "~/features/forum/reports/post-looked-at-notice.mail.server";
import type { Reason } from "~/features/forum/reports/report.schema";
import { listOpenReports } from "~/features/forum/reports/report-brake.server";
import { reportNotice } from "~/features/forum/reports/report-notice.mail.server";
import { reportOutcomeNotice } from "~/features/forum/reports/report-outcome-notice.mail.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { listReports, openReports } from "~/features/forum/reports/reports.queries.server";
import { retitleTopic } from "~/features/forum/topics/retitle-topic.server";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { storedPage } from "../../support/content";
import { afterGrace, ctxFor, systemCtxFor } from "../../support/context";
import { copyOf } from "../../support/copies";
import { aCommentedPage, aTopic, comment, dismissReports, latestModeration, reply, storedPost, type TestTopic } from "../../support/forum";
import { anAccount } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson, visitor } from "../../support/people";
import { listUnread } from "../../support/told";

const aModerator = () => aMember({ roles: ["moderator"] });
type Who = Parameters<typeof ctxFor>[0];
const report = (who: Who, topic: { code: string }, reason: Reason = "patient-details", number = 1) =>
  reportPost(ctxFor(who), { topic: topic.code, number, reason, details: "" });
const kindsTo = async (who: TestPerson) => (await messagesTo(who)).map(({ kind }) => kind);

/** Moderators have looked at all that earlier tests reported. */
const lookAtAll = () =>
  systemCtxFor().db.update(forumReports).set({ decision: "stands", decidedAt: new Date() }).where(isNull(forumReports.decidedAt));
/** A text that the guard never saw. */
const writeUnasked = (topic: TestTopic, bodyMarkdown: string) =>
  systemCtxFor().db.execute(
    sql`update forum_posts set body_markdown = ${bodyMarkdown} where topic_id = (select id from forum_topics where code = ${topic.code})`,
  );
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

type Change = {
  before: (topic: TestTopic, moderator: TestPerson) => Promise<string>;
  after: (topic: TestTopic, moderator: TestPerson, act: string) => Promise<unknown>;
};
const retitled: Change = {
  before: async () => "",
  after: (topic) => retitleTopic(ctxFor(topic.author), { topic: topic.code, title: "Another title", why: "", basedOn: "" }),
};
const broughtBack: Change = {
  async before(topic, moderator) {
    await editPost(ctxFor(moderator), { topic: topic.code, number: 1, body: "Without it", why: "It named a patient", basedOn: "" });
    return (await latestModeration(topic.author)).code;
  },
  after: (_, moderator, act) => undoModeration(ctxFor(moderator), act),
};

/** The half of a form came before the decision, the rest after it. */
const begun = (act: (topic: TestTopic, ctx: ReturnType<typeof ctxFor>) => Promise<unknown>): Change => ({
  before: async () => String(Date.now()),
  after: (topic, _, began) => act(topic, ctxFor(topic.author, new Date(Number(began)))),
});

describe("many reports from one hand", () => {
  test("hide no more than ten posts that wait, of which all are mailed: visitors together count as one, a member by themselves, and a look makes room", async () => {
    const category = (await aTopic({ audience: "open" })).category;
    const author = await aMember();
    const moderator = await aModerator();
    const topics: TestTopic[] = [];
    for (let count = 0; count < 12; count += 1) topics.push(await aTopic({ category, author }));
    await lookAtAll();
    const before = (await kindsTo(moderator)).length;

    const results = [];
    for (const topic of topics) results.push(await report(visitor, topic));

    expect(results.map((result) => result.ok && result.isHidden)).toEqual([...Array(10).fill(true), false, false]);
    expect((await kindsTo(moderator)).length - before).toBe(12);
    const told = await listUnread(ctxFor(moderator));
    expect(told.filter(({ kind }) => kind === "report").length).toBeGreaterThanOrEqual(12);
    expect((await listReports(ctxFor(moderator))).filter(({ patients }) => patients)).toHaveLength(12);
    // a member is believed still, and so is a text that shows what it is reported for
    expect(await report(await aMember(), topics[10]!)).toMatchObject({ ok: true, isHidden: true });
    const named = await aTopic({ category, author, body: "A text" });
    await writeUnasked(named, "Hazel Quoll, NHS number 943 476 5919");
    expect(await report(visitor, named)).toMatchObject({ ok: true, isHidden: true });

    const apart = await aTopic({ category, author, title: "About Mrs Hazel Quoll" });
    await writeUnasked(apart, "Born on 3 May 1950");
    expect(await report(visitor, apart)).toMatchObject({ ok: true, isHidden: true });

    await dismissReports(ctxFor(moderator), { topic: apart.code, number: 1 });
    await dismissReports(ctxFor(moderator), { topic: topics[0]!.code, number: 1 });
    await dismissReports(ctxFor(moderator), { topic: topics[1]!.code, number: 1 });
    await dismissReports(ctxFor(moderator), { topic: topics[2]!.code, number: 1 });
    expect(await report(visitor, await aTopic({ category, author }))).toMatchObject({ ok: true, isHidden: false });
    await dismissReports(ctxFor(moderator), { topic: topics[3]!.code, number: 1 });
    await dismissReports(ctxFor(moderator), { topic: topics[4]!.code, number: 1 });
    expect(await report(visitor, await aTopic({ category, author }))).toMatchObject({ ok: true, isHidden: true });
  });

  test("sent at the same moment hide ten all the same", async () => {
    await lookAtAll();
    const author = await aMember();
    const topics: TestTopic[] = [];
    for (let count = 0; count < 14; count += 1) topics.push(await aTopic({ audience: "open", author }));

    const results = await Promise.all(topics.map((topic) => report(visitor, topic)));

    expect(results.filter((result) => result.ok && result.isHidden)).toHaveLength(10);
  });

  test("under a page that was taken down, where nobody can look at them, keep no other post from being hidden", async () => {
    await lookAtAll();
    const author = await aMember();
    const page = await aCommentedPage({ by: author, audience: "open" });
    const numbers = [page.comment];
    while (numbers.length < 10) numbers.push(await comment(author, page));
    for (const number of numbers) await report(visitor, { code: page.topic }, "patient-details", number);
    const [one, other] = [await aTopic({ audience: "open", author }), await aTopic({ audience: "open", author })];
    expect(await report(visitor, one)).toMatchObject({ ok: true, isHidden: false });
    await takeDownPage(systemCtxFor(), (await storedPage(page.path)).code);

    expect(await report(visitor, other)).toMatchObject({ ok: true, isHidden: true });
  });

  test("of texts that moderators let stand hide nothing, and keep no other post from being hidden", async () => {
    await lookAtAll();
    const author = await aMember();
    const topic = await aTopic({ audience: "open", author });
    const numbers = [1];
    while (numbers.length < 10) numbers.push(await reply(author, topic));
    for (const number of numbers) await report(visitor, topic, "patient-details", number);
    for (const number of numbers) await dismissReports(ctxFor(await aModerator()), { topic: topic.code, number });
    for (const number of numbers)
      expect(await report(visitor, topic, "patient-details", number)).toMatchObject({ ok: true, isHidden: false });

    expect(await report(visitor, await aTopic({ audience: "open", author }))).toMatchObject({ ok: true, isHidden: true });
  });

  test("of one post tell moderators once, and again where a patient's details are said first", async () => {
    await lookAtAll();
    const moderator = await aModerator();
    const topic = await aTopic({ audience: "open" });
    for (const reason of ["unkind", "other", "unkind", "patient-details", "patient-details"] as const) await report(visitor, topic, reason);

    expect((await kindsTo(moderator)).filter((kind) => kind === "report-notification")).toHaveLength(2);
  });
});

test("an answer that was hidden when its topic was removed is hidden, and waits, when the topic comes back", async () => {
  const topic = await aTopic();
  const number = await reply(await aMember(), topic, "qoqud came in");
  const [reporter, moderator] = [await aMember(), await aModerator()];
  await report(reporter, topic, "patient-details", number);
  await removeTopic(ctxFor(moderator), { topic: topic.code, why: "It got out of hand" });
  expect((await listReports(ctxFor(moderator))).filter((each) => each.topic.code === topic.code)).toEqual([]);

  await undoModeration(ctxFor(moderator), (await latestModeration(topic.author)).code);

  expect(JSON.stringify((await getTopicPage(ctxFor(reporter), topic.code, 1)).posts)).not.toContain("qoqud");
  expect((await listReports(ctxFor(moderator))).filter((each) => each.topic.code === topic.code)).toMatchObject([
    { number, isHidden: true },
  ]);
  expect(await dismissReports(ctxFor(moderator), { topic: topic.code, number })).toBeNull();
  expect(JSON.stringify((await getTopicPage(ctxFor(reporter), topic.code, 1)).posts)).toContain("qoqud");
});

test("whose reported post went with its whole topic is told so, and what becomes of it where the topic comes back", async () => {
  const [author, moderator] = [await aMember(), await aModerator()];
  const topic = await aTopic();
  const number = await reply(author, topic, "Said in haste");
  await report(await aMember(), topic, "patient-details", number);
  await removeTopic(ctxFor(moderator), { topic: topic.code, why: "It got out of hand" });
  // by the act itself, as all who wrote there
  expect(await kindsTo(author)).toEqual(["post-hidden-notification", "moderation-notification"]);

  await undoModeration(ctxFor(moderator), (await latestModeration(topic.author)).code);
  await tick();
  await dismissReports(ctxFor(moderator), { topic: topic.code, number });

  const last = (await messagesTo(author)).at(-1)!;
  expect(last.kind).toBe("post-looked-at-notification");
  expect(await postLookedAtNotice.build(systemCtxFor(), last)).toMatchObject({ subject: "A moderator looked at your post: it stands" });
});

test.each([
  ["names the post while they may read it", "member", null, "post 1 in “Rota software”. A moderator looked"],
  ["names none whose topic they may not read any more", "no member", null, "told us of a post. A moderator looked"],
  ["names none whose title went with it", "member", "removed", "told us of a post. It was removed."],
] as const)("the mail to whoever reported a post %s", async (_, standing, decision, words) => {
  const [topic, reporter, moderator] = [await aTopic({ title: "Rota software" }), await aMember(), await aModerator()];
  await report(reporter, topic, "unkind");
  if (decision) await removePost(ctxFor(moderator), { topic: topic.code, number: 1, why: "Unkind" });
  else await dismissReports(ctxFor(moderator), { topic: topic.code, number: 1 });
  if (standing === "no member") await revokeGrant(systemCtxFor(), { personId: reporter.personId, role: "member" });
  const told = (await messagesTo(reporter)).find(({ kind }) => kind === "report-outcome-notification")!;
  expect(JSON.stringify(await reportOutcomeNotice.build(systemCtxFor(), told))).toContain(words);
});

test("what is hidden in a topic that was removed keeps its reports while the topic may come back", async () => {
  const topic = await aTopic();
  const [moderator, judge] = [await aModerator(), await aModerator()];
  const number = await reply(await aMember(), topic);
  await report(await aMember(), topic, "patient-details", number);
  await removeTopic(ctxFor(moderator), { topic: topic.code, why: "It got out of hand" });
  const { code } = await latestModeration(topic.author);
  expect(await appealModeration(ctxFor(topic.author), { code, appeal: "It was about a rota, and nobody was named in it" })).toMatchObject({
    ok: true,
  });

  await expireModerations(systemCtxFor(later(new Date(), 800 * DAY)));
  const decided = await decideAppeal(ctxFor(judge), { code, decision: "undone", why: "It can stand" });
  expect(decided).toMatchObject({ ok: true });

  expect((await listReports(ctxFor(judge))).filter((each) => each.topic.code === topic.code)).toMatchObject([{ number, isHidden: true }]);
});

test("who reported a post is told that it is gone when its author is erased with all their posts", async () => {
  const [author, reporter] = [await aMember(), await aMember()];
  const topic = await aTopic({ author });
  await reportPost(ctxFor(reporter), { topic: topic.code, number: 1, reason: "unkind", details: "About the second line" });

  await erasePosts(systemCtxFor(), author.personId, "delete");

  expect(await kindsTo(reporter)).toContain("report-outcome-notification");
  const rows = await systemCtxFor()
    .db.select({ decision: forumReports.decision, details: forumReports.details })
    .from(forumReports)
    .where(eq(forumReports.postId, (await storedPost(topic, 1)).id));
  expect(rows).toEqual([{ decision: "removed", details: "" }]);
});

test("a topic that comes back brings back every report that went with it, and what was hidden of it is hidden, its first post too", async () => {
  const topic = await aTopic({ body: "qoqud came in" });
  const number = await reply(await aMember(), topic);
  const [reporter, moderator] = [await aMember(), await aModerator()];
  await report(reporter, topic, "patient-details");
  await report(reporter, topic, "unkind", number);
  await removeTopic(ctxFor(moderator), { topic: topic.code, why: "It got out of hand" });
  expect((await kindsTo(reporter)).filter((kind) => kind === "report-outcome-notification")).toHaveLength(2);

  await undoModeration(ctxFor(moderator), (await latestModeration(topic.author)).code);

  const waiting = (await listReports(ctxFor(moderator))).filter((each) => each.topic.code === topic.code);
  expect(waiting.map((each) => [each.number, each.isHidden])).toEqual([
    [1, true],
    [number, false],
  ]);
  expect(JSON.stringify(await getTopicPage(ctxFor(reporter), topic.code, 1))).not.toContain("qoqud");
});

test("a moderator learns of their own post neither who reported it and in what words, nor who acted and decided", async () => {
  const [author, reporter, moderator] = [
    await aModerator(),
    await aMember({ displayName: "Told You" }),
    await aMember({ roles: ["moderator"], displayName: "Acted Here" }),
  ];
  const topic = await aTopic({ author });
  await reportPost(ctxFor(reporter), { topic: topic.code, number: 1, reason: "unkind", details: "I am the one you meant" });
  const seen = async (who: TestPerson) => JSON.stringify(await openReports(ctxFor(who), { topic: topic.code, number: 1 }));
  expect(await seen(moderator)).toMatch(/Told You.*I am the one|I am the one.*Told You/);
  expect(await seen(author)).not.toMatch(/Told You|I am the one/);

  await editPost(ctxFor(moderator), { topic: topic.code, number: 1, body: "Politer", why: "Rude", basedOn: "" });
  const { code } = await latestModeration(author);
  const acts = async (who: TestPerson) => JSON.stringify([await openModeration(ctxFor(who), code), await listModerations(ctxFor(who))]);
  expect(await acts(moderator)).toContain("Acted Here");
  expect(await acts(author)).not.toContain("Acted Here");
});

test.each(["a visitor", "a member"] as const)("the author’s copy has nothing of what %s said of their post", async (who) => {
  const topic = await aTopic({ audience: "open" });
  const reporter = who === "a visitor" ? visitor : await aMember();
  await reportPost(ctxFor(reporter), { topic: topic.code, number: 1, reason: "other", details: "I am her daughter" });
  const { tables } = await copyOf(topic.author.personId);
  expect(tables.find(({ table }) => table === "forum_reports")!.rows).toMatchObject([{ details: "about another person" }]);
});

test("undoing an act locks the topic before the post, as reporting and editing do: neither waits for the other for ever", async () => {
  const topic = await aTopic();
  const moderator = ctxFor(await aModerator());
  await retitleTopic(moderator, { topic: topic.code, title: "Another title", why: "It named a patient", basedOn: "" });
  const { code } = await latestModeration(topic.author);

  let undoing: ReturnType<typeof undoModeration> | undefined;
  await inTransaction(systemCtxFor(), async ({ db }) => {
    await db.execute(sql`select from forum_topics where code = ${topic.code} for update`);
    undoing = undoModeration(moderator, code);
    const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await systemCtxFor().db.execute(waiting)).length === 0);
    await db.execute(sql`select from forum_posts where id = ${(await storedPost(topic, 1)).id} for update`);
  });

  expect(await undoing).toEqual({ ok: true });
});

const waitingJobs = async (postId: string) => {
  const jobs = await systemCtxFor()
    .db.select({ payload: jobOutbox.payload })
    .from(jobOutbox)
    .where(eq(jobOutbox.name, "forum.notify-reply"));
  return jobs.filter(({ payload }) => payload.postId === postId).length;
};

test.each(["let stand", "edited"] as const)("what was hidden and is %s comes back with its title, to lists too", async (how) => {
  const topic = await aTopic({ title: "About qorqa", body: "qorqa came in" });
  const [reader, moderator] = [ctxFor(await aMember()), ctxFor(await aModerator())];
  await report(await aMember(), topic);
  const shown = async () => JSON.stringify([await getTopicPage(reader, topic.code, 1), await listTopics(reader, topic.category, null)]);
  expect(await shown()).not.toContain("qorqa");

  const edit = { topic: topic.code, number: 1, body: "They came in", why: "A name", basedOn: "" };
  if (how === "let stand") await dismissReports(moderator, { topic: topic.code, number: 1 });
  else await editPost(moderator, edit);

  expect((await shown()).match(/About qorqa/g)?.length).toBeGreaterThan(1);
  expect((await storedPost(topic, 1)).hiddenAt).toBeNull();
});

test.each([
  ["let stand, of which nobody was told, is told of then", 0, "stands", 1],
  ["let stand, and had stood a day before, is news to nobody", 25 * HOUR, "stands", 0],
  ["removed is told to nobody", 0, "removed", 0],
] as const)("a hidden reply that is %s", async (_, age, outcome, more) => {
  const topic = await aTopic({ now: later(new Date(), -26 * HOUR) });
  const number = await reply(await aMember(), topic, "A reply", later(new Date(), -age));
  await report(await aMember(), topic, "patient-details", number);
  const { id } = await storedPost(topic, number);
  const before = await waitingJobs(id);

  const moderator = ctxFor(await aModerator());
  if (outcome === "stands") await dismissReports(moderator, { topic: topic.code, number });
  else await removePost(moderator, { topic: topic.code, number, why: "A name" });

  expect((await waitingJobs(id)) - before).toBe(more);
});

describe("letting stand", () => {
  test("is of what was looked at: what its author changed meanwhile is shown to the moderator first", async () => {
    const topic = await aTopic();
    const address = { topic: topic.code, number: 1 };
    await report(await aMember(), topic);
    const moderator = ctxFor(await aModerator());
    const { seen } = await openReports(moderator, address);
    await editPost(ctxFor(topic.author), { ...address, body: "Worse than before", basedOn: "", why: "" });

    expect(await dismissTheseReports(moderator, { ...address, seen })).toBe("changed");
    expect((await storedPost(topic, 1)).hiddenAt).not.toBeNull();
    await retitleTopic(ctxFor(topic.author), { topic: topic.code, title: "A worse title too", why: "", basedOn: "" });
    const post = await getPost(moderator, address);
    const untitled = reportedVersion({ ...post, fullTitle: topic.title }, await listOpenReports(moderator, post.id));
    expect(await dismissTheseReports(moderator, { ...address, seen: untitled })).toBe("changed");
    expect(await dismissReports(moderator, address)).toBeNull();
  });

  test("is of the reports that were looked at: a graver one that came meanwhile is shown first, and the text stays hidden", async () => {
    const topic = await aTopic();
    const address = { topic: topic.code, number: 1 };
    await report(await aMember(), topic, "unkind");
    const moderator = ctxFor(await aModerator());
    const { seen } = await openReports(moderator, address);
    await report(await aMember(), topic, "patient-details");

    expect(await dismissTheseReports(moderator, { ...address, seen })).toBe("changed");
    expect((await storedPost(topic, 1)).hiddenAt).not.toBeNull();
  });

  test("waits for no further visitor who says as much as the first: without words they add no report, with words one to read", async () => {
    await lookAtAll();
    const topic = await aTopic({ audience: "open" });
    const address = { topic: topic.code, number: 1 };
    await report(visitor, topic);
    const moderator = ctxFor(await aModerator());
    const { seen } = await openReports(moderator, address);

    for (const reason of ["patient-details", "unkind"] as const)
      expect(await report(visitor, topic, reason)).toMatchObject({ ok: true, isHidden: true });
    await reportPost(ctxFor(visitor), { ...address, reason: "patient-details", details: "It is me" });

    expect((await openReports(moderator, address)).reports.map(({ details }) => details)).toEqual(["It is me", ""]);
    expect(await dismissTheseReports(moderator, { ...address, seen })).toBeNull();
  });

  test("has before it what ten visitors said of each weight, the gravest and what members told first; more words are sent back", async () => {
    const topic = await aTopic({ audience: "open" });
    const address = { topic: topic.code, number: 1 };
    const say = (who: TestPerson | typeof visitor, reason: "patient-details" | "unkind", details: string) =>
      reportPost(ctxFor(who), { ...address, reason, details });
    await say(await aMember(), "unkind", "By a member");
    for (let nth = 1; nth <= 10; nth++) expect(await say(visitor, "unkind", `Noise ${nth}`)).toMatchObject({ ok: true });
    expect(await say(visitor, "unkind", "More noise")).toEqual({ ok: false, reason: "heard" });

    for (let nth = 1; nth <= 10; nth++) expect(await say(visitor, "patient-details", `It is me ${nth}`)).toMatchObject({ ok: true });
    expect(await say(visitor, "patient-details", "More noise")).toEqual({ ok: false, reason: "heard" });
    expect(await report(visitor, topic)).toMatchObject({ ok: true });
    expect(await say(await aMember(), "patient-details", "By another member")).toMatchObject({ ok: true });

    const { reports } = await openReports(ctxFor(await aModerator()), address);
    const said = reports.map(({ details }) => details);
    expect(said).toHaveLength(22);
    expect([said[0], said[1], said[10], said[11]]).toEqual(["By another member", "It is me 10", "It is me 1", "By a member"]);
    await dismissReports(ctxFor(await aModerator()), address);
  });

  test("comes first where a member told: what visitors report before stands behind it", async () => {
    await lookAtAll();
    const [early, late] = [await aTopic({ audience: "open" }), await aTopic({ audience: "open" })];
    await report(visitor, early, "unkind");
    await report(await aMember(), late, "unkind");
    expect((await listReports(ctxFor(await aModerator()))).map(({ topic }) => topic.code)).toEqual([late.code, early.code]);
  });

  test("twice by the same press is one decision; another moderator is told that it was decided", async () => {
    const topic = await aTopic();
    const address = { topic: topic.code, number: 1 };
    await report(await aMember(), topic);
    const [one, other] = [ctxFor(await aModerator()), ctxFor(await aModerator())];
    const { seen } = await openReports(one, address);

    expect(await Promise.all([1, 2].map(() => dismissTheseReports(one, { ...address, seen })))).toEqual([null, null]);
    expect(await dismissTheseReports(other, { ...address, seen })).toBe("decided");
  });

  test("waits where a visitor says something graver than the first", async () => {
    const topic = await aTopic({ audience: "open" });
    const address = { topic: topic.code, number: 1 };
    await report(visitor, topic, "unkind");
    const moderator = ctxFor(await aModerator());
    const { seen } = await openReports(moderator, address);
    await report(visitor, topic);

    expect(await dismissTheseReports(moderator, { ...address, seen })).toBe("changed");
  });

  test("after another moderator decided says so, and undoes nothing", async () => {
    const topic = await aTopic();
    await reply(await aMember(), topic);
    const address = { topic: topic.code, number: 1 };
    await report(await aMember(), topic);
    const [one, other] = [ctxFor(await aModerator()), ctxFor(await aModerator())];
    const { seen } = await openReports(one, address);

    const [stood, removed] = await Promise.all([
      dismissTheseReports(one, { ...address, seen }),
      removePost(other, { ...address, why: "It named a patient" }),
    ]);

    expect(removed).toMatchObject({ ok: true });
    expect([null, "decided"]).toContain(stood);
    expect(await dismissTheseReports(one, { ...address, seen })).toBe("decided");
    expect((await storedPost(topic, 1)).bodyMarkdown).toBe("");
    const decisions = await systemCtxFor()
      .db.select({ decision: forumReports.decision })
      .from(forumReports)
      .where(eq(forumReports.postId, (await storedPost(topic, 1)).id));
    expect(decisions).toEqual([{ decision: stood === null ? "stands" : "removed" }]);
  });

  test.each([
    ["title that was changed", retitled],
    ["text that was brought back", broughtBack],
    [
      "text whose form was sent before, and came later",
      begun((topic, ctx) => editPost(ctx, { topic: topic.code, number: 1, body: "Other words", why: "", basedOn: "" })),
    ],
    [
      "text whose form was sent at the same moment as that one's",
      {
        async before(topic) {
          const now = afterGrace();
          await editPost(ctxFor(topic.author, now), { topic: topic.code, number: 1, body: "Clean words", why: "", basedOn: "" });
          return now.toISOString();
        },
        after: (topic, _, now) =>
          editPost(ctxFor(topic.author, new Date(now)), { topic: topic.code, number: 1, body: "Other words", why: "", basedOn: now }),
      },
    ],
    [
      "title whose form was sent before, and came later",
      begun((topic, ctx) => retitleTopic(ctx, { topic: topic.code, title: "Another title", why: "", basedOn: "" })),
    ],
  ])("counts for no %s since", async (_, change) => {
    await lookAtAll();
    const topic = await aTopic({ audience: "open" });
    const address = { topic: topic.code, number: 1 };
    const moderator = await aModerator();
    const act = await change.before(topic, moderator);
    await report(visitor, topic);
    await dismissReports(ctxFor(moderator), address);
    expect(await report(visitor, topic)).toMatchObject({ isHidden: false });
    await tick();

    await change.after(topic, moderator, act);

    expect(await report(visitor, topic)).toMatchObject({ isHidden: true });
  });
});

test.each(["removed", "edited"] as const)("who reported a post that was %s is told that it stands, once that was undone", async (how) => {
  const topic = await aTopic();
  const [reporter, moderator] = [await aMember(), await aModerator()];
  await report(reporter, topic, "unkind");
  const address = { topic: topic.code, number: 1, why: "Rude" };
  if (how === "removed") await removePost(ctxFor(moderator), address);
  else await editPost(ctxFor(moderator), { ...address, body: "Politer", basedOn: "" });
  await tick();
  await undoModeration(ctxFor(moderator), (await latestModeration(topic.author)).code);

  const ctx = ctxFor(reporter);
  const words = [...(await wordNotifications(ctx, await listUnread(ctx))).values()];
  expect(words.map(({ before }) => before)).toEqual(["What came of your report: A moderator looked at it and let it stand as it is now."]);
});

test("who reported is told of each outcome, also after the topic came back, and only of the one that holds", async () => {
  const topic = await aTopic();
  const [reporter, moderator] = [await aMember(), await aModerator()];
  await report(reporter, topic);
  await removeTopic(ctxFor(moderator), { topic: topic.code, why: "It got out of hand" });
  await undoModeration(ctxFor(moderator), (await latestModeration(topic.author)).code);
  await tick();
  await dismissReports(ctxFor(moderator), { topic: topic.code, number: 1 });

  const mails = (await messagesTo(reporter)).filter(({ kind }) => kind === "report-outcome-notification");
  const built = await Promise.all(mails.map((mail) => reportOutcomeNotice.build(systemCtxFor(), mail)));
  expect(built.map((mail) => ("skip" in mail ? mail.skip : "sent")).sort()).toEqual(["decided-again", "sent"]);
  expect(JSON.stringify(built)).toContain("let it stand");
  const ctx = ctxFor(reporter);
  const words = [...(await wordNotifications(ctx, await listUnread(ctx))).values()];
  expect(words.map(({ before }) => before)).toEqual(["What came of your report: A moderator looked at it and let it stand as it is now."]);
});

test.each([
  ["nobody moderates", {}],
  ["only its author moderates", { roles: ["moderator" as const] }],
  ["only somebody suspended moderates", {}],
  ["only somebody without an account moderates", {}],
])("a report where %s is told to administrators, who can make somebody a moderator", async (group, more) => {
  const outside = await anAccount({ roles: ["moderator"] });
  const author = await aMember({ groups: [group], ...more });
  const topic = await aTopic({ audience: { groups: [group] }, author });
  const administrator = await aMember({ roles: ["administrator"] });
  if (group.includes("account")) await aMember({ groups: [group], roles: ["moderator"] });
  if (group.includes("suspended")) {
    const { personId } = await anAccount({ groups: [group], roles: ["moderator"] });
    await systemCtxFor().db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, personId));
  }
  await report(await aMember({ groups: [group] }), topic);

  const [mail] = (await messagesTo(administrator)).filter(({ kind }) => kind === "report-notification");
  const built = JSON.stringify(await reportNotice.build(systemCtxFor(), mail!));
  expect(built).toContain(`for ${group}, where no moderator can decide about it`);
  expect(built).toContain("/admin/members");
  expect(built).not.toContain(topic.code);
  const ctx = ctxFor(administrator);
  const words = JSON.stringify([...(await wordNotifications(ctx, await listUnread(ctx))).values()]);
  expect([words.includes("/admin/members"), words.includes(topic.code)]).toEqual([true, false]);
  expect(await countLeftToNobody(ctx)).toMatchObject({ count: 1, hint: expect.stringContaining(`for ${group}`) });
  await anAccount({ groups: [group], roles: ["moderator"] });
  expect((await countLeftToNobody(ctxFor(administrator))).count).toBe(0);
  expect(await kindsTo(outside)).toEqual([]);

  const told = await kindsTo(administrator);
  await report(
    await aMember({ groups: [group] }),
    await aTopic({ audience: { groups: [group] }, author: await aMember({ groups: [group] }) }),
  );
  expect(await kindsTo(administrator)).toEqual(told);
});
