import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { persons } from "#db/schema/people";
import { jobOutbox } from "#db/schema/platform";
import { runFollowUp } from "#jobs/run-follow-up.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { WATCHER_BATCH } from "~/features/forum/watching/watchers.queries.server";
import { chooseNotifications } from "~/features/mail/notifications/notification-choices.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { DAY, later } from "~/lib/dates";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aTopic, dismissReports, reply, storedPost, type TestTopic } from "../../support/forum";
import { aMember, type TestPerson } from "../../support/people";

/** A reply by another member, told of by its job. */
async function aToldReply(topic: TestTopic, author?: TestPerson): Promise<string> {
  const { id } = await storedPost(topic, await reply(author ?? (await aMember()), topic));
  await notifyReplyRecipients(systemCtxFor(), id);
  return id;
}

async function told(person: TestPerson, postId: string) {
  const { db } = systemCtxFor();
  const cause = `reply:${postId}`;
  return {
    inbox: await db.$count(notifications, and(eq(notifications.personId, person.personId), eq(notifications.cause, cause))),
    mails: await db.$count(messages, and(eq(messages.personId, person.personId), sql`${messages.args} -> 'postIds' ? ${postId}`)),
  };
}

test("the starter of a topic is told of a reply, in the inbox and by mail", async () => {
  const topic = await aTopic();

  expect(await told(topic.author, await aToldReply(topic))).toEqual({ inbox: 1, mails: 1 });
});

test("who replied before is told", async () => {
  const topic = await aTopic();
  const earlier = await aMember();
  await reply(earlier, topic);

  expect(await told(earlier, await aToldReply(topic))).toEqual({ inbox: 1, mails: 1 });
});

test("the author of the reply is not told of it", async () => {
  const topic = await aTopic();

  expect(await told(topic.author, await aToldReply(topic, topic.author))).toEqual({ inbox: 0, mails: 0 });
});

test("who never watched is not told", async () => {
  const topic = await aTopic();
  const bystander = await aMember();

  expect(await told(bystander, await aToldReply(topic))).toEqual({ inbox: 0, mails: 0 });
});

test("who muted the topic is not told, also after writing in it again", async () => {
  const topic = await aTopic();
  await watchTopic(ctxFor(topic.author), topic.code, "muted");
  await reply(topic.author, topic);

  expect(await told(topic.author, await aToldReply(topic))).toEqual({ inbox: 0, mails: 0 });
});

test("who stopped watching is not told", async () => {
  const topic = await aTopic();
  await watchTopic(ctxFor(topic.author), topic.code, "normal");

  expect(await told(topic.author, await aToldReply(topic))).toEqual({ inbox: 0, mails: 0 });
});

test("B23: who may no longer read the topic is not told", async () => {
  const topic = await aTopic({ audience: "members" });
  await revokeGrant(systemCtxFor(), { personId: topic.author.personId, role: "member" });

  expect(await told(topic.author, await aToldReply(topic))).toEqual({ inbox: 0, mails: 0 });
});

test("who left the group of a topic is not told", async () => {
  const author = await aMember({ groups: ["leads"] });
  const topic = await aTopic({ audience: { groups: ["leads"] }, author });
  const other = await aMember({ groups: ["leads"] });
  await revokeGrant(systemCtxFor(), { personId: author.personId, groupId: author.actor.groups[0]! });

  expect(await told(author, await aToldReply(topic, other))).toEqual({ inbox: 0, mails: 0 });
});

test("whose data are restricted is not told", async () => {
  const topic = await aTopic();
  await systemCtxFor()
    .db.update(persons)
    .set({ restrictedAt: new Date(), restrictedWhy: "test" })
    .where(eq(persons.id, topic.author.personId));

  expect(await told(topic.author, await aToldReply(topic))).toEqual({ inbox: 0, mails: 0 });
});

test("who wants no mail of this kind is told in the inbox only, and the other way round", async () => {
  const topic = await aTopic();
  await chooseNotifications(ctxFor(topic.author), replyNotice.notification, { inbox: true, mail: false });
  expect(await told(topic.author, await aToldReply(topic))).toEqual({ inbox: 1, mails: 0 });

  await chooseNotifications(ctxFor(topic.author), replyNotice.notification, { inbox: false, mail: true });
  expect(await told(topic.author, await aToldReply(topic))).toEqual({ inbox: 0, mails: 1 });
});

test("a reply that was removed meanwhile is told to nobody", async () => {
  const topic = await aTopic();
  const replier = await aMember();
  const number = await reply(replier, topic);
  await removePost(ctxFor(replier), { topic: topic.code, number, why: "" });
  const { id } = await storedPost(topic, number);

  await notifyReplyRecipients(systemCtxFor(), id);

  expect(await told(topic.author, id)).toEqual({ inbox: 0, mails: 0 });
});

test("running again, also twice at once, tells nobody twice", async () => {
  const topic = await aTopic();
  await reply(await aMember(), topic);
  const { id } = await storedPost(topic, await reply(await aMember(), topic));

  await Promise.all([notifyReplyRecipients(systemCtxFor(), id), notifyReplyRecipients(systemCtxFor(), id)]);
  await notifyReplyRecipients(systemCtxFor(), id);

  expect(await told(topic.author, id)).toEqual({ inbox: 1, mails: 1 });
});

test("many are told in batches: each is a follow-up of its own, which goes on after the last who was told", async () => {
  const topic = await aTopic();
  const { db } = systemCtxFor();
  const many = WATCHER_BATCH + 2;
  await db.execute(sql`with made as (
    insert into persons (id, ref, kind, full_name, created_at, source, processing)
      select gen_random_uuid(), 'B' || lpad(n::text, 9, '0'), 'human', 'Watcher', now(), 'test', 'yes' from generate_series(1, ${many}::int) n returning id),
    given as (insert into grants (id, person_id, role, source, starts_at) select gen_random_uuid(), id, 'member', 'test', now() - interval '1 hour' from made)
    insert into forum_watches (person_id, topic_id, level, changed_at)
      select made.id, forum_topics.id, 'watching', now() from made, forum_topics where code = ${topic.code}`);
  const { id } = await storedPost(topic, await reply(await aMember(), topic));
  await db.delete(jobOutbox);
  const countTold = () => db.$count(notifications, eq(notifications.cause, `reply:${id}`));

  await notifyReplyRecipients(systemCtxFor(), id);
  const rest = await db.select().from(jobOutbox);
  // its author is looked at, and not told
  expect([await countTold(), rest.map(({ name }) => name)]).toEqual([WATCHER_BATCH - 1, ["forum.notify-reply"]]);

  await runFollowUp(systemCtxFor(), rest[0]!.id, false);
  expect([await countTold(), await db.$count(jobOutbox)]).toEqual([many + 1, 0]);
});

test.each([
  ["soon", 1, 1],
  ["long", 0, 3 * DAY],
])("who watches since is told of a reply that stands again where it was hidden %s after it was written", async (_, times, age) => {
  const [topic, moderator] = [await aTopic(), await aMember({ roles: ["moderator"] })];
  const address = { topic: topic.code, number: await reply(await aMember(), topic, "A reply", later(new Date(), -age)) };
  await reportPost(ctxFor(moderator), { ...address, reason: "patient-details", details: "" });
  await testDb().db.delete(jobOutbox);

  await dismissReports(ctxFor(moderator), address);

  expect(await testDb().db.$count(jobOutbox, eq(jobOutbox.name, "forum.notify-reply"))).toBe(times);
});
