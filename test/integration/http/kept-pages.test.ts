import { once } from "node:events";
import { connect } from "node:net";
import { eq } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { persons } from "#db/schema/people";
import { settings } from "#db/schema/settings";
import { changeAudience } from "~/features/content/pages/change-audience.server";
import { movePage } from "~/features/content/pages/move-page.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { carryOutPlans } from "~/features/content/publishing/carry-out-plans.server";
import { planPage } from "~/features/content/publishing/plan-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { changeCategory } from "~/features/forum/categories/change-category.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { markAnswer, takeAnswerBack } from "~/features/forum/posts/mark-answer.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { mergeTopic } from "~/features/forum/topics/merge-topic.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { pinTopic } from "~/features/forum/topics/pin-topic.server";
import { retitleTopic } from "~/features/forum/topics/retitle-topic.server";
import { setTopicDates } from "~/features/forum/topics/set-topic-dates.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { takeOutIssue } from "~/features/newsletters/issues/take-out-issue.server";
import { carryOutErasures } from "~/features/privacy/carry-out-erasures.server";
import { freezePerson } from "~/features/privacy/freeze-person.server";
import { KEPT_ROUTES } from "~/http/kept-pages/kept-routes";
import { DAY, later } from "~/lib/dates";
import { forgetPageChanges, readPageChanges } from "~/lib/page-changes.server";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { aCategory, aCommentedPage, aTag, aTopic, comment, reply, type TestTopic, tagged } from "../../support/forum";
import { type Answer, anAccount, aSite, enter, type Site, startSite } from "../../support/http";
import { aNewsletter, anEndedIssue } from "../../support/newsletters";
import { aMember, type TestPerson } from "../../support/people";

let site: Site;
let topic: TestTopic;
let dated: TestTopic;
let page: Awaited<ReturnType<typeof aCommentedPage>>;
let issue: { code: string; slug: string };
let moderator: TestPerson;
/** Every kept route, as the address of one page of it. */
let addresses: Record<keyof typeof KEPT_ROUTES, string>;

beforeAll(async () => {
  site = await aSite();
  moderator = await aMember({ roles: ["moderator"] });
  topic = await aTopic({ category: await aCategory({ audience: "open", name: "The open room" }) });
  const tag = await aTag();
  await tagged(topic, tag);
  page = await aCommentedPage({ path: "guidance/first-steps" });
  await aPage({ path: "news/opening", title: "Opening hours" });
  const newsletter = await aNewsletter({ audience: "open" });
  issue = await anEndedIssue(newsletter);
  addresses = {
    "routes/content/home": "/",
    "routes/content/news": "/news",
    "routes/content/page": `/${page.path}`,
    "routes/forum/forum": "/forum",
    "routes/forum/unanswered": "/forum/unanswered",
    "routes/forum/category/category": `/forum/${topic.category}`,
    "routes/forum/topic/topic": await placeOf(topic.code),
    "routes/forum/tags/tags": "/forum/tags",
    "routes/forum/tags/tag": `/forum/tags/${tag}`,
    "routes/newsletters/issue": `/newsletters/${newsletter.slug}/${issue.slug}`,
    "routes/notices/privacy": "/privacy",
    "routes/notices/terms": "/terms",
  };
});

/** Where a topic is read now. */
const placeOf = async (code: string) => {
  const answer = await site.browser().get(`/forum/topics/${code}`);
  return answer.location ?? `/forum/topics/${code}`;
};

/** A page as it is made for a visitor whose session has ended: kept by nobody, and the same to read. */
const madeAnew = (path: string, at: Site = site) => at.browser({ Cookie: "session=ended" }).get(path);

const wasKept = ({ status, queries }: Answer) => status === 200 && queries <= 1;

