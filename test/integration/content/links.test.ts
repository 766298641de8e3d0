import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { contentLinkSites, contentPageWebLinks, contentWebLinks } from "#db/schema/content/web-links";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { putPageBack, takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { reportFile } from "~/features/content/report/page-report.queries.server";
import type { Web } from "~/features/content/web-links/ask-web.server";
import { checkLinks } from "~/features/content/web-links/check-links.server";
import { forgetLinks } from "~/features/content/web-links/forget-links.server";
import { areLinksChecked, getLink, listLinks } from "~/features/content/web-links/links.queries.server";
import { checkAgain, ignoreLink, listenAgain } from "~/features/content/web-links/look-after-link.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aMember, type TestPerson } from "../../support/people";

let editor: TestPerson;
let site: Server;
let port = 0;
let asked: { at: number; what: string }[] = [];
let answers: Record<string, (res: ServerResponse, method: string) => void> = {};
beforeAll(async () => {
  editor = await aMember({ roles: ["member", "editor"], secondFactorAt: new Date() });
  site = createServer((req, res) => {
    asked.push({ at: performance.now(), what: `${req.method} ${req.headers.host!.split(":")[0]}${req.url}` });
    const answer = answers[req.url!];
    if (answer) return answer(res, req.method!);
    res.statusCode = req.url === "/robots.txt" ? 404 : 200;
    res.end();
  });
  await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
  port = (site.address() as AddressInfo).port;
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
});

const as = (who: TestPerson, now?: Date) => ctxFor(who.actor, now);
/** Every host is the site of this file, but those that end in `.nowhere`; what `.unsaid` means nobody says. */
const web: Web = {
  resolve: async (host) => {
    if (host.endsWith(".unsaid")) throw Object.assign(new Error("getaddrinfo EAI_AGAIN"), { code: "EAI_AGAIN" });
    return host.endsWith(".nowhere") ? [] : ["127.0.0.1"];
  },
  allows: (address, at) => address === "127.0.0.1" && at === port,
  userAgent: "Ours/1.0",
};
let hosts = 0;
const aHost = () => `http://h${++hosts}.example:${port}`;
const { db } = testDb();
const links = async (path: string) =>
  (
    await db
      .select({ url: contentWebLinks.url })
      .from(contentPageWebLinks)
      .innerJoin(contentWebLinks, eq(contentWebLinks.code, contentPageWebLinks.link))
      .where(eq(contentPageWebLinks.pageId, (await storedPage(path)).id))
  )
    .map(({ url }) => url)
    .sort();
const rowOf = async (url: string) => (await db.select().from(contentWebLinks).where(eq(contentWebLinks.url, url)))[0]!;
/** Nothing of other tests is due. */
const onlyDue = async (...urls: string[]) => {
  await db.update(contentWebLinks).set({ dueAt: later(new Date(), 400 * DAY) });
  for (const url of urls)
    await db
      .update(contentWebLinks)
      .set({ dueAt: new Date(0) })
      .where(eq(contentWebLinks.url, url));
};
const pageWith = (...urls: string[]) => aPage({ bodyMarkdown: urls.map((url) => `[there](${url})`).join("\n\n") });
async function checked(url: string, now = new Date()) {
  await onlyDue(url);
  await checkLinks(systemCtxFor(now), { web });
  return rowOf(url);
}

test("what readers get of a page says which other sites it leads to; drafts say nothing, and what is taken down no more", async () => {
  const path = await pageWith("https://one.example/a?b=1&c=2#part", "https://one.example/a?b=1&c=2", "/guidance", "https://two.example/");
  expect(await links(path)).toEqual(["https://one.example/a?b=1&c=2", "https://two.example/"]);
  const { code } = await storedPage(path);
  await savePage(as(editor), { code, version: 1, title: "A page", summary: "S", teaser: "", body: "[x](https://three.example/)" });
  expect(await links(path)).toHaveLength(2);
  await publishDraft(as(editor), { code, version: 2 });
  expect(await links(path)).toEqual(["https://three.example/"]);
  await takeDownPage(as(editor), code);
  expect(await links(path)).toEqual([]);
  await putPageBack(as(editor), code);
  expect(await links(path)).toEqual(["https://three.example/"]);
});

test.each<[string, number, string, boolean]>([
  ["a page that is there", 200, "fine", false],
  ["a page that is not", 404, "missing", true],
  ["a page that is gone", 410, "missing", true],
  ["a page for others", 403, "closed", false],
])("%s (%i) is %s", async (_what, status, outcome, isBroken) => {
  const url = `${aHost()}/s${status}`;
  await pageWith(url);
  answers = { [`/s${status}`]: (res) => res.writeHead(status).end() };
  expect(await checked(url)).toMatchObject({ outcome, isBroken, failures: isBroken ? 1 : 0 });
});

test("a site that answers the short question otherwise is asked the whole one", async () => {
  const url = `${aHost()}/head`;
  await pageWith(url);
  answers = { "/head": (res, method) => res.writeHead(method === "HEAD" ? 405 : 200).end("words") };
  asked = [];
  expect(await checked(url)).toMatchObject({ outcome: "fine" });
  expect(asked.map(({ what }) => what.split(" ")[0])).toEqual(["GET", "HEAD", "GET"]);
});

test("a fault is told of when it is there a week later too, and asked for ever more seldom; what is mended is told of no more", async () => {
  const url = `${aHost()}/fault`;
  await pageWith(url);
  answers = { "/fault": (res) => res.writeHead(500).end() };
  const now = new Date();
  expect(await checked(url, now)).toMatchObject({ outcome: "trouble", isBroken: false, failures: 1, dueAt: later(now, 7 * DAY) });
  await db.update(contentLinkSites).set({ nextAt: sql`now()` });
  const then = later(now, 8 * DAY);
  expect(await checked(url, then)).toMatchObject({ isBroken: true, failures: 2, failingSince: now, dueAt: later(then, 14 * DAY) });
  answers = {};
  expect(await checked(url, later(now, 30 * DAY))).toMatchObject({ outcome: "fine", isBroken: false, failures: 0, failingSince: null });
});

test("a host that is nowhere is broken, and nothing is asked", async () => {
  const url = "http://gone.nowhere/x";
  await pageWith(url);
  asked = [];
  expect(await checked(url)).toMatchObject({ outcome: "no-such-site", isBroken: true });
  expect(asked).toEqual([]);
});

test("robots.txt is read once a day and kept to", async () => {
  const host = aHost();
  const [open, closed] = [`${host}/open`, `${host}/closed`];
  await pageWith(open, closed);
  answers = { "/robots.txt": (res) => res.end("User-agent: *\nDisallow: /closed") };
  asked = [];
  expect(await checked(closed)).toMatchObject({ outcome: "not-asked", isBroken: false });
  expect(await checked(open)).toMatchObject({ outcome: "fine" });
  expect(asked.map(({ what }) => what.replace(/ .*example/, " "))).toEqual(["GET /robots.txt", "HEAD /open"]);
  asked = [];
  await checked(open, later(new Date(), 2 * DAY));
  expect(asked.map(({ what }) => what.replace(/ .*example/, " "))).toEqual(["GET /robots.txt", "HEAD /open"]);
});

test("one site is asked once a second, others meanwhile; each link once a week", async () => {
  const host = aHost();
  const urls = [`${host}/1`, `${host}/2`, `${host}/3`];
  await pageWith(...urls);
  answers = {};
  asked = [];
  await onlyDue(...urls);
  await checkLinks(systemCtxFor(), { web });
  const times = asked.map(({ at }) => at);
  expect(times).toHaveLength(4);
  // a timer may be a little early
  for (const [index, at] of times.slice(1).entries()) expect(at - times[index]!).toBeGreaterThan(950);
  asked = [];
  await checkLinks(systemCtxFor(later(new Date(), 6 * DAY)), { web });
  expect(asked).toEqual([]);
});

test("a worker that ends begins nothing more, and what one that was killed had taken is taken up again", async () => {
  const url = `${aHost()}/stop`;
  await pageWith(url);
  answers = {};
  await onlyDue(url);
  asked = [];
  await checkLinks(systemCtxFor(), { web: { ...web, stopping: AbortSignal.abort() } });
  expect(asked).toEqual([]);
  expect(await rowOf(url)).toMatchObject({ outcome: null });
  // killed amid its work: the lease runs out
  await db
    .update(contentWebLinks)
    .set({ dueAt: later(new Date(), 15 * 60_000) })
    .where(eq(contentWebLinks.url, url));
  await checkLinks(systemCtxFor(later(new Date(), 16 * 60_000)), { web });
  expect(await rowOf(url)).toMatchObject({ outcome: "fine" });
});

test("two workers at once ask for each link once", async () => {
  const url = `${aHost()}/once`;
  await pageWith(url);
  await onlyDue(url);
  asked = [];
  await Promise.all([checkLinks(systemCtxFor(), { web }), checkLinks(systemCtxFor(), { web })]);
  expect(asked.filter(({ what }) => what.endsWith("/once"))).toHaveLength(1);
});

test("where the setting says none, nothing is asked", async () => {
  const url = `${aHost()}/off`;
  await pageWith(url);
  await onlyDue(url);
  await changeSettings(systemCtxFor(), { linksCheckedAnHour: 0 });
  asked = [];
  await checkLinks(systemCtxFor(), { web });
  expect([asked, await areLinksChecked(systemCtxFor())]).toEqual([[], false]);
  await changeSettings(systemCtxFor(), { linksCheckedAnHour: 200 });
});

test("what no page names any more is forgotten, not asked for", async () => {
  const url = `${aHost()}/left`;
  const path = await pageWith(url);
  await takeDownPage(as(editor), (await storedPage(path)).code);
  asked = [];
  expect(await checked(url)).toBeUndefined();
  expect(asked).toEqual([]);
});

test("where nobody says what a name means, it is told of when that is so a week later too", async () => {
  const url = "http://a.unsaid/x";
  await pageWith(url);
  expect(await checked(url)).toMatchObject({ outcome: "no-answer", isBroken: false, failures: 1 });
});

test("a site on a port of its own is not told of as broken", async () => {
  const url = "http://93.184.216.34:8443/x";
  await pageWith(url);
  expect(await checked(url)).toMatchObject({ outcome: "odd", isBroken: false, failures: 0 });
});

test("a site that leads to a host longer than there can be holds up none of the others, nor does one that fits nowhere", async () => {
  const [long, robots, fails, other] = [`${aHost()}/long`, `${aHost()}/x`, `${aHost()}/fails`, `${aHost()}/other`];
  await pageWith(long, robots, fails, other);
  const Location = `https://${Array.from({ length: 60 }, () => Math.random().toString(36).padEnd(50, "x")).join(".")}.example/`;
  const isOfRobots = (res: ServerResponse) => res.req.headers.host === new URL(robots).host;
  answers = {
    "/long": (res) => res.writeHead(302, { Location }).end(),
    "/robots.txt": (res) => (isOfRobots(res) ? res.writeHead(302, { Location }) : res.writeHead(404)).end(),
  };
  await onlyDue(long, robots, fails, other);
  let thrown = 0;
  const throwing: Web = {
    ...web,
    get userAgent(): string {
      if (thrown++ === 0) throw new Error("fits nowhere");
      return "Ours/1.0";
    },
  };
  const now = new Date();
  await checkLinks(systemCtxFor(now), { web: throwing });
  const rows = await Promise.all([long, robots, fails, other].map(rowOf));
  expect(rows.filter(({ checkedAt }) => checkedAt !== null)).toHaveLength(3);
  expect(rows.every(({ dueAt }) => dueAt.getTime() === later(now, 7 * DAY).getTime())).toBe(true);
  await onlyDue(long, robots);
  await db.update(contentLinkSites).set({ nextAt: sql`now()` });
  await checkLinks(systemCtxFor(), { web });
  expect((await Promise.all([long, robots].map(rowOf))).map(({ outcome }) => outcome)).toEqual(["odd", "odd"]);
});

test("an address that no page names goes with the day, though an editor ignored it or nobody looks; so does a site that nobody asks", async () => {
  const [left, kept] = [`${aHost()}/ignored`, `${aHost()}/kept`];
  const path = await pageWith(left);
  await pageWith(kept);
  for (const url of [left, kept]) await ignoreLink(as(editor), (await rowOf(url)).code, "right as it is");
  await takeDownPage(as(editor), (await storedPage(path)).code);
  await db.insert(contentLinkSites).values([
    { origin: "https://old.example", nextAt: later(new Date(), -40 * DAY), robots: "" },
    { origin: "https://new.example", nextAt: new Date() },
  ]);
  await forgetLinks(systemCtxFor());
  expect([await rowOf(left), (await rowOf(kept))?.url]).toEqual([undefined, kept]);
  const sites = (await db.select().from(contentLinkSites)).map(({ origin }) => origin);
  expect([sites.includes("https://old.example"), sites.includes("https://new.example")]).toEqual([false, true]);
});

test.each([
  ["listing", (ctx: ReturnType<typeof as>) => listLinks(ctx, "broken", null)],
  ["opening", (ctx: ReturnType<typeof as>) => getLink(ctx, "x")],
  ["asking again for", (ctx: ReturnType<typeof as>) => checkAgain(ctx, "x")],
  ["ignoring", (ctx: ReturnType<typeof as>) => ignoreLink(ctx, "x", "why")],
  ["listening to", (ctx: ReturnType<typeof as>) => listenAgain(ctx, "x")],
])("%s links is for editors alone", async (_what, act) => {
  const others = await aMember({ roles: ["member", "moderator", "administrator"], secondFactorAt: new Date() });
  await expect(act(as(others))).rejects.toBeInstanceOf(ForbiddenError);
  await expect(checkAgain(as(editor), "never-was")).rejects.toBeInstanceOf(NotFoundError);
});

test("broken links are listed with their pages, in the page's record and in the report; ignored ones nowhere but in their own list", async () => {
  const url = `${aHost()}/broken`;
  const path = await aPage({ audience: "members", bodyMarkdown: `[there](${url})` });
  const { code: page } = await storedPage(path);
  await db
    .update(contentPages)
    .set({ reviewDueAt: later(new Date(), -DAY) })
    .where(eq(contentPages.code, page));
  answers = { "/broken": (res) => res.writeHead(404).end() };
  const { code } = await checked(url);

  const listed = async (list: "broken" | "ignored") => (await listLinks(as(editor), list, null)).links.find((link) => link.code === code);
  expect(await listed("broken")).toMatchObject({ url, outcome: "missing", failures: 1, pages: [{ code: page, path }] });
  expect((await getPageToEdit(as(editor), page)).brokenLinks).toBe(1);
  const line = async () =>
    (await reportFile(as(editor), { report: "overdue", months: 6 })).split("\r\n").find((each) => each.includes(path));
  expect(await line()).toMatch(/,1$/);

  await ignoreLink(as(editor), code, "It opens with an NHS card alone");
  expect(await listed("broken")).toBeUndefined();
  expect(await listed("ignored")).toMatchObject({ ignoredWhy: "It opens with an NHS card alone" });
  expect((await getPageToEdit(as(editor), page)).brokenLinks).toBe(0);
  asked = [];
  await checkLinks(systemCtxFor(later(new Date(), 40 * DAY)), { web });
  expect(asked.filter(({ what }) => what.endsWith("/broken"))).toEqual([]);

  await listenAgain(as(editor), code);
  answers = {};
  await db.update(contentLinkSites).set({ nextAt: sql`now()` });
  await checkLinks(systemCtxFor(later(new Date(), 1000)), { web });
  expect(await rowOf(url)).toMatchObject({ outcome: "fine", ignoredAt: null });
});
