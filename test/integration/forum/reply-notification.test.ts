import { and, asc, desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { messages } from "#db/schema/mail/messages";
import { jobOutbox } from "#db/schema/platform";
import { runFollowUp } from "#jobs/run-follow-up.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { repliesEnd } from "~/features/forum/watching/causes";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { chooseNotifications } from "~/features/mail/notifications/notification-choices.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { readMessage } from "~/features/privacy/read-message.server";
import { HOUR, later, MINUTE } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aTopic, dismissReports, reply, storedPost, type TestTopic } from "../../support/forum";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";

/** The mail that a reply causes to the starter of its topic. */
async function aMail({ body = "The text of the reply", replier = undefined as TestPerson | undefined } = {}) {
  const topic = await aTopic({ title: "Rota software" });
  const number = await reply(replier ?? (await aMember({ displayName: "Kath Ormerod" })), topic, body);
  const { id } = await storedPost(topic, number);
  const message = {
    id: "01900000-0000-7000-8000-000000000001",
    kind: "reply-notification",
    personId: topic.author.personId,
    addressId: topic.author.addressId,
    args: { postIds: [id] },
    cause: `reply:${id}`,
  };
  return { topic, message, number };
}
const whyNot = (message: Awaited<ReturnType<typeof aMail>>["message"]) => replyNotice.stillAllowed(systemCtxFor(), message);

test("E18: who may no longer read the topic gets no mail", async () => {
  const { topic, message } = await aMail();
  expect(await whyNot(message)).toBeNull();

  await revokeGrant(systemCtxFor(), { personId: topic.author.personId, role: "member" });

  expect(await whyNot(message)).toBe("not-in-audience");
  expect(await replyNotice.build(systemCtxFor(), message)).toEqual({ skip: "not-in-audience" });
});

test("who stopped watching meanwhile gets no mail", async () => {
  const { topic, message } = await aMail();
  await watchTopic(ctxFor(topic.author), topic.code, "muted");

  expect(await whyNot(message)).toBe("not-watching");
});

test("who switched these mails off meanwhile gets none", async () => {
  const { topic, message } = await aMail();
  await chooseNotifications(ctxFor(topic.author), replyNotice.notification, { inbox: true, mail: false });

  expect(await whyNot(message)).toBe("switched-off");
});

test("a reply that was removed meanwhile is not mailed", async () => {
  const replier = await aMember();
  const { topic, message, number } = await aMail({ replier });
  await removePost(ctxFor(replier), { topic: topic.code, number, why: "" });

  expect(await whyNot(message)).toBe("post-removed");
  expect(await replyNotice.build(systemCtxFor(), message)).toEqual({ skip: "post-removed" });
});

test("the mail says who replied where and how it begins, leads to the reply, and says how to stop", async () => {
  const { topic, message } = await aMail({ body: "> Ada wrote: do not\n\nWe **did**, see [the rota](https://example.org/rota)." });

  const mail = await replyNotice.build(systemCtxFor(), message);

  expect(mail).toMatchObject({
    subject: "New replies: Rota software",
    paragraphs: [
      expect.stringMatching(/^Kath Ormerod replied in “Rota software” \(Category \d+\)\. You watch this topic\.$/),
      "“We did, see the rota.”",
    ],
    after: [expect.stringContaining("and not into the forum")],
    action: { label: "Read the reply", url: `http://localhost:3000/forum/topics/${topic.code}#post-2` },
    why: expect.stringContaining(`http://localhost:3000/forum/topics/${topic.code}-rota-software`),
  });
  expect(mail).toMatchObject({ why: expect.stringContaining("http://localhost:3000/account/reach") });
});

test("a long reply is told with its first 300 characters at most, in whole words", async () => {
  const { message } = await aMail({ body: "Fourteen locums ".repeat(40) });
  const { paragraphs } = (await replyNotice.build(systemCtxFor(), message)) as { paragraphs: string[] };
  expect(paragraphs[1]).toMatch(/^“(Fourteen locums )+Fourteen…”$|^“(Fourteen locums ?)+…”$/);
  expect(paragraphs[1]!.length).toBeLessThanOrEqual(303);
});

