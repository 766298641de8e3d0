import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect } from "#db/client.server";
import { analyseAll } from "#db/migrate";
import { contentPages } from "#db/schema/content";
import { countLinksTo, listLinksTo } from "~/features/content/links/links.queries.server";
import { listPagesToEdit } from "~/features/content/pages/list-pages.queries.server";
import { getPageToEdit, listAround } from "~/features/content/pages/manage.queries.server";
import { readListChoice } from "~/features/content/pages/page-list";
import { browseTree } from "~/features/content/pages/page-tree.queries.server";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { listTrash } from "~/features/content/trash/trash.queries.server";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { aPage } from "../../support/content";
import { ctxFor, ownerDb, testDb } from "../../support/context";
import { explain } from "../../support/cost-of-pages";
import { aMember } from "../../support/people";
import { type Recorder, recordStatements } from "../../support/record-statements";

/** Pages below each page: a tree of 10,000 has more steps than one of 100, not longer ones. */
const FAN = 20;
/** Blocks by which a page may cost more before it counts: an index that grew a level. */
const SLACK = 150;

let recorder: Recorder;
let connection: Connection;
beforeAll(async () => {
  recorder = await recordStatements(process.env.DATABASE_URL!);
  connection = connect(recorder.url);
  await aPage({ path: "guidance" });
});
afterAll(async () => {
  await connection?.close();
  recorder?.close();
});

/** Fills the tree below `guidance` up to so many pages, each under the one whose number is a part of its own. */
async function grow(count: number): Promise<void> {
  const { sql } = ownerDb();
  await sql.unsafe(`
    with recursive numbers as (
      select n, 'guidance/n' || n as path from generate_series(1, ${FAN}) n
      union all
      select child, numbers.path || '/n' || child from numbers, generate_series(n * ${FAN} + 1, n * ${FAN} + ${FAN}) child where child <= ${count}),
    fresh as (select n, path, gen_random_uuid() as id, gen_random_uuid() as scope_id from numbers where not exists (select from content_pages p where p.path = numbers.path)),
    scoped as (insert into scopes (id, parent_id, audience) select scope_id, null, 'open' from fresh),
    paged as (insert into content_pages (id, code, path, scope_id, title, summary, body_markdown, body_html, renderer_version, position, version, published_version, published_at, created_at, updated_at)
      select id, translate(lpad(to_hex(n + 1048576), 10, '0'), 'ilou', 'wxyz'), path, scope_id, 'Page ' || n, 'Words', 'Words', '<p><a href="/guidance">up</a></p>', ${RENDERER_VERSION}, n, 1, 1, now() - interval '1 day', now(), now() from fresh)
    select count(*) from fresh`);
  await sql.unsafe(`
    insert into content_revisions (id, page_id, number, title, summary, body_markdown, body_html, renderer_version, saved_at)
    select gen_random_uuid(), p.id, 1, p.title, p.summary, p.body_markdown, p.body_html, p.renderer_version, now() - p.position * interval '1 second'
    from content_pages p where not exists (select from content_revisions r where r.page_id = p.id);
    insert into content_listings (page_id, path, title, saved_at)
    select p.id, p.path, r.title, r.saved_at from content_pages p join content_revisions r on r.page_id = p.id
    where not exists (select from content_listings l where l.page_id = p.id)`);
  await analyseAll(process.env.MIGRATE_DATABASE_URL!);
}

const LISTS = [
  "view=list",
  "q=page",
  "q=page+7",
  "q=nobody",
  "sort=title&section=pages",
  "sort=review",
  "state=published",
  "state=draft",
  "state=changed",
];
const RARE = ["state=due", "state=taken-down", "state=scheduled", "state=in-review", "audience=groups", "section=news"];

async function costs(): Promise<Record<string, number>> {
  const { actor } = await aMember({ roles: ["editor"] });
  const ctx = { ...ctxFor(actor), db: connection.db };
  const reader = { ...ctx, actor: { kind: "visitor" } as const };
  const [page] = await testDb().db.select().from(contentPages).where(eq(contentPages.path, "guidance/n3"));
  const choice = (asked: string) => readListChoice(new URLSearchParams(asked))!;
  const works: Record<string, () => Promise<unknown>> = {
    tree: () => browseTree(ctx, null, null),
    "tree, opened": () => browseTree(ctx, page!.code, null),
    record: async () => [await getPageToEdit(ctx, page!.code), await listAround(ctx, page!.path)],
    "what links there": async () => [await listLinksTo(ctx, page!), await countLinksTo(ctx, page!)],
    trash: () => listTrash(ctx, null),
    "read by a visitor": () => getPage(reader, page!.path),
    ...Object.fromEntries([...LISTS, ...RARE].map((asked) => [asked, () => listPagesToEdit(ctx, choice(asked), null)])),
    "after one": () => listPagesToEdit(ctx, choice("view=list"), page!.code),
  };
  const found: Record<string, number> = {};
  for (const [name, work] of Object.entries(works)) {
    found[name] = 0;
    for (const statement of await recorder.during(work)) {
      if (!/^[\s(]*(select|with)\b/i.test(statement.text)) continue;
      const plan = await explain(statement, testDb().sql);
      found[name] += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
    }
  }
  return found;
}

test("nothing that editors or readers see of a tree of 10,000 pages costs more than twice what it costs of 1,200: a list is full by then", async () => {
  await grow(1_200);
  const small = await costs();
  await grow(10_000);
  const large = await costs();

  const dearer = Object.entries(large).filter(([name, blocks]) => blocks > 2 * small[name]! + SLACK);
  expect(dearer.map(([name, blocks]) => `${name}: ${small[name]} blocks, then ${blocks}`)).toEqual([]);
  expect(small.tree).toBeGreaterThan(0);
});
