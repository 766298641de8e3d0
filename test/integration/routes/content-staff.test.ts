import { beforeAll, expect, test } from "vitest";
import { grant, revokeGrant } from "~/features/permissions/grants.server";
import { STAFF_ROLES } from "~/features/permissions/permissions";
import type { Role } from "~/lib/ctx";
import { aDraft, aPage, storedPage } from "../../support/content";
import { systemCtxFor } from "../../support/context";
import { aTopic } from "../../support/forum";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aGroup } from "../../support/people";

let site: Site;
let editor: Browser;
let member: Browser;

beforeAll(async () => {
  site = await aSite();
  await aGroup("leads");
  await aPage({ path: "guidance", title: "Guidance" });
  editor = await signedIn({ roles: ["editor"], displayName: "Edna" });
  member = await signedIn({});
});

async function signedIn(more: Parameters<typeof anAccount>[0]): Promise<Browser> {
  const browser = site.browser();
  await enter(browser, (await anAccount(more)).email);
  return browser;
}

const text = { title: "Contracts", summary: "What they are.", body: "## Core\n\nThe **core** contract.", teaser: "" };
const codeOf = async (path: string) => (await storedPage(path)).code;

test("PMN-30: editors open the content pages, and no other role does", async () => {
  const { code } = await aDraft();
  const others = STAFF_ROLES.filter((role) => role !== "editor") as Role[];
  for (const roles of [[], ...others.map((role) => [role])]) {
    const browser = await signedIn({ roles });
    for (const path of ["/admin/content", `/admin/content/${code}`, `/admin/content/${code}/edit`])
      expect([roles, path, (await browser.get(path)).status]).toEqual([roles, path, 403]);
    expect((await browser.post(`/admin/content/${code}/edit`, { ...text, version: "1" })).status).toBe(403);
  }
  expect((await site.browser().get("/admin/content")).location).toMatch(/^\/sign-in/);
  expect((await editor.get(`/admin/content/${code}`)).status).toBe(200);
});

test("PMN-30: who is no editor any more is refused at the next request, and their save stores nothing", async () => {
  const { code } = await aDraft();
  const { personId, email } = await anAccount({ roles: ["editor"] });
  const browser = site.browser();
  await enter(browser, email);
  expect((await browser.get(`/admin/content/${code}/edit`)).status).toBe(200);

  await revokeGrant(systemCtxFor(), { personId, role: "editor" });
  expect((await browser.post(`/admin/content/${code}/edit`, { ...text, version: "1" })).status).toBe(403);
  const { html } = await editor.get(`/admin/content/${code}/history`);
  expect([1, 2].map((number) => html.includes(`/history/${number}"`))).toEqual([true, false]);

  await grant(systemCtxFor(), { personId, role: "editor", source: "test" });
  expect((await browser.get(`/admin/content/${code}/edit`)).status).toBe(200);
});

test("a page is begun, saved, looked at, published and read", async () => {
  const section = await codeOf("guidance");
  const made = await editor.post(`/admin/content/new/${section}`, { ...text, slug: "", audience: "members" });
  expect(made).toMatchObject({ status: 303, location: expect.stringMatching(/^\/admin\/content\/[0-9a-z]{10}$/) });
  expect((await member.get("/guidance/contracts")).status).toBe(404);

  const record = await editor.get(made.location!);
  expect(record.html).toMatch(/Draft.*\/guidance\/contracts.*Members/s);
  await editor.post(`${made.location}/publish`, { version: "1" });
  const read = await member.get("/guidance/contracts");
  expect(read.status).toBe(200);
  expect(read.html).toMatch(/<h1[^>]*>Contracts.*by (?:<!-- -->)?Edna.*<strong>core<\/strong>/s);
});

test("a page begun below the home page stands at the top", async () => {
  const home = await codeOf(await aPage({ path: "" }));
  expect((await editor.get(`/admin/content/new/${home}`)).html).toContain("It follows / and");
  const made = await editor.post(`/admin/content/new/${home}`, { ...text, slug: "below-home", audience: "members" });
  expect([made.status, (await editor.get(made.location!)).html.includes("/below-home")]).toEqual([303, true]);
});

