import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { SEARCH_CANDIDATES } from "~/features/people/search-row";
import { MARK_END, MARK_START } from "~/features/search/places";
import type { Actor } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { aPage } from "../../support/content";
import { countQueries, ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import { aCommentedPage, aTopic, reply } from "../../support/forum";
import { aMember, aPerson, visitor } from "../../support/people";
import { searchFor } from "../../support/search";

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

const find = (actor: Actor | { actor: Actor }, text: string, more?: Parameters<typeof searchFor>[2]) =>
  searchFor(ctxFor(actor), text, more);
const hrefs = async (...args: Parameters<typeof find>) => (await find(...args)).found.map(({ href }) => href);
const marked = (text: string) => `${MARK_START}${text}${MARK_END}`;

test("a line that stands for something else is no word of its page, in code neither; the title of a block is", async () => {
  const word = aWord();
  const body = `::topics ${word}-one 5\n\n:::warning ${word} Title\nIts words.\n:::\n\n\`\`\`\n::snippet ${word}-two\n\`\`\``;
  const page = await aPage({ title: "Rooms", bodyMarkdown: body });
  for (const words of [`${word}-one`, `${word}-two`, `warning ${word}`]) expect(await hrefs(visitor, words)).toEqual([]);
  const { found } = await find(visitor, word);
  expect(found.map(({ href }) => href)).toEqual([`/${page}`]);
  expect(found[0]!.excerpt).toContain("Its words.");
  expect(found[0]!.excerpt).not.toMatch(/::|-one|-two|warning/);
});

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
    expect(await find(actor, word)).toMatchObject({ found: [], next: null });
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

  for (const text of ["-unheardof", "the", "-a -b"]) expect(await find(topic.author, text)).toMatchObject({ found: [], next: null });
});

test("results are turned by pages, each thing once", async () => {
  const word = aWord();
  const member = await aMember();
  const { category } = await aTopic({ author: member, title: `${word} 0` });
  for (let n = 1; n < 23; n++) await aTopic({ author: member, category, title: `${word} ${n}` });

  for (const order of ["best", "newest"]) {
    const first = await find(member, word, { order });
    const second = await find(member, word, { order, after: first.next });

    expect([first.found.length, second.found.length, second.next]).toEqual([20, 3, null]);
    expect(new Set([...first.found, ...second.found].map(({ href }) => href)).size).toBe(23);
  }
});

test("what was found takes two statements, however much it is, and one more where the database knows nothing of its words yet", async () => {
  const word = aWord();
  const member = await aMember();
  await aPage({ title: word });
  await aTopic({ title: `${word} topic` });
  const ctx = ctxFor(member);

  expect(await countQueries(() => searchFor(ctx, word))).toHaveLength(3);
  await ownerDb().sql`analyze forum_posts, forum_topics, content_pages`;
  expect(await countQueries(() => searchFor(ctx, word))).toHaveLength(2);
});

const lookUp = (actor: Actor | { actor: Actor }, text: string, more?: Parameters<typeof searchFor>[2]) =>
  find(actor, text, { isExact: false, ...more });

test.each([
  ["recption", "reception"],
  ["receptionits", "receptionist"],
  ["recepiton hours", "reception hours"],
  ["recetion huors", "reception hours"],
  ["Recption", "reception"],
  ["maintainance", "maintenance"],
  ["huors maintainance", "hours maintenance"],
  ["imunisaton", "immunisation"],
  ["réception-desk", null],
  ['"recption hours"', null],
  ["recption -hours", null],
  ["rec", null],
])("a word typed wrongly is taken for the one that was meant: %s", async (typed, meant) => {
  const member = await aMember();
  await aTopic({
    author: member,
    title: "Reception hours",
    body: "Our receptionist keeps the maintenance book, and the immunisation list.",
  });

  expect((await lookUp(member, typed)).corrected).toBe(meant);
});

test("the word that was meant is spelled as it is where it was found, and searched for exactly when asked to", async () => {
  const member = await aMember();
  await aTopic({ author: member, title: "Wheelchair ramps", body: "Wheelchair ramps are grants, the wheelchair fund says." });

  expect(await lookUp(member, "wheelchiar ramps")).toMatchObject({
    corrected: "wheelchair ramps",
    found: [{ title: `${marked("Wheelchair")} ${marked("ramps")}` }],
  });
  expect(await lookUp(member, "wheelchiar ramps", { isExact: true })).toMatchObject({ corrected: null, found: [], alone: ["ramps"] });
});

