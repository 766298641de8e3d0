import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { forumQuotes } from "#db/schema/forum/posts";
import { persons } from "#db/schema/people";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { previewPost } from "~/features/forum/posts/preview-post.server";
import { unfoldQuotes } from "~/features/forum/posts/quotes";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { quoteNotice } from "~/features/forum/watching/quote-notice.mail.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { RefusedTextError } from "~/lib/errors";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aCommentedPage, aForumSite, aReply, aTopic, comment, latestModeration, reply, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";
import { searchFor } from "../../support/search";

const { browserOf, visitor: aVisitor } = aForumSite();
const aModerator = () => aMember({ roles: ["moderator"] });
const WORDS = "Xanadu rota by Friday, please.";

/** A topic of somebody's with a reply of somebody else's that quotes it. */
async function aQuoted(body = `> [post 1]\n> ${WORDS}\n\nSo do we.`, first = `${WORDS}\n\nThe second paragraph.`) {
  const quoted = await aMember({ displayName: "Quentin Quoted" });
  const topic = await aTopic({ author: quoted, body: first, audience: "open" });
  const writer = await aMember();
  await reply(writer, topic, body);
  return { topic, quoted, writer };
}

const edit = async (by: TestPerson, topic: { code: string }, number: number, body: string) => {
  const address = { topic: topic.code, number };
  expect(await editPost(ctxFor(by), { ...address, body, why: "", basedOn: editVersion(await getPost(ctxFor(by), address)) })).toMatchObject(
    { ok: true },
  );
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
const wordsKept = async (topic: { code: string }) => (await quotesIn(topic)).map(({ bodyMarkdown }) => bodyMarkdown).join();

describe("the words of a post that is quoted", () => {
  test("stand under its author’s name, with a link, and not in the text of whoever quotes them", async () => {
    const { topic } = await aQuoted();

    const html = await htmlOf(topic);
    expect(html).toContain(WORDS);
    expect(html).toContain(`Quentin Quoted, <a href="/forum/topics/${topic.code}#post-1">post 1</a>`);
    expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: "> [post 1]\n\nSo do we." });
  });

  test("follow a renaming", async () => {
    const { topic, quoted } = await aQuoted();
    await testDb().db.update(persons).set({ displayName: "Quincy <b>Renamed" }).where(eq(persons.id, quoted.personId));

    expect(await htmlOf(topic)).toContain("Quincy &lt;b&gt;Renamed, <a");
  });

  test("go where its author edits them out, which is said, and stay where something else is edited", async () => {
    const { topic, quoted } = await aQuoted();
    await edit(quoted, topic, 1, `${WORDS}\n\nAnother second paragraph.`);
    expect(await htmlOf(topic)).toContain(WORDS);

    await edit(quoted, topic, 1, "By Monday.");

    expect(await htmlOf(topic)).not.toContain("Xanadu");
    expect(await htmlOf(topic)).toMatch(/What stood here from .*post 1<\/a> by Quentin Quoted is no longer in it: it was edited since\./);
  });

  test("go with a removal by its author, for good, from every surface and the database", async () => {
    const { topic, quoted, writer } = await aQuoted();
    await reply(quoted, topic, "Bye");

    await removePost(ctxFor(quoted), { topic: topic.code, number: 1, why: "" });

    expect(await htmlOf(topic, 2, writer)).toMatch(/What stood here from .* was removed\.<\/p>\s*<p>So do we/);
    expect(await typedIn(writer, topic)).toBe("> [post 1]\n\nSo do we.");
    expect(JSON.stringify(await searchFor(ctxFor(writer), "Xanadu"))).not.toContain(topic.code);
    expect(await wordsKept(topic)).toBe("");
  });

  test("go with a removal by a moderator, and come back with it", async () => {
    const { topic, quoted, writer } = await aQuoted();
    const moderator = await aModerator();
    await removePost(ctxFor(moderator), { topic: topic.code, number: 1, why: "Rude" });
    expect(await htmlOf(topic)).not.toContain("Xanadu");
    // edited meanwhile, the quote stays
    await edit(writer, topic, 2, `${await typedIn(writer, topic)} Often.`);

    await undoModeration(ctxFor(moderator), (await latestModeration(quoted)).code);

    expect(await htmlOf(topic)).toContain(WORDS);
    expect(await htmlOf(topic)).toContain("So do we. Often.");
  });

  test("are hidden while a moderator looks at it", async () => {
    const { topic } = await aQuoted();
    await reportPost(ctxFor(await aMember()), { topic: topic.code, number: 1, reason: "patient-details", details: "" });

    expect(await htmlOf(topic)).not.toContain("Xanadu");
    expect(await htmlOf(topic)).toContain("is hidden while a moderator looks at it");
  });

  test("stay under “Former member” where the leaver’s posts stay, and are gone where they go", async () => {
    const [stays, goes] = [await aQuoted(), await aQuoted()];
    const leave = async ({ quoted }: { quoted: TestPerson }, choice: "keep" | "delete") => {
      await erasePosts(systemCtxFor(), quoted.personId, choice);
      await testDb()
        .db.update(persons)
        .set({ erasedAt: new Date(), fullName: null, displayName: null, jobTitle: null, organisationName: null })
        .where(eq(persons.id, quoted.personId));
    };
    await leave(stays, "keep");
    await leave(goes, "delete");

    expect(await htmlOf(stays.topic)).toContain(`Former member, <a href="/forum/topics/${stays.topic.code}#post-1">`);
    expect(await htmlOf(stays.topic)).toContain(WORDS);
    expect(await htmlOf(goes.topic)).toContain("was removed");
    expect(await wordsKept(stays.topic)).toBe(WORDS);
    expect(await wordsKept(goes.topic)).toBe("");
  });

  test("lose the name of a leaver whom they mention, and are still the post’s", async () => {
    const leaver = await aMember({ fullName: "Wilhelmina Quxby", displayName: "Wilhelmina Quxby" });
    const { topic } = await aQuoted("> [post 1]\n> Ask Wilhelmina Quxby first.\n\nYes.", "Ask Wilhelmina Quxby first.");

    await erasePosts(systemCtxFor(), leaver.personId, "keep");

    expect(await htmlOf(topic)).toContain("Ask former member first.");
  });

  test("of several posts stand in one answer, each under its own, in the order in which they were typed", async () => {
    const { topic } = await aQuoted();
    const writer = await aMember();
    await reply(
      writer,
      topic,
      `> [post 2]\n> So do we.\n> [post 1]\n> Xanadu rota … please.\n\nBoth.\n> [post 1]\n> The second paragraph.`,
    );

    const html = await htmlOf(topic, 3);
    expect([...html.matchAll(/post-(\d)"/g)].map(([, number]) => number)).toEqual(["2", "1", "1"]);
    expect(await typedIn(writer, topic, 3)).toBe(
      "> [post 2]\n> So do we.\n\n> [post 1]\n> Xanadu rota … please.\n\nBoth.\n> [post 1]\n> The second paragraph.",
    );
  });

  test("of a text with marks, links and a table are the post’s", async () => {
    const first = "See **the** [guide](https://example.org/a) & <b>\n\n|a|b|\n|---|---|\n|1|2|";
    const { topic } = await aQuoted(`> [post 1]\n${first.replace(/^/gm, "> ")}\n\nYes.`, first);
    await reply(await aMember(), topic, "> [post 1]\n> See the guide & <b>\n\nAs typed from the page.");

    expect(await htmlOf(topic)).toContain("<table");
    expect(await htmlOf(topic, 3)).toContain('class="pn-quoted"');
  });
});

test.each([
  ["> [post 1]\n> By Tuesday.", "What you quote is not what post 1 says now"],
  ["> [post 7]\n> By Tuesday.", "There is no other post 7 here"],
  ["> [post 3]", "There is no other post 3 here"],
  [Array.from({ length: 21 }, () => "> [post 1]\n").join("\n"), "Quote 20 posts at most"],
])("what is not said there is refused, and nothing is stored: %j", async (body, sentence) => {
  const { topic } = await aQuoted();

  const sent = replyToTopic(ctxFor(await aMember()), { ...aReply(body), topic: topic.code });

  await expect(sent).rejects.toThrow(RefusedTextError);
  await sent.catch((error: RefusedTextError) => expect(error.sentence).toContain(sentence));
  expect((await getTopicPage(systemCtxFor(), topic.code, 1)).posts).toHaveLength(2);
});

test.each(["> Just words", "> [post 1] and more", "```\n> [post 1]\n> words\n```", "a\n\n> > [post 1]"])(
  "a quote that names no post stays as it was typed: %j",
  async (body) => {
    const { topic } = await aQuoted();

    await reply(await aMember(), topic, body);

    expect(await storedPost(topic, 3)).toMatchObject({ bodyMarkdown: body });
    expect(await htmlOf(topic, 3)).not.toContain("pn-quoted");
  },
);

test("the same form sent twice makes one post, with its quotes once", async () => {
  const { topic } = await aQuoted();
  const sent = { ...aReply(`> [post 1]\n> ${WORDS}\n\nYes.`), topic: topic.code };
  const writer = ctxFor(await aMember());

  const [first, second] = [await replyToTopic(writer, sent), await replyToTopic(writer, sent)];

  expect(second).toEqual(first);
  expect(await quotesIn(topic, 3)).toHaveLength(1);
});

test("earlier texts show what they quoted too, and an edit that changes nothing is none", async () => {
  const { topic, writer } = await aQuoted();
  await edit(writer, topic, 2, await typedIn(writer, topic));
  expect(await storedPost(topic, 2)).toMatchObject({ editedAt: null });

  await edit(writer, topic, 2, "> [post 1]\n> The second paragraph.\n\nRather.");

  expect(await htmlOf(topic)).toContain("The second paragraph.");
  expect(await htmlOf(topic)).not.toContain(WORDS);
  const browser = await browserOf(await anAccount({ roles: ["member", "moderator"] } as never));
  expect((await browser.get(`/forum/topics/${topic.code}/posts/2/history`)).html).toContain(WORDS);
});

describe("without script", () => {
  test("“Quote” opens the form with the post’s own words, and one more each time; what cannot be quoted is left out", async () => {
    const { topic } = await aQuoted();
    const browser = await browserOf(await anAccount());

    const page = await browser.get(`/forum/topics/${topic.code}?quote=1&answer=2&quote=9`);

    expect(page.html).toContain(`&gt; [post 1]\n&gt; ${WORDS}\n&gt;\n&gt; The second paragraph.\n\n&gt; [post 2]\n\n</textarea>`);
    expect(page.html).toContain(`/forum/topics/${topic.code}?quote=1&amp;answer=2&amp;quote=9&amp;quote=2#reply`);
  });

  test("whoever may not write there is offered neither", async () => {
    const { topic } = await aQuoted();
    expect((await aVisitor().get(`/forum/topics/${topic.code}`)).html).not.toContain("quote=");
    await lockTopic(ctxFor(await aModerator()), topic.code);
    const browser = await browserOf(await anAccount());
    expect((await browser.get(`/forum/topics/${topic.code}?quote=1`)).html).not.toContain(`> ${WORDS}`);
  });

  test("a comment is quoted under its page, and what is wrong is said beside what was typed", async () => {
    const page = await aCommentedPage({ body: WORDS });
    const browser = await browserOf(await anAccount());
    expect((await browser.get(`/${page.path}?quote=1`)).html).toContain(`&gt; [comment 1]\n&gt; ${WORDS}`);

    await browser.get(`/${page.path}`);
    const refused = await browser.post(`/comments/${page.path}`, aReply("> [comment 1]\n> Not that."));

    expect(refused.status).toBe(400);
    expect(refused.html).toContain("What you quote is not what comment 1 says now");
    expect(refused.html).toContain("&gt; Not that.");
    await comment(await aMember(), page, `> [comment 1]\n> ${WORDS}`);
    expect((await browser.get(`/${page.path}`)).html).toContain('class="pn-quoted"');
  });
});

test("a preview shows quotes as readers get them, and says what cannot be posted so", async () => {
  const { topic, writer } = await aQuoted();
  const preview = (body: string) => previewPost(ctxFor(writer), { body, topic: topic.code, number: null });

  expect(await preview(`> [post 1]\n> ${WORDS}`)).toMatchObject({ html: expect.stringContaining("Quentin Quoted, <a"), problem: null });
  expect(await preview("> [post 1]\n> No")).toMatchObject({ problem: expect.stringContaining("not what post 1 says") });
});

describe("whose post is answered", () => {
  const toldTo = async (who: TestPerson) =>
    [...(await wordNotifications(ctxFor(who), (await listNotifications(ctxFor(who))).rows)).values()].map(({ before }) => before);
  const notifyOf = async (topic: { code: string }, number = 2) =>
    notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, number)).id);
  const mailsTo = async (who: TestPerson) => (await messagesTo(who)).map(({ kind }) => kind);

  test("is told so with the reply, where they watch, and stands above it", async () => {
    const { topic, quoted } = await aQuoted("> [post 1]\n\nYes.");
    await notifyOf(topic);

    expect(await htmlOf(topic)).toMatch(/^<p class="pn-answered">In answer to <a href="[^"]*">post 1<\/a> by Quentin Quoted<\/p>/);
    expect(await toldTo(quoted)).toEqual([expect.stringMatching(/ answered you in$/)]);
    expect(await mailsTo(quoted)).toEqual(["reply-notification"]);
  });

  test("is told once where they do not watch, and not where they muted it", async () => {
    const { topic, quoted } = await aQuoted();
    await watchTopic(ctxFor(quoted), topic.code, "normal");
    await notifyOf(topic);
    await notifyOf(topic);
    expect(await mailsTo(quoted)).toEqual(["quote-notification"]);

    const other = await aQuoted();
    await watchTopic(ctxFor(other.quoted), other.topic.code, "muted");
    await notifyOf(other.topic);
    expect(await mailsTo(other.quoted)).toEqual([]);
  });

  test("is not told of what they may not read any more", async () => {
    const { topic, quoted, writer } = await aQuoted();
    await watchTopic(ctxFor(quoted), topic.code, "normal");
    await notifyOf(topic);
    await removePost(ctxFor(writer), { topic: topic.code, number: 2, why: "" });

    const [mail] = await messagesTo(quoted);
    expect(await quoteNotice.build(systemCtxFor(), mail!)).toEqual({ skip: "no-post-that-they-may-read" });
    expect(await toldTo(quoted)).toEqual([]);
  });
});
