import { beforeAll, expect, test } from "vitest";
import { DAY } from "~/lib/dates";
import { aPage } from "../../support/content";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aGroup } from "../../support/people";

const CANARY = "canary-5d2w";
const MEMBERS = "guidance/for-members";
const UNANNOUNCED = "guidance/unannounced";
const GROUP = "guidance/for-the-group";

let site: Site;
let readers: Record<"visitor" | "applicant" | "specialist" | "member" | "editor", Browser>;

beforeAll(async () => {
  site = await aSite();
  await aGroup("pcn-leads");
  await aPage({ path: "", title: "The Network", summary: "For people who run practices." });
  await aPage({ path: "guidance", title: "Guidance" });
  await aPage({ path: "guidance/open", title: "For everybody" });
  const restricted = { title: CANARY, summary: CANARY, bodyMarkdown: CANARY };
  await aPage({ ...restricted, path: MEMBERS, title: "For members", audience: "members", teaser: "What members find." });
  await aPage({ ...restricted, path: UNANNOUNCED, audience: "members" });
  await aPage({ ...restricted, path: GROUP, audience: { groups: ["pcn-leads"] } });
  readers = {
    visitor: site.browser(),
    applicant: await signedIn({ isMember: false }),
    specialist: await signedIn({ isMember: false, groups: ["pcn-leads"] }),
    member: await signedIn({}),
    editor: await signedIn({ roles: ["editor"] }),
  };
});

async function signedIn(more: Parameters<typeof anAccount>[0]): Promise<Browser> {
  const browser = site.browser();
  await enter(browser, (await anAccount(more)).email);
  return browser;
}

test.each([
  ["visitor", [200, 403, 404, 404]],
  ["applicant", [200, 403, 404, 404]],
  ["specialist", [200, 403, 404, 200]],
  ["member", [200, 200, 200, 404]],
  ["editor", [200, 200, 200, 404]],
] as const)(
  "PMN-25: pages for everybody, for members announced and unannounced, and for a group answer a %s with %j",
  async (reader, statuses) => {
    const answers = await Promise.all(["guidance/open", MEMBERS, UNANNOUNCED, GROUP].map((path) => readers[reader].get(`/${path}`)));

    expect(answers.map(({ status }) => status)).toEqual(statuses);
  },
);

test.each(["visitor", "applicant"] as const)("B23: the text of a restricted page is on no page that a %s can open", async (reader) => {
  const paths = ["/", "/guidance", "/guidance/open", "/sitemap.xml", "/robots.txt", `/${MEMBERS}`, `/${UNANNOUNCED}`, `/${GROUP}`];
  const answers = await Promise.all(paths.map((path) => readers[reader].get(path)));

  for (const { html, headers } of answers) expect(html + JSON.stringify([...headers])).not.toContain(CANARY);
});

test("a page whose day to be checked has passed says so to its readers, in lists and search too", async () => {
  await aPage({ path: "guidance/late", title: "Plumbago leads", reviewedAt: new Date(Date.now() - 400 * DAY) });
  const words = "This page was due to be checked by";

  expect((await readers.visitor.get("/guidance/late")).html).toContain(words);
  expect((await readers.visitor.get("/guidance/open")).html).not.toContain(words);
  for (const path of ["/guidance", "/search?q=plumbago"])
    expect([path, (await readers.visitor.get(path)).html.match(/Check overdue/g)?.length]).toEqual([path, 1]);
});

test("B23: the text is there for those who may read it", async () => {
  expect((await readers.member.get(`/${MEMBERS}`)).html).toContain(CANARY);
  expect((await readers.specialist.get(`/${GROUP}`)).html).toContain(CANARY);
});

test("B23: a page for members is listed for nobody else", async () => {
  const listings = await Promise.all([readers.visitor, readers.applicant, readers.specialist].map((browser) => browser.get("/guidance")));

  for (const { html } of listings) expect(html).not.toContain(MEMBERS);
  expect((await readers.member.get("/guidance")).html).toContain(MEMBERS);
});

test("B22: a hidden page answers exactly as one that was never there", async () => {
  const [hidden, absent] = await Promise.all([GROUP, "guidance/was-never-here"].map((path) => readers.member.get(`/${path}`)));
  const answer = ({ status, html }: typeof hidden & {}) => [status, html.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "")];

  expect(answer(hidden!)).toEqual(answer(absent!));
});