test("what cannot be stored comes back with what was typed and the reason beside its field", async () => {
  const refused = await editor.post("/admin/content/new", {
    ...text,
    title: "",
    slug: "",
    audience: "groups",
  });
  expect(refused.status).toBe(400);
  expect(refused.html).toContain("Enter a title");
  expect(refused.html).toContain("Choose at least one group");
  expect(refused.html).toContain("The **core** contract.");

  const reserved = await editor.post("/admin/content/new", { ...text, slug: "forum", audience: "open" });
  expect(reserved.status).toBe(400);
  expect(reserved.html).toContain("Another part of the site has that address");
});

test("a page wider than the one above it is refused in words", async () => {
  const above = await codeOf(await aPage({ audience: "members" }));
  const refused = await editor.post(`/admin/content/new/${above}`, { ...text, slug: "wide", audience: "open" });

  expect(refused.status).toBe(400);
  expect(refused.html).toContain("The page above is for fewer people");
});

test("B28: a save over somebody else’s shows both texts, keeps one’s own in the form, and can be sent again on top", async () => {
  const { code } = await aDraft({ title: "Contracts", summary: "What they are.", body: "One" });
  const path = `/admin/content/${code}/edit`;
  await editor.post(path, { ...text, body: "Their text stands now", version: "1" });
  const conflict = await editor.post(path, { ...text, body: "My own text", version: "1" });

  expect(conflict.status).toBe(409);
  expect(conflict.html).toMatch(/<pre[^>]*>Their text stands now<\/pre>/);
  expect(conflict.html).toMatch(/<textarea[^>]*name="body"[^>]*>My own text<\/textarea>/);
  expect(conflict.html).toMatch(/<del>.*<ins>/s);
  expect(conflict.html).toContain("Edna");
  const seen = /name="seen" value="(\d+)"/.exec(conflict.html)?.[1];
  expect(seen).toBe("2");

  expect((await editor.post(path, { ...text, body: "My own text", version: "1", seen: seen! })).status).toBe(303);
  expect((await editor.get(path)).html).toContain("My own text");
});