/** Nothing else is asked of the database than whether something changed. */
async function keptAnswer(path: string, at: Site = site): Promise<Answer> {
  await at.browser().get(path);
  const answer = await at.browser().get(path);
  expect([path, wasKept(answer)]).toEqual([path, true]);
  return answer;
}

test("every kept page is made once, is what would be made anew, and costs one statement afterwards", async () => {
  expect(Object.keys(addresses).sort()).toEqual(Object.keys(KEPT_ROUTES).sort());
  for (const path of Object.values(addresses)) {
    const kept = await keptAnswer(path);
    const anew = await madeAnew(path);
    expect(kept.html).toBe(anew.html);
    for (const name of ["content-security-policy", "x-frame-options", "referrer-policy", "content-type"])
      expect([path, name, kept.headers.get(name)]).toEqual([path, name, anew.headers.get(name)]);
    expect(kept.headers.get("cache-control")).toBe("private, no-cache");
    expect(kept.headers.get("x-request-id")).not.toBe(anew.headers.get("x-request-id"));
  }
});

describe("what is for one reader, or no page, is kept by nobody", () => {
  test("somebody signed in gets their own page, and leaves nothing behind", async () => {
    const account = await anAccount();
    const browser = site.browser();
    await enter(browser, account.email);
    for (const path of Object.values(addresses)) {
      await site.browser().get(path);
      const own = await browser.get(path);
      expect(own.queries).toBeGreaterThan(1);
      expect(own.headers.get("cache-control")).toBe("private, no-store");
      expect((await site.browser().get(path)).html).toBe((await madeAnew(path)).html);
    }
  });

  test.each([
    ["an address that is no page's", () => "/nothing-here", 404],
    ["another address of a topic", () => `/forum/topics/${topic.code}-other-words`, 301],
    ["a form", () => "/sign-in", 200],
    ["a search", () => "/search?q=rota", 200],
    ["a parameter that the page does not know", () => "/forum?from=mail", 200],
    ["a parameter twice", () => "/news?after=x&after=x", 200],
    ["an address that the site does not write so", () => "/terms?&&", 200],
    ["the same in capitals", () => "/TERMS", 200],
    ["a page that is not there for its reader", async () => `/forum/${await aCategory({ audience: "members" })}`, 404],
  ])("%s", async (_what, at, status) => {
    const path = await at();
    const [first, second] = [await site.browser().get(path), await site.browser().get(path)];
    expect([first!.status, second!.status]).toEqual([status, status]);
    expect(second!.headers.get("etag")).toBeNull();
  });

  test("what a reader chose to see is kept beside the plain page, and a choice that does not exist is the plain page", async () => {
    const large = { Cookie: "display=largest.high" };
    await keptAnswer("/forum");
    await site.browser(large).get("/forum");
    const kept = await site.browser(large).get("/forum");
    expect(wasKept(kept)).toBe(true);
    expect(kept.html).toContain('data-text-size="largest" data-contrast="high"');
    const plain = await site.browser({ Cookie: "display=huge.loud" }).get("/forum");
    expect(wasKept(plain)).toBe(true);
    expect(plain.html).not.toContain("data-text-size");
  });
});

describe("how a kept page is sent", () => {
  const raw = (headers: Record<string, string>, method = "GET") => fetch(`${site.baseUrl}/terms`, { method, headers });

  test.each([
    ["br, gzip", "br"],
    ["gzip, deflate", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["identity", null],
    ["", null],
  ])("to whoever accepts %j as %j", async (accepted, encoding) => {
    await keptAnswer("/terms");
    const sent = await raw({ "Accept-Encoding": accepted });
    expect(sent.headers.get("content-encoding")).toBe(encoding);
    expect(sent.headers.get("vary")).toContain("Accept-Encoding");
    expect(await sent.text()).toBe((await madeAnew("/terms")).html);

    const again = await raw({ "Accept-Encoding": accepted, "If-None-Match": sent.headers.get("etag")! });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const head = await raw({ "Accept-Encoding": accepted }, "HEAD");
    expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, sent.headers.get("etag"), ""]);
  });

  test("a page that changed is sent whole to whoever has the old one", async () => {
    const before = await raw({ "Accept-Encoding": "br" });
    await renameSite("Renamed Network");
    const after = await raw({ "Accept-Encoding": "br", "If-None-Match": before.headers.get("etag")! });
    expect(after.status).toBe(200);
    expect(await after.text()).toContain("Renamed Network");
  });
});

