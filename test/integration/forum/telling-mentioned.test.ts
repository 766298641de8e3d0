import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { persons } from "#db/schema/people";
import { jobOutbox } from "#db/schema/platform";
import { ignoreMember } from "~/features/forum/ignoring/ignore-member.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { mentionNotice } from "~/features/forum/watching/mention-notice.mail.server";
import { notifyMentioned } from "~/features/forum/watching/notify-mentioned.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { notifyTopicRecipients } from "~/features/forum/watching/notify-topic-recipients.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aSanction, aTopic, reply, storedPost, type TestTopic } from "../../support/forum";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";

let made = 0;
const SURNAMES = [
  "Ashby",
  "Bellamy",
  "Crane",
  "Dunmore",
  "Eccles",
  "Farley",
  "Gill",
  "Hobbs",
  "Ince",
  "Jowett",
  "Kemp",
  "Lamb",
  "Moss",
  "Nash",
  "Oakes",
  "Pryor",
  "Quirk",
  "Rudd",
  "Sharp",
  "Tull",
];
async function called(first: string) {
  const displayName = `${first} ${SURNAMES[made++ % SURNAMES.length]}`;
  return { ...(await aMember({ displayName })), displayName };
}
const wordsTo = async (who: TestPerson) =>
  [...(await wordNotifications(ctxFor(who), (await listNotifications(ctxFor(who))).rows)).values()].map(({ before }) => before);
const kindsTo = async (who: TestPerson) => (await messagesTo(who)).map(({ kind }) => kind);

/** A reply that mentions a member, told of by its job. */
async function told(topic: TestTopic, who: { displayName: string }, writer?: TestPerson) {
  const number = await reply(writer ?? (await aMember()), topic, `What says @${who.displayName}?`);
  const { id } = await storedPost(topic, number);
  await notifyReplyRecipients(systemCtxFor(), id);
  return { id, number };
}
const mailTo = async (who: TestPerson) => mentionNotice.build(systemCtxFor(), (await messagesTo(who))[0]!);

test("whom a reply mentions is told once, in the inbox and by mail, in the thread of its topic", async () => {
  const [topic, kath] = [await aTopic(), await called("Kath")];

  const { id } = await told(topic, kath);
  await notifyReplyRecipients(systemCtxFor(), id);

  expect(await wordsTo(kath)).toEqual([expect.stringMatching(/ mentioned you in$/)]);
  expect(await kindsTo(kath)).toEqual(["mention-notification"]);
  expect(await mailTo(kath)).toMatchObject({
    paragraphs: [expect.any(String), `“What says @${kath.displayName}?”`],
    thread: `topic.${topic.code}`,
  });
});

test("who watches too is told of the mention, and not of the reply as well", async () => {
  const [topic, kath] = [await aTopic(), await called("Kath")];
  await watchTopic(ctxFor(kath), topic.code, "watching");

  await told(topic, kath);

  expect(await kindsTo(kath)).toEqual(["mention-notification"]);
  expect(await kindsTo(topic.author)).toEqual(["reply-notification"]);
});

test("who muted the topic, ignores the writer, wrote it, is suspended or may not read it is not told", async () => {
  const [topic, muted, ignoring, gone, writer, suspended] = [
    await aTopic(),
    await called("Mia"),
    await called("Ines"),
    await called("Gwen"),
    await called("Will"),
    await called("Sid"),
  ];
  await watchTopic(ctxFor(muted), topic.code, "muted");
  await ignoreMember(ctxFor(ignoring), writer.ref);
  const body = [muted, ignoring, gone, writer, suspended].map(({ displayName }) => `@${displayName}`).join(" ");
  const { id } = await storedPost(topic, await reply(writer, topic, body));
  await aSanction(suspended, { kind: "suspended" });
  await testDb().db.update(persons).set({ restrictedAt: new Date(), restrictedWhy: "own" }).where(eq(persons.id, gone.personId));

  expect(await notifyMentioned(systemCtxFor(), id)).toEqual([]);
  expect(await kindsTo(ignoring)).toEqual([]);
});

