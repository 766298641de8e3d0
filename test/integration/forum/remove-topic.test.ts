import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { listCategories } from "~/features/forum/categories/categories.queries.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { decideAppeal } from "~/features/forum/moderation/decide-appeal.server";
import { expireModerations } from "~/features/forum/moderation/expire-moderations.server";
import { moderationDecisionNotice } from "~/features/forum/moderation/moderation-decision-notice.mail.server";
import { moderationNotice } from "~/features/forum/moderation/moderation-notice.mail.server";
import { listModerations } from "~/features/forum/moderation/moderation-queue.queries.server";
import { getModeration } from "~/features/forum/moderation/moderations.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { listReports } from "~/features/forum/reports/reports.queries.server";
import { topicSegment } from "~/features/forum/topics/topic-address";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopic, getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, GoneError, NotFoundError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCommentedPage, aReply, aTopic, latestModeration, reply, storedPost, unreadAtHome } from "../../support/forum";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";
import { searchFor } from "../../support/search";
import { listUnread } from "../../support/told";

let made = 0;
let mark = "";
/** A word that stands in nothing of an earlier test. */
beforeEach(() => {
  mark = `zyzzyva${++made}x`;
});
const TITLE = () => `About ${mark}`;
const aModerator = () => aMember({ roles: ["moderator"] });

/** A topic with a reply, of which its author was told. */
async function aTalkedAboutTopic() {
  const topic = await aTopic({ title: TITLE(), body: `${mark} came in today` });
  await reply(await aMember(), topic, `Our ${mark} too`);
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, 2)).id);
  return topic;
}

/** Everything that a member, here who watches the topic, can see of it. */
async function everySurface(who: TestPerson, category: string) {
  const ctx = ctxFor(who);
  return JSON.stringify([
    await listCategories(ctx),
    await listTopics(ctx, category, null),
    await unreadAtHome(ctx),
    await searchFor(ctx, mark),
    [...(await wordNotifications(ctx, (await listNotifications(ctx)).rows)).values()],
    await Promise.all(
      (await messagesTo(who))
        .filter(({ kind }) => kind === "reply-notification")
        .map((message) => replyNotice.build(systemCtxFor(), message)),
    ),
  ]);
}

