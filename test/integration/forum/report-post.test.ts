import { describe, expect, test } from "vitest";
import { forumReports } from "#db/schema/forum/moderation";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { listCategories } from "~/features/forum/categories/categories.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import type { Reason } from "~/features/forum/reports/report.schema";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { listReports, openReports } from "~/features/forum/reports/reports.queries.server";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { isSignedIn } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCommentedPage, aTopic, dismissReports, reply, storedPost, type TestTopic } from "../../support/forum";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson, visitor } from "../../support/people";
import { searchFor } from "../../support/search";

const aModerator = () => aMember({ roles: ["moderator"] });
type Who = Parameters<typeof ctxFor>[0];
const report = (who: Who, topic: { code: string }, reason: Reason = "patient-details", number = 1, details = "") =>
  reportPost(ctxFor(who), { topic: topic.code, number, reason, details });
const kindsTo = async (who: TestPerson) => (await messagesTo(who)).map(({ kind }) => kind);

async function everySurface(who: Who, { code, category }: TestTopic, mark: string) {
  const ctx = ctxFor(who);
  const { topic, posts } = await getTopicPage(ctx, code, 1);
  const told = isSignedIn(ctx) ? [...(await wordNotifications(ctx, (await listNotifications(ctx)).rows)).values()] : [];
  return JSON.stringify([topic, posts, await listCategories(ctx), await listTopics(ctx, category, null), await searchFor(ctx, mark), told]);
}

describe("a post that is reported as a patient's details", () => {
  test("by a visitor, where it is open, is hidden at once on every surface, with its title, from everybody", async () => {
    const topic = await aTopic({ audience: "open", title: "About qoqua Hill", body: "qoqua Hill came in" });
    const member = await aMember();
    expect(await everySurface(member, topic, "qoqua")).toContain("qoqua");

    expect(await report(visitor, topic)).toMatchObject({ ok: true, isHidden: true });

    for (const who of [visitor, member, topic.author, await aModerator()]) {
      const seen = await everySurface(who, topic, "qoqua");
      expect([seen.includes("qoqua"), seen.includes("[hidden while a moderator looks at it]")]).toEqual([false, true]);
    }
    expect(await kindsTo(topic.author)).toContain("post-hidden-notification");
  });

  test("is told to nobody who watches, in the inbox or by mail, until it stands", async () => {
    const topic = await aTopic();
    const replier = await aMember();
    const number = await reply(replier, topic, "qoqub");
    const { id } = await storedPost(topic, number);
    await notifyReplyRecipients(systemCtxFor(), id);
    await report(await aMember(), topic, "patient-details", number);

    const [mail] = (await messagesTo(topic.author)).filter(({ kind }) => kind === "reply-notification");
    expect(await replyNotice.build(systemCtxFor(), mail!)).toEqual({ skip: "post-removed" });
    const ctx = ctxFor(topic.author);
    expect(
      [...(await wordNotifications(ctx, (await listNotifications(ctx)).rows)).values()].filter(({ text }) => text === topic.title),
    ).toEqual([]);

    await dismissReports(ctxFor(await aModerator()), { topic: topic.code, number });
    expect(await replyNotice.build(systemCtxFor(), mail!)).toMatchObject({ subject: `New replies: ${topic.title}` });
  });

  test("is not hidden again once a moderator let it stand, until its text changes", async () => {
    const topic = await aTopic({ audience: "open" });
    const address = { topic: topic.code, number: 1 };
    await report(visitor, topic);
    await dismissReports(ctxFor(await aModerator()), address);

    expect(await report(visitor, topic)).toMatchObject({ ok: true, isHidden: false });
    expect(await report(await aMember(), topic)).toMatchObject({ ok: true, isHidden: false });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await editPost(ctxFor(topic.author), {
      ...address,
      body: "Another text",
      why: "",
      basedOn: editVersion(await getPost(ctxFor(topic.author), address)),
    });
    expect(await report(await aMember(), topic)).toMatchObject({ ok: true, isHidden: true });
  });

  test("comes first in the queue of those who may read it", async () => {
    const [rude, patient, hidden] = [
      await aTopic(),
      await aTopic(),
      await aTopic({ audience: { groups: ["secret"] }, author: await aMember({ groups: ["secret"] }) }),
    ];
    await report(await aMember(), rude, "unkind");
    await report(await aMember(), rude, "other");
    await report(await aMember(), patient);
    await report(await aMember({ groups: ["secret"] }), hidden);

    const queue = await listReports(ctxFor(await aModerator()));
    const places = queue.map((each) => each.topic.code);
    expect(places.indexOf(patient.code)).toBeLessThan(places.indexOf(rude.code));
    expect(places).not.toContain(hidden.code);
    expect(queue.find((each) => each.topic.code === rude.code)).toMatchObject({
      reports: 2,
      isHidden: false,
      reasons: ["other", "unkind"],
    });
    await expect(listReports(ctxFor(await aMember()))).rejects.toThrow(ForbiddenError);
  });
});

