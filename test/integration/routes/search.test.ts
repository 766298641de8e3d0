import { expect, test } from "vitest";
import { aPage } from "../../support/content";
import { aCommentedPage, aForumSite, aTopic } from "../../support/forum";
import { aMember } from "../../support/people";

const { visitor, aMemberBrowser } = aForumSite();
const searchFor = (words: string, more: Record<string, string> = {}) => `/search?${new URLSearchParams({ q: words, ...more })}`;
const plain = (html: string) => html.replaceAll("<!-- -->", "").replace(/<\/?span>/g, "");

test("what is found stands with its kind, place, date and audience, and what matched is marked", async () => {
  await aTopic({ title: "Wagtail rota", body: "We use the wagtail." });
  await aPage({ title: "Wagtail leases", audience: "members" });
  await aCommentedPage({ body: "About the wagtail." });

  const html = plain((await (await aMemberBrowser()).get(searchFor("wagtail"))).html);

  expect(html).toContain("<mark>Wagtail</mark> rota</a>");
  expect(html).toContain("<mark>Wagtail</mark> leases</a>");
  for (const kind of ["Guidance", "Forum topic · Category", "Comment"]) expect(html).toContain(kind);
  expect(html).toContain(">Members</strong>");
  expect(html).toMatch(/<time dateTime="2\d{3}-/i);
  expect(html).toContain("<title>Search – ");
});

test("B14: payloads in titles, texts and the query are shown as text", async () => {
  const payload = `<img src=x onerror=alert(1)>"'</title></textarea><script>alert(1)</script>`;
  await aTopic({
    audience: "open",
    title: `Redstart ${payload}`,
    body: `Redstart ${payload} \uE000redstart\uE001 <mark onclick=x>y</mark>`,
  });

  for (const words of ["redstart", `redstart ${payload}`, payload, `"><script>alert(1)</script>`]) {
    const { html, status } = await visitor().get(searchFor(words));
    expect(status).toBe(200);
    expect(html).not.toMatch(/<img|<script>alert|onclick=x>|onerror=alert\(1\)>/);
  }
  expect(plain((await visitor().get(searchFor("redstart"))).html)).toContain("<mark>Redstart</mark> &lt;img src=x onerror=alert(1)&gt;");
});

test("B23: a restricted canary is found by nobody who may not read it, in no words of the page", async () => {
  const insider = await aMember({ groups: ["search-secret"] });
  const audience = { groups: ["search-secret"] };
  await aTopic({ author: insider, audience, title: "Zeisig canary", body: "The zeisig sings" });
  await aCommentedPage({ by: insider, audience, title: "Zeisig page", body: "Zeisig comment" });

  for (const browser of [visitor(), await aMemberBrowser()]) {
    const { html } = await browser.get(searchFor("zeisig"));
    expect(html).toContain("Nothing found for “zeisig”");
    expect(html.toLowerCase()).not.toMatch(/canary|sings|zeisig (page|comment)/);
  }
});

test("nothing found says what was searched and where to go on; a visitor is told of signing in", async () => {
  const { html } = await visitor().get(searchFor("nothinglikethis"));
  for (const path of ["/guidance", "/news", "/forum", "/contact"]) expect(html).toContain(`href="${path}"`);
  expect(html).toContain(`/sign-in?next=${encodeURIComponent("/search?q=nothinglikethis")}`);
  expect((await (await aMemberBrowser()).get(searchFor("nothinglikethis"))).html).not.toContain("/sign-in?next=");
});

test("without words there is the form alone", async () => {
  for (const path of ["/search", "/search?q=", "/search?q=%20%00%20"]) {
    const { html, status } = await visitor().get(path);
    expect([path, status, html.includes('name="q"'), html.includes("Nothing found")]).toEqual([path, 200, true, false]);
  }
});

test("B29: no query is an error of ours", async () => {
  const odd = [
    "%00",
    "%E2%80",
    "%ED%A0%80",
    "%F0%9F%A6%A1",
    "'",
    "%22",
    "%5C",
    "%25",
    "a%00b",
    "-",
    "%26%7C!",
    ":*",
    "((((",
    "x".repeat(10_000),
    "%22".repeat(500),
  ];
  const browser = visitor();

  for (const asked of [...odd, ...["0", "-1", "99", "x", "1e3", "%00"].map((number) => `rota&page=${number}`)]) {
    const { status } = await browser.get(`/search?q=${asked}`);
    expect([asked.slice(0, 30), status]).toEqual([asked.slice(0, 30), 200]);
  }
  expect((await browser.get(searchFor("x".repeat(300)))).html).toContain("We searched for the first");
});

test("a search takes few queries, signed out and in", async () => {
  const member = await aMemberBrowser();
  await member.get("/search");

  expect((await visitor().get("/search")).queries).toBe(0);
  expect((await member.get("/search")).queries).toBe(1);
});

test("a word typed wrongly: what was searched for is said, with a way to search for what was typed", async () => {
  await aTopic({ audience: "open", title: "Dunnock rota", body: "We use the dunnock." });

  const html = plain((await visitor().get(searchFor("dunnokc", { order: "newest" }))).html);
  expect(html).toContain("Showing results for <strong>dunnock</strong>");
  expect(html).toContain('href="/search?q=dunnokc&amp;order=newest&amp;exact=yes">dunnokc</a>');
  expect(html).toContain("<mark>Dunnock</mark> rota</a>");
  expect(plain((await visitor().get(searchFor("dunnokc", { exact: "yes" }))).html)).toContain("Nothing found for “dunnokc”");
});

test("filters stand in the address, keep what was chosen and lead out where they find nothing", async () => {
  const topic = await aTopic({ audience: "open", title: "Whimbrel rota" });
  const place = `forum/${topic.category}`;

  const some = plain((await visitor().get(searchFor("whimbrel", { kind: "topic", in: place, when: "week", order: "newest" }))).html);
  expect(some).toContain("<mark>Whimbrel</mark>");
  expect(some).toMatch(/<details[^>]* open=""/);
  for (const chosen of ["topic", place, "week", "newest"])
    expect(some).toMatch(new RegExp(`<option[^>]*value="${chosen}"[^>]*selected|<option[^>]*selected[^>]*value="${chosen}"`));
  const none = plain((await visitor().get(searchFor("whimbrel", { kind: "news", by: "Nobody" }))).html);
  expect(none).toContain('<a href="/search?q=whimbrel">Search everything</a>');
  expect((await visitor().get(searchFor("whimbrel", { kind: "x", in: "../", when: "x", order: "x", by: "\u0000" }))).status).toBe(200);
});

test("places to look in are those that the reader may read", async () => {
  const hidden = await aTopic({ author: await aMember({ groups: ["search-places"] }), audience: { groups: ["search-places"] } });
  const seen = await aTopic({ audience: "open" });

  const { html } = await visitor().get(searchFor("anything"));
  expect(html).toContain(`value="forum/${seen.category}"`);
  expect(html).not.toContain(hidden.category);
});

test("common words are said to be common, words that find something alone are offered", async () => {
  await aTopic({ audience: "open", title: "Greenshank rota", body: "At ten" });

  expect(plain((await visitor().get(searchFor("IT"))).html)).toContain("“IT” is too common to search for by itself");
  expect(plain((await visitor().get(searchFor("the greenshank"))).html)).toContain("We left out “the”: nearly every text has it.");
  expect(plain((await visitor().get(searchFor("greenshank nothinglikethis"))).html)).toContain(
    'Search for <a href="/search?q=greenshank">greenshank</a> alone',
  );
});

test("B39: a network that searches without end is asked to wait", async () => {
  const browser = visitor();
  let status = 200;
  for (let n = 0; n < 130 && status === 200; n++) ({ status } = await browser.get(searchFor(`word${n}`)));

  expect(status).toBe(429);
  expect((await browser.get("/search")).status).toBe(200);
});