describe("a whole topic", () => {
  test("is removed by moderators alone, with a reason, and comments go with their page only", async () => {
    const topic = await aTalkedAboutTopic();
    const page = await aCommentedPage();

    await expect(removeTopic(ctxFor(topic.author), { topic: topic.code, why: "Mine" })).rejects.toThrow(ForbiddenError);
    expect(await removeTopic(ctxFor(await aModerator()), { topic: topic.code, why: "" })).toEqual({ ok: false, reason: "why-missing" });
    await expect(removeTopic(ctxFor(await aModerator()), { topic: page.topic, why: "No" })).rejects.toThrow(NotFoundError);
  });

  test("PMN-16: that a moderator removed is on no surface, answers as gone to who could read it, and takes nothing more", async () => {
    const topic = await aTalkedAboutTopic();
    expect(await everySurface(topic.author, topic.category)).toContain(`About ${mark}`);
    const moderator = await aModerator();

    expect(await removeTopic(ctxFor(moderator), { topic: topic.code, why: "It named a patient" })).toMatchObject({ ok: true });

    for (const who of [topic.author, await aMember(), moderator]) {
      expect(await everySurface(who, topic.category)).not.toContain(mark);
      await expect(getTopicPage(ctxFor(who), topic.code, 1)).rejects.toThrow(GoneError);
      await expect(getPost(ctxFor(who), { topic: topic.code, number: 2 })).rejects.toThrow(NotFoundError);
    }
    await expect(getTopic(ctxFor({ kind: "visitor" }), topic.code)).rejects.toThrow(NotFoundError);
    await expect(replyToTopic(ctxFor(await aMember()), { ...aReply(), topic: topic.code })).rejects.toThrow(GoneError);
    expect((await messagesTo(topic.author)).map(({ kind }) => kind)).toContain("moderation-notification");
  });

  test.each(["removed", "hidden"])("that is %s is called so in moderators' lists, which write no look down", async (how) => {
    const topic = await aTalkedAboutTopic();
    const moderator = ctxFor(await aModerator());
    await removePost(moderator, { topic: topic.code, number: 2, why: "Rude" });
    if (how === "removed") await removeTopic(moderator, { topic: topic.code, why: "It named a patient" });
    else await reportPost(ctxFor(await aMember()), { topic: topic.code, number: 1, reason: "patient-details", details: "" });

    const lists = JSON.stringify([await listModerations(moderator), await listReports(moderator)]);
    expect([lists.includes(topic.code), lists.includes(mark)]).toEqual([true, false]);
  });

  test("PMN-16: its author is told why, without its title, sees what was removed, and appeals; another moderator puts it back", async () => {
    const topic = await aTalkedAboutTopic();
    await removeTopic(ctxFor(await aModerator()), { topic: topic.code, why: "It named a patient" });
    const act = await latestModeration(topic.author);
    const [told] = (await messagesTo(topic.author)).filter(({ kind }) => kind === "moderation-notification");
    const mail = await moderationNotice.build(systemCtxFor(), told!);
    expect(mail).toMatchObject({
      subject: "A moderator removed your topic",
      paragraphs: expect.arrayContaining(["Their reason: It named a patient"]),
    });
    expect(JSON.stringify(mail)).not.toContain(mark);
    expect(await getModeration(ctxFor(topic.author), act.code)).toMatchObject({
      originalTitle: TITLE(),
      original: `${mark} came in today`,
      post: null,
    });
    await expect(getModeration(ctxFor(await aMember()), act.code)).rejects.toThrow(NotFoundError);

    expect(await appealModeration(ctxFor(topic.author), { code: act.code, appeal: "A made-up name" })).toEqual({ ok: true });
    expect(await decideAppeal(ctxFor(await aModerator()), { code: act.code, decision: "undone", why: "So it is" })).toEqual({ ok: true });

    const { topic: back, posts } = await getTopicPage(ctxFor(topic.author), topic.code, 1);
    expect([back.title, posts.map(({ bodyHtml }) => bodyHtml)]).toEqual([
      TITLE(),
      [`<p>${mark} came in today</p>`, `<p>Our ${mark} too</p>`],
    ]);
  });

  test("PMN-16: whoever else wrote in it is told once that it went and that it is back, without the reason, title or act of its author", async () => {
    const topic = await aTopic({ title: TITLE(), body: `${mark} came in today` });
    const [writer, gone, moderator] = [await aMember(), await aMember(), await aModerator()];
    for (const who of [writer, writer, moderator, topic.author]) await reply(who, topic);
    await removePost(ctxFor(gone), { topic: topic.code, number: await reply(gone, topic), why: "" });
    const told = async () => {
      const ours = (await messagesTo(writer)).filter(({ kind }) => kind.startsWith("moderation"));
      const built = ours.map((mail) =>
        (mail.kind === "moderation-notification" ? moderationNotice : moderationDecisionNotice).build(systemCtxFor(), mail),
      );
      return Promise.all(built);
    };
    const inbox = async () => JSON.stringify([...(await wordNotifications(ctxFor(writer), await listUnread(ctxFor(writer)))).values()]);

    await removeTopic(ctxFor(moderator), { topic: topic.code, why: `It named ${mark}` });
    const { code } = await latestModeration(topic.author);
    const [mail, ...more] = await told();
    expect(mail).toMatchObject({
      subject: "A moderator removed a topic that you wrote in",
      paragraphs: expect.arrayContaining([expect.stringContaining("kept for a year"), expect.stringMatching(/write to us: .*\/contact$/)]),
      action: { label: "Make a copy", url: expect.stringMatching(/\/account\/privacy\/copy$/) },
    });
    expect([more, JSON.stringify(mail).includes(mark)]).toEqual([[], false]);
    expect(await inbox()).toMatch(/removed a topic that you wrote in.*\/account\/privacy\/copy/);
    expect(await inbox()).not.toMatch(new RegExp(`${mark}|${code}`));
    await expect(getModeration(ctxFor(writer), code)).rejects.toThrow(NotFoundError);
    for (const who of [gone, moderator]) expect((await messagesTo(who)).map(({ kind }) => kind)).not.toContain("moderation-notification");

    await undoModeration(ctxFor(await aModerator()), code);
    expect(await told()).toMatchObject([{ skip: "undone" }, { subject: "A topic that you wrote in is back" }]);
    expect(await inbox()).toContain(`is back:","text":"${TITLE()}"`);
    expect(await inbox()).not.toContain("removed a topic");
  });

  test.each(["undone", "upheld"] as const)(
    "whoever else wrote in it is told of an appeal that is %s where it comes back alone",
    async (decision) => {
      const topic = await aTopic();
      const writer = await aMember();
      await reply(writer, topic);
      await removeTopic(ctxFor(await aModerator()), { topic: topic.code, why: "Rude" });
      const { code } = await latestModeration(topic.author);
      await appealModeration(ctxFor(topic.author), { code, appeal: "It was not" });
      await decideAppeal(ctxFor(await aModerator()), { code, decision, why: "As I see it" });

      const kinds = (await messagesTo(writer)).map(({ kind }) => kind);
      expect(kinds).toEqual(["moderation-notification", ...(decision === "undone" ? ["moderation-decision-notification"] : [])]);
    },
  );

  test("PMN-16: that a moderator removed comes back before what was done to a post in it, so that nobody is told that it stands", async () => {
    const topic = await aTalkedAboutTopic();
    const writer = await aMember();
    const [first, second] = [await reply(writer, topic), await reply(writer, topic)];
    const [moderator, judge] = [ctxFor(await aModerator()), ctxFor(await aModerator())];
    await removePost(moderator, { topic: topic.code, number: first, why: "Rude" });
    const mistaken = await latestModeration(writer);
    await removePost(moderator, { topic: topic.code, number: second, why: "Rude" });
    const appealed = await latestModeration(writer);
    await removeTopic(moderator, { topic: topic.code, why: "All of it" });
    await appealModeration(ctxFor(writer), { code: appealed.code, appeal: "A quotation" });

    const refused = { ok: false, reason: "later-act" };
    expect(await undoModeration(judge, mistaken.code)).toEqual(refused);
    expect(await decideAppeal(judge, { code: appealed.code, decision: "undone", why: "So it is" })).toEqual(refused);
    expect(await decideAppeal(judge, { code: appealed.code, decision: "upheld", why: "Still rude" })).toEqual({ ok: true });
    await undoModeration(judge, (await latestModeration(topic.author)).code);
    expect(await undoModeration(judge, mistaken.code)).toEqual({ ok: true });
  });

  test("PMN-16: that a moderator removed comes back with its replies, also where its author had taken the first post back", async () => {
    const topic = await aTalkedAboutTopic();
    await removePost(ctxFor(topic.author), { topic: topic.code, number: 1, why: "" });
    await removeTopic(ctxFor(await aModerator()), { topic: topic.code, why: "By mistake" });
    const { code } = await latestModeration(topic.author);

    expect(await appealModeration(ctxFor(topic.author), { code, appeal: "The replies are worth keeping" })).toEqual({ ok: true });
    expect(await decideAppeal(ctxFor(await aModerator()), { code, decision: "undone", why: "So they are" })).toEqual({ ok: true });
    expect((await getTopicPage(ctxFor(topic.author), topic.code, 1)).posts[1]?.bodyHtml).toContain(mark);
  });

  test("that stays removed loses its texts when its time is over, whoever wrote them", async () => {
    const topic = await aTalkedAboutTopic();
    await removeTopic(ctxFor(await aModerator()), { topic: topic.code, why: "It named a patient" });
    const { topicId } = await storedPost(topic, 1);

    await expireModerations(systemCtxFor(later(new Date(), 300 * DAY)));
    expect((await storedPost(topic, 2)).bodyMarkdown).toBe(`Our ${mark} too`);
    await expireModerations(systemCtxFor(later(new Date(), 400 * DAY)));

    const { db } = systemCtxFor();
    const left = [
      await db.select().from(forumPosts).where(eq(forumPosts.topicId, topicId)),
      await db.select().from(forumTopics).where(eq(forumTopics.id, topicId)),
    ];
    expect(JSON.stringify(left)).not.toContain(mark);
  });
});

