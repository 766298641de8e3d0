import { expect, test } from "vitest";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { chooseNotifications } from "~/features/mail/notifications/notification-choices.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aTopic, reply, storedPost } from "../../support/forum";
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
    args: { postId: id },
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
  expect(await replyNotice.build(systemCtxFor(), message)).toEqual({ skip: "post-removed" });
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

test("the mail says who replied where, leads to the reply, and says how to stop", async () => {
  const { topic, message } = await aMail();

  const mail = await replyNotice.build(systemCtxFor(), message);

  expect(mail).toMatchObject({
    subject: "New reply: Rota software",
    paragraphs: ["Kath Ormerod replied in “Rota software”, a topic that you watch."],
    action: { label: "Read the reply", url: `http://localhost:3000/forum/topics/${topic.code}#post-2` },
    why: expect.stringContaining(`http://localhost:3000/forum/topics/${topic.code}-rota-software`),
  });
  expect(mail).toMatchObject({ why: expect.stringContaining("http://localhost:3000/account/notifications") });
});

test("E18: the text of a reply stays in the forum", async () => {
  const { message } = await aMail({ body: "A canary in the coal mine" });

  expect(JSON.stringify(await replyNotice.build(systemCtxFor(), message))).not.toContain("canary");
});
