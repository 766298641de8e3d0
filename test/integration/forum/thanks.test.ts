import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { forumThanks } from "#db/schema/forum/posts";
import { messages } from "#db/schema/mail/messages";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { listThanks, takeThanksBack, thankPost } from "~/features/forum/posts/thank-post.server";
import { thanksNotice } from "~/features/forum/posts/thanks-notice.mail.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { countShown, NOTIFICATIONS, wordNotifications } from "~/features/inbox/notifications.queries.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { NotFoundError } from "~/lib/errors";
import { countQueries, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aForumSite, aTopic, reply, storedPost, type TestTopic } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aGroup, aMember, aPerson, type TestPerson, type visitor } from "../../support/people";
import { countUnread, listUnread } from "../../support/told";

const { browserOf, visitor: aVisitor } = aForumSite();
const first = (topic: TestTopic, number = 1) => ({ topic: topic.code, number });
const shown = async (reader: TestPerson | typeof visitor, topic: TestTopic) =>
  (({ thanks, isThanked, mayThank }) => ({ thanks, isThanked, mayThank }))((await getTopicPage(ctxFor(reader), topic.code, 1)).posts[0]!);
const mailsOf = ({ personId }: TestPerson) => testDb().db.select().from(messages).where(eq(messages.personId, personId));
const inboxOf = async (person: TestPerson, day: Date) => {
  const cause = `thanks:${day.toISOString().slice(0, 10)}`;
  return (await wordNotifications(ctxFor(person, day), [{ kind: "thanks", cause }])).get(cause);
};

test("one per member and post, however often and at once it is pressed, and taken back", async () => {
  const topic = await aTopic();
  const member = await aMember();
  await Promise.all([1, 2, 3].map(() => thankPost(ctxFor(member), first(topic))));
  await thankPost(ctxFor(await aMember()), first(topic));

  expect(await shown(member, topic)).toEqual({ thanks: 2, isThanked: true, mayThank: true });
  expect(await shown(topic.author, topic)).toEqual({ thanks: 2, isThanked: false, mayThank: false });
  expect(await shown(await aPerson(), await aTopic({ audience: "open" }))).toEqual({ thanks: 0, isThanked: false, mayThank: false });

  await takeThanksBack(ctxFor(member), first(topic));
  await takeThanksBack(ctxFor(member), first(topic));
  expect(await shown(member, topic)).toEqual({ thanks: 1, isThanked: false, mayThank: true });
});

test("its author is told once a day, in the inbox and by mail, with who and where", async () => {
  const topic = await aTopic({ title: "Who answers the mailbox?" });
  const monday = new Date("2026-11-30T09:00:00Z");
  const priya = await aMember({ displayName: "Priya Nair" });
  await thankPost(ctxFor(priya, monday), first(topic));
  await takeThanksBack(ctxFor(priya, monday), first(topic));
  await thankPost(ctxFor(priya, monday), first(topic));
  await thankPost(ctxFor(await aMember({ displayName: "Sue" }), new Date("2026-11-30T23:00:00Z")), first(topic));

  expect(await countUnread(ctxFor(topic.author))).toBe(1);
  const [mail, ...more] = await mailsOf(topic.author);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ kind: "thanks-notification", class: "service" });
  expect(await thanksNotice.build(systemCtxFor(monday), mail!)).toMatchObject({ subject: "Sue thanked you" });
  expect(await inboxOf(topic.author, monday)).toMatchObject({
    before: "Sue thanked you for your post in",
    text: "Who answers the mailbox?",
    after: " (and 1 more thanks that day)",
  });

  await thankPost(ctxFor(await aMember(), new Date("2026-12-01T09:00:00Z")), first(topic));
  expect(await mailsOf(topic.author)).toHaveLength(2);
});

test("looking at who said thanks is to have been told", async () => {
  const topic = await aTopic();
  await thankPost(ctxFor(await aMember()), first(topic));
  await listThanks(ctxFor(await aMember()), first(topic), null);
  expect(await countUnread(ctxFor(topic.author))).toBe(1);
  await listThanks(ctxFor(topic.author), first(topic), null);
  expect(await countUnread(ctxFor(topic.author))).toBe(0);
});

