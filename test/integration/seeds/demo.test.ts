import { expect, test } from "vitest";
import { seedDemo } from "#db/seeds/community";
import { seedVolume } from "#db/seeds/volume";
import { LEDGERS, verifyLedger } from "~/features/audit/seal-ledgers.server";
import { closeDatabases, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { type Site, startSite } from "../../support/http";

const countOf = async (from: string) =>
  (await ownerDb().sql.unsafe<{ count: number }[]>(`select count(*)::int as count from ${from}`))[0]!.count;

const statesOf = async (table: string) =>
  (await ownerDb().sql.unsafe<{ state: string }[]>(`select distinct state from ${table} order by state`)).map(({ state }) => state);

test("the demo community is written through the rooms' commands, whole, and leaves no mail or job behind", async () => {
  await seedDemo(testDb());
  expect(await countOf("grants where role = 'member'")).toBeGreaterThanOrEqual(40);
  expect(await countOf("forum_categories")).toBe(7);
  expect(await countOf("forum_imports")).toBe(6);
  expect(await countOf("forum_topics")).toBeGreaterThanOrEqual(60);
  expect(await countOf("forum_posts")).toBeGreaterThanOrEqual(500);
  expect(await countOf("newsletters")).toBe(3);
  expect(await countOf("mailings where state = 'finished'")).toBe(3);
  expect(await countOf("mailings where skipped > 0")).toBe(2);
  expect(await countOf("notifications")).toBeGreaterThan(100);
  expect(await statesOf("membership_applications")).toEqual(["approved", "asked", "declined", "unproven", "waiting", "withdrawn"]);
  expect(await statesOf("membership_invitations")).toEqual(["accepted", "expired", "open", "revoked"]);
  expect(await statesOf("enquiries")).toEqual(["answered", "closed", "new", "open"]);
  expect(await countOf("forum_moderations where appealed_at is not null and decided_at is null")).toBe(1);
  expect(await countOf("forum_moderations where decision = 'upheld'")).toBe(1);
  expect(
    await countOf("forum_reports r join forum_posts p on p.id = r.post_id where r.decided_at is null and p.hidden_at is not null"),
  ).toBe(1);
  expect(await countOf("forum_reports where decision = 'stands'")).toBe(1);
  expect(await countOf("near_misses where looked_at is null")).toBe(1);
  expect(await countOf("forum_topics where page_id is not null")).toBeGreaterThanOrEqual(5);
  expect(await countOf("content_pages where published_version is null")).toBe(1);
  expect(await countOf("content_pages where version > published_version")).toBe(1);
  expect(await countOf("content_plans where act = 'publish' and at > now() + interval '6 days'")).toBe(1);
  expect(await countOf("content_plans where act = 'take-down'")).toBe(1);
  expect(await countOf("content_review_requests")).toBe(1);
  expect(await countOf("content_draft_comments")).toBe(1);
  expect(await countOf("content_pages where review_due_at < now()")).toBeGreaterThanOrEqual(2);
  expect(
    await countOf("grants g where g.role <> 'member' and not exists (select 1 from wording_acceptances a where a.person_id = g.person_id)"),
  ).toBe(0);
  expect(await countOf("subscriptions where state = 'active' and reconfirm_at < now() and asked_at is null")).toBe(1);
  expect(await countOf("job_outbox")).toBe(0);
  expect(await countOf("messages where state in ('pending', 'deferred', 'leased', 'sending')")).toBe(0);
  expect(await countOf("addresses where canonical not like '%.example'")).toBe(0);
  for (const ledger of LEDGERS) expect([ledger, (await verifyLedger(systemCtxFor(), ledger)).broken]).toEqual([ledger, null]);
});

/**
 * What visitors do not see, though their pages may ask for it: marks, watches and bookmarks of nobody, whether the planner looks or
 * not, and earlier titles, to which authors and moderators alone are led. In which months a page was opened is written, not read.
 */
const UNSEEN = [
  "content_openings",
  "forum_bookmarks",
  "forum_category_watches",
  "forum_post_revisions",
  "forum_reads",
  "forum_tag_watches",
  "forum_watches",
  "page_changes",
];

test("whatever table a kept page of the demo reads, a change of it is noted", async () => {
  await closeDatabases();
  const before = await readsOf();
  const site = await startSite();
  const map = await site.browser().get("/sitemap.xml");
  const paths = [...map.html.matchAll(/<loc>[^<]*?\/\/[^/<]+([^<]*)/g)].map(([, path]) => path || "/");
  for (const list of ["/forum", "/forum/tags", "/newsletters"]) paths.push(...(await linksOf(site, list)));
  for (const list of paths.filter((path) => /^\/(forum|newsletters)\/[^/]+$/.test(path)))
    paths.push(...(await linksOf(site, list)).slice(0, 3));
  for (const path of [...paths, "/news", "/privacy", "/terms"])
    expect([path, (await site.browser().get(path)).status]).toEqual([path, 200]);
  await site.stop();
  const read = [...(await readsOf())].filter(([table, reads]) => reads > (before.get(table) ?? 0)).map(([table]) => table);
  const noted = await ownerDb().sql<{ name: string }[]>`
    select distinct tgrelid::regclass::text as name from pg_trigger where tgname like 'page\\_changed%'`;
  expect(read.filter((table) => !UNSEEN.includes(table) && !noted.some(({ name }) => name === table))).toEqual([]);
  expect(read.length).toBeGreaterThan(8);
});

async function linksOf(site: Site, path: string): Promise<string[]> {
  const { html } = await site.browser().get(path);
  const [, main = ""] = html.split("<main");
  return [...main.matchAll(/href="((?:\/forum|\/newsletters)\/[^"#?]+)"/g)].map(([, to]) => to!);
}

/** Connections tell what they read when they have ended. */
async function readsOf(): Promise<Map<string, number>> {
  const others = () => ownerDb().sql`select from pg_stat_activity where datname = current_database() and usename <> current_user`;
  await expect.poll(others).toEqual([]);
  const rows = await ownerDb().sql<{ name: string; reads: number }[]>`
    select relname as name, (seq_scan + coalesce(idx_scan, 0))::int as reads from pg_stat_user_tables where schemaname = 'public'`;
  return new Map(rows.map(({ name, reads }) => [name, reads]));
}

test("volume makes any size, and its rows are as good as others", async () => {
  const volume = { members: 50, topics: 10, posts: 300, subscribers: 200, messages: 500 };
  await seedVolume(testDb(), volume);
  expect(
    await countOf(
      "forum_posts p join forum_topics t on t.id = p.topic_id join forum_categories c on c.id = t.category_id where c.slug = 'volume'",
    ),
  ).toBe(300);
  expect(await countOf("forum_topics t where last_post_number <> (select max(number) from forum_posts p where p.topic_id = t.id)")).toBe(0);
  expect(await countOf("lists l, lateral reach(l.id, now()) r where l.slug = 'volume' and r.blocker is null")).toBe(200);
  expect(await countOf("consent_records where commitment <> sha256(salt || convert_to(coalesce(detail::text, 'null'), 'UTF8'))")).toBe(0);
  expect(await countOf("messages where message_id like '%@volume.example>'")).toBe(500);
  expect(await countOf("mailings m where audience <> (select count(*) from messages where mailing_id = m.id)")).toBe(0);
  // a second time makes what is missing, and keeps what is there
  await seedVolume(testDb(), { ...volume, topics: 12, posts: 320, subscribers: 210 });
  expect(await countOf("lists l, lateral reach(l.id, now()) r where l.slug = 'volume' and r.blocker is null")).toBe(210);
  expect(
    await countOf(
      "forum_posts p join forum_topics t on t.id = p.topic_id join forum_categories c on c.id = t.category_id where c.slug = 'volume'",
    ),
  ).toBe(320);
  expect(await countOf("persons where source = 'volume' and processing = 'yes'")).toBe(50);
});