test("a page that turns overdue by itself is kept until then, and so is what lists it", async () => {
  const path = await aPage({ position: -1 });
  const shown = [
    [`/${path}`, "was due to be checked"],
    [`/${page.path}`, "Check overdue"],
    ["/", "Check overdue"],
  ] as const;
  for (const [address] of shown) await keptAnswer(address);
  const due = new Date(Date.now() + 3000);
  await testDb().db.update(contentPages).set({ reviewDueAt: due }).where(eq(contentPages.path, path));
  for (const [address, words] of shown) expect((await site.browser().get(address)).html).not.toContain(words);
  for (const [address, words] of shown) await expect.poll(async () => (await site.browser().get(address)).html).toContain(words);
});

test("an article that goes out by itself stands in the list that was kept, and so it leaves it", async () => {
  const { code, path } = await aDraft({ path: "news/goes-out", title: "It goes out by itself" });
  const editor = ctxFor(await aMember({ roles: ["editor"] }));
  const [out, down] = [later(editor.now, 3000), later(editor.now, 5000)];
  await planPage(editor, { code, act: "publish", at: out, version: 1 });
  await planPage(editor, { code, act: "take-down", at: down, version: 1 });
  const isListed = async () => (await site.browser().get("/news")).html.includes("It goes out by itself");
  await keptAnswer("/news");
  for (const [at, isThere] of [
    [out, false],
    [down, true],
  ] as const) {
    expect(await isListed()).toBe(isThere);
    await expect.poll(() => Date.now(), { timeout: 6000 }).toBeGreaterThan(at.getTime());
    await carryOutPlans(systemCtxFor());
    expect([path, await isListed()]).toEqual([path, !isThere]);
  }
});

test.each([
  ["closes", "closesOn", () => [`/forum/topics/${dated.code}-a-topic-for-tests`, `/forum/${dated.category}`], "Closed</strong>", true],
  ["is announced", "announcedUntil", () => ["/forum", `/forum/${topic.category}`], "Announcement", false],
] as const)("a topic that %s by its day changes the pages that were kept", async (_what, day, paths, words, comes) => {
  dated = await aTopic({ category: await aCategory({ audience: "open" }) });
  const days = { closesOn: null, opensOn: null, pinnedUntil: null, announcedUntil: null };
  expect(await setTopicDates(ctxFor(moderator), dated.code, { ...days, [day]: later(new Date(), 4000) })).toEqual({ ok: true });
  for (const path of paths()) expect([path, (await keptAnswer(path)).html.includes(words)]).toEqual([path, !comes]);
  for (const path of paths())
    await expect.poll(async () => (await site.browser().get(path)).html.includes(words), { timeout: 10_000 }).toBe(comes);
});