describe("a report", () => {
  test("of what one cannot read, of one's own, of what is gone and a second open one are refused", async () => {
    const topic = await aTopic();
    const member = await aMember();
    await expect(report(visitor, topic)).rejects.toThrow(NotFoundError);
    expect(await report(topic.author, topic)).toEqual({ ok: false, reason: "own" });
    expect(await report(member, topic, "unkind")).toMatchObject({ ok: true, isHidden: false });
    expect(await report(member, topic, "other")).toEqual({ ok: false, reason: "reported" });
    // the same press twice is one report
    expect(await report(member, topic, "unkind")).toMatchObject({ ok: true, isHidden: false });
    await reply(member, topic);
    await removePost(ctxFor(await aModerator()), { topic: topic.code, number: 2, why: "Rude" });
    expect(await report(await aMember(), topic, "unkind", 2)).toEqual({ ok: false, reason: "removed" });
  });

  test("of a patient's details takes the place of one's own open one for anything else: it hides, is told, and keeps what was said", async () => {
    const [topic, member, moderator] = [await aTopic(), await aMember(), await aModerator()];
    await report(member, topic, "unkind", 1, "Rude to a patient");
    expect(await report(member, topic, "patient-details", 1, "Who is named")).toMatchObject({ ok: true, isHidden: true });

    expect(await report(member, topic, "patient-details")).toEqual({ ok: false, reason: "reported" });
    const { reports } = await openReports(ctxFor(moderator), { topic: topic.code, number: 1 });
    expect(reports).toMatchObject([{ reason: "patient-details", details: "Rude to a patient\n\nWho is named" }]);
    expect((await kindsTo(moderator)).filter((kind) => kind === "report-notification")).toHaveLength(2);
  });

  test("works under comments, and leaves the page's title", async () => {
    const page = await aCommentedPage({ title: "A guide", audience: "open" });

    expect(await report(visitor, { code: page.topic })).toMatchObject({ ok: true, isHidden: true, post: { topic: { page: page.path } } });
    expect(await getTopicPage(ctxFor(visitor), page.topic, 1)).toMatchObject({ topic: { title: "A guide" }, posts: [{ bodyHtml: "" }] });
  });

  test.each([
    ["stands", "A moderator looked at it and let it stand as it is now.", "post-looked-at-notification"],
    ["removed", "It was removed.", "moderation-notification"],
    ["edited", "A moderator changed it.", "moderation-notification"],
  ] as const)(
    "that ends as %s is told to who reported it and to the author, who does not learn from whom",
    async (how, words, toAuthor) => {
      const topic = await aTopic();
      await reply(await aMember(), topic);
      const reporter = await aMember({ fullName: "Rita Reporter" });
      await report(reporter, topic, "patient-details", 1, "It names somebody");
      const moderator = ctxFor(await aModerator());
      const address = { topic: topic.code, number: 1 };
      expect(await openReports(moderator, address)).toMatchObject({
        isHidden: true,
        reports: [{ reporter: "Rita Reporter", details: "It names somebody" }],
      });
      if (how === "stands") await dismissReports(moderator, address);
      if (how === "removed") await removePost(moderator, { ...address, why: "It named a patient" });
      if (how === "edited") await editPost(moderator, { ...address, body: "Without", why: "It named a patient", basedOn: "" });

      expect(await listReports(moderator).then((queue) => queue.filter((each) => each.topic.code === topic.code))).toEqual([]);
      expect((await storedPost(topic, 1)).hiddenAt).toBeNull();
      const built = async (who: TestPerson) =>
        JSON.stringify(
          await Promise.all(
            (await messagesTo(who)).map((message) => MAIL_KINDS.find(({ name }) => name === message.kind)?.build(systemCtxFor(), message)),
          ),
        );
      expect(await built(reporter)).toContain(words);
      expect(await kindsTo(topic.author)).toContain(toAuthor);
      const ctx = ctxFor(topic.author);
      const toldToAuthor = `${await built(topic.author)}${JSON.stringify([...(await wordNotifications(ctx, (await listNotifications(ctx)).rows)).values()])}`;
      expect(toldToAuthor).not.toMatch(/Rita|It names somebody/);
    },
  );

  test("is looked at by moderators alone, and none decides about their own post", async () => {
    const moderator = await aModerator();
    const topic = await aTopic({ author: moderator });
    await report(await aMember(), topic);
    const address = { topic: topic.code, number: 1 };

    await expect(openReports(ctxFor(await aMember()), address)).rejects.toThrow(ForbiddenError);
    await expect(dismissReports(ctxFor(await aMember()), address)).rejects.toThrow(ForbiddenError);
    await expect(dismissReports(ctxFor(moderator), address)).rejects.toThrow(ForbiddenError);
    expect(await systemCtxFor().db.$count(forumReports)).toBeGreaterThan(0);
  });
});
