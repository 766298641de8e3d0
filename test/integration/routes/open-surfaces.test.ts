import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { changeAudience } from "~/features/content/pages/change-audience.server";
import { movePage } from "~/features/content/pages/move-page.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { aPage, storedPage } from "../../support/content";
import { systemCtxFor } from "../../support/context";
import { aCategory, aTopic } from "../../support/forum";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";

const CANARY = "canary-of-the-closed-room";

let site: Site;
let member: Browser;
let open: string;
let closed: string;
beforeAll(async () => {
  site = await aSite();
  member = site.browser();
  await enter(member, (await anAccount()).email);
  await aPage({ path: "guidance", title: "Guidance" });
  const body = "## Who is in\n\nAsk [the form](/guidance/form).";
  open = await aPage({
    path: "guidance/open-rota",
    title: `Rota "A" </script><b>`,
    summary: "How to draw it.",
    bodyMarkdown: body,
    interests: ["Finance"],
  });
  closed = await aPage({
    path: "guidance/closed",
    title: CANARY,
    summary: CANARY,
    bodyMarkdown: CANARY,
    audience: "members",
    interests: ["Finance"],
  });
  await aPage({
    path: "guidance/teased",
    title: "Teased",
    summary: CANARY,
    bodyMarkdown: CANARY,
    teaser: "What it is.",
    audience: "members",
  });
  await aPage({ path: "news/opening", title: "We open", interests: ["Finance"] });
});

const visitor = () => site.browser();
const told = (html: string) =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].flatMap(([, json]) => JSON.parse(json!)["@graph"]);
const property = (html: string, name: string) => new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1];

test("programs are told what an open page is, and its words end no script", async () => {
  const { html } = await visitor().get(`/${open}`);
  const { publishedAt } = await storedPage(open);
  const things = told(html);
  expect(things.map((thing) => thing["@type"])).toEqual(["Organization", "WebSite", "Article", "BreadcrumbList"]);
  expect(things[2]).toMatchObject({
    headline: `Rota "A" </script><b>`,
    description: "How to draw it.",
    datePublished: publishedAt!.toISOString(),
  });
  expect(html).not.toContain("</script><b>");
  expect(told((await visitor().get("/news/opening")).html)[2]["@type"]).toBe("NewsArticle");
  expect(told((await visitor().get("/")).html).map((thing) => thing["@type"])).toEqual(["Organization", "WebSite"]);
});

test("programs are told of a topic that everybody may read, and of none for members", async () => {
  const [shown, hidden] = [
    await aTopic({ category: await aCategory({ audience: "open" }), title: "The open question" }),
    await aTopic({ category: await aCategory({ audience: "members" }), title: "The closed question" }),
  ];
  const at = async (code: string) => (await member.get(`/forum/topics/${code}`)).html;
  const things = told(await at(shown.code));
  expect(things[2]).toMatchObject({ "@type": "DiscussionForumPosting", headline: "The open question", commentCount: 0 });
  expect(told(await at(hidden.code))).toEqual([]);
});

test("other sites are shown an open page's title and card, and of a page for members the site alone", async () => {
  const { code, publishedVersion } = await storedPage(open);
  const { html } = await visitor().get(`/${open}`);
  expect(property(html, "og:image")).toBe(`${site.baseUrl}/cards/${code}-${publishedVersion}.png`);
  expect(property(html, "og:url")).toBe(`${site.baseUrl}/${open}`);
  expect(property(html, "twitter:card")).toBe("summary_large_image");
  const card = await fetch(property(html, "og:image")!);
  expect(card.headers.get("content-type")).toBe("image/png");
  expect(await sharp(Buffer.from(await card.arrayBuffer())).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });

  for (const { html } of [await member.get(`/${closed}`), await visitor().get("/guidance/teased"), await visitor().get(`/${closed}`)]) {
    expect([told(html), property(html, "og:image") ?? null]).toEqual([
      [],
      html.includes("og:image") ? `${site.baseUrl}/cards/site.png` : null,
    ]);
    expect(property(html, "og:title") ?? "").not.toContain(CANARY);
  }
  const { code: hidden } = await storedPage(closed);
  for (const browser of [visitor(), member])
    for (const name of [`${hidden}-1.png`, `${code}-9.png`, "nothing.png"]) expect((await browser.get(`/cards/${name}`)).status).toBe(404);
  expect((await fetch(`${site.baseUrl}/cards/site.png`)).status).toBe(200);
});