test("a made-up word is not shown because it has the stem of a word; what was meant is offered where it is found alone", async () => {
  const member = await aMember();
  await aTopic({ author: member, title: "Ptarmigan reputation", body: "Nothing else" });
  await aTopic({ author: member, title: "The lobby", body: "Reception is closed" });

  expect(await lookUp(member, "repoution")).toMatchObject({ corrected: null, found: [], alone: [] });
  expect(await lookUp(member, "ptarmigan recpetion")).toMatchObject({ corrected: null, found: [], alone: ["ptarmigan", "reception"] });
});

test("B23: no suggestion shows a word that stands only in what the reader may not read", async () => {
  const insider = await aMember({ groups: ["spelling-insiders"] });
  await aTopic({ author: insider, audience: { groups: ["spelling-insiders"] }, title: "The nuthatch plan", body: "Nuthatch" });
  await aPage({ title: "Goldcrest", audience: { groups: ["spelling-insiders"] } });

  for (const typed of ["nuthacth", "nuthatchh", "goldcest", "nuthacth goldcest"]) {
    if (!typed.includes(" ")) expect((await lookUp(insider, typed)).found).toHaveLength(1);
    for (const actor of [visitor, await aMember(), await aPerson({ groups: ["elsewhere"] })])
      expect(await lookUp(actor, typed)).toMatchObject({ corrected: null, found: [], alone: [] });
  }
});

test("a word that nobody wrote any more is suggested to nobody", async () => {
  const leaver = await aMember();
  const reader = await aMember();
  await aTopic({ author: leaver, title: "My treecreeper", body: "Treecreeper Wagstaffe" });
  expect((await lookUp(reader, "wagtsaffe")).corrected).toBe("wagstaffe");

  await erasePosts(systemCtxFor(), leaver.personId, "delete");
  expect(await lookUp(reader, "wagtsaffe")).toMatchObject({ corrected: null, found: [] });
});

test("a title and the first post under it are found by what they say together", async () => {
  const word = aWord();
  const topic = await aTopic({ title: `About ${word}`, body: "The boiler is cold" });
  await reply(topic.author, topic, "A plumber came");

  expect(await hrefs(topic.author, `${word} boiler`)).toEqual([`/forum/topics/${topic.code}#post-1`]);
  expect(await hrefs(topic.author, `${word} -boiler`)).toEqual([`/forum/topics/${topic.code}#post-1`]);
  expect(await hrefs(topic.author, `${word} windmill`)).toEqual([]);
});

test("what is found is narrowed by kind, place, author and date", async () => {
  const word = aWord();
  const author = await aMember({ fullName: "Siân O’Brien" });
  const long = new Date(Date.now() - 800 * DAY);
  const guide = await aPage({ path: `guidance/${word}`, title: word });
  await aPage({ path: `guidance/${word}/below`, title: `${word} below` });
  const article = await aPage({ path: `news/${word}`, title: word });
  const old = await aTopic({ author, title: word, now: long });
  const other = await aTopic({ title: `${word} again` });
  const { path, comment } = await aCommentedPage({ path: `guidance/${word}/commented`, body: word, title: "Plain" });
  const [topics, comments] = [[old, other].map(({ code }) => `/forum/topics/${code}#post-1`), [`/${path}#comment-${comment}`]];
  const guides = [`/${guide}`, `/${guide}/below`];

  const narrowed = async (more: Parameters<typeof searchFor>[2]) => (await hrefs(author, word, more)).sort();
  expect(await narrowed({})).toEqual([...guides, `/${article}`, ...topics, ...comments].sort());
  expect(await narrowed({ kind: "guidance" })).toEqual(guides);
  expect(await narrowed({ kind: "news" })).toEqual([`/${article}`]);
  expect(await narrowed({ kind: "topic" })).toEqual([...topics].sort());
  expect(await narrowed({ kind: "comment" })).toEqual(comments);
  expect(await narrowed({ in: `guidance/${word}` })).toEqual([...guides, ...comments].sort());
  expect(await narrowed({ in: `forum/${other.category}` })).toEqual([topics[1]]);
  expect(await narrowed({ in: "forum/nowhere" })).toEqual([]);
  for (const by of ["sian o'brien", "SIAN", "Sían"]) expect([by, await narrowed({ by })]).toEqual([by, [topics[0]]]);
  expect(await narrowed({ by: "siam" })).toEqual([]);
  expect(await narrowed({ by: "siân o'brien" })).toEqual([topics[0]]);
  expect(await narrowed({ by: "O’BRIEN", kind: "news" })).toEqual([]);
  expect(await narrowed({ when: "older" })).toEqual([topics[0]]);
  expect(await narrowed({ when: "week" })).toHaveLength(5);
  expect((await find(author, word, { order: "newest" })).found.at(-1)!.href).toBe(topics[0]);
});

