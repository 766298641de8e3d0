import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { forumAnswers, forumPosts, forumThanks } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { addresses, persons } from "#db/schema/people";
import { jobOutbox } from "#db/schema/platform";
import { claimAddress } from "~/features/consents/claim-address.server";
import { listCategories } from "~/features/forum/categories/categories.queries.server";
import { type WrittenLine, writeHeader, writeLine } from "~/features/forum/moving/forum-format";
import { findPermalink } from "~/features/forum/moving/permalinks.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { attachProvenAddress } from "~/features/people/persons.server";
import { erase } from "~/features/privacy/carry-out-erasures.server";
import { endRecords } from "~/features/privacy/end-records.server";
import { freezePerson } from "~/features/privacy/freeze-person.server";
import { DAY, later } from "~/lib/dates";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { databaseState, tablesThatSay } from "../../support/database-state";
import { aForumSite, dismissReports, reply } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aForumFile, aSmallForum, exportText, importText } from "../../support/moving";
import { aMember, visitor } from "../../support/people";
import { runPortal, startPortal } from "../../support/processes";

const site = aForumSite();
const folder = mkdtempSync(join(tmpdir(), "moving-"));
afterAll(() => rmSync(folder, { recursive: true }));

const db = systemCtxFor().db;

/** The first of its category that the file told of. */
async function storedTopic(mark: string) {
  const [row] = await testDb()
    .db.select({ topic: forumTopics })
    .from(forumTopics)
    .innerJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .where(eq(forumCategories.slug, mark))
    .orderBy(forumTopics.id);
  return row!.topic;
}

const storedPosts = (topicId: string) =>
  testDb().db.select().from(forumPosts).where(eq(forumPosts.topicId, topicId)).orderBy(forumPosts.number);

const personCalled = async (name: string) => (await testDb().db.select().from(persons).where(eq(persons.displayName, name)))[0]!;

test("a forum comes in with its numbers, days, answers, thanks and names, is found, and is news to nobody", async () => {
  const reader = await aMember();
  const now = new Date();
  const lines = aSmallForum("alder").map((line) =>
    line.kind === "post" || line.kind === "topic" ? { ...line, created: later(now, -DAY).toISOString() } : line,
  );
  const before = { mails: await db.$count(messages), told: await db.$count(notifications), jobs: await db.$count(jobOutbox) };
  const report = await importText(aForumFile(...lines), { readers: { alder: "members" } });

  expect(report).toMatchObject({ problems: [], held: [], unread: [], already: 0 });
  expect(report.made).toEqual({
    category: 1,
    person: 2,
    members: 0,
    topic: 1,
    post: 2,
    thanks: 1,
    answer: 1,
    poll: 0,
    permalink: 1,
    tag: 0,
    attachments: 0,
    files: 0,
  });
  const topic = await storedTopic("alder");
  expect(topic).toMatchObject({ title: "Question alder", lastPostNumber: 4, importedNumber: 4 });
  expect((await storedPosts(topic.id)).map(({ number, removedBy, bodyHtml }) => [number, removedBy, bodyHtml])).toEqual([
    [1, null, "<p>How do you do <strong>alder</strong>?</p>"],
    [2, "moderator", ""],
    [3, "moderator", ""],
    [4, null, "<p>Like this, alder.</p>"],
  ]);
  const shown = await getTopicPage(ctxFor(reader), topic.code, 1);
  expect(shown.posts.map(({ author }) => author.name)).toEqual(["Asta alder", "Former member", "Former member", "Birk alder"]);
  expect(shown.answer?.number).toBe(4);
  expect(shown.posts[3]).toMatchObject({ isAnswer: true, thanks: 1, editedBy: "author", createdAt: later(now, -DAY) });
  const mine = (await listCategories(ctxFor(reader))).find(({ slug }) => slug === "alder");
  expect(mine?.unreadTopics).toBe(0);
  expect({ mails: await db.$count(messages), told: await db.$count(notifications), jobs: await db.$count(jobOutbox) }).toEqual(before);

  const nobodys: WrittenLine = { kind: "post", topic: "alder/t1", number: 5, author: null, created: now.toISOString(), body: "By nobody" };
  expect((await importText(aForumFile(...lines, nobodys), { readers: { alder: "members" } })).made).toMatchObject({ topic: 0, post: 1 });
  const posts = (await getTopicPage(ctxFor(reader), topic.code, 1)).posts;
  expect(posts.map(({ mayThank }) => mayThank)).toEqual([true, false, false, true, false]);
  expect((await listCategories(ctxFor(reader))).find(({ slug }) => slug === "alder")?.unreadTopics).toBe(0);

  await reply(reader, topic, "And another");
  expect((await listCategories(ctxFor(await aMember()))).find(({ slug }) => slug === "alder")?.unreadTopics).toBe(1);
});