test("who goes while a page is made for them holds up nobody", async () => {
  const { host, port } = new URL(site.baseUrl);
  for (let round = 0; round < 3; round++) {
    await aCategory({ audience: "open" });
    const gone = connect(Number(port), "127.0.0.1");
    // the second waits for the first to be read, and is never sent
    gone.write(`GET /forum HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(2), () => gone.destroy());
    await once(gone, "close");
    const [next] = await Promise.all([site.browser().get("/forum"), site.browser().get("/forum")]);
    expect(next.html).toBe((await madeAnew("/forum")).html);
    await keptAnswer("/forum");
  }
});

test("of thirty who ask at once, one has the page made", async () => {
  await aTopic({ category: await aCategory({ audience: "open" }) });
  const answers = await Promise.all(Array.from({ length: 30 }, () => site.browser().get("/forum")));
  expect(new Set(answers.map(({ html }) => html)).size).toBe(1);
  // whoever waited looked for changes before and after
  expect(answers.filter(({ queries }) => queries > 2)).toHaveLength(1);
});

test("while transactions end in another order than they began, nobody reads what was before", async () => {
  const path = `/forum/${await aCategory({ audience: "open", name: "Before" })}`;
  const rename = (name: string) => (sql: TransactionSql) =>
    sql`update forum_categories set name = ${name} where slug = ${path.split("/")[2]!}`;
  const { sql } = testDb();
  await sql.begin(async (older) => {
    await rename("Renamed by the older")(older);
    // a younger one, of another row, ends first
    await aCategory({ audience: "open" });
    expect((await keptAnswer(path)).html).toContain("Before");
  });
  expect((await site.browser().get(path)).html).toContain("Renamed by the older");
});

/** Acts that change what visitors see. */
const CHANGES: [string, () => Promise<unknown>][] = [
  ["a reply", () => reply(topic.author, topic, "A second opinion")],
  ["an edit", () => editPost(ctxFor(topic.author), { topic: topic.code, number: 1, body: "Mended", why: "", basedOn: "" })],
  ["an answer", () => markAnswer(ctxFor(moderator), { topic: topic.code, number: 2 })],
  ["an answer taken back", () => takeAnswerBack(ctxFor(moderator), { topic: topic.code, number: 2 })],
  [
    "a report that hides a text",
    () => reportPost(ctxFor(moderator), { topic: topic.code, number: 2, reason: "patient-details", details: "" }),
  ],
  [
    "posts split off",
    async () =>
      splitTopic(ctxFor(moderator), { topic: topic.code, posts: [await reply(page.author, topic)], title: "Of its own", why: "Here" }),
  ],
  [
    "a topic merged",
    async () => {
      const { code } = await aTopic({ category: topic.category, author: page.author });
      return mergeTopic(ctxFor(moderator), { topic: code, into: topic.code, why: "Twice" });
    },
  ],
  ["a lock", () => lockTopic(ctxFor(moderator), topic.code)],
  ["a pin", () => pinTopic(ctxFor(moderator), topic.code)],
  [
    "a move to another category",
    async () => moveTopic(ctxFor(moderator), { topic: topic.code, category: await openRoom(), why: "Here", widen: false }),
  ],
  ["the way back", () => moveTopic(ctxFor(moderator), { topic: topic.code, category: topic.category, why: "Back", widen: false })],
  [
    "days of a topic",
    () =>
      setTopicDates(ctxFor(moderator), topic.code, {
        closesOn: null,
        opensOn: null,
        pinnedUntil: null,
        announcedUntil: later(new Date(), DAY),
      }),
  ],
  ["a new title", () => retitleTopic(ctxFor(moderator), { topic: topic.code, title: "Another title", why: "Clearer", basedOn: "" })],
  ["a removal", () => removePost(ctxFor(moderator), { topic: topic.code, number: 1, why: "Off topic" })],
  // by somebody who is there: a new person is another change
  ["a new topic", () => aTopic({ category: topic.category, author: page.author })],
  ["a comment", async () => comment(page.author, page, "Thank you")],
  ["a name", () => testDb().db.update(persons).set({ displayName: "Morgan Renamed" }).where(eq(persons.id, topic.author.personId))],
  ["an erasure", () => eraseAuthor()],
  [
    "a category's words",
    () => changeCategory(systemCtxFor(), { slug: topic.category, name: "Renamed", description: "Now", position: 1, audience: "open" }),
  ],
  ["a new category", () => aCategory({ audience: "open" })],
  ["the name of the site", () => renameSite("Other Network")],
  ["a published text", () => republish()],
  ["a page below another", () => aPage({ path: `${page.path}/next` })],
  ["news", () => aPage({ path: "news/closing", title: "Closing hours" })],
  ["an issue taken out", () => takeOutIssue(systemCtxFor(), issue.code, { why: "patient-details" })],
  [
    "a category for members",
    () => changeCategory(systemCtxFor(), { slug: topic.category, name: "Renamed", description: "Now", position: 1, audience: "members" }),
  ],
  ["a page for members", async () => changeAudience(systemCtxFor(), { code: (await storedPage(page.path)).code, audience: "members" })],
  ["a page that moves", async () => movePage(systemCtxFor(), { code: (await storedPage("news/closing")).code, to: "news/closed" })],
  ["a page taken down", async () => takeDownPage(systemCtxFor(), (await storedPage("news/opening")).code)],
];

const openRoom = () => aCategory({ audience: "open" });

async function eraseAuthor() {
  await freezePerson(systemCtxFor(), topic.author.personId, "keep");
  await carryOutErasures(systemCtxFor(later(new Date(), 2 * DAY)));
}

async function renameSite(value: string) {
  const row = { key: "name", value, changedAt: new Date() };
  await testDb().db.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row });
}

async function republish() {
  const { code, version } = await storedPage(page.path);
  const saved = await savePage(systemCtxFor(), { code, version, title: "First steps", summary: "New", teaser: "", body: "Another text" });
  return publishDraft(systemCtxFor(), { code, version: saved.ok ? saved.version : 0 });
}

test("after each act, every kept page is what would be made anew, in another process too", async () => {
  const second = await startSite();
  const before = new Map<string, string>();
  for (const path of Object.values(addresses)) {
    before.set(path, (await site.browser().get(path)).html);
    await second.browser().get(path);
  }
  for (const [act, work] of CHANGES) {
    const changed: string[] = [];
    const done = await work();
    expect([act, (done as { ok?: boolean } | undefined)?.ok ?? true]).toEqual([act, true]);
    for (const path of Object.values(addresses)) {
      const kept = [await site.browser().get(path), await second.browser().get(path)];
      const anew = await madeAnew(path);
      for (const { status, html } of kept) expect([act, path, status, html]).toEqual([act, path, anew.status, anew.html]);
      if (before.get(path) !== anew.html) changed.push(path);
      before.set(path, anew.html);
    }
    expect(changed, `${act} changes nothing that visitors see: this row holds nothing`).not.toEqual([]);
    addresses["routes/forum/topic/topic"] = await placeOf(topic.code);
  }
  await second.stop();
});

test("changes are forgotten after two hours, and whoever has not looked for half an hour begins anew", async () => {
  const { sql } = ownerDb();
  const begun = await readPageChanges(testDb(), null);
  expect(begun.parts).toBeNull();
  await aCategory({ audience: "open" });
  const read = await readPageChanges(testDb(), begun.to);
  expect(read.parts).toEqual(["site"]);
  expect((await readPageChanges(testDb(), read.to)).parts).toEqual([]);
  const earlier = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  expect((await readPageChanges(testDb(), { ...read.to, at: earlier(29) })).parts).toEqual([]);
  expect((await readPageChanges(testDb(), { ...read.to, at: earlier(31) })).parts).toBeNull();
  expect((await readPageChanges(testDb(), { ...read.to, database: "1" })).parts).toBeNull();
  expect((await readPageChanges(testDb(), { ...read.to, snapshot: "9000000000:9000000000:" })).parts).toBeNull();

  await sql`update page_changes set changed_at = now() - interval '119 minutes'`;
  await forgetPageChanges(testDb());
  expect((await readPageChanges(testDb(), begun.to)).parts).toEqual(["site"]);
  await sql`update page_changes set changed_at = now() - interval '121 minutes'`;
  await forgetPageChanges(testDb());
  expect((await readPageChanges(testDb(), begun.to)).parts).toEqual([]);
});