test("whoever is signed out is told that signing in may help, and comes back to the page", async () => {
  const teased = await readers.visitor.get(`/${MEMBERS}`);
  const absent = await readers.visitor.get(`/${GROUP}`);

  expect(teased.html).toContain("What members find.");
  for (const [{ html }, path] of [
    [teased, MEMBERS],
    [absent, GROUP],
  ] as const)
    expect(html).toContain(`href="/sign-in?next=${encodeURIComponent(`/${path}`)}"`);
  expect((await readers.member.get(`/${GROUP}`)).html).not.toContain("/sign-in");
});

test("only answers for everybody may be kept by a shared cache", async () => {
  for (const browser of [readers.member, readers.applicant])
    expect((await browser.get(`/${MEMBERS}`)).headers.get("Cache-Control")).toMatch(/private|no-store/);
});

test("home welcomes a visitor with open guides and a member with what is new", async () => {
  const [visitor, member] = await Promise.all([readers.visitor.get("/"), readers.member.get("/")]);

  expect(visitor.html).toMatch(/<h1[^>]*>The Network<.*For people who run practices\..*href="\/register".*href="\/guidance\/open"/s);
  expect(member.html).toMatch(/<h1[^>]*>Since you were last here<.*Nothing new in the topics you watch\..*For members/s);
});

test("a page that is made takes four queries at most, its reader's session and draft included", async () => {
  await readers.visitor.get("/"); // the site's settings are read twice a minute
  const [page, home, own] = await Promise.all([
    readers.visitor.get("/guidance/open?anew"),
    readers.visitor.get("/?anew"),
    readers.member.get(`/${MEMBERS}`),
  ]);

  expect([page, home, own].map(({ queries }) => queries)).toEqual([2, 4, 3]);
});

test("news is listed with its dates, each article stands at its own address, and every page of it names the feed", async () => {
  await aPage({ path: "news/open", title: "Open news" });
  await aPage({ path: "news/for-members", title: CANARY, summary: CANARY, bodyMarkdown: CANARY, audience: "members" });
  const [list, article] = await Promise.all([readers.visitor.get("/news"), readers.visitor.get("/news/open")]);

  expect(list.html).toMatch(/href="\/news\/open".*<time/s);
  expect(list.html).toContain('type="application/atom+xml"');
  expect(list.html).not.toContain(CANARY);
  expect(article.html).toMatch(/<title>Open news – News – .*<h1[^>]*>Open news/s);
  expect((await readers.member.get("/news")).html).toContain(CANARY);
  expect((await readers.visitor.get("/news/for-members")).status).toBe(404);
});

test("B23: the feed holds open articles whoever asks, and costs no body while it is the same", async () => {
  const [first, own] = await Promise.all([readers.visitor.get("/news.xml"), readers.member.get("/news.xml")]);
  expect(first.headers.get("Content-Type")).toBe("application/atom+xml; charset=utf-8");
  expect(first.html).toContain("Open news");
  expect(own.html).toBe(first.html);
  expect(first.html).not.toContain(CANARY);

  const etag = first.headers.get("ETag")!;
  expect(await readers.visitor.get("/news.xml", { headers: { "If-None-Match": etag } })).toMatchObject({ status: 304, html: "" });
  expect(Number.isNaN(Date.parse(first.headers.get("Last-Modified")!))).toBe(false);
});

test("a guide says on which day it was last checked", async () => {
  await aPage({ path: "guidance/checked", reviewedAt: new Date("2026-03-05T12:00:00Z") });

  expect((await readers.visitor.get("/guidance/checked")).html).toMatch(/Checked on (<!-- -->)?<time[^>]*>5 March 2026<\/time>/);
});

test("a long page begins with its contents, and each of them leads to a heading", async () => {
  await aPage({
    path: "guidance/long",
    bodyMarkdown: ["One", "Two & three", "Four", "Five"].map((word) => `## ${word}\n\nText.`).join("\n\n"),
  });
  const { html } = await readers.visitor.get("/guidance/long");
  const contents = /<nav[^>]*aria-labelledby="contents".*?<\/nav>/s.exec(html)?.[0] ?? "";

  const anchors = [...contents.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(anchors).toHaveLength(4);
  for (const id of anchors) expect(html).toContain(`<h2 id="${id}">`);
  expect((await readers.visitor.get("/guidance/open")).html).not.toContain('aria-labelledby="contents"');
});

test("editors find the way to a page’s editing on it, and nobody else", async () => {
  expect((await readers.editor.get("/guidance/open")).html).toContain('href="/admin/content/');
  for (const browser of [readers.visitor, readers.member])
    expect((await browser.get("/guidance/open")).html).not.toContain("/admin/content/");
});
