import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { contentFeedback, contentOpenings } from "#db/schema/content";
import { supersedePage } from "~/features/content/publishing/supersede-page.server";
import { LIMITS } from "~/http/forms/limits.server";
import { DAY } from "~/lib/dates";
import { aPage, storedPage } from "../../support/content";
import { systemCtxFor, testDb } from "../../support/context";
import { databaseState } from "../../support/database-state";
import { formsOf } from "../../support/forms";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";

let site: Site;
let editor: Browser;
let member: Browser;

beforeAll(async () => {
  site = await aSite();
  await aPage({ path: "guidance", title: "Guidance" });
  editor = await signedIn({ roles: ["editor"], displayName: "Edna" });
  member = await signedIn({});
});

async function signedIn(more: Parameters<typeof anAccount>[0]): Promise<Browser> {
  const browser = site.browser();
  await enter(browser, (await anAccount(more)).email);
  return browser;
}

const saidOf = async (path: string) =>
  testDb()
    .db.select()
    .from(contentFeedback)
    .where(eq(contentFeedback.pageId, (await storedPage(path)).id));

test("a visitor says whether a guide was useful and what was missing, without script, cookie or account, once for each form", async () => {
  const path = await aPage({ title: "Leases" });
  const visitor = site.browser();
  const page = await visitor.get(`/${path}`);
  expect(page.html).toContain(`href="/useful/${path}?answer=no"`);

  const asked = await visitor.get(`/useful/${path}?answer=no`);
  expect(/<input[^>]*value="no"[^>]*>/.exec(asked.html)![0]).toContain("checked");
  expect(asked.headers.getSetCookie()).toEqual([]);
  const action = `/useful/${path}`;
  const form = formsOf(asked.html).find((each) => each.action === action)!;
  const submissionId = form.fields.find(({ name }) => name === "submissionId")!.value;
  const wrong = await visitor.post(action, { submissionId, answer: "", words: "What about breaks?" });
  expect([wrong.status, await saidOf(path)]).toEqual([400, []]);
  for (const words of ["Choose yes or no", "What about breaks?"]) expect(wrong.html).toContain(words);

  const sent = await Promise.all([1, 2].map(() => visitor.post(action, { submissionId, answer: "no", words: "What about breaks?" })));
  expect(sent.map(({ status, location }) => [status, location])).toEqual([1, 2].map(() => [303, `/useful/${path}?sent`]));
  expect(sent[0]!.headers.getSetCookie()).toEqual([]);
  expect((await visitor.get(sent[0]!.location!)).html).toContain("Thank you for telling us");
  expect((await saidOf(path)).map(({ words }) => words)).toEqual(["What about breaks?"]);

  const { code } = await storedPage(path);
  const staff = await editor.get(`/admin/content/${code}/feedback`);
  expect(staff.html).toContain("What about breaks?");
  expect((await editor.get(`/admin/content/${code}`)).html).toContain("0 said yes, 1 said no in the last year");
  expect((await member.get(`/${path}`)).html).not.toContain("said no");
  expect((await member.get(`/admin/content/${code}/feedback`)).status).toBe(403);
  const removal = formsOf(staff.html).find(({ action }) => action.endsWith("/remove"))!;
  expect((await member.post(removal.action, {})).status).toBe(403);
  expect((await editor.post(removal.action, {})).location).toBe(`/admin/content/${code}/feedback`);
  expect((await editor.get(`/admin/content/${code}/feedback`)).html).not.toContain("What about breaks?");
});

test("a page that somebody may not read cannot be answered either, and other pages are not asked about", async () => {
  const members = await aPage({ audience: "members" });
  const other = await aPage({ path: "about-us" });
  const before = await databaseState();
  const answer = { answer: "yes", words: "", submissionId: crypto.randomUUID() };
  for (const path of [members, other, "guidance", "guidance/was-never-here"]) {
    expect([path, (await site.browser().get(`/useful/${path}`)).status]).toEqual([path, 404]);
    expect([path, (await site.browser().post(`/useful/${path}`, answer)).status]).toEqual([path, 404]);
  }
  expect(await databaseState()).toEqual(before);
  expect((await member.get(`/useful/${members}`)).status).toBe(200);
  expect((await member.get(`/${other}`)).html).not.toContain("/useful/");
});

test("answers of one network are limited", async () => {
  const path = await aPage();
  const someone = await signedIn({});
  const send = () => someone.post(`/useful/${path}`, { answer: "yes", words: "", submissionId: crypto.randomUUID() });
  for (let sent = 0; sent < LIMITS.feedback.points; sent++) expect((await send()).status).toBe(303);
  expect((await send()).status).toBe(429);
});

test("a page says who checked it, when, and by when it is checked next", async () => {
  const path = await aPage({ reviewedAt: new Date("2026-10-03T12:00:00Z") });
  const { html } = await site.browser().get(`/${path}`);
  expect(html.replace(/<[^>]+>/g, "")).toMatch(/Checked on 3 October 2026 · Next check by \d+ \w+ 20\d\d/);
});

