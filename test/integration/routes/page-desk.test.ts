import { beforeAll, expect, test } from "vitest";
import { movePage } from "~/features/content/pages/move-page.server";
import { trashPage } from "~/features/content/trash/trash-page.server";
import { STAFF_ROLES } from "~/features/permissions/permissions";
import type { Role } from "~/lib/ctx";
import { aDraft, aPage, storedPage } from "../../support/content";
import { systemCtxFor } from "../../support/context";
import { formsOf } from "../../support/forms";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aGroup } from "../../support/people";

let site: Site;
let editor: Browser;

beforeAll(async () => {
  site = await aSite();
  await aGroup("leads");
  await aPage({ path: "guidance", title: "Guidance" });
  editor = await signedIn({ roles: ["editor"], displayName: "Edna" });
});

async function signedIn(more: Parameters<typeof anAccount>[0]): Promise<Browser> {
  const browser = site.browser();
  await enter(browser, (await anAccount(more)).email);
  return browser;
}

const codeOf = async (path: string) => (await storedPage(path)).code;
const plain = (html: string) => html.replaceAll("<!-- -->", "");
const text = { title: "Contracts", summary: "What they are.", body: "The core contract.", teaser: "", audience: "open" };

test("the tree, the list, the trash and what is done there are editors’ alone", async () => {
  const { code } = await aDraft();
  const others = STAFF_ROLES.filter((role) => role !== "editor") as Role[];
  const browser = await signedIn({ roles: others });
  const pages = ["where", "trash", "bulk/move", "bulk/owner", "bulk/audience", "bulk/take-down", "bulk/trash", `trash/${code}`];
  const acts = ["copy", "links", "links/remove", "move-below", "reader-comments", "trash"].map((act) => `${code}/${act}`);
  for (const path of [...pages, ...acts, `trash/${code}/restore`, `trash/${code}/delete`]) {
    expect([path, (await browser.get(`/admin/content/${path}`)).status]).toEqual([path, 403]);
    expect((await site.browser().get(`/admin/content/${path}`)).location).toMatch(/^\/sign-in/);
  }
  const posted = acts.filter((act) => !/links$|move-below$/.test(act));
  for (const path of [...posted, `trash/${code}/restore`, `trash/${code}/delete`, `bulk/trash?pages=${code}&below=along`])
    expect([path, (await browser.post(`/admin/content/${path}`, { below: "along", comments: "none" })).status]).toEqual([path, 403]);
  expect(await storedPage((await aDraft()).path)).toMatchObject({ trashedAt: null });
});

test("a new page asks where it goes, and its form says the place and lets it be changed", async () => {
  const top = await codeOf("guidance");
  const where = plain((await editor.get("/admin/content/where")).html);
  for (const words of ["In the news, as an article", "Put it at the top", "Below Guidance"]) expect(where).toContain(words);
  expect(plain((await editor.get("/admin/content/where?q=guid")).html)).toContain(`href="/admin/content/new/${top}"`);
  expect((await editor.get("/admin/content/where?at=0000000000")).status).toBe(404);

  const form = (await editor.get(`/admin/content/new/${top}`)).html;
  expect(form).toMatch(/name="place"[^>]*value="\/guidance"/);
  // the way to another place leads to a form of its own: it is offered before anything is typed, and not after
  expect(form.split(/name="title"/).map((part) => part.includes("Choose another place"))).toEqual([true, false]);
  const elsewhere = await editor.post(`/admin/content/new/${top}`, { ...text, slug: "x", place: "/news" });
  expect(elsewhere.location).toBe(`/admin/content/${await codeOf("news/x")}`);
  for (const [place, words] of [
    ["/guidance/was-never-here", "There is no page above that address"],
    ["/forum", "Another part of the site has that address"],
    ["../../etc", "Use lower-case letters"],
  ] as const) {
    const refused = await editor.post(`/admin/content/new/${top}`, { ...text, slug: "y", place });
    expect([place, refused.status]).toEqual([place, 400]);
    expect(refused.html).toContain(words);
    expect(refused.html).toContain('value="Contracts"');
  }
});

