import { eq } from "drizzle-orm";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { interests } from "#db/schema/people";
import { PageArticle } from "~/features/content/components/page-article";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { DAY, later } from "~/lib/dates";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { aMember } from "../../support/people";

const visitor = (now = new Date()) => ({ ...ctxFor({ kind: "visitor" as const }), now });

async function index(ctx = visitor()) {
  const found = await getPage(ctx, "guidance");
  if (!("page" in found)) throw new Error("no guidance");
  return found.index;
}

test("guidance stands under its subjects, in the order of their list, and what is about none last; each for who may read it", async () => {
  await aPage({ path: "guidance", title: "Guidance" });
  await aPage({ path: "guidance/one", title: "One", interests: ["Training", "Finance"] });
  await aPage({ path: "guidance/one/deep", title: "Deep", interests: ["Finance"] });
  await aPage({ path: "guidance/plain", title: "Plain" });
  await aPage({ path: "guidance/hidden", title: "Hidden", interests: ["Complaints"], audience: "members" });
  const shown = async (ctx = visitor()) => (await index(ctx)).map(({ name, pages }) => [name, pages.map(({ title }) => title).sort()]);

  const open = [
    ["Finance", ["Deep", "One"]],
    ["Training", ["One"]],
    ["", ["Plain"]],
  ];
  expect(await shown()).toEqual(open);
  expect(await shown(ctxFor(await aMember()))).toEqual([["Complaints", ["Hidden"]], ...open]);

  // off the list: it is no subject any more
  await testDb().db.update(interests).set({ endedAt: new Date() }).where(eq(interests.name, "Training"));
  expect((await shown()).map(([name]) => name)).toEqual(["Finance", ""]);
});

test("a page is new for thirty days, and changed for thirty where what it says changed; a small change is none", async () => {
  const path = await aPage({ path: "guidance/fresh", title: "Fresh" });
  const { code, publishedAt } = await storedPage(path);
  const at = async (days: number) => {
    const pages = (await index(visitor(later(publishedAt!, days * DAY)))).flatMap(({ pages }) => pages);
    const { freshness, freshUntil } = pages.find((page) => page.path === path)!;
    return [freshness, freshUntil && Math.round((new Date(freshUntil).getTime() - publishedAt!.getTime()) / DAY)];
  };
  const publish = async (days: number, body: string, isSmall: boolean) => {
    const ctx = systemCtxFor(later(publishedAt!, days * DAY));
    const { version } = await storedPage(path);
    const saved = await savePage(ctx, { code, version, title: "Fresh", summary: "Of it.", teaser: "", body });
    await publishDraft(ctx, { code, version: saved.ok ? saved.version : 0, isSmall });
  };

  expect([await at(1), await at(29), await at(31)]).toEqual([
    ["new", 30],
    ["new", 30],
    [null, null],
  ]);
  await publish(40, "The same in other words.", true);
  expect(await at(41)).toEqual([null, null]);
  await publish(50, "Another rule holds.", false);
  expect([await at(51), await at(79), await at(81)]).toEqual([
    ["changed", 80],
    ["changed", 80],
    [null, null],
  ]);

  await testDb()
    .db.update(contentPages)
    .set({ supersededAt: new Date(), supersededById: (await storedPage("guidance")).id })
    .where(eq(contentPages.path, path));
  expect(await at(51)).toEqual([null, null]);
});

test("where there is more guidance than one page can show, its sections and the subjects lead on, and nothing is left out unsaid", async () => {
  const { sql } = ownerDb();
  const grow = (from: number, to: number) => sql`
    with fresh as (select n, gen_random_uuid() as scope_id from generate_series(${from}::int, ${to}::int) n),
    scoped as (insert into scopes (id, parent_id, audience) select scope_id, null, 'open' from fresh)
    insert into content_pages (id, code, path, scope_id, title, summary, body_markdown, body_html, renderer_version, version, published_version, published_at, created_at, updated_at)
    select gen_random_uuid(), lpad(n::text, 10, '0'), 'guidance/many' || n, scope_id, 'Many ' || n, 'Of it', 'x', '<p>x</p>', 1, 1, 1, now() - interval '1 hour', now(), now() from fresh`;
  const distinct = async () => new Set((await index()).flatMap(({ pages }) => pages.map(({ path }) => path))).size;
  await grow(1, 396);
  const shown = await distinct();
  expect(shown).toBeGreaterThan(396);
  await grow(397, 397 + 400 - shown - 1);
  expect(await distinct()).toBe(400);

  await aPage({ path: "guidance/last", title: "The last" });
  const found = await getPage(visitor(), "guidance");
  if (!("page" in found)) throw new Error("no guidance");
  expect(found.index).toEqual([]);
  const html = renderToString(createElement(PageArticle, { ...found, ...found.around, page: found.page, live: [] }));
  expect(html).toContain("In this section");
  expect(html).toContain('href="/subjects"');
});