test("a page that was replaced says so where it stands, in lists and in search, and leads on whoever may read the other", async () => {
  const path = await aPage({ title: "Capybara rules", reviewedAt: new Date(Date.now() - 400 * DAY) });
  const by = await aPage({ title: "Newer rules", audience: "members" });
  await supersedePage(systemCtxFor(), { code: (await storedPage(path)).code, by });
  const [visitor, reader] = [(await site.browser().get(`/${path}`)).html, (await member.get(`/${path}`)).html];
  for (const html of [visitor, reader]) {
    expect(html).toContain("This page is out of date.");
    expect(html).not.toContain("was due to be checked by");
  }
  expect(reader).toContain(`Read <a href="/${by}">Newer rules</a> instead`);
  expect(visitor).not.toContain("Newer rules");
  for (const place of ["/guidance", "/search?q=capybara"])
    expect([place, (await site.browser().get(place)).html.match(/Out of date/g)?.length]).toEqual([place, 1]);
});

test("an editor hands a page over and says what replaces it, and is told what was wrong where it was typed", async () => {
  const path = await aPage({ title: "Handed on" });
  const by = await aPage({ title: "What holds" });
  const { code } = await storedPage(path);
  const owners = await editor.get(`/admin/content/${code}/owner`);
  const edna = /value="([^"]+)"[^>]*>\s*<label[^>]*>Edna/.exec(owners.html)![1]!;
  expect((await editor.post(`/admin/content/${code}/owner`, { owner: "NOBODY" })).html).toContain("Choose somebody who is an editor now");
  expect((await editor.post(`/admin/content/${code}/owner`, { owner: edna })).location).toBe(`/admin/content/${code}`);
  const record = (await editor.get(`/admin/content/${code}`)).html;
  expect(record).toMatch(/Looked after by.{0,200}Edna/s);

  const refused = await editor.post(`/admin/content/${code}/superseded`, { by: "/guidance/was-never-here" });
  expect(refused.status).toBe(400);
  for (const words of ["Readers have no page at that address", 'value="/guidance/was-never-here"']) expect(refused.html).toContain(words);
  expect((await editor.post(`/admin/content/${code}/superseded`, { by: `/${by}` })).status).toBe(303);
  expect((await editor.get(`/admin/content/${code}`)).html).toMatch(/Replaced by.{0,200}What holds/s);
});

test("a member is told that a guide changed since they read it, and reads which words; nobody else is", async () => {
  const path = await aPage({ title: "Rotas", bodyMarkdown: "Ask Ann." });
  const reader = await signedIn({});
  expect((await reader.get(`/${path}`)).html).not.toContain("See the words that changed");
  const { code } = await storedPage(path);
  const text = { title: "Rotas", summary: "What it is about.", body: "Ask Bea.", teaser: "" };
  await editor.post(`/admin/content/${code}/edit`, { ...text, version: "1" });
  expect((await editor.get(`/admin/content/${code}/publish`)).html).toContain("It is a small change");
  expect((await editor.post(`/admin/content/${code}/publish`, { version: "2" })).status).toBe(303);

  expect((await reader.get(`/${path}`)).html).toContain(`href="/changed/${path}"`);
  const changes = (await reader.get(`/changed/${path}`)).html;
  expect(changes).toMatch(/<del[^>]*>.*Ann.*<\/del>.*<ins[^>]*>.*Bea.*<\/ins>/s);
  for (const other of [member, site.browser()]) expect((await other.get(`/${path}`)).html).not.toContain("See the words that changed");
  expect((await member.get(`/changed/${path}`)).html).toContain("No words that you have read have changed");
  expect((await site.browser().get(`/changed/${path}`)).location).toMatch(/^\/sign-in/);

  await reader.post("/account/reading/forget", {});
  expect((await reader.get("/account/reading")).html).toContain("You stopped this.");
  expect((await reader.get(`/${path}`)).html).not.toContain("See the words that changed");
  await editor.post(`/admin/content/${code}/take-down`, {});
  expect((await reader.get(`/changed/${path}`)).status).toBe(404);
});

test("what changed on a page is closed to whoever may not read it any more", async () => {
  const group = await aPage({ audience: "members" });
  const outsider = await signedIn({ isMember: false });
  expect((await outsider.get(`/changed/${group}`)).status).toBe(404);
  expect((await member.get(`/changed/${group}`)).status).toBe(200);
});

test("the home page is noted as opened by whoever is shown its text: visitors", async () => {
  const { id } = await storedPage(await aPage({ path: "" }));
  const noted = () => testDb().db.$count(contentOpenings, eq(contentOpenings.pageId, id));
  await member.get("/");
  expect(await noted()).toBe(0);
  await site.browser().get("/");
  expect(await noted()).toBe(1);
});

test("the report names what is overdue, as a list and as a file, for editors alone; opening a page is noted without its reader", async () => {
  const path = await aPage({ title: "Old leaflets", reviewedAt: new Date(Date.now() - 400 * DAY) });
  const noted = async () =>
    testDb()
      .db.select()
      .from(contentOpenings)
      .where(eq(contentOpenings.pageId, (await storedPage(path)).id));
  expect(await noted()).toEqual([]);
  for (const browser of [site.browser(), member]) await browser.get(`/${path}`);
  expect((await noted()).map(({ month }) => month)).toEqual([`${new Date().toISOString().slice(0, 7)}-01`]);

  const list = await editor.get("/admin/content/report");
  expect(list.html).toContain("Old leaflets");
  const file = await editor.get("/admin/content/report/file?list=overdue");
  expect(file.headers.get("Content-Disposition")).toContain("pages-overdue.csv");
  expect(file.html).toContain(`Old leaflets,/${path},`);
  expect((await editor.get("/admin/content/report?list=unopened&months=3")).html).toContain("not who it was, and not how often");
  for (const address of ["/admin/content/report", "/admin/content/report/file"]) expect((await member.get(address)).status).toBe(403);
});