test("the list is an address: words, state, readers, owner and order; the tree opens by one", async () => {
  await aPage({ path: "guidance/rota", title: "Rota rules" });
  await aDraft({ path: "guidance/rota/holidays", title: "Holiday rota" });
  await aPage({ path: "guidance/private", audience: "members", title: "Private rota" });
  const list = async (asked: string) => plain((await editor.get(`/admin/content?${asked}`)).html);

  const found = await list("view=list&q=rota");
  expect(found).toContain("3 pages");
  expect(await list("q=rota&audience=members")).toContain("1 page<");
  const drafts = await list("q=rota&state=draft&sort=title");
  expect(drafts).toContain("Holiday rota");
  expect(drafts).not.toContain("Rota rules");
  expect(await list("q=rota&owner=NOBODY")).toContain("No page is like that");
  for (const hostile of ["q=%27%3B--", "q=%5C", "state=x&audience=y&sort=z&q=rota", "after=x&q=rota", "at=x%00"])
    expect((await editor.get(`/admin/content?${hostile}`)).status).toBeLessThan(500);

  const tree = plain((await editor.get(`/admin/content?at=${await codeOf("guidance")}`)).html);
  expect(tree).toMatch(/Open 1 page<span[^>]*> below Rota rules/);
  expect(tree).not.toContain("Holiday rota");
  expect(plain((await editor.get(`/admin/content?at=${await codeOf("guidance/rota")}`)).html)).toContain("Holiday rota");
});

test("a page is moved below another that was picked, and who moves it is told what links there", async () => {
  const path = await aPage({ path: "guidance/wanders", title: "Wanders" });
  await aPage({ path: "guidance/leads-there", bodyMarkdown: "See [it](/guidance/wanders)." });
  const shelf = await codeOf(await aPage({ path: "guidance/shelf", title: "Shelf" }));
  const code = await codeOf(path);

  expect(plain((await editor.get(`/admin/content/${code}/move-below?q=shelf`)).html)).toContain(
    `/admin/content/${code}/move?below=${shelf}`,
  );
  const asks = plain((await editor.get(`/admin/content/${code}/move?below=${shelf}`)).html);
  for (const words of ["will be below “Shelf”", 'value="/guidance/shelf/wanders"', "1 page links here"]) expect(asks).toContain(words);
  for (const act of ["take-down", "trash"])
    expect(plain((await editor.get(`/admin/content/${code}/${act}`)).html)).toContain("1 page links here");
  await editor.post(`/admin/content/${code}/move`, { to: "/guidance/shelf/wanders" });
  expect(await site.browser().get("/guidance/wanders")).toMatchObject({ status: 301, location: "/guidance/shelf/wanders" });
  const links = await editor.get(`/admin/content/${code}/links`);
  expect(links.html).toContain("/guidance/wanders");
  expect((await editor.post(`/admin/content/${code}/links/remove`, { path: "guidance/wanders" })).location).toBe(
    `/admin/content/${code}/links`,
  );
  expect((await site.browser().get("/guidance/wanders")).status).toBe(404);
});

test("a page in the trash is gone for its readers and absent for the rest, and comes back with one press", async () => {
  const path = await aPage({ path: "guidance/rubbish", title: "Rubbish" });
  await aPage({ path: "guidance/rubbish/below", audience: "members" });
  const code = await codeOf(path);
  const refused = await editor.post(`/admin/content/${code}/trash`, {});
  expect([refused.status, refused.html.includes("Say what becomes of the pages below it")]).toEqual([400, true]);
  const done = await editor.post(`/admin/content/${code}/trash`, { below: "along" });
  expect(done.location).toBe(`/admin/content/trash/${code}`);

  const visitor = site.browser();
  expect((await visitor.get(`/${path}`)).status).toBe(410);
  expect((await visitor.get(`/${path}/below`)).status).toBe(404);
  for (const act of ["", "/edit", "/move", "/history", "/preview", "/trash"])
    expect([act, (await editor.get(`/admin/content/${code}${act}`)).status]).toEqual([act, 404]);
  expect(plain((await editor.get("/admin/content/trash")).html)).toContain("Rubbish");
  expect((await editor.get("/admin/content?q=rubbish")).html).toContain("No page is like that");

  expect((await editor.post(`/admin/content/trash/${code}/restore`, {})).location).toBe(`/admin/content/${code}`);
  expect((await visitor.get(`/${path}`)).status).toBe(200);
  expect((await editor.get(`/admin/content/trash/${code}`)).status).toBe(404);
});