test("a dry run says the same and changes nothing", async () => {
  const file = aForumFile(...aSmallForum("birch", { body: "Mrs Edith Example, born 03/04/1950, NHS number 943 476 5919" }));
  const before = await databaseState({ bookkeeping: true });
  const dry = await importText(file, { isDryRun: true });
  expect(await databaseState({ bookkeeping: true })).toEqual(before);
  expect(dry.made).toMatchObject({ category: 1, person: 2, topic: 1, post: 2, thanks: 1, answer: 1, permalink: 1 });
  expect(dry).toMatchObject({ unread: ["birch"], held: [{ line: 6, what: expect.stringContaining("identify a patient") }] });
  const { made, held } = await importText(file);
  expect({ made, held }).toEqual({ made: dry.made, held: dry.held });
});

test("who reads a category is said for it; of one without that nobody reads, nor does its old address lead anywhere", async () => {
  const [member, watcher] = [await aMember(), await aMember({ groups: ["cedar-group"] })];
  const { unread } = await importText(aForumFile(...aSmallForum("cedar"), ...aSmallForum("cypress")), {
    readers: { cypress: { groups: ["cedar-group"] } },
  });
  expect(unread).toEqual(["cedar"]);
  for (const [person, mark, reads] of [
    [member, "cedar", false],
    [watcher, "cedar", false],
    [member, "cypress", false],
    [watcher, "cypress", true],
  ] as const) {
    const { code } = await storedTopic(mark);
    const leadsTo = await findPermalink(ctxFor(person), `/${mark}/12`);
    expect([leadsTo?.includes(code) ?? false, (await listCategories(ctxFor(person))).some(({ slug }) => slug === mark)]).toEqual([
      reads,
      reads,
    ]);
  }
});

test("an old address leads to the topic or its post, whatever words stand in it; what is not for its reader answers as what never was", async () => {
  await importText(aForumFile(...aSmallForum("topic")), { readers: { topic: "members" } });
  const topic = await storedTopic("topic");
  const member = await site.aMemberBrowser();
  for (const [path, leadsTo] of [
    ["/topic/12", `/forum/topics/${topic.code}-question-topic`],
    ["/topic/words-that-were-its-title/12", `/forum/topics/${topic.code}-question-topic`],
    ["/topic/words-that-were-its-title/12/4", `/forum/topics/${topic.code}#post-4`],
  ] as const) {
    const answer = await member.get(path);
    expect([answer.status, answer.location], path).toEqual([301, leadsTo]);
    const refused = await site.visitor().get(path);
    const absent = await site.visitor().get(path.replace("12", "99"));
    expect([refused.status, refused.location, refused.html.replaceAll("12", "99")]).toEqual([404, null, absent.html]);
  }
});

