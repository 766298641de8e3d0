import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { forumQuotes } from "#db/schema/forum/posts";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { previewPost } from "~/features/forum/posts/preview-post.server";
import { unfoldQuotes } from "~/features/forum/posts/quotes";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { quoteNotice } from "~/features/forum/watching/quote-notice.mail.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { RefusedTextError } from "~/lib/errors";
import { afterGrace, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aCommentedPage, aForumSite, aQuotedTopic, aReply, comment, QUOTED_WORDS, reply, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";
import { listUnread } from "../../support/told";

const { browserOf, visitor: aVisitor } = aForumSite();
const aModerator = () => aMember({ roles: ["moderator"] });
const edit = async (by: TestPerson, topic: { code: string }, number: number, body: string) => {
  const address = { topic: topic.code, number };
  expect(
    await editPost(ctxFor(by, afterGrace()), { ...address, body, why: "", basedOn: editVersion(await getPost(ctxFor(by), address)) }),
  ).toMatchObject({ ok: true });
};
const htmlOf = async (topic: { code: string }, number = 2, who: TestPerson | null = null) =>
  (await getTopicPage(who ? ctxFor(who) : ctxFor(await aMember()), topic.code, 1)).posts[number - 1]!.bodyHtml;
const typedIn = async (by: TestPerson, topic: { code: string }, number = 2) => {
  const { bodyMarkdown, quotes } = await getPost(ctxFor(by), { topic: topic.code, number });
  return unfoldQuotes(bodyMarkdown, quotes);
};
const quotesIn = async (topic: { code: string }, number = 2) =>
  testDb()
    .db.select()
    .from(forumQuotes)
    .where(eq(forumQuotes.postId, (await storedPost(topic, number)).id));

test.each([
  ["> [post 1]\n> By Tuesday.", "What you quote is not what post 1 says now"],
  ["> [post 7]\n> By Tuesday.", "There is no other post 7 here"],
  ["> [post 3]", "There is no other post 3 here"],
  [Array.from({ length: 21 }, () => "> [post 1]\n").join("\n"), "Quote 20 posts at most"],
])("what is not said there is refused, and nothing is stored: %j", async (body, sentence) => {
  const { topic } = await aQuotedTopic();

  const sent = replyToTopic(ctxFor(await aMember()), { ...aReply(body), topic: topic.code });

  await expect(sent).rejects.toThrow(RefusedTextError);
  await sent.catch((error: RefusedTextError) => expect(error.sentence).toContain(sentence));
  expect((await getTopicPage(systemCtxFor(), topic.code, 1)).posts).toHaveLength(2);
});

test.each(["> Just words", "> [post 1] and more", "```\n> [post 1]\n> words\n```", "a\n\n> > [post 1]"])(
  "a quote that names no post stays as it was typed: %j",
  async (body) => {
    const { topic } = await aQuotedTopic();

    await reply(await aMember(), topic, body);

    expect(await storedPost(topic, 3)).toMatchObject({ bodyMarkdown: body });
    expect(await htmlOf(topic, 3)).not.toContain("pn-quoted");
  },
);

test("the same form sent twice makes one post, with its quotes once", async () => {
  const { topic } = await aQuotedTopic();
  const sent = { ...aReply(`> [post 1]\n> ${QUOTED_WORDS}\n\nYes.`), topic: topic.code };
  const writer = ctxFor(await aMember());

  const [first, second] = [await replyToTopic(writer, sent), await replyToTopic(writer, sent)];

  expect(second).toEqual(first);
  expect(await quotesIn(topic, 3)).toHaveLength(1);
});

test("earlier texts show what they quoted too, and an edit that changes nothing is none", async () => {
  const { topic, writer } = await aQuotedTopic();
  await edit(writer, topic, 2, await typedIn(writer, topic));
  expect(await storedPost(topic, 2)).toMatchObject({ editedAt: null });

  await edit(writer, topic, 2, "> [post 1]\n> The second paragraph.\n\nRather.");

  expect(await htmlOf(topic)).toContain("The second paragraph.");
  expect(await htmlOf(topic)).not.toContain(QUOTED_WORDS);
  const browser = await browserOf(await anAccount({ roles: ["member", "moderator"] } as never));
  expect((await browser.get(`/forum/topics/${topic.code}/posts/2/history`)).html).toContain(QUOTED_WORDS);
});

describe("without script", () => {
  test("“Quote” opens the form with the post’s own words, and one more each time; what cannot be quoted is left out", async () => {
    const { topic } = await aQuotedTopic();
    const browser = await browserOf(await anAccount());

    const page = await browser.get(`/forum/topics/${topic.code}?quote=1&answer=2&quote=9`);

    expect(page.html).toContain(`&gt; [post 1]\n&gt; ${QUOTED_WORDS}\n&gt;\n&gt; The second paragraph.\n\n&gt; [post 2]\n\n</textarea>`);
    expect(page.html).toContain(`/forum/topics/${topic.code}?quote=1&amp;answer=2&amp;quote=9&amp;quote=2#reply`);
  });

  test.each([
    "A.\n\n> [post 1]\n\nB.",
    "A.\n\n> Theirs\nlazily\n\nB.\n\n```\n> code\nmore\n```",
    "> Theirs\n\nA.\n\n![the rota](file:7k2mq9xw4d)\n\nB with [a file](file:7k2mq9xw4d) in it.\n\n> Theirs",
  ])("what “Quote” puts into the form can be sent: %j", async (body) => {
    const { topic } = await aQuotedTopic("So do we.");
    await reply(await aMember(), topic, body);
    const { added } = await getTopicPage(ctxFor(await aMember()), topic.code, 1, [{ as: "quote", number: 3 }]);
    expect(added).toMatch(/^> \[post 3\]\n> A\.\n/);

    await reply(await aMember(), topic, `${added}Yes.`);

    expect(await htmlOf(topic, 4)).toContain('class="pn-quoted"');
  });

  test("whoever may not write there is offered neither", async () => {
    const { topic } = await aQuotedTopic();
    expect((await aVisitor().get(`/forum/topics/${topic.code}`)).html).not.toContain("quote=");
    await lockTopic(ctxFor(await aModerator()), topic.code);
    const browser = await browserOf(await anAccount());
    expect((await browser.get(`/forum/topics/${topic.code}?quote=1`)).html).not.toContain(`> ${QUOTED_WORDS}`);
  });

  test("a comment is quoted under its page, and what is wrong is said beside what was typed", async () => {
    const page = await aCommentedPage({ body: QUOTED_WORDS });
    const browser = await browserOf(await anAccount());
    expect((await browser.get(`/${page.path}?quote=1`)).html).toContain(`&gt; [comment 1]\n&gt; ${QUOTED_WORDS}`);

    await browser.get(`/${page.path}`);
    const refused = await browser.post(`/comments/${page.path}`, aReply("> [comment 1]\n> Not that."));

    expect(refused.status).toBe(400);
    expect(refused.html).toContain("What you quote is not what comment 1 says now");
    expect(refused.html).toContain("&gt; Not that.");
    await comment(await aMember(), page, `> [comment 1]\n> ${QUOTED_WORDS}`);
    expect((await browser.get(`/${page.path}`)).html).toContain('class="pn-quoted"');
  });
});

test("a preview shows quotes as readers get them, and says what cannot be posted so", async () => {
  const { topic, writer } = await aQuotedTopic();
  const preview = (body: string) => previewPost(ctxFor(writer), body, { topic: topic.code });

  expect(await preview(`> [post 1]\n> ${QUOTED_WORDS}`)).toMatchObject({
    html: expect.stringContaining("Quentin Quoted, <a"),
    problem: null,
  });
  expect(await preview("> [post 1]\n> No")).toMatchObject({ problem: expect.stringContaining("not what post 1 says") });
});

describe("whose post is answered", () => {
  const toldTo = async (who: TestPerson) =>
    [...(await wordNotifications(ctxFor(who), (await listNotifications(ctxFor(who))).rows)).values()].map(({ before }) => before);
  const notifyOf = async (topic: { code: string }, number = 2) =>
    notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, number)).id);
  const mailsTo = async (who: TestPerson) => (await messagesTo(who)).map(({ kind }) => kind);

  test("is told so with the reply, where they watch, and stands above it", async () => {
    const { topic, quoted } = await aQuotedTopic("> [post 1]\n\nYes.");
    await notifyOf(topic);

    expect(await htmlOf(topic)).toMatch(/^<p class="pn-answered">In answer to <a href="[^"]*">post 1<\/a> by Quentin Quoted<\/p>/);
    expect(await toldTo(quoted)).toEqual([expect.stringMatching(/ answered you in$/)]);
    expect(await mailsTo(quoted)).toEqual(["reply-notification"]);
  });

  test("is told once where they do not watch, and not where they muted it", async () => {
    const { topic, quoted } = await aQuotedTopic();
    await watchTopic(ctxFor(quoted), topic.code, "normal");
    await notifyOf(topic);
    await notifyOf(topic);
    expect(await mailsTo(quoted)).toEqual(["quote-notification"]);

    const other = await aQuotedTopic();
    await watchTopic(ctxFor(other.quoted), other.topic.code, "muted");
    await notifyOf(other.topic);
    expect(await mailsTo(other.quoted)).toEqual([]);
  });

  test("hears no more of it by mail where they muted it, or read it, meanwhile; and to read it is to know it", async () => {
    const [mutes, reads] = [await aQuotedTopic(), await aQuotedTopic()];
    for (const { topic, quoted } of [mutes, reads]) {
      await watchTopic(ctxFor(quoted), topic.code, "normal");
      if (topic === reads.topic) await markTopicRead(ctxFor(quoted), await getTopicPage(ctxFor(quoted), topic.code, 1));
      await notifyOf(topic);
    }
    await watchTopic(ctxFor(mutes.quoted), mutes.topic.code, "muted");

    expect(await quoteNotice.build(systemCtxFor(), (await messagesTo(mutes.quoted))[0]!)).toEqual({ skip: "not-watching" });
    expect(await quoteNotice.build(systemCtxFor(), (await messagesTo(reads.quoted))[0]!)).toEqual({ skip: "read-on-site" });
    const page = await getTopicPage(ctxFor(reads.quoted), reads.topic.code, 1);
    await markTopicRead(ctxFor(reads.quoted), page, await listUnread(ctxFor(reads.quoted)));
    expect(await listUnread(ctxFor(reads.quoted))).toEqual([]);
  });

  test("is not told of what they may not read any more", async () => {
    const { topic, quoted, writer } = await aQuotedTopic();
    await watchTopic(ctxFor(quoted), topic.code, "normal");
    await notifyOf(topic);
    await removePost(ctxFor(writer), { topic: topic.code, number: 2, why: "" });

    const [mail] = await messagesTo(quoted);
    expect(await quoteNotice.build(systemCtxFor(), mail!)).toEqual({ skip: "no-post-that-they-may-read" });
    expect(await toldTo(quoted)).toEqual([]);
  });
});
