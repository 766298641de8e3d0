import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { findEverywhere } from "~/features/search/search.queries.server";
import { MARK_END, MARK_START } from "~/features/search/search-query";
import type { Actor } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { aPage } from "../../support/content";
import { countQueries, ctxFor, systemCtxFor } from "../../support/context";
import { aCommentedPage, aTopic, reply } from "../../support/forum";
import { aMember, aPerson, visitor } from "../../support/people";

const words = [
  "albatross",
  "bittern",
  "cormorant",
  "dunlin",
  "egret",
  "firecrest",
  "goldeneye",
  "hoopoe",
  "ibis",
  "jackdaw",
  "kestrel",
  "linnet",
];
/** A word that no other test uses. */
const aWord = () => `${words.shift()!}x${Date.now()}`;

const find = (actor: Actor | { actor: Actor }, text: string, page = 1) => findEverywhere(ctxFor(actor), text, page);
const hrefs = async (...args: Parameters<typeof find>) => (await find(...args)).found.map(({ href }) => href);
const marked = (text: string) => `${MARK_START}${text}${MARK_END}`;

test("pages, news, topics by title, posts by text and comments are found, each with its kind, place and date", async () => {
  const word = aWord();
  const member = await aMember();
  const page = await aPage({ title: "Leases", bodyMarkdown: `The ${word} clause.` });
  const article = await aPage({ path: `news/${word}`, title: `News of the ${word}`, audience: "members" });
  const byTitle = await aTopic({ title: `About ${word}`, body: "Something" });
  const byText = await aTopic({ title: "Rota software" });
  const number = await reply(member, byText, `We had ${word} here.`);
  const { comment, path } = await aCommentedPage({ by: member, body: `My ${word} is different.` });

  const { found } = await find(member, word);

  expect(found.map(({ kind, href, audience }) => [kind, href, audience]).sort()).toEqual(
    [
      ["guidance", `/${page}`, "open"],
      ["news", `/${article}`, "members"],
      ["topic", `/forum/topics/${byTitle.code}#post-1`, "members"],
      ["topic", `/forum/topics/${byText.code}#post-${number}`, "members"],
      ["comment", `/${path}#comment-${comment}`, "open"],
    ].sort(),
  );
  expect(found.find(({ kind }) => kind === "topic")!.place).toMatch(/^Category/);
  expect(found.every(({ at }) => at instanceof Date && !Number.isNaN(at.getTime()))).toBe(true);
});

test("what matches is marked in title and excerpt, in any form of the word, and Markdown is left out", async () => {
  const member = await aMember();
  const word = aWord();
  await aTopic({ title: `Renewing ${word} leases`, body: `> **Every ${word} lease** needs [a solicitor](https://example.org/${word}).` });

  const [found] = (await find(member, `${word} lease`)).found;

  expect(found!.title).toBe(`Renewing ${marked(word)} ${marked("leases")}`);
  expect(found!.excerpt).toContain(`Every ${marked(word)} ${marked("lease")} needs a solicitor`);
});

test("a thing is listed once, by its best match", async () => {
  const word = aWord();
  const topic = await aTopic({ title: `The ${word}` });
  for (let number = 0; number < 3; number++) await reply(topic.author, topic, `More of the ${word}`);

  expect(await hrefs(topic.author, word)).toEqual([`/forum/topics/${topic.code}#post-1`]);
});

test("B23: nobody finds what they may not read, not even that it is there", async () => {
  const word = aWord();
  const insider = await aMember({ groups: ["search-insiders"] });
  const audience = { groups: ["search-insiders"] };
  await aPage({ title: `Page ${word}`, audience });
  await aPage({ title: `Members ${word}`, audience: "members", teaser: `A ${word} for members` });
  const topic = await aTopic({ title: `Topic ${word}`, audience, author: insider });
  await reply(insider, topic, `Post ${word}`);
  await aCommentedPage({ by: insider, audience, body: `Comment ${word}` });
  const specialist = await aPerson({ groups: ["search-insiders"] });

  expect((await find(insider, word)).found).toHaveLength(4);
  expect((await find(specialist, word)).found).toHaveLength(3);
  expect((await find(await aMember(), word)).found.map(({ title }) => title)).toEqual([`Members ${marked(word)}`]);
  for (const actor of [visitor, await aPerson(), await aPerson({ groups: ["elsewhere"] })])
    expect(await find(actor, word)).toEqual({ found: [], hasMore: false });
});