describe("PMN-16: with the first post of a topic", () => {
  test("its author removes the topic where nobody replied", async () => {
    const topic = await aTopic({ title: TITLE() });

    expect(await removePost(ctxFor(topic.author), { topic: topic.code, number: 1, why: "" })).toMatchObject({
      ok: true,
      left: topic.category,
    });

    await expect(getTopic(ctxFor(topic.author), topic.code)).rejects.toThrow(GoneError);
    expect(await everySurface(topic.author, topic.category)).not.toContain(mark);
    const { topicId } = await storedPost(topic, 1);
    const [row] = await systemCtxFor().db.select().from(forumTopics).where(eq(forumTopics.id, topicId));
    expect(row).toMatchObject({ title: "[removed by its author]", removedBy: "author" });
  });

  test.each(["author", "moderator"] as const)("its title goes where somebody replied: removed by its %s", async (by) => {
    const topic = await aTalkedAboutTopic();
    const who = by === "author" ? topic.author : await aModerator();

    expect(await removePost(ctxFor(who), { topic: topic.code, number: 1, why: "Rude" })).toMatchObject({ ok: true, left: null });

    const shown = await getTopic(ctxFor(topic.author), topic.code);
    expect(shown.title).toBe(by === "author" ? "[removed by its author]" : "[removed by a moderator]");
    expect(topicSegment(shown)).toMatch(/-removed-by-/);
    expect(await everySurface(topic.author, topic.category)).not.toContain(`bout ${mark}`);
    if (by === "author") return;
    expect(await undoModeration(ctxFor(who), (await latestModeration(topic.author)).code)).toEqual({ ok: true });
    expect(await getTopic(ctxFor(who), topic.code)).toMatchObject({ title: TITLE(), retitledAt: null });
  });
});