test("E18: the words of a reply go to who may read them when the mail leaves, and no words that were hidden since", async () => {
  const { message, topic, number } = await aMail({ body: "A canary in the coal mine" });
  expect(JSON.stringify(await replyNotice.build(systemCtxFor(), message))).toContain("canary");

  await reportPost(ctxFor(await aMember()), { topic: topic.code, number, reason: "patient-details", details: "" });
  expect(await replyNotice.build(systemCtxFor(), message)).toEqual({ skip: "post-removed" });
});

/** A moment in the middle of some ten minutes that are to come. */
const middle = () => later(repliesEnd(new Date()), 5 * MINUTE);

/** What the mails about these replies say to the starter of their topic, whom their job told of each. */
async function mailsOf(topic: TestTopic) {
  const { db } = systemCtxFor();
  const rows = await db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, topic.author.personId), eq(messages.kind, "reply-notification")))
    .orderBy(asc(messages.id));
  return Promise.all(rows.map((row) => replyNotice.build(systemCtxFor(), row)));
}

async function aToldReply(topic: TestTopic, body: string, now: Date, by?: TestPerson) {
  const { id } = await storedPost(topic, await reply(by ?? (await aMember({ displayName: "Kath Ormerod" })), topic, body, now));
  await notifyReplyRecipients(systemCtxFor(now), id);
}

test("of the replies to a topic in ten minutes one mail tells, of those in the next ten another, of each reply one", async () => {
  const [now, topic] = [middle(), await aTopic({ title: "Rota software" })];
  await aToldReply(topic, "The first", now);
  await aToldReply(topic, "The second", later(now, 2 * MINUTE));
  await reply(topic.author, topic, "One's own", later(now, 3 * MINUTE));
  await aToldReply(topic, "The third", later(now, 9 * MINUTE));

  expect(await mailsOf(topic)).toMatchObject([
    {
      subject: "New replies: Rota software",
      paragraphs: [expect.stringContaining("2 new replies in"), "Kath Ormerod: “The first”", "Kath Ormerod: “The second”"],
      action: { label: "Read the replies" },
    },
    { subject: "New replies: Rota software", paragraphs: [expect.anything(), "“The third”"] },
  ]);
});

test("a reply whose job ran after that of a later one is told as well, in its place", async () => {
  const [now, topic] = [middle(), await aTopic()];
  const replier = await aMember();
  const early = await storedPost(topic, await reply(replier, topic, "The early one", now));
  await aToldReply(topic, "The late one", later(now, MINUTE));
  await notifyReplyRecipients(systemCtxFor(later(now, 2 * MINUTE)), early.id);
  const [mail, ...others] = await mailsOf(topic);
  expect(others).toEqual([]);
  expect((mail as { paragraphs: string[] }).paragraphs.map((text) => /“(The .*)”$/.exec(text)?.[1])).toEqual([
    undefined,
    "The early one",
    "The late one",
  ]);
});

/** What became of the mails to the starter of a topic until then: all that were due have left. */
const leave = (topic: TestTopic) =>
  systemCtxFor()
    .db.update(messages)
    .set({ state: "accepted", nextAt: null, finalAt: new Date() })
    .where(and(eq(messages.personId, topic.author.personId), eq(messages.state, "pending")));

const wordsIn = (mails: Awaited<ReturnType<typeof mailsOf>>) =>
  mails.map((mail) => [...JSON.stringify(mail).matchAll(/“(Reply \w+)”/g)].map(([, words]) => words));

test("a reply that is stored when the mail of its ten minutes has begun to leave has one of its own, once", async () => {
  const [now, topic] = [middle(), await aTopic()];
  await aToldReply(topic, "Reply one", now);
  await leave(topic);
  const { id } = await storedPost(topic, await reply(await aMember(), topic, "Reply two", later(now, MINUTE)));
  for (let times = 1; times <= 2; times++) await notifyReplyRecipients(systemCtxFor(later(now, HOUR)), id);
  expect(wordsIn(await mailsOf(topic))).toEqual([["Reply one"], ["Reply two"]]);
});