test("a mention that an edit adds is told of, and one that was told of is not told again", async () => {
  const [topic, kath, dev, writer] = [await aTopic(), await called("Kath"), await called("Dev"), await aMember()];
  const { id, number } = await told(topic, kath, writer);
  const address = { topic: topic.code, number };

  const body = `@${kath.displayName}, @${dev.displayName}`;
  await editPost(ctxFor(writer), { ...address, body, why: "", basedOn: editVersion(await getPost(ctxFor(writer), address)) });

  const isMentioned = and(eq(jobOutbox.name, "forum.notify-mentioned"), eq(jobOutbox.payload, { postId: id }));
  expect(await testDb().db.$count(jobOutbox, isMentioned)).toBe(1);
  await notifyMentioned(systemCtxFor(), id);
  expect(await kindsTo(dev)).toEqual(["mention-notification"]);
  expect(await kindsTo(kath)).toEqual(["mention-notification"]);
});

test("a topic that mentions a member tells them so, and nothing of a new topic", async () => {
  const kath = await called("Kath");
  const topic = await aTopic({ body: `For @${kath.displayName}` });

  await notifyTopicRecipients(systemCtxFor(), (await storedPost(topic, 1)).id);

  expect(await kindsTo(kath)).toEqual(["mention-notification"]);
});

test("the mail does not leave where it was read, muted or removed meanwhile, or they may read it no more", async () => {
  const happens: Record<string, (topic: TestTopic, kath: TestPerson) => Promise<unknown>> = {
    "read-on-site": async ({ code }, kath) => markTopicRead(ctxFor(kath), await getTopicPage(ctxFor(kath), code, 1)),
    "not-watching": ({ code }, kath) => watchTopic(ctxFor(kath), code, "muted"),
    "no-post-that-they-may-read": async ({ code }) =>
      removePost(ctxFor(await aMember({ roles: ["moderator"] })), { topic: code, number: 2, why: "Rude" }),
  };
  for (const [skip, happen] of Object.entries(happens)) {
    const [topic, kath] = [await aTopic(), await called("Kath")];
    await told(topic, kath);
    await happen(topic, kath);
    expect(await mailTo(kath)).toEqual({ skip });
  }
  const edit = async ({ code }: TestTopic, by: TestPerson, now: Date, body: string) => {
    const address = { topic: code, number: 2 };
    await editPost(ctxFor(by, now), { ...address, body, why: "", basedOn: editVersion(await getPost(ctxFor(by), address)) });
  };
  const readAt = async ({ code }: TestTopic, who: TestPerson, now: Date) =>
    markTopicRead(ctxFor(who, now), await getTopicPage(ctxFor(who, now), code, 1));
  const at = (minute: number) => new Date(Date.now() + minute * 60_000);
  for (const isReadAfter of [true, false]) {
    const [topic, kath, writer] = [await aTopic(), await called("Kath"), await aMember()];
    const words = `What says @${kath.displayName}?`;
    await reply(writer, topic, isReadAfter ? words : "Who knows?");
    if (!isReadAfter) await readAt(topic, kath, at(1));
    await edit(topic, writer, at(6), `${words} Please`);
    if (isReadAfter) await readAt(topic, kath, at(1));
    await notifyMentioned(systemCtxFor(), (await storedPost(topic, 2)).id);
    expect(await mailTo(kath)).toMatchObject(isReadAfter ? { skip: "read-on-site" } : { thread: `topic.${topic.code}` });
  }
  const [topic, kath] = [await aTopic(), await called("Kath")];
  await told(topic, kath);
  await revokeGrant(systemCtxFor(), { personId: kath.personId, role: "member" });
  expect(await mailTo(kath)).toEqual({ skip: "no-post-that-they-may-read" });
});