test("what may identify a patient is hidden, in its title too, until a moderator has looked, and hides nothing else from them", async () => {
  const moderator = await aMember({ roles: ["moderator"] });
  const body = "Mrs Edith Example, born 03/04/1950, NHS number 943 476 5919";
  const report = await importText(aForumFile(...aSmallForum("elder", { body })), { readers: { elder: "open" } });
  expect([report.heldCount, report.held]).toEqual([1, [{ line: 6, what: expect.any(String) }]]);
  const { code } = await storedTopic("elder");
  const hidden = await getTopicPage(ctxFor(visitor), code, 1);
  expect([hidden.topic.title, hidden.posts[0]?.isHidden, hidden.posts[0]?.bodyHtml]).toEqual([
    "[hidden while a moderator looks at it]",
    true,
    "",
  ]);
  expect(await exportText()).not.toContain("Edith");
  await dismissReports(ctxFor(moderator), { topic: code, number: 1 });
  expect((await getTopicPage(ctxFor(visitor), code, 1)).posts[0]?.bodyHtml).toContain("Edith");
});

test("posts are those of whoever has an account under the address; of nobody who only gave it for a newsletter", async () => {
  const member = await anAccount();
  const { personId: subscriber } = await attachProvenAddress(systemCtxFor(), {
    canonical: "reader@fir.example",
    source: "newsletter-signup",
  });
  const lines = aSmallForum("fir", { email: member.email.toUpperCase() }).map((line) =>
    line.kind === "person" && line.key === "fir/u2" ? { ...line, email: "reader@fir.example" } : line,
  );
  const report = await importText(aForumFile(...lines), { readers: { fir: "members" } });
  expect([report.made.members, report.problems]).toEqual([
    1,
    [{ line: 4, what: "email: held by somebody without an account here; kept without it" }],
  ]);
  const [first, , , last] = await storedPosts((await storedTopic("fir")).id);
  expect(first?.authorId).toBe(member.personId);
  expect([last?.authorId === subscriber, last?.authorId]).toEqual([false, (await personCalled("Birk fir")).id]);
});

test("an address that a moved forum said is nobody's until its owner proves it; then what they wrote is theirs", async () => {
  await importText(aForumFile(...aSmallForum("gorse")), { readers: { gorse: "members" } });
  const { id } = await personCalled("Birk gorse");
  const { code } = (await runPortal(["export-person", "birk@gorse.example"])) as { code: number };
  expect(code).toBe(1);
  const proven = await attachProvenAddress(systemCtxFor(), { canonical: "birk@gorse.example", source: "newsletter-signup" });
  expect(proven.personId).toBe(id);
  const [address] = await db.select().from(addresses).where(eq(addresses.canonical, "birk@gorse.example"));
  expect([address?.isPrimary, address?.verifiedAt !== null]).toEqual([true, true]);
  const copy = await runPortal(["export-person", "birk@gorse.example", "--json"]);
  expect(JSON.parse(copy.output)).toMatchObject({ ok: true });
});

test("whoever has an account already and proves it has one record more, which their copy and their erasure go through", async () => {
  await importText(aForumFile(...aSmallForum("hazel")), { readers: { hazel: "members" } });
  const { id } = await personCalled("Birk hazel");
  const owner = await anAccount();
  const claimed = await claimAddress(systemCtxFor(), { personId: owner.personId, canonical: "birk@hazel.example", source: "account" });
  expect(claimed.ok).toBe(true);
  expect((await db.select().from(persons).where(eq(persons.id, id)))[0]?.mergedInto).toBe(owner.personId);
  const again = await importText(aForumFile(...aSmallForum("hazel")), { readers: { hazel: "members" } });
  expect(again.made).toMatchObject({ person: 0, post: 0 });
});