test("of more people of one name than are looked for, those called just so come first, whatever accents either has", async () => {
  const [word, name] = [aWord(), aWord()];
  const others: Awaited<ReturnType<typeof aMember>>[] = [];
  for (let other = 0; other < 50; other++) others.push(await aMember({ fullName: `Zo${name}ra Zoë${name}` }));
  const author = await aMember({ fullName: `Zoë${name}` });
  const topic = await aTopic({ author, title: word });
  const last = await aMember({ fullName: `Mazoe${name}` });
  const code = (await aTopic({ author: last, title: word })).code;
  const both = [code, topic.code].map((each) => `/forum/topics/${each}#post-1`);

  // those who never wrote anything are not looked for
  for (const by of [`zoe${name}`, `Zoé${name}`]) {
    const answer = await find(author, word, { by, order: "newest" });
    expect([answer.found.map(({ href }) => href), answer.isPartial]).toEqual([both, false]);
  }
  for (const other of others) await reply(other, topic, "Something else");
  for (const by of [`zoe${name}`, `Zoé${name}`]) {
    const answer = await find(author, word, { by });
    expect([answer.found.map(({ href }) => href), answer.isPartial]).toEqual([[both[1]], true]);
  }
  const asked = await countQueries(() => searchFor(ctxFor(author), "nothingg of this", { by: name, isExact: false }));
  expect(asked.filter((statement) => statement.includes("strpos("))).toHaveLength(1);
});

test("a list of results says when more was found than is looked at", async () => {
  const [word, reader] = [aWord(), await aMember()];
  const topic = await aTopic({ title: "Long" });
  const add = (from: number, count: number) =>
    ownerDb()
      .sql`insert into forum_posts (id, topic_id, number, author_id, body_markdown, body_html, renderer_version, submission_id, created_at)
      select gen_random_uuid(), t.id, n, t.author_id, ${word}, '', 1, gen_random_uuid(), now() from forum_topics t, generate_series(${from}::int, ${from + count - 1}::int) n where t.code = ${topic.code}`;

  await add(2, SEARCH_CANDIDATES - 1);
  expect(await searchFor(ctxFor(reader), word)).toMatchObject({ isPartial: false, found: [{ kind: "topic" }] });
  await add(SEARCH_CANDIDATES + 1, 1);
  expect(await searchFor(ctxFor(reader), word)).toMatchObject({ isPartial: true });
});

test("PMN-9: nobody is found by the name of somebody whose data is restricted", async () => {
  const word = aWord();
  const author = await aMember({ fullName: "Restricted Redpoll" });
  await aTopic({ author, title: word });
  const reader = await aMember();
  expect(await hrefs(reader, word, { by: "Redpoll" })).toHaveLength(1);

  await ownerDb().sql`update persons set restricted_at = now(), restricted_why = 'asked' where id = ${author.personId}`;
  expect(await hrefs(reader, word, { by: "Redpoll" })).toEqual([]);
});

test.each(["1-2_page:x", "9999999999999-1e-99_topic:x", "1-999999999999_topic:x", "1-1e999_page:x", "x", "-", "1-0.1_topic:'"])(
  "B29: a place in the list that is none does no harm: %s",
  async (after) => {
    for (const order of ["", "newest"]) expect(Array.isArray((await find(visitor, "rota", { after, order })).found)).toBe(true);
  },
);

test("common words are said to be left out, and to find nothing alone", async () => {
  const word = aWord();
  const topic = await aTopic({ title: `The ${word}` });

  expect(await find(topic.author, `the ${word} it`)).toMatchObject({ leftOut: ["the", "it"], isTooCommon: false, found: [{}] });
  expect(await find(topic.author, "IT")).toMatchObject({ leftOut: ["IT"], isTooCommon: true, found: [] });
});