test.each([
  ["after its mail had left without it", true, [[], ["Reply two"]]],
  ["before its mail leaves", false, [["Reply one", "Reply two"]]],
])("a reply that was hidden in its ten minutes and stands again is told once: %s", async (_when, hasLeft, expected) => {
  const [now, topic, moderator] = [middle(), await aTopic(), await aMember({ roles: ["moderator"] })];
  await chooseNotifications(ctxFor(topic.author), replyNotice.notification, { inbox: true, mail: true });
  const one = await reply(await aMember(), topic, "Reply one", now);
  const two = await reply(await aMember(), topic, "Reply two", now);
  for (const number of [one, two]) await notifyReplyRecipients(systemCtxFor(now), (await storedPost(topic, number)).id);
  const at = { topic: topic.code, number: two };
  await reportPost(ctxFor(topic.author, later(now, MINUTE)), { ...at, reason: "patient-details", details: "" });
  if (hasLeft) {
    await leave(topic);
    await markTopicRead(ctxFor(topic.author), { ...(await getTopicPage(ctxFor(topic.author), topic.code, 1)), posts: [{ number: one }] });
  }
  const shown = later(now, hasLeft ? 20 * MINUTE : 2 * MINUTE);
  await dismissReports(ctxFor(moderator, shown), at);
  const [job] = await systemCtxFor().db.select().from(jobOutbox).orderBy(desc(jobOutbox.id)).limit(1);
  await runFollowUp(systemCtxFor(shown), job!.id, false);
  const mails = await mailsOf(topic);
  expect(hasLeft ? wordsIn(mails.slice(1)) : wordsIn(mails)).toEqual(hasLeft ? expected.slice(1) : expected);
});

test("B23: whoever looks into the mail log reads neither words nor place of what they may not read", async () => {
  const author = await aMember({ groups: ["leads"] });
  const topic = await aTopic({ audience: { groups: ["leads"] }, author });
  await aToldReply(topic, "A canary in the coal mine", new Date(), await aMember({ groups: ["leads"] }));
  const [message] = await messagesTo(author);
  const { text } = (await readMessage(ctxFor(await aMember({ roles: ["administrator"] })), message!.id, "Asked why")) as { text: string };
  expect(text).toContain("left out here");
  expect(text).not.toMatch(/canary|Category \d/);
});

test("of more than five replies five are told, and that there are more", async () => {
  const [now, topic] = [middle(), await aTopic()];
  for (let number = 1; number <= 6; number++) await aToldReply(topic, `Reply ${number}`, later(now, number));
  const [mail] = await mailsOf(topic);
  expect(mail).toMatchObject({ paragraphs: expect.arrayContaining([expect.stringContaining("More than 5 new replies")]) });
  expect((mail as { paragraphs: string[] }).paragraphs).toHaveLength(6);
});

test("what was read on the site meanwhile is not mailed, and the rest is", async () => {
  const [now, topic] = [middle(), await aTopic()];
  await aToldReply(topic, "Seen at once", now);
  await markTopicRead(ctxFor(topic.author), await getTopicPage(ctxFor(topic.author), topic.code, 1));
  const why = async () => replyNotice.stillAllowed(systemCtxFor(), (await messagesTo(topic.author))[0]!);
  expect(await why()).toBe("read-on-site");

  await aToldReply(topic, "Not seen", later(now, MINUTE));
  expect(await why()).toBeNull();
  expect(await mailsOf(topic)).toMatchObject([{ paragraphs: [expect.anything(), "“Not seen”"] }]);
});

test("a mail about replies leaves when its ten minutes are over, and not before", async () => {
  const topic = await aTopic();
  await aToldReply(topic, "Soon told", new Date());
  const [message] = await systemCtxFor().db.select().from(messages).where(eq(messages.personId, topic.author.personId));
  const waits = message!.nextAt!.getTime() - Date.now();
  expect(waits).toBeGreaterThan(-5000);
  expect(waits).toBeLessThanOrEqual(10 * MINUTE);
  expect(Math.abs(message!.nextAt!.getTime() - repliesEnd(message!.createdAt).getTime())).toBeLessThan(5000);
});
