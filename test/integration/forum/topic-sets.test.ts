import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { notifications } from "#db/schema/mail/notifications";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { thanksNotice } from "~/features/forum/posts/thanks-notice.mail.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { markTopicsRead } from "~/features/forum/topics/mark-topics-read.server";
import type { TopicSet } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicSet } from "~/features/forum/topics/topic-sets.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aCategory, aForumSite, aTopic, latestModeration, reply, storedPost, type TestTopic } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember, visitor } from "../../support/people";

const ago = (hours: number) => later(new Date(), -hours * HOUR);

/** Of these topics those that stand in a set, in its order, however many others there are. */
async function inSet(ctx: Ctx, set: TopicSet, among: readonly TestTopic[]): Promise<TestTopic[]> {
  const found: TestTopic[] = [];
  for (let after: string | null = null; ; ) {
    const { topics, next }: Awaited<ReturnType<typeof getTopicSet>> = await getTopicSet(
      ctx,
      set,
      `http://localhost/forum?after=${after ?? ""}`,
    );
    found.push(...topics.flatMap(({ code }) => among.filter((topic) => topic.code === code)));
    if (!next) return found;
    after = next;
  }
}

test("the latest topics of all categories stand by their last post, each with its category and who may read it", async () => {
  const [open, members] = [await aTopic({ audience: "open", now: ago(3) }), await aTopic({ now: ago(2) })];
  const ctx = ctxFor(await aMember());
  expect(await inSet(ctx, "latest", [open, members])).toEqual([members, open]);
  await reply(open.author, open);

  const { topics } = await getTopicSet(ctx, "latest", "http://localhost/forum");
  expect(topics.find(({ code }) => code === open.code)).toMatchObject({ category: { slug: open.category }, readers: { audience: "open" } });
  expect(await inSet(ctx, "latest", [open, members])).toEqual([open, members]);
});

test("what a reader may not read stands in no set, and a topic that was removed in none either", async () => {
  const [open, members, gone] = [await aTopic({ audience: "open" }), await aTopic(), await aTopic({ audience: "open" })];
  await removeTopic(ctxFor(await aMember({ roles: ["moderator"] })), { topic: gone.code, why: "Off topic" });
  const all = [open, members, gone];
  for (const set of ["latest", "unanswered"] as const) expect(await inSet(ctxFor(visitor), set, all)).toEqual([open]);
  for (const set of ["unread", "mine"] as const) expect(await inSet(ctxFor(visitor), set, all)).toEqual([]);
});

test("a topic is unanswered until somebody replies, and again when no reply is left; a closed one waits for nobody", async () => {
  const [topic, closed] = [await aTopic(), await aTopic()];
  const author = await aMember();
  const ctx = ctxFor(author);
  const unanswered = () => inSet(ctx, "unanswered", [topic, closed]);
  await lockTopic(ctxFor(await aMember({ roles: ["moderator"] })), closed.code);
  expect(await unanswered()).toEqual([topic]);

  const number = await reply(author, topic);
  expect(await unanswered()).toEqual([]);

  await removePost(ctx, { topic: topic.code, number, why: "" });
  expect(await unanswered()).toEqual([topic]);
});

test("a question that was removed or is hidden waits for no answer", async () => {
  const [removed, hidden] = [await aTopic({ audience: "open" }), await aTopic({ audience: "open" })];
  const ctx = ctxFor(await aMember({ roles: ["moderator"] }));
  await removePost(ctx, { topic: removed.code, number: 1, why: "Off topic" });
  await reportPost(ctx, { topic: hidden.code, number: 1, reason: "patient-details", details: "" });
  for (const reader of [ctx, ctxFor(visitor)]) expect(await inSet(reader, "unanswered", [removed, hidden])).toEqual([]);
});

test("one's own topics are those one started or replied in, as long as a post of one's own is left", async () => {
  const [started, replied, other] = [await aTopic({ now: ago(3) }), await aTopic({ now: ago(2) }), await aTopic()];
  const ctx = ctxFor(started.author);
  const number = await reply(started.author, replied, "A reply", ago(1));
  expect(await inSet(ctx, "mine", [started, replied, other])).toEqual([replied, started]);

  await removePost(ctx, { topic: replied.code, number, why: "" });
  expect(await inSet(ctx, "mine", [started, replied, other])).toEqual([started]);
});

test("unread are topics with something new of the last 30 days, until they are read", async () => {
  const [topic, old] = [await aTopic(), await aTopic({ now: later(new Date(), -31 * DAY) })];
  const ctx = ctxFor(await aMember());
  expect(await inSet(ctx, "unread", [topic, old])).toEqual([topic]);

  await markTopicRead(ctx, await getTopicPage(ctx, topic.code, 1));
  expect(await inSet(ctx, "unread", [topic, old])).toEqual([]);
});

test("a muted topic stands in no list of what is unread", async () => {
  const topic = await aTopic();
  const ctx = ctxFor(await aMember());
  await watchTopic(ctx, topic.code, "muted");
  expect(await inSet(ctx, "unread", [topic])).toEqual([]);
  await watchTopic(ctx, topic.code, "normal");
  expect(await inSet(ctx, "unread", [topic])).toEqual([topic]);
});

test("no line stands in a topic that was marked as read without being opened", async () => {
  const topic = await aTopic({ now: ago(2) });
  const person = await aMember();
  await markTopicRead(ctxFor(person), await getTopicPage(ctxFor(person), topic.code, 1));
  await reply(topic.author, topic, "A reply", ago(1));
  await markTopicsRead(ctxFor(person), new Date());
  expect((await getTopicPage(ctxFor(person), topic.code, 1)).topic.newSince.number).toBe(2);
});