test("all that is unread is counted in one statement, without what somebody may no longer know of", async () => {
  const topic = await aTopic();
  const helper = await aMember();
  await thankPost(ctxFor(helper), first(topic));
  const [kept, removed] = [await reply(helper, topic), await reply(helper, topic)];
  const ctx = ctxFor(topic.author);
  const notify = (number: number) => storedPost(topic, number).then(({ id }) => ({ kind: "reply", cause: `reply:${id}` }));
  const unread = [...(await listUnread(ctx)), await notify(kept), await notify(removed)];
  expect(await countShown(ctx, unread)).toBe(3);

  await removePost(ctxFor(helper), { topic: topic.code, number: removed, why: "" });
  const asked = await countQueries(async () => expect(await countShown(ctx, unread)).toBe(2));
  expect(asked).toHaveLength(1);
  await takeThanksBack(ctxFor(helper), first(topic));
  expect(await countShown(ctx, unread)).toBe(1);
});

test.each(NOTIFICATIONS.map(({ name }) => name))("however many of the kind “%s” are asked for, one text asks for them", async (kind) => {
  const ctx = ctxFor(await aMember({ roles: ["administrator", "moderator", "editor", "steering-group"], secondFactorAt: new Date() }));
  const causes = [1, 2, 3].map((day) => `${kind}:${kind === "thanks" ? `2026-11-0${day}` : uuidv7()}`);
  const ask = (some: string[]) =>
    countQueries(() =>
      wordNotifications(
        ctx,
        some.map((cause) => ({ kind, cause })),
      ),
    );
  expect(await ask(causes)).toEqual(await ask(causes.slice(0, 1)));
});

test("nobody thanks somebody who left, or whose data is not to be used", async () => {
  const topic = await aTopic();
  await restrictPerson(systemCtxFor(), { personId: topic.author.personId, why: "at their own request", reason: "They asked" });
  const member = await aMember();
  expect(await shown(member, topic)).toMatchObject({ mayThank: false });
  expect(await thankPost(ctxFor(member), first(topic))).toMatchObject({ ok: false, reason: "removed" });
  expect(await mailsOf(topic.author)).toEqual([]);
});

test("a day is London's", async () => {
  const topic = await aTopic();
  // half past midnight and nine in the morning, in summer
  await thankPost(ctxFor(await aMember(), new Date("2027-07-01T23:30:00Z")), first(topic));
  await thankPost(ctxFor(await aMember(), new Date("2027-07-02T08:00:00Z")), first(topic));
  expect(await mailsOf(topic.author)).toHaveLength(1);
  expect(await inboxOf(topic.author, new Date("2027-07-02T09:00:00Z"))).toMatchObject({ after: " (and 1 more thanks that day)" });
});

test("nothing is told of thanks that were taken back, of those by somebody whose data is not to be used, of a post that is gone, or where the author may no longer read", async () => {
  const day = new Date("2026-11-30T09:00:00Z");
  const topic = await aTopic();
  const member = await aMember();
  await thankPost(ctxFor(member, day), first(topic));
  const [mail] = await mailsOf(topic.author);
  await takeThanksBack(ctxFor(member, day), first(topic));
  expect(await inboxOf(topic.author, day)).toBeUndefined();
  expect(await thanksNotice.build(systemCtxFor(day), mail!)).toEqual({ skip: "taken-back" });

  const [another, restricted] = [await aTopic(), await aMember()];
  await thankPost(ctxFor(restricted, day), first(another));
  expect(await inboxOf(another.author, day)).toMatchObject({ text: another.title });
  await restrictPerson(systemCtxFor(), { personId: restricted.personId, why: "at their own request", reason: "They asked" });
  expect(await inboxOf(another.author, day)).toBeUndefined();

  await aGroup("inner");
  const inner = await aMember({ groups: ["inner"] });
  const closed = await aTopic({ audience: { groups: ["inner"] }, author: inner });
  await thankPost(ctxFor(await aMember({ groups: ["inner"] }), day), first(closed));
  expect(await inboxOf(inner, day)).toMatchObject({ text: closed.title });
  await revokeGrant(systemCtxFor(), { personId: inner.personId, groupId: await aGroup("inner") });
  expect(await inboxOf(inner, day)).toBeUndefined();

  const gone = await aTopic();
  await reply(gone.author, gone);
  await thankPost(ctxFor(member, day), first(gone, 2));
  await removePost(ctxFor(gone.author), { ...first(gone, 2), why: "" });
  expect(await inboxOf(gone.author, day)).toBeUndefined();
  await expect(listThanks(ctxFor(member), first(gone, 2), null)).rejects.toThrow(NotFoundError);
  expect(await thankPost(ctxFor(await aMember()), first(gone, 2))).toMatchObject({ ok: false, reason: "removed" });
});

