import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { files } from "#db/schema/files";
import { savePage } from "~/features/content/pages/save-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { addToLibrary } from "~/features/files/library/change-file.server";
import { replaceFile } from "~/features/files/library/replace-file.server";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, testDb } from "../../support/context";
import { aPhoto, aPicture, multipart, PDF } from "../../support/files";
import { aTopic } from "../../support/forum";
import { anAccount, aSite, type Browser, enter } from "../../support/http";
import { aGroup } from "../../support/people";

const site = await aSite();
type Account = Awaited<ReturnType<typeof anAccount>>;
let editor: Account;
let browser: Browser;
beforeAll(async () => {
  editor = await anAccount({ roles: ["member", "editor"], secondFactorAt: new Date() });
  browser = await browserOf(editor);
});

async function browserOf(who: Account): Promise<Browser> {
  const opened = site.browser();
  await enter(opened, who.email);
  return opened;
}
const codeIn = (location: string | null) => /^\/admin\/files\/([0-9a-z]{10})$/.exec(location ?? "")![1]!;
const photo = async (width = 700, height = 500) => ({ name: "Kettle.png", bytes: await aPhoto({ format: "png", width, height }) });
const addPhoto = async (words = "Our kettle") => {
  const sent = await browser.post("/admin/files/add", {}, multipart({ alternative: words }, await photo()));
  return codeIn(sent.location);
};
async function shown(audience: "open" | "members" | { groups: string[] }, markdown: string) {
  const path = await aPage({ audience });
  const { code } = await storedPage(path);
  const ctx = ctxFor(editor.actor);
  await savePage(ctx, { code, version: 1, title: "A page", summary: "S", teaser: "", body: markdown });
  await publishDraft(ctx, { code, version: 2 });
  return path;
}

test("without script an editor adds a picture, finds it, describes it and chooses what must be seen of it", async () => {
  const refused = await browser.post("/admin/files/add", {}, multipart({}, await photo()));
  expect([refused.status, refused.html.includes("Say in a few words what the picture shows")]).toEqual([400, true]);

  const code = await addPhoto("A green kettle");
  const list = await browser.get("/admin/files?q=green+kettle");
  expect(list.html).toContain(`href="/admin/files/${code}"`);
  expect(list.html).toContain("1 picture or file");
  expect(await browser.get(`/files/${code}/480.webp`)).toMatchObject({ status: 200 });
  const page = await browser.get(`/admin/files/${code}`);
  expect(page.html).toContain(`![A green kettle](file:${code})`);

  const wrong = await browser.post(`/admin/files/${code}`, { description: "A kettle", place: "point", focalX: "300", focalY: "5" });
  expect([wrong.status, wrong.html.includes("Enter a whole number from 0 to 100"), wrong.html.includes('value="300"')]).toEqual([
    400,
    true,
    true,
  ]);
  expect(
    await browser.post(`/admin/files/${code}`, { description: "A red kettle", place: "top-right", focalX: "50", focalY: "50" }),
  ).toMatchObject({
    status: 303,
  });
  const [row] = await testDb().db.select().from(files).where(eq(files.code, code));
  expect(row).toMatchObject({ description: "A red kettle", focalX: 100, focalY: 0 });
  expect((await browser.get("/admin/files?q=red")).html).toContain("pn-x-100 pn-y-0");
});

test("a replaced picture is sent under its address to those who kept the one before, and a width that is no more leads to one that is", async () => {
  const code = await addPhoto();
  await shown("open", `![Kettle](file:${code})`);
  const visitor = site.browser();
  const before = await visitor.get(`/files/${code}/480.webp`);
  const wide = `/files/${code}/500.webp`;
  expect([before.status, before.headers.get("Cache-Control"), (await visitor.get(wide)).status]).toEqual([200, "public, max-age=60", 200]);
  const kept = { headers: { "If-None-Match": before.headers.get("ETag")! } };
  expect((await visitor.send(`/files/${code}/480.webp`, kept)).status).toBe(304);

  const replaced = await browser.post(`/admin/files/${code}/replace`, {}, multipart({}, await photo(900, 490)));
  expect(replaced).toMatchObject({ status: 303, location: `/admin/files/${code}` });
  const after = await visitor.send(`/files/${code}/480.webp`, kept);
  expect([after.status, after.headers.get("ETag") === before.headers.get("ETag")]).toEqual([200, false]);
  expect(await visitor.get(wide)).toMatchObject({ status: 302, location: `/files/${code}/490.webp` });
  expect(await visitor.get(`/files/${code}/words.webp`)).toMatchObject({ status: 404 });
});

