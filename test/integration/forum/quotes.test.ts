import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { forumQuotes } from "#db/schema/forum/posts";
import { persons } from "#db/schema/people";
import { getModeration } from "~/features/forum/moderation/moderations.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { unfoldQuotes } from "~/features/forum/posts/quotes";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { mergeTopic } from "~/features/forum/topics/merge-topic.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { afterGrace, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aCategory, aForumSite, aQuotedTopic, aTopic, latestModeration, QUOTED_WORDS, reply, storedPost } from "../../support/forum";
import { aMember, aNewGroup, type TestPerson } from "../../support/people";
import { searchFor } from "../../support/search";

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
const wordsKept = async (topic: { code: string }) => (await quotesIn(topic)).map(({ bodyMarkdown }) => bodyMarkdown).join();

describe("the words of a post that is quoted", () => {
  test("stand under its author’s name, with a link, and not in the text of whoever quotes them", async () => {
    const { topic } = await aQuotedTopic();

    const html = await htmlOf(topic);
    expect(html).toContain(QUOTED_WORDS);
    expect(html).toContain(`Quentin Quoted, <a href="/forum/topics/${topic.code}#post-1">post 1</a>`);
    expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: "> [post 1]\n\nSo do we." });
  });

  test("follow a renaming", async () => {
    const { topic, quoted } = await aQuotedTopic();
    await testDb().db.update(persons).set({ displayName: "Quincy <b>Renamed" }).where(eq(persons.id, quoted.personId));

    expect(await htmlOf(topic)).toContain("Quincy &lt;b&gt;Renamed, <a");
  });

  test("go where its author edits them out, which is said, and stay where something else is edited", async () => {
    const { topic, quoted } = await aQuotedTopic();
    await edit(quoted, topic, 1, `${QUOTED_WORDS}\n\nAnother second paragraph.`);
    expect(await htmlOf(topic)).toContain(QUOTED_WORDS);

    await edit(quoted, topic, 1, "By Monday.");

    expect(await htmlOf(topic)).not.toContain("Xanadu");
    expect(await htmlOf(topic)).toMatch(/What stood here from .*post 1<\/a> by Quentin Quoted is no longer in it: it was edited since\./);
  });

  test("go with a removal by its author, for good, from every surface and the database", async () => {
    const { topic, quoted, writer } = await aQuotedTopic();
    await reply(quoted, topic, "Bye");

    await removePost(ctxFor(quoted), { topic: topic.code, number: 1, why: "" });

    expect(await htmlOf(topic, 2, writer)).toMatch(/What stood here from .* was removed\.<\/p>\s*<p>So do we/);
    expect(await typedIn(writer, topic)).toBe("> [post 1]\n\nSo do we.");
    expect(JSON.stringify(await searchFor(ctxFor(writer), "Xanadu"))).not.toContain(topic.code);
    expect(await wordsKept(topic)).toBe("");
  });

  test("go with a removal by a moderator, and come back with it", async () => {
    const { topic, quoted, writer } = await aQuotedTopic();
    const moderator = await aModerator();
    await removePost(ctxFor(moderator), { topic: topic.code, number: 1, why: "Rude" });
    expect(await htmlOf(topic)).not.toContain("Xanadu");
    // edited meanwhile, the quote stays
    await edit(writer, topic, 2, `${await typedIn(writer, topic)} Often.`);

    await undoModeration(ctxFor(moderator), (await latestModeration(quoted)).code);

    expect(await htmlOf(topic)).toContain(QUOTED_WORDS);
    expect(await htmlOf(topic)).toContain("So do we. Often.");
  });

  test("are hidden while a moderator looks at it", async () => {
    const { topic } = await aQuotedTopic();
    await reportPost(ctxFor(await aMember()), { topic: topic.code, number: 1, reason: "patient-details", details: "" });

    expect(await htmlOf(topic)).not.toContain("Xanadu");
    expect(await htmlOf(topic)).toContain("is hidden while a moderator looks at it");
  });

  test("stay under “Former member” where the leaver’s posts stay, and are gone where they go", async () => {
    const [stays, goes] = [await aQuotedTopic(), await aQuotedTopic()];
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
    expect(await htmlOf(stays.topic)).toContain(QUOTED_WORDS);
    expect(await htmlOf(goes.topic)).toContain("was removed");
    expect(await wordsKept(stays.topic)).toBe(QUOTED_WORDS);
    expect(await wordsKept(goes.topic)).toBe("");
  });

  test("lose the name of a leaver whom they mention, and are still the post’s", async () => {
    const leaver = await aMember({ fullName: "Wilhelmina Quxby", displayName: "Wilhelmina Quxby" });
    const { topic } = await aQuotedTopic("> [post 1]\n> Ask Wilhelmina Quxby first.\n\nYes.", "Ask Wilhelmina Quxby first.");

    await erasePosts(systemCtxFor(), leaver.personId, "keep");

    expect(await htmlOf(topic)).toContain("Ask former member first.");
  });

  test("are not kept where they hold the name of a leaver whose post stays", async () => {
    const words = "Best wishes, Quentin Quoted";
    const { topic, quoted, writer } = await aQuotedTopic(`> [post 1]\n> ${words}\n\nYes.`, words);
    await erasePosts(systemCtxFor(), quoted.personId, "keep");

    expect(await wordsKept(topic)).toBe("");
    expect(await htmlOf(topic)).toMatch(/^<p class="pn-answered">In answer to /);
    await edit(writer, topic, 2, `${await typedIn(writer, topic)} Often.`);
  });

  test("are not kept where a leaver’s words went out of the post that repeated them, however short", async () => {
    const leaver = await aMember();
    const line = "Jabberwocky rotas are made on Fridays by whoever is in, and then sent round.";
    const { topic } = await aQuotedTopic("Hm", "One");
    await reply(leaver, topic, line);
    await reply(await aMember(), topic, `Indeed:\n\n${line}`);
    await reply(await aMember(), topic, "> [post 4]\n> Jabberwocky rotas\n\nYes. See post 100.\n\n> [post 1]");
    await reply(leaver, topic, "See post 1, and see post 4.");
    await erasePosts(systemCtxFor(), leaver.personId, "delete");

    expect((await quotesIn(topic, 5)).map(({ bodyMarkdown }) => bodyMarkdown).join("")).toBe("");
    expect(await storedPost(topic, 5)).toMatchObject({ bodyMarkdown: "> [post 4]\n\nYes. See post 100.\n\n> [post 1]" });
  });

  test("of several posts stand in one answer, each under its own, in the order in which they were typed", async () => {
    const { topic } = await aQuotedTopic();
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
    const { topic } = await aQuotedTopic(`> [post 1]\n${first.replace(/^/gm, "> ")}\n\nYes.`, first);
    await reply(await aMember(), topic, "> [post 1]\n> See the guide & <b>\n\nAs typed from the page.");

    expect(await htmlOf(topic)).toContain("<table");
    expect(await htmlOf(topic, 3)).toContain('class="pn-quoted"');
  });
});