test("the names are paged, in order, and their statement reads one page", async () => {
  const topic = await aTopic();
  const { id } = await storedPost(topic, 1);
  const at = new Date("2026-11-30T09:00:00Z");
  const many = await Promise.all(Array.from({ length: 52 }, (_, n) => aMember({ displayName: `Reader ${String(n).padStart(2, "0")}` })));
  // all in one moment: the order falls back on who it is
  await testDb()
    .db.insert(forumThanks)
    .values(many.map(({ personId }) => ({ postId: id, personId, authorId: topic.author.personId, thankedAt: at })));

  const page = await listThanks(ctxFor(many[0]!), first(topic), null);
  const rest = await listThanks(ctxFor(many[0]!), first(topic), page.next);
  expect(page.thanks).toHaveLength(50);
  expect(rest.next).toBeNull();
  const names = [...page.thanks, ...rest.thanks].map(({ name }) => name);
  expect(names.sort()).toEqual(many.map((_, n) => `Reader ${String(n).padStart(2, "0")}`));
  expect(await countQueries(() => listThanks(ctxFor(many[0]!), first(topic), page.next))).toHaveLength(2);
});

test("B22: who may not read the post neither thanks for it nor learns who did", async () => {
  const topic = await aTopic();
  const outsider = ctxFor(await aPerson());
  await expect(thankPost(outsider, first(topic))).rejects.toThrow(NotFoundError);
  await expect(takeThanksBack(outsider, first(topic))).rejects.toThrow(NotFoundError);
  await expect(listThanks(outsider, first(topic), null)).rejects.toThrow(NotFoundError);
});

test("a button under the post says thanks and takes it back; members see the names, visitors how many", async () => {
  const topic = await aTopic({ audience: "open" });
  const member = await anAccount({ displayName: "Grace Adeyemi" });
  const browser = await browserOf(member);
  const [place, path] = [`/forum/topics/${topic.code}`, `/forum/topics/${topic.code}/posts/1/thanks`];
  expect((await browser.get(place)).html).toContain("Say thanks");
  expect((await browser.post(path, {})).location).toMatch(/#post-1$/);
  expect((await browser.get(path)).html).toContain("Grace Adeyemi");
  const read = (await browser.get(place)).html;
  expect(read).toContain("Take thanks back");
  expect(read).toContain("1 member said thanks");

  const open = (await aVisitor().get(place)).html;
  expect(open).toContain("1 member said thanks");
  expect(open).not.toContain("Say thanks");
  expect((await aVisitor().get(path)).location).toMatch(/^\/sign-in/);

  await browser.post(`${path}/take-back`, {});
  expect(await shown(member, topic)).toMatchObject({ thanks: 0 });

  // a page from before, or a form of one's own
  const own = await reply(member, topic);
  const refused = await browser.post(path.replace("/1/", `/${own}/`), {});
  expect((await browser.get(refused.location!)).html).toContain("This is your own post: others say thanks for it.");
});