test("feeds have what everybody may read, whoever asks, and cost no body while they are the same", async () => {
  const category = await aCategory({ audience: "open" });
  await aTopic({ category, title: "Asked in the open" });
  for (const [path, words] of [
    ["/news.xml", "We open"],
    ["/guidance.xml", "How to draw it."],
    ["/subjects/finance/feed.xml", "We open"],
    [`/forum/${category}/feed.xml`, "Asked in the open"],
  ] as const) {
    const [first, own] = [await visitor().get(path), await member.get(path)];
    expect([path, first.status, first.headers.get("content-type")]).toEqual([path, 200, "application/atom+xml; charset=utf-8"]);
    expect(first.html).toContain(words);
    expect(own.html).toBe(first.html);
    expect(first.html).not.toContain(CANARY);
    const etag = first.headers.get("etag")!;
    expect(await visitor().get(path, { headers: { "If-None-Match": etag } })).toMatchObject({ status: 304, html: "" });
  }
  const { html } = await visitor().get("/feeds");
  for (const href of ["/news.xml", "/guidance.xml", "/subjects/finance/feed.xml", `/forum/${category}/feed.xml`])
    expect(html).toContain(`href="${href}"`);
  expect((await visitor().get("/subjects/finance")).html).toContain('href="/subjects/finance/feed.xml"');
});

test("a category for members has no feed, not even for them, and stands in no list of feeds", async () => {
  const category = await aCategory({ audience: "members" });
  expect([(await visitor().get(`/forum/${category}/feed.xml`)).status, (await member.get(`/forum/${category}/feed.xml`)).status]).toEqual([
    404, 404,
  ]);
  expect((await member.get("/feeds")).html).not.toContain(category);
  expect((await visitor().get("/subjects/nothing/feed.xml")).status).toBe(404);
});

test("a page is had as PDF by whoever may read it, kept by no cache, and by nobody else", async () => {
  const { html } = await visitor().get(`/${open}`);
  expect(html).toContain(`href="/pdf/${open}"`);
  const pdf = await visitor().get(`/pdf/${open}`);
  expect([pdf.status, pdf.headers.get("content-type"), pdf.headers.get("cache-control")]).toEqual([
    200,
    "application/pdf",
    "private, no-store",
  ]);
  expect(pdf.headers.get("content-disposition")).toBe('attachment; filename="open-rota.pdf"');
  expect(pdf.html.startsWith("%PDF-1.7")).toBe(true);

  expect((await visitor().get(`/pdf/${closed}`)).status).toBe(404);
  expect((await member.get(`/pdf/${closed}`)).status).toBe(200);
  expect((await visitor().get("/pdf/guidance/teased")).location).toBe("/guidance/teased");
  expect((await visitor().get("/pdf/guidance/never-there")).status).toBe(404);
});

test("where a page moved its PDF is found, and of one that was taken down or narrowed there is none", async () => {
  const from = await aPage({ path: "guidance/moves", title: "It moves" });
  const { code } = await storedPage(from);
  expect(await movePage(systemCtxFor(), { code, to: "guidance/moved" })).toMatchObject({ ok: true });
  expect((await visitor().get(`/pdf/${from}`)).location).toBe("/pdf/guidance/moved");
  await changeAudience(systemCtxFor(), { code, audience: "members" });
  expect([(await visitor().get("/pdf/guidance/moved")).status, (await visitor().get(`/cards/${code}-1.png`)).status]).toEqual([404, 404]);
  await takeDownPage(systemCtxFor(), code);
  expect((await member.get("/pdf/guidance/moved")).status).toBe(410);
});