test("a refused replacement says why, beside the field, and the old one is sent as before", async () => {
  const code = await addPhoto();
  const refused = await browser.post(`/admin/files/${code}/replace`, {}, multipart({}, { name: "a.pdf", bytes: PDF }));
  expect(refused.status).toBe(400);
  expect(refused.html).toContain("A picture takes the place of a picture");
  expect(await browser.get(`/files/${code}/480.webp`)).toMatchObject({ status: 200 });
});

test("a document of another kind keeps its address alive", async () => {
  const docx = await addToLibrary(ctxFor(editor.actor), { name: "Plan.txt", bytes: Buffer.from("The plan."), isDescribed: true });
  const { code } = (docx as Extract<typeof docx, { ok: true }>).file;
  await shown("members", `[The plan (text file, 1 kB)](file:${code})`);
  await replaceFile(ctxFor(editor.actor), code, { name: "Otherwise.pdf", bytes: PDF });
  const member = await browserOf(await anAccount());
  expect(await member.get(`/files/${code}/Plan.txt`)).toMatchObject({ status: 302, location: `/files/${code}/Plan.pdf` });
  expect(await member.get(`/files/${code}/Plan.pdf`)).toMatchObject({ status: 200 });
  for (const name of ["Plan.txt", "Plan.pdf", "Other.txt"])
    expect(await site.browser().get(`/files/${code}/${name}`)).toMatchObject({ status: 404 });
});

test.each(["visitor", "applicant", "member", "specialist", "moderator", "administrator"])(
  "B23: as a %s nothing of the library is there: pages, thumbnails of restricted pages, feed, search",
  async (who) => {
    await aGroup("kettles");
    const canary = `zyzzyva${Math.random().toString(36).slice(2, 8)}`;
    const picture = await addPhoto(`${canary} picture`);
    const loose = await addPhoto(`${canary} in no text`);
    await shown({ groups: ["kettles"] }, `![${canary}](file:${picture} "${canary} below")`);
    const article = await aPage({ path: `news/${canary}`, audience: { groups: ["kettles"] } });
    const { code } = await storedPage(article);
    await savePage(ctxFor(editor.actor), { code, version: 1, title: "A", summary: "S", teaser: "", body: `![${canary}](file:${picture})` });
    await publishDraft(ctxFor(editor.actor), { code, version: 2 });
    const roles = { moderator: ["member", "moderator"], administrator: ["member", "administrator"] } as const;
    const account =
      who === "visitor"
        ? null
        : await anAccount(
            who in roles
              ? { roles: [...roles[who as keyof typeof roles]], secondFactorAt: new Date() }
              : who === "specialist"
                ? { isMember: false, groups: ["others"] }
                : { isMember: who === "member" },
          );
    if (who === "specialist") await aGroup("others");
    const reader = account ? await browserOf(account) : site.browser();

    for (const file of [picture, loose])
      for (const path of ["480.webp", "500.webp", "960.webp", "480.webp?v=2"])
        expect([path, (await reader.get(`/files/${file}/${path}`)).status]).toEqual([path, 404]);
    for (const path of [
      "/admin/files",
      "/admin/files?q=picture",
      `/admin/files/${picture}`,
      "/admin/links",
      "/news.xml",
      "/news",
      "/search?q=below",
      "/sitemap.xml",
    ]) {
      const { html, status } = await reader.get(path);
      expect([path, html.includes(canary), html.includes(picture)]).toEqual([
        path,
        false,
        path.includes(picture) && status === 404 ? html.includes(picture) : false,
      ]);
    }
    expect([303, 403, 404]).toContain((await reader.post(`/admin/files/${picture}`, { description: "Mine" })).status);
    expect([303, 403, 404]).toContain((await reader.post(`/admin/files/${loose}/delete`, {})).status);
    const [row] = await testDb().db.select().from(files).where(eq(files.code, loose));
    expect(row).toMatchObject({ goneAt: null });
  },
);

