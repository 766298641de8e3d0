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

test("B39: a network that searches without end is asked to wait", async () => {
  const browser = visitor();
  let status = 200;
  for (let n = 0; n < 130 && status === 200; n++) ({ status } = await browser.get(searchFor(`word${n}`)));

  expect(status).toBe(429);
  expect((await browser.get("/search")).status).toBe(200);
});

test("a search takes few queries, signed out and in", async () => {
  const member = await aMemberBrowser();
  await member.get("/search");

  expect((await visitor().get("/search")).queries).toBe(0);
  expect((await member.get("/search")).queries).toBe(2);
});