describe("where the quoted post stands in another topic by now", () => {
  const { visitor } = aForumSite();
  const WORDS = ["Alpha rota.", "Beta rota.", "Gamma rota."];
  /** The fifth post quotes the second and the third; these are split off, where they are the first and the second. */
  async function aSplitTopic() {
    const moderator = await aModerator();
    const quoted = await aMember({ displayName: "Quentin Quoted" });
    const topic = await aTopic({ body: "Zero", audience: "open" });
    for (const words of WORDS) await reply(quoted, topic, words);
    const writer = await aMember();
    await reply(writer, topic, "> [post 2]\n> Alpha rota.\n\nTo the first.\n\n> [post 3]\n> Beta rota.\n\nTo the second.");
    const done = await splitTopic(ctxFor(moderator), { topic: topic.code, posts: [2, 3], title: "The other", why: "Other" });
    if (!done.ok) throw new Error(done.reason);
    return { topic, writer, moderator, own: done.topic };
  }

  test("its words stand under its own link, in their places, for whoever may read it", async () => {
    const { topic, own } = await aSplitTopic();

    const html = await htmlOf(topic, 5);
    expect([...html.matchAll(/(\/forum[^"]*)">post (\d) of another topic<.*\s*<p>(\w+)/g)].map((found) => found.slice(1))).toEqual([
      [`/forum/topics/${own.code}#post-1`, "1", "Alpha"],
      [`/forum/topics/${own.code}#post-2`, "2", "Beta"],
    ]);
  });

  test("an edit keeps both, also where other posts have those numbers, which a new quote names", async () => {
    const { topic, writer, own } = await aSplitTopic();
    const typed = await typedIn(writer, topic, 5);
    expect(typed).toContain("> [post 2]\n> Alpha rota.");
    await edit(writer, topic, 5, `${typed} And more.`);
    expect(await htmlOf(topic, 5)).toContain("Beta rota.");

    const into = await aTopic({ body: "Other first", category: topic.category });
    await reply(await aMember(), into, "Other second");
    await mergeTopic(ctxFor(await aModerator()), { topic: topic.code, into: into.code, why: "Same" });
    await edit(writer, into, 5, `${await typedIn(writer, into, 5)}\n\n> [post 2]\n> Other second\n\nNow.`);

    const html = await htmlOf(into, 5);
    expect([...html.matchAll(/#post-(\d)"/g)].map(([, number]) => number)).toEqual(["1", "2", "2"]);
    expect(html).toContain(`/forum/topics/${own.code}#post-1`);
    expect(html).toContain("Other second");
  });

  test("nothing of it is told to whoever may not read it there, and kept pages follow", async () => {
    const { topic, writer, own } = await aSplitTopic();
    const { slug } = await aNewGroup();
    const category = await aCategory({ audience: { groups: [slug] } });
    const leader = await aMember({ roles: ["moderator"], groups: [slug] });
    const anybody = visitor();
    expect((await anybody.get(`/forum/topics/${topic.code}`)).html).toContain("Alpha rota.");
    const moved = await moveTopic(ctxFor(leader), { topic: own.code, category, why: "For the group", widen: false });
    expect(moved).toMatchObject({ ok: true });

    const { html } = await anybody.get(`/forum/topics/${topic.code}`);
    expect(html).toContain("What stood here was moved.");
    for (const told of ["Alpha rota.", "Quentin", own.code]) expect(html.slice(html.indexOf('id="post-5"'))).not.toContain(told);
    expect(await htmlOf(topic, 5, leader)).toContain("Alpha rota.");
    await edit(writer, topic, 5, `${await typedIn(writer, topic, 5)} Yes.`);
    expect(await htmlOf(topic, 5, leader)).toContain("Alpha rota.");
  });

  test("pages that are kept lose what is removed there", async () => {
    const { topic, own, moderator } = await aSplitTopic();
    const anybody = visitor();
    expect((await anybody.get(`/forum/topics/${topic.code}`)).html).toContain("Alpha rota.");

    await removePost(ctxFor(moderator), { topic: own.code, number: 1, why: "Rude" });

    expect((await anybody.get(`/forum/topics/${topic.code}`)).html).not.toContain("Alpha rota.");
  });
});

test("a page has what its posts quote now, and not what they quoted before", async () => {
  const { topic, writer } = await aQuotedTopic();
  await edit(writer, topic, 2, "> [post 1]\n> The second paragraph.\n\nSo do we.");
  const { quotes } = await getPost(ctxFor(writer), { topic: topic.code, number: 2 });

  expect(quotes.map(({ words }) => words)).toEqual(["The second paragraph."]);
  expect(await quotesIn(topic)).toHaveLength(2);
});

test("an edit that a moderator takes back brings its quotes along", async () => {
  const { topic, writer } = await aQuotedTopic();
  const moderator = await aModerator();
  const address = { topic: topic.code, number: 2 };
  const basedOn = editVersion(await getPost(ctxFor(moderator), address));
  await editPost(ctxFor(moderator), { ...address, body: "Nothing", why: "Rude", basedOn });
  const { code } = await latestModeration(writer);
  expect((await getModeration(ctxFor(writer), code)).original).toContain(`> ${QUOTED_WORDS}`);

  await undoModeration(ctxFor(moderator), code);

  expect(await htmlOf(topic)).toContain(QUOTED_WORDS);
});