test("erasing somebody who was moved in takes their words, name and address, and moving in again brings none of it back", async () => {
  const mark = "kanarienvogelholly";
  const lines = aSmallForum("holly", { body: `Words of ${mark}`, title: `Title of ${mark}`, email: `${mark}@test.example` }).map((line) =>
    line.kind === "person" && line.key === "holly/u1" ? { ...line, name: `Asta ${mark}` } : line,
  );
  const readers = { holly: "members" } as const;
  await importText(aForumFile(...lines), { readers });
  const { id } = await personCalled(`Asta ${mark}`);
  const frozen = await freezePerson(systemCtxFor(), id, "delete");
  if (!frozen.ok) throw new Error(frozen.reason);
  await erase(systemCtxFor(), frozen.erasureId);
  expect(await tablesThatSay(mark)).toEqual([]);

  const further: WrittenLine = {
    kind: "post",
    topic: "holly/t1",
    number: 5,
    author: "holly/u1",
    created: "2021-03-07T10:00:00.000Z",
    body: mark,
  };
  const report = await importText(aForumFile(...lines, further), { readers });
  expect(report).toMatchObject({ made: { person: 0, topic: 0, post: 1, thanks: 0 } });
  expect(await tablesThatSay(mark)).toEqual([]);
});

test("the name of whoever does not come back goes after the time after which any record ends", async () => {
  await importText(aForumFile(...aSmallForum("iris")), { readers: { iris: "members" } });
  const { id } = await personCalled("Birk iris");
  for (const days of [155, 163, 171, 205]) await endRecords(systemCtxFor(later(new Date(), days * DAY)));
  const [left] = await db.execute(sql`select count(*)::int as count from privacy_erasures where person_id = ${id}`);
  expect(left?.count).toBe(1);
});

test("lines that cannot be right are told by their number, and the rest comes in", async () => {
  const [category, asta, birk, topic, first, second, thanks, answer, permalink] = aSmallForum("juniper");
  const place = { topic: "juniper/t1" };
  const at = "2021-03-06T09:00:00.000Z";
  const file = [
    aForumFile(
      category!,
      { ...asta!, name: "Practice Network Administrator" } as WrittenLine,
      { ...birk!, email: "birk at home" } as WrittenLine,
    ),
    "{ not json\n",
    '{"kind":"emoji"}\n',
    ...[topic!, { ...first!, created: "yesterday" } as WrittenLine].map(writeLine),
    ...[{ ...topic!, key: "juniper/t2", author: "juniper/u9" } as WrittenLine, { ...first!, topic: "juniper/t2" } as WrittenLine].map(
      writeLine,
    ),
    ...[topic!, first!, second!, thanks!, answer!].map(writeLine),
    ...[
      { kind: "post", ...place, number: 5, author: null, created: at, body: "   " },
      { kind: "post", ...place, number: 6, author: null, created: "2999-01-01T10:00:00.000Z", body: "From far" },
      { kind: "post", ...place, number: 99_999, author: null, created: at, body: "Far off" },
      { kind: "thanks", ...place, number: 4, by: "juniper/u2", at },
      { kind: "answer", ...place, number: 1, by: "juniper/u2", at },
      { kind: "permalink", path: "/only-words", topic: "juniper/t1" },
      permalink!,
    ].map((line) => writeLine(line as WrittenLine)),
  ].join("");
  const { problems, made } = await importText(file, { readers: { juniper: "members" } });
  expect(problems.map(({ line, what }) => `${line} ${what}`)).toEqual([
    "3 name: reads as staff or as the site; kept without it",
    "4 email: is no address; kept without it",
    "5 is no JSON",
    "6 kind: is of no kind that there is",
    "7 its first post has to follow",
    "8 created: Invalid ISO datetime",
    "9 there is no person juniper/u9",
    "10 there is no topic juniper/t2",
    "16 body: is empty",
    "17 a moment of it is yet to come, or before 1990",
    "18 after post 4 comes 99999",
    "19 thanks for a post of nobody's, or of one's own, or by nobody: left out",
    "20 there is no reply 1 of topic juniper/t1 of this file that could be its answer",
    "21 path: has no number after its first word",
  ]);
  expect(made).toMatchObject({ category: 1, person: 2, topic: 1, post: 2, thanks: 1, answer: 1, permalink: 1 });
});