test("a look at what is typed stores nothing and gives it back", async () => {
  const { code } = await aDraft({ body: "Saved" });
  const looked = await editor.post(`/admin/content/${code}/unsaved`, { ...text, title: "", version: "1" });

  expect(looked.status).toBe(200);
  expect(looked.html).toMatch(/<strong>core<\/strong>/);
  expect(looked.html).toMatch(/<textarea[^>]*name="body"[^>]*>## Core/);
  // it stands nowhere else: it is saved as a draft at once, and leaving the page warns until then
  expect(looked.html).toMatch(new RegExp(`data-address="/drafts/typing/admin/content/${code}/edit" data-unsaved`));
  expect((await editor.get(`/admin/content/${code}/edit`)).html).toContain("Saved</textarea>");
  expect((await editor.get(`/admin/content/${code}/unsaved`)).location).toBe(`/admin/content/${code}/edit`);
});

test("the live preview is the page’s own text, for editors only, and sanitised", async () => {
  const shown = await editor.post("/admin/content/preview", { body: "**a** <img src=x onerror=alert(1)> [x](javascript:alert(1))" });

  expect(shown.status).toBe(200);
  expect(shown.html).toMatch(/^<p class="pn-meta">The checks find nothing.*<div class="pn-prose"><p><strong>a<\/strong> &lt;img/);
  expect(shown.html).not.toMatch(/<img|href="javascript/);
  expect((await member.post("/admin/content/preview", { body: "a" })).status).toBe(403);
  expect((await editor.get("/admin/content/preview")).location).toBe("/admin/content");
});

test("what a writer may look at stands in both previews, with its place, and hinders no save; a link is looked at for the readers of the page", async () => {
  const closed = await aPage({ path: "guidance/for-leads", audience: { groups: ["leads"] }, title: "For leads" });
  const { code } = await aDraft();
  const body = `![](https://a.example/b.png)\n\n[here](/guidance/nowhere-at-all) and [that one](/${closed})`;
  const shown = await editor.post(`/admin/content/preview?page=${code}`, { body });
  expect(shown.html).toMatch(/data-start="0" data-end="28">Line (?:<!-- -->)?1<.*Say what the picture shows/s);
  expect(shown.html).toContain("does not say where the link leads");
  expect(shown.html).toContain("Nothing that you can open is at /guidance/nowhere-at-all");
  // no word of a page that the writer may not read themselves
  expect(shown.html).not.toContain("For leads");
  const unsaved = await editor.post(`/admin/content/${code}/unsaved`, { ...text, body, version: "1" });
  expect(unsaved.html).toContain("Say what the picture shows");
  expect((await editor.post(`/admin/content/${code}/edit`, { ...text, body, version: "1" })).status).toBe(303);
});

test("a snippet is made, shown where it stands, changed and removed by its pages; who has an older one is shown both", async () => {
  const path = "/admin/content/snippets";
  const made = await editor.post(path, { name: "phone-line", title: "The phone line", body: "Ring **nine**." });
  expect(made.location).toBe(`${path}/phone-line`);
  expect((await editor.post(path, { name: "Phone Line!", title: "The phone line", body: "x" })).status).toBe(400);
  expect((await editor.post(path, { name: "phone-line", title: "Another", body: "x" })).html).toContain(
    "There is a snippet of this name already",
  );
  await aPage({ path: "guidance/by-phone", title: "By phone", bodyMarkdown: "::snippet phone-line" });
  expect((await member.get("/guidance/by-phone")).html).toContain("Ring <strong>nine</strong>.");
  expect((await editor.get(`${path}/phone-line`)).html).toMatch(/By phone.*Readers see it/s);
  expect((await editor.post(`${path}/phone-line/remove`, {})).html).toContain("Take it out of them first");
  const change = (body: string) => editor.post(`${path}/phone-line`, { title: "The phone line", body, version: "1" });
  expect((await change("Ring ten.")).status).toBe(303);
  const late = await change("Ring eleven.");
  expect([late.status, late.html.includes("Ring ten."), late.html.includes("Ring eleven.")]).toEqual([409, true, true]);
  expect((await member.get(path)).status).toBe(403);
});

test("topics of a page are each reader's own, and a visitor's page is made anew with them", async () => {
  const { category, code } = await aTopic({ audience: "members", title: "Who has keys" });
  const page = await aPage({ bodyMarkdown: `Before\n\n::topics ${category}\n\nBehind` });
  expect((await member.get(`/${page}`)).html).toMatch(new RegExp(`Before.*/forum/topics/${code}.*Who has keys.*Behind`, "s"));
  const visitor = (await site.browser().get(`/${page}`)).html;
  expect(visitor).toMatch(/Before.*Behind/s);
  expect(visitor).not.toMatch(/Who has keys|In the forum|::topics|data-live/);
  const open = await aTopic({ audience: "open", title: "Where is the key" });
  const other = await aPage({ bodyMarkdown: `::topics ${open.category}` });
  expect((await site.browser().get(`/${other}`)).html).toContain("Where is the key");
  await aTopic({ category: open.category, title: "Who has the spare" });
  expect((await site.browser().get(`/${other}`)).html).toContain("Who has the spare");
});

test("a preview shows what a visitor, a member and a group are answered", async () => {
  const { code } = await aDraft({ audience: "members", teaser: "Only a taste." });
  const as = async (reader: string) => (await editor.get(`/admin/content/${code}/preview?as=${reader}`)).html;

  expect(await as("visitor")).toMatch(/Only a taste\..*How to join|Only a taste\..*apply to join/s);
  expect(await as("member")).toContain("The text of the draft.");
  expect(await as("leads")).toContain("Only a taste.");
  const silent = await aDraft({ audience: "members" });
  expect((await editor.get(`/admin/content/${silent.code}/preview?as=visitor`)).html).toContain("Page not found");
  expect((await editor.get(`/admin/content/${code}/preview?as=nobody`)).status).toBe(404);
});

test("earlier texts are listed, compared and brought back", async () => {
  const { code } = await aDraft({ body: "Close at five." });
  const path = `/admin/content/${code}`;
  await editor.post(`${path}/edit`, { ...text, body: "Close at six.", version: "1" });

  const compared = (await editor.get(`${path}/compare?from=1&to=2`)).html;
  expect(compared).toMatch(/<del>.*\[removed: .*five.*<\/del>.*<ins>.*\[added: .*six.*<\/ins>/s);
  expect((await editor.get(`${path}/history/1`)).html).toContain("Close at five.");
  await editor.post(`${path}/restore`, { number: "1", version: "2" });
  expect((await editor.get(`${path}/edit`)).html).toContain("Close at five.");
  expect((await editor.post(`${path}/restore`, { number: "2", version: "2" })).status).toBe(409);
  expect((await editor.post(`${path}/restore`, { number: "4294967296", version: "3" })).status).toBe(404);
  for (const missing of ["history/9", "history/x", "compare?from=1&to=9", "compare?from=a"])
    expect((await editor.get(`${path}/${missing}`)).status).toBe(404);
  expect((await editor.get(`${path}/history?after=4294967296`)).html).toMatch(/history\/3"/);
});

test("a moved page’s old address leads on, one taken down is gone, and both can be undone", async () => {
  const path = await aPage({ path: "guidance/to-move" });
  const code = await codeOf(path);
  const visitor = site.browser();
  await editor.post(`/admin/content/${code}/move`, { to: "/guidance/moved/" });
  expect(await visitor.get("/guidance/to-move")).toMatchObject({ status: 301, location: "/guidance/moved" });

  await editor.post(`/admin/content/${code}/take-down`, {});
  expect((await visitor.get("/guidance/moved")).status).toBe(410);
  await editor.post(`/admin/content/${code}/put-back`, {});
  expect((await visitor.get("/guidance/moved")).status).toBe(200);

  const refused = await editor.post(`/admin/content/${code}/move`, { to: "forum/x" });
  expect(refused.status).toBe(400);
  expect(refused.html).toMatch(/Another part of the site has that address.*value="forum\/x"/s);
});

test("a narrowed section says how many pages followed", async () => {
  const top = await aPage({ path: "narrowed" });
  await aPage({ path: "narrowed/below" });
  const done = await editor.post(`/admin/content/${await codeOf(top)}/audience`, { audience: "groups", groups: "leads" });

  expect((await editor.get(done.location!)).html).toContain("One page below is narrower now, too.");
  expect((await member.get("/narrowed/below")).status).toBe(404);
});

test("every act of a page opened as a page leads to its page or shows its form", async () => {
  const code = await codeOf(await aPage());
  for (const act of ["put-back", "earlier", "later", "restore"])
    expect((await editor.get(`/admin/content/${code}/${act}`)).location).toMatch(new RegExp(`^/admin/content/${code}`));
  for (const act of ["edit", "publish", "audience", "move", "interests", "review", "take-down", "history", "preview", "compare"])
    expect([act, (await editor.get(`/admin/content/${code}/${act}`)).status]).toEqual([act, 200]);
  expect((await editor.get("/admin/content/0000000000")).status).toBe(404);
  expect((await editor.get(`/admin/content/${code}`)).html).toContain("Take it down");
  expect((await editor.get(`/admin/content/${(await aDraft()).code}`)).html).not.toContain("Take it down");
});

test("B25: fields that the form does not have change nothing", async () => {
  const { code, path } = await aDraft();
  await editor.post(`/admin/content/${code}/edit`, {
    ...text,
    version: "1",
    path: "elsewhere",
    publishedAt: "2020-01-01",
    scopeId: "x",
    audience: "open",
  });

  expect(await storedPage(path)).toMatchObject({ path, publishedAt: null, version: 2 });
});

test("editors’ pages take few queries, however many pages there are", async () => {
  const code = await codeOf("guidance");
  await editor.get("/admin/content");
  const answers = [];
  for (const path of ["/admin/content", `/admin/content/${code}`, `/admin/content/${code}/edit`, `/admin/content/${code}/history`])
    answers.push(await editor.get(path));

  for (const { queries } of answers) expect(queries).toBeLessThanOrEqual(8);
});