test("what is deleted for good is found nowhere, and its address is free", async () => {
  const { code, path } = await aDraft();
  expect((await editor.get(`/admin/content/trash/${code}/delete`)).status).toBe(404);
  await trashPage(systemCtxFor(), { code });
  expect((await editor.post(`/admin/content/trash/${code}/delete`, {})).location).toBe("/admin/content/trash");
  expect((await editor.get(`/admin/content/trash/${code}`)).status).toBe(404);
  expect(await aPage({ path })).toBe(path);
});

test("the list’s form leads to what would be done with those that are ticked; one more press does it, told once", async () => {
  const [one, two] = [await aPage({ title: "Bulk one" }), await aDraft({ title: "Bulk two" })];
  const codes = [await codeOf(one), two.code];
  const { html } = await editor.get("/admin/content?q=bulk");
  for (const code of codes) expect(html).toMatch(new RegExp(`name="pages"[^>]*value="${code}"`));
  expect(html).toMatch(/formaction="\/admin\/content\/bulk\/take-down"/i);
  const address = `/admin/content/bulk/take-down?${codes.map((code) => `pages=${code}`).join("&")}`;

  const told = plain((await editor.get(address)).html);
  for (const words of ["Nothing has been done yet", "Readers do not have it", "Take down: 1 page"]) expect(told).toContain(words);
  expect((await storedPage(one)).archivedAt).toBeNull();
  const done = await editor.post(address, {});
  expect((await storedPage(one)).archivedAt).not.toBeNull();
  const said = plain((await editor.get(done.location!)).html);
  expect(said).toContain("1 page is taken down. Nothing was done with: “Bulk two”: Readers do not have it.");

  for (const [act, chosen] of [
    ["move", "&below=top"],
    ["owner", "&owner=none"],
    ["audience", "&audience=members"],
    ["trash", "&below=along"],
  ] as const) {
    const choose = await editor.get(`/admin/content/bulk/${act}?pages=${codes[1]}`);
    expect([act, choose.status]).toEqual([act, 200]);
    expect((await editor.post(`/admin/content/bulk/${act}?pages=${codes[1]}`, {})).status).toBe(404);
    const shown = plain((await editor.get(`/admin/content/bulk/${act}?pages=${codes[1]}${chosen}`)).html);
    expect([act, shown.includes("Nothing has been done yet")]).toEqual([act, true]);
    expect((await editor.post(`/admin/content/bulk/${act}?pages=${codes[1]}${chosen}`, {})).status).toBe(303);
  }
  expect((await editor.get("/admin/content/bulk/move")).html).toContain("You chose no pages");
  expect((await editor.get("/admin/content/bulk/audience?pages=x&audience=groups")).html).toContain("Choose at least one group");
});

test("a page is copied beside itself", async () => {
  const code = await codeOf(await aPage({ path: "guidance/twice", title: "Twice" }));
  const asks = await editor.get(`/admin/content/${code}/copy`);
  const form = formsOf(asks.html).find(({ action }) => action.endsWith("/copy"))!;
  const fields = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
  const made = await editor.post(form.action, fields);
  expect(made.location).toBe(`/admin/content/${await codeOf("guidance/twice-copy")}`);
  expect((await editor.post(form.action, fields)).location).toBe(made.location);
});

test("an earlier address in the trash leads nobody anywhere", async () => {
  const path = await aPage({ path: "guidance/was" });
  const code = await codeOf(path);
  await movePage(systemCtxFor(), { code, to: "guidance/is" });
  await trashPage(systemCtxFor(), { code });
  const answer = await site.browser().get("/guidance/was");
  expect([301, 410]).toContain(answer.status);
  if (answer.status === 301) expect((await site.browser().get(answer.location!)).status).toBe(410);
});