test("a category whose address is taken is only filled when that is said", async () => {
  await importText(aForumFile(...aSmallForum("kale")), { readers: { kale: "members" } });
  const others = aSmallForum("kale").map((line) => JSON.parse(JSON.stringify(line).replaceAll("kale/", "other/")));
  await ownerDb().sql`delete from forum_imports where kind = 'category' and key = 'kale'`;
  expect((await importText(aForumFile(...others))).problems[0]?.what).toBe(
    "category kale is here already: say --readers kale=existing, or give it another key",
  );
  expect((await importText(aForumFile(...others), { readers: { kale: "existing" } })).made).toMatchObject({
    category: 0,
    topic: 1,
    post: 2,
  });
});

test("two forums with the same keys are two: nothing of one is taken for the other's, and an address of both leads to the first's", async () => {
  const lines = aSmallForum("laurel", { email: "asta@laurel.example" });
  const other = lines.map(
    (line): WrittenLine =>
      line.kind === "person"
        ? { ...line, name: `Other ${line.key}`, email: null }
        : line.kind === "post"
          ? { ...line, body: `Of the other ${line.number}` }
          : line,
  );
  const readers = { laurel: "members" } as const;
  await importText(aForumFile(...lines), { readers });
  const second = [writeHeader("another"), ...other.map(writeLine)].join("");
  expect((await importText(second, { readers })).problems.map(({ line, what }) => `${line} ${what}`)).toEqual([
    "2 category laurel is here already: say --readers laurel=existing, or give it another key",
    "5 there is no category laurel of this file",
    "6 there is no topic laurel/t1",
    "7 there is no topic laurel/t1",
    "8 there is no post 4 of topic laurel/t1 of this file",
    "9 there is no reply 4 of topic laurel/t1 of this file that could be its answer",
    "10 there is no topic laurel/t1",
  ]);
  const filled = await importText(second, { readers: { laurel: "existing" } });
  expect(filled.made).toMatchObject({ person: 0, topic: 1, post: 2, thanks: 1, answer: 1, permalink: 0 });
  expect(filled.problems).toEqual([{ line: 10, what: "/laurel/12 leads to another topic here already" }]);
  const written = await testDb()
    .sql`select p.body_markdown as text, a.display_name as name from forum_posts p join persons a on a.id = p.author_id
    where a.display_name like '%laurel%' order by 2`;
  expect(written.map(({ text, name }) => [name, text])).toEqual([
    ["Asta laurel", "How do you do **laurel**?"],
    ["Birk laurel", "Like this, laurel."],
    ["Other laurel/u1", "Of the other 1"],
    ["Other laurel/u2", "Of the other 4"],
  ]);
});

test("an import that was killed in the middle goes on when it is begun again, and brings nothing twice", async () => {
  const topics = Array.from({ length: 1500 }, (_, at): WrittenLine[] => {
    const topic = `larch/t${at + 100}`;
    const by = { author: "larch/u1", created: "2020-01-01T10:00:00.000Z" };
    return [
      { kind: "topic", key: topic, category: "larch", title: `Topic ${at}`, ...by },
      { kind: "post", topic, number: 1, ...by, body: `First of ${at}` },
      { kind: "post", topic, number: 2, ...by, body: `Second of ${at}` },
    ];
  }).flat();
  const path = join(folder, "larch.jsonl");
  writeFileSync(path, aForumFile(...aSmallForum("larch"), ...topics));
  const count = async () =>
    Number((await testDb().sql`select count(*) from forum_posts where body_markdown ~ '^(First|Second) of '`)[0]!.count);

  const killed = startPortal(["import-forum", path, "--readers", "larch=members"]);
  await expect.poll(count).toBeGreaterThan(100);
  expect(await killed.end("SIGKILL")).toBe("SIGKILL");
  const came = await count();
  expect([came > 0, came < 3000]).toEqual([true, true]);

  const { code, output } = await runPortal(["import-forum", path, "--readers", "larch=members", "--json"]);
  expect([code, JSON.parse(output)]).toMatchObject([0, { ok: true, problems: [] }]);
  expect(await count()).toBe(3000);
  expect(await db.$count(forumTopics, sql`${forumTopics.title} ~ '^Topic [0-9]+$'`)).toBe(1500);
  expect(await db.$count(persons, eq(persons.displayName, "Asta larch"))).toBe(1);
  const { id } = await storedTopic("larch");
  expect([
    await db.$count(forumThanks, sql`post_id in (select id from forum_posts where topic_id = ${id})`),
    await db.$count(forumAnswers, eq(forumAnswers.topicId, id)),
  ]).toEqual([1, 1]);
});