test("B23: what a post of members alone holds is not there for an editor, and neither are acts upon it", async () => {
  const member = await anAccount();
  const { code, markdown } = await aPicture(member, "A canary of members");
  await aTopic({ author: member, body: markdown });
  expect((await browser.get("/admin/files?q=canary")).html).not.toContain(code);
  for (const path of ["", "/replace", "/delete"]) expect(await browser.get(`/admin/files/${code}${path}`)).toMatchObject({ status: 404 });
  expect(await browser.post(`/admin/files/${code}/replace`, {}, multipart({}, await photo()))).toMatchObject({ status: 404 });
});

test("a picture with words below it is a figure in the page, in its preview and in the feed, and stands beside the text in its block", async () => {
  const code = await addPhoto();
  const text = `:::beside\n![Kettle](file:${code} "Ours, in <May>")\n:::\n\nWords with ![Kettle](file:${code} "and more") amid them.`;
  const path = await shown("open", text);
  const figure =
    /<div class="pn-beside">\s*<figure><a href="\/files\/[^"]+"><img data-file="[^>]+><\/a><figcaption>Ours, in &lt;May&gt;<\/figcaption><\/figure>\s*<\/div>/;
  const page = (await site.browser().get(`/${path}`)).html;
  expect(page).toMatch(figure);
  expect(page).toMatch(/<\/a> \(and more\) amid them\./);
  expect(page).not.toMatch(/<p>\s*<figure|<figure>[\s\S]*?<\/p>\s*<\/figure/);
  const previewed = await browser.post("/admin/content/preview", { title: "A", body: text });
  expect(previewed.html).toMatch(figure);
  const { path: news } = { path: await aPage({ path: "news/with-a-kettle" }) };
  const { code: article } = await storedPage(news);
  await savePage(ctxFor(editor.actor), { code: article, version: 1, title: "A", summary: "S", teaser: "", body: text });
  await publishDraft(ctxFor(editor.actor), { code: article, version: 2 });
  expect((await site.browser().get("/news.xml")).html).toContain("&lt;figcaption&gt;Ours, in");
});

test("links to other sites that lead nowhere are listed, asked again and ignored with a reason", async () => {
  const path = await shown("members", "[there](https://elsewhere.example/gone)");
  const { sql } = testDb();
  const [{ code } = { code: "" }] = await sql<
    { code: string }[]
  >`update content_web_links set is_broken = true, outcome = 'missing', failures = 1,
    failing_since = now(), checked_at = now() where url = 'https://elsewhere.example/gone' returning code`;
  const { html } = await browser.get("/admin/links");
  expect(html).toContain("The page is not there any more");
  expect(html).toContain(`/${path}`);
  expect(html).toMatch(/<a href="https:\/\/elsewhere\.example\/gone" rel="noopener noreferrer nofollow">/);

  expect(await browser.post(`/admin/links/${code}/check`, {})).toMatchObject({ status: 303, location: "/admin/links" });
  const without = await browser.post(`/admin/links/${code}/ignore`, { why: " " });
  expect([without.status, without.html.includes("Say why, for the editors after you")]).toEqual([400, true]);
  expect(await browser.post(`/admin/links/${code}/ignore`, { why: "For cards" })).toMatchObject({ status: 303 });
  expect((await browser.get("/admin/links")).html).not.toContain("elsewhere.example/gone");
  expect((await browser.get("/admin/links?list=ignored")).html).toContain("For cards");
  expect(await browser.post(`/admin/links/${code}/listen`, {})).toMatchObject({ status: 303 });
});

test("where no page holds a file and something else does, its page says so and why it is not deleted", async () => {
  const code = await addPhoto("A blue kettle");
  expect((await browser.get(`/admin/files/${code}`)).html).toContain("No page holds it.");
  expect((await browser.get(`/admin/files/${code}`)).html).not.toContain("it cannot be deleted");
  await aTopic({ author: editor, body: `![Kettle](file:${code})` });
  expect((await browser.get(`/admin/files/${code}`)).html).toContain("until that is over, it cannot be deleted");
});
