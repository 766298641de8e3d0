import { expect, test } from "vitest";
import { changeAudience } from "~/features/content/pages/change-audience.server";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { supersedePage } from "~/features/content/publishing/supersede-page.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import type { Ctx } from "~/lib/ctx";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import { aMember } from "../../support/people";

const VISITOR = { kind: "visitor" } as const;
const visitor = (): Ctx => ctxFor(VISITOR);

/** The pages that are offered beside one. */
async function beside(path: string, ctx = visitor()) {
  const found = await getPage(ctx, path);
  if (!("page" in found)) throw new Error(`no page at ${path}`);
  return found.beside.map((page) => page.path);
}

const codeOf = async (path: string) => (await storedPage(path)).code;

test("three pages are offered beside one: those of its subjects first, then those with its words, then those that stand beside it", async () => {
  const path = await aPage({ path: "guidance/fridges/monthly", title: "Checking vaccine fridges", interests: ["Premises"] });
  const sibling = await aPage({ path: "guidance/fridges/a-sibling", title: "Nothing alike" });
  await aPage({ path: "guidance/elsewhere/one-word", title: "Checking the post" });
  const words = await aPage({ path: "guidance/elsewhere/words", title: "When vaccine fridges fail" });
  const subject = await aPage({ path: "guidance/elsewhere/subject", title: "Leases", interests: ["Premises"] });
  await aPage({ path: "news/vaccine-fridges", title: "Vaccine fridges: news", interests: ["Premises"] });

  expect(await beside(path)).toEqual([subject, words, sibling]);
});

test("a page above or below, itself and what another has replaced are not among them", async () => {
  const above = await aPage({ path: "guidance/lifts", title: "Lifts and stairs", interests: ["Finance"] });
  const path = await aPage({ path: "guidance/lifts/upkeep", title: "Lifts and stairs: upkeep", interests: ["Finance"] });
  await aPage({ path: "guidance/lifts/upkeep/log", title: "Lifts and stairs: the log", interests: ["Finance"] });
  const old = await aPage({ path: "guidance/old-lifts", title: "Lifts and stairs in 2001", interests: ["Finance"] });
  expect(await beside(path)).toEqual([old]);

  await supersedePage(systemCtxFor(), { code: await codeOf(old), by: above });
  expect(await beside(path)).toEqual([]);
});

test("what a reader may not read is offered to nobody else than who may, and is gone at once where it is narrowed or taken down", async () => {
  const path = await aPage({ path: "guidance/cars/parking", title: "Parking", interests: ["Staffing"] });
  const hidden = await aPage({ path: "guidance/cars/permits", title: "Permits", interests: ["Staffing"], audience: "members" });
  const open = await aPage({ path: "guidance/cars/bays", title: "Bays", interests: ["Staffing"] });
  const member = ctxFor(await aMember());

  expect(await beside(path)).toEqual([open]);
  expect((await beside(path, member)).sort()).toEqual([open, hidden].sort());
  await changeAudience(systemCtxFor(), { code: await codeOf(open), audience: "members" });
  expect(await beside(path)).toEqual([]);
  await takeDownPage(systemCtxFor(), await codeOf(hidden));
  expect(await beside(path, ctxFor(await aMember()))).toEqual([open]);
});

test("beside an article stand the three latest others", async () => {
  const articles: string[] = [];
  for (const number of [1, 2, 3, 4, 5]) articles.push(await aPage({ path: `news/article-${number}`, title: `Article ${number}` }));
  expect(await beside(articles[4]!)).toEqual([articles[3], articles[2], articles[1]]);
});

test("however many newer ones a reader may not read, of its subject, its words and its section, the one that they may is offered", async () => {
  const path = await aPage({ path: "guidance/wombats/one", title: "Wombat burrows", interests: ["Training"] });
  const subject = await aPage({ path: "guidance/elsewhere/wombats", title: "Of its subject", interests: ["Training"] });
  const words = await aPage({ path: "guidance/elsewhere/burrows", title: "Wombat burrows of old" });
  const sibling = await aPage({ path: "guidance/wombats/z-last", title: "Beside it" });
  await ownerDb().sql`update content_pages set position = 1000 where path = ${sibling}`;
  const hidden = await storedPage(
    await aPage({ path: "guidance/wombats/a-draft", title: "Wombat burrows hidden", interests: ["Training"] }),
  );
  await ownerDb().sql`
    with fresh as (select n, ('ffffffff-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(1, 70) n),
    scoped as (insert into scopes (id, parent_id, audience) select id, null, case when n <= 35 then 'open' else 'members' end from fresh),
    paged as (insert into content_pages (id, code, path, scope_id, title, summary, body_markdown, body_html, renderer_version, version, published_version, published_at, created_at, updated_at)
      select fresh.id, lpad(n::text, 10, '0'), 'guidance/wombats/many' || n, fresh.id, title, summary, 'x', '<p>x</p>', 1, 1,
        case when n > 35 then 1 end, case when n > 35 then now() - interval '1 hour' end, now(), now()
      from fresh, content_pages was where was.id = ${hidden.id})
    select 1`;
  await ownerDb()
    .sql`insert into content_page_interests (page_id, interest) select id, 'Training' from content_pages where path like 'guidance/wombats/many%'`;
  await takeDownPage(systemCtxFor(), hidden.code);
  expect(await beside(path)).toEqual([subject, words, sibling]);
});