test("the command says what came of it: 0 done, 1 with lines that are wrong, 2 what it does not understand", async () => {
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const good = file("good.jsonl", aForumFile(...aSmallForum("maple")));
  const bad = file("bad.jsonl", `${aForumFile(...aSmallForum("nettle"))}nonsense\n`);
  const none = file("none.jsonl", "a,b,c\n");
  for (const [args, code, says] of [
    [["import-forum", good, "--dry-run"], 0, "nothing was changed"],
    [["import-forum", bad, "--readers=nettle=members"], 1, "line 11: is no JSON"],
    [["import-forum", none], 2, "is no forum in our format"],
    [["import-forum", good, "--readers=maple=everybody"], 2, "says no readers"],
    [["import-forum", join(folder, "absent")], 1, "There is no file"],
    [["import-forum", good, "--readers=maple=groups:absent"], 1, "There is no such group"],
    [["export-forum", good, "--name=here"], 1, "is there already"],
    [["export-forum", good, "--name=Not this"], 2, "--name is"],
    [["convert-forum", "nodebb", good, join(folder, "nowhere")], 2, "name"],
  ] as const) {
    const result = await runPortal([...args]);
    expect([result.code, result.output], args.join(" ")).toEqual([code, expect.stringContaining(says)]);
  }
  const out = join(folder, "out.jsonl");
  const { code, output } = await runPortal(["export-forum", out, "--name=here", "--json"]);
  expect([code, JSON.parse(output).ok]).toEqual([0, true]);
});

test.each([
  [
    "discourse",
    "test/support/forums/discourse.sql",
    { category: 2, tag: 2, person: 3, topic: 2, post: 9, thanks: 1, answer: 1, permalink: 2 },
    "/t/any-words/12/3",
    { "cold-chain": 1, equipment: 1 },
  ],
  [
    "nodebb",
    "test/support/forums/nodebb.jsonl",
    { category: 2, tag: 2, person: 3, topic: 2, post: 6, thanks: 1, answer: 0, permalink: 8 },
    "/post/12",
    { fridges: 2, "cold-chain-more": 1 },
  ],
] as const)("a forum of %s is converted, and comes in whole", async (forum, source, made, address, tags) => {
  const path = join(folder, `${forum}.jsonl`);
  const converted = await runPortal(["convert-forum", forum, source, path, "--name", `old.${forum}`, "--json"]);
  expect([converted.code, JSON.parse(converted.output).ok]).toEqual([0, true]);
  const { code, output } = await runPortal(["import-forum", path, "--json"]);
  expect([code, JSON.parse(output)]).toMatchObject([0, { ok: true, made, problems: [], held: [] }]);
  expect(await findPermalink(systemCtxFor(), address)).toMatch(/#post-3$/);
  const tagged = await testDb().sql`select slug, count(*)::int as topics from forum_tags join forum_topic_tags on tag_id = id
    where slug = any(${Object.keys(tags)}) group by slug`;
  expect(Object.fromEntries(tagged.map(({ slug, topics }) => [slug, topics]))).toEqual(tags);
  expect((await runPortal(["convert-forum", forum, path, join(folder, `${forum}-2`), "--name=old"])).code).toBe(2);
});