test("marking all as read leaves new what came after the list was made, and what others have not read", async () => {
  const [before, after] = [await aTopic({ now: ago(2) }), await aTopic({ now: ago(2) })];
  const [ctx, other] = [ctxFor(await aMember()), ctxFor(await aMember())];
  const until = ago(1);
  await reply(after.author, after);

  expect(await markTopicsRead(ctx, until)).toBe(true);
  expect(await inSet(ctx, "unread", [before, after])).toEqual([after]);
  expect(await inSet(other, "unread", [before, after])).toHaveLength(2);
  expect(await markTopicsRead(ctx, until)).toBe(false);
});

test("what told of the replies that are marked as read is read too, and of others not", async () => {
  const [marked, later] = [await aTopic(), await aTopic()];
  const ctx = ctxFor(marked.author);
  await watchTopic(ctx, later.code, "watching");
  const until = new Date();
  await aToldReply(marked, ago(1));
  await aToldReply(later, new Date(Date.now() + HOUR));
  await notify(systemCtxFor(), [marked.author.personId], thanksNotice, { day: "2026-11-29" }, { cause: "thanks:2026-11-29", mail: false });
  await markTopicsRead(ctx, until);
  const unread = await testDb()
    .db.select({ kind: notifications.kind })
    .from(notifications)
    .where(and(eq(notifications.personId, marked.author.personId), isNull(notifications.readAt)))
    .orderBy(notifications.kind);
  expect(unread.map(({ kind }) => kind)).toEqual(["reply", "thanks"]);
});

async function aToldReply(topic: TestTopic, now: Date) {
  const { id } = await storedPost(topic, await reply(await aMember(), topic, "A reply", now));
  await notifyReplyRecipients(systemCtxFor(), id);
}

test("a mark goes no further than what stands: what comes back later is new", async () => {
  const topic = await aTopic({ now: ago(2) });
  const [reader, moderator] = [ctxFor(await aMember()), await aMember({ roles: ["moderator"] })];
  const replier = await aMember();
  const number = await reply(replier, topic, "A reply", ago(1));
  await removePost(ctxFor(moderator), { topic: topic.code, number, why: "Off topic" });
  await markTopicsRead(reader, new Date());
  await undoModeration(ctxFor(moderator), (await latestModeration(replier)).code);
  expect(await inSet(reader, "unread", [topic])).toEqual([topic]);
});

test("marking all as read marks nothing that its reader may not read", async () => {
  const topic = await aTopic();
  const person = await aMember();
  await markTopicsRead(ctxFor({ ...person.actor, roles: [] }), new Date());
  expect(await inSet(ctxFor(person), "unread", [topic])).toEqual([topic]);
});

test("a set of more than a page goes on after its last row, though others of the same moment stand there", async () => {
  const category = await aCategory();
  const author = await aMember();
  const now = ago(5);
  const all: TestTopic[] = [];
  for (let count = 0; count < 33; count++) all.push(await aTopic({ category, author, now }));
  const found = await inSet(ctxFor(author), "mine", all);
  expect(new Set(found.map(({ code }) => code)).size).toBe(33);
  expect(found).toHaveLength(33);
});

const site = aForumSite();

test("the front of the forum leads to each set and each category, and a member to writing", async () => {
  const topic = await aTopic({ title: "Who is on call at Easter" });
  const browser = await site.browserOf(await anAccount());
  const { html } = await browser.get("/forum");
  for (const href of ["/forum/unread", "/forum/unanswered", "/forum/mine", "/forum/new", `/forum/${topic.category}`])
    expect(html).toContain(`href="${href}"`);
  expect(html).toContain("Who is on call at Easter");
  expect((await browser.get("/forum/new")).html).toContain(`href="/forum/${topic.category}/new"`);
});

test("a visitor finds the open part in the same shape, and is led to signing in for a set of one's own", async () => {
  const [open, members] = [await aTopic({ audience: "open", title: "Open to all" }), await aTopic({ title: "Among ourselves" })];
  const { html } = await site.visitor().get("/forum");
  expect(html).toContain("Open to all");
  for (const absent of ["Among ourselves", `/forum/${members.category}"`, "/forum/mine", "/forum/unread", "/forum/new"])
    expect(html).not.toContain(absent);
  expect(html).toContain(`href="/forum/${open.category}"`);
  expect((await site.visitor().get("/forum/mine")).location).toBe("/sign-in?next=%2Fforum%2Fmine");
});

test("all that stood on the list of unread topics is marked as read by one press, which says so; a form without its moment marks nothing", async () => {
  const topic = await aTopic({ title: "Something new", now: ago(1) });
  const browser = await site.browserOf(await anAccount());
  const { html } = await browser.get("/forum/unread");
  expect(html).toContain("Something new");

  for (const until of [undefined, "x", "-1", "253402300800000"])
    expect((await browser.post("/forum/unread/read", until ? { until } : {})).location).toBe("/forum/unread");
  expect((await browser.get("/forum/unread")).html).toContain(topic.code);
  await browser.post("/forum/unread/read", { until: /name="until" value="(\d+)"/.exec(html)![1]! });
  const after = (await browser.get("/forum/unread")).html;
  expect(after).toContain("What stood here is marked as read.");
  expect(after).not.toContain(topic.code);
});