test("B23: what was removed, taken down or not published is not found", async () => {
  const word = aWord();
  const member = await aMember();
  const topic = await aTopic({ author: member, title: "Rota software" });
  await removePost(ctxFor(member), { topic: topic.code, number: await reply(member, topic, `Mine ${word}`), why: "" });
  const theirs = await reply(member, topic, `Rude ${word}`);
  await removePost(ctxFor(await aMember({ roles: ["moderator"] })), { topic: topic.code, number: theirs, why: "Rude" });
  const { path } = await aCommentedPage({ by: member, body: `Comment ${word}`, title: `Down ${word}` });
  const { db, now } = systemCtxFor();
  await db.update(contentPages).set({ archivedAt: now }).where(eq(contentPages.path, path));
  const future = await aPage({ title: `Tomorrow ${word}` });
  await db
    .update(contentPages)
    .set({ publishedAt: later(now, DAY) })
    .where(eq(contentPages.path, future));

  expect(await hrefs(member, word)).toEqual([]);
});

test("the texts of an erased person are not found", async () => {
  const word = aWord();
  const leaver = await aMember();
  const topic = await aTopic({ author: leaver, title: `Title ${word}`, body: `Text ${word}` });
  await erasePosts(systemCtxFor(), leaver.personId, "delete");

  const reader = await aMember();
  expect(await hrefs(reader, word)).toEqual([]);
  expect(await hrefs(reader, "removed by its author")).not.toContain(`/forum/topics/${topic.code}#post-1`);
});

test("comments go with their page: narrowed, they are found by its readers alone, under its new title", async () => {
  const word = aWord();
  const { path } = await aCommentedPage({ by: await aMember(), body: `Comment ${word}`, audience: "members" });
  const { db } = systemCtxFor();
  await db.update(contentPages).set({ title: "Another title" }).where(eq(contentPages.path, path));

  expect(await find(await aMember(), word)).toMatchObject({ found: [{ kind: "comment", title: "Another title" }] });
  expect(await hrefs(visitor, word)).toEqual([]);
});

test("the last word may be unfinished", async () => {
  const topic = await aTopic({ title: "Reimbursement of locum costs" });

  expect(await hrefs(topic.author, "locum reimburse")).toContain(`/forum/topics/${topic.code}#post-1`);
  expect(await hrefs(topic.author, "reimb")).toContain(`/forum/topics/${topic.code}#post-1`);
  expect(await hrefs(topic.author, '"reimb"')).not.toContain(`/forum/topics/${topic.code}#post-1`);
});

test("quotes, minus and or mean what they mean elsewhere", async () => {
  const [one, two] = [aWord(), aWord()];
  const both = await aTopic({ title: `${one} precedes ${two}` });
  const single = await aTopic({ title: `${one} alone` });
  const [of, at] = [`/forum/topics/${both.code}#post-1`, `/forum/topics/${single.code}#post-1`];

  expect((await hrefs(both.author, `${one} -${two}`)).sort()).toEqual([at]);
  expect(await hrefs(both.author, `"${two} precedes"`)).toEqual([]);
  expect(await hrefs(both.author, `"precedes ${two}"`)).toEqual([of]);
  expect((await hrefs(both.author, `${two} or alone${one}`)).sort()).toEqual([of]);
});

test.each([
  "-locum",
  "the",
  "of the",
  "-",
  "!",
  "()",
  "''",
  '"',
  ":*",
  "a:*",
  "&|!<->",
  "locum:*A",
  "\\",
  "%",
  "_",
  "'; drop table persons; --",
  "🦡",
  "or",
  "or or",
])("B29: operators and odd signs are words or nothing: %s", async (text) => {
  const member = await aMember();
  expect(Array.isArray((await find(member, text)).found)).toBe(true);
});

test("what excludes only, and what every text holds, finds nothing rather than everything", async () => {
  const topic = await aTopic();

  for (const text of ["-unheardof", "the", "-a -b"]) expect(await find(topic.author, text)).toEqual({ found: [], hasMore: false });
});

test("results are turned by pages, each thing once", async () => {
  const word = aWord();
  const member = await aMember();
  const { category } = await aTopic({ author: member, title: `${word} 0` });
  for (let n = 1; n < 23; n++) await aTopic({ author: member, category, title: `${word} ${n}` });

  const first = await find(member, word, 1);
  const second = await find(member, word, 2);

  expect([first.found.length, first.hasMore, second.found.length, second.hasMore]).toEqual([20, true, 3, false]);
  expect(new Set([...first.found, ...second.found].map(({ href }) => href)).size).toBe(23);
});

test("a search is one statement, whatever it finds", async () => {
  const word = aWord();
  const member = await aMember();
  await aPage({ title: word });
  await aTopic({ title: `${word} topic` });
  const ctx = ctxFor(member);

  expect(await countQueries(() => findEverywhere(ctx, word, 1))).toHaveLength(1);
});
