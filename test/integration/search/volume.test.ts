import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { SEARCH_NEWEST } from "~/features/people/search-row";
import type { Actor, Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, ownerDb } from "../../support/context";
import { aTopic, reply } from "../../support/forum";
import { aMember, visitor } from "../../support/people";
import { searchFor } from "../../support/search";

const POSTS = 200_000;
const TOPICS = 20_000;

/** Of a thousand texts, how many hold the word. */
const SHARES = { practice: 900, manager: 600, holiday: 150, letter: 60, boiler: 8 };

let member: Actor;

/** A forum of that size for members; visitors read one topic of it. */
beforeAll(async () => {
  const author = await aMember();
  member = author.actor;
  const { category } = await aTopic({ author });
  const open = await aTopic({ author, audience: "open", title: "Open to all" });
  await reply(author, open, "The albatross practice");
  await fill(category);
});

/** Written past the generated column, whose vectors are those of a thousand texts, and indexed at the end. */
async function fill(category: string): Promise<void> {
  const words = Object.entries(SHARES).map(
    ([word, share], at) => sql`case when (n * ${[7, 11, 13, 17, 19][at]!}::int) % 1000 < ${share}::int then ${word}::text end`,
  );
  await ownerDb().db.transaction(async (db) => {
    await db.execute(sql`set local statement_timeout = 0`);
    for (const statement of [
      "alter table forum_posts alter column search drop expression",
      "alter table forum_topics alter column search drop expression",
      "drop index post_search, topic_search",
    ])
      await db.execute(sql.raw(statement));
    await db.execute(sql`create temp table texts on commit drop as
      select n, body, setweight(search_vector(body), 'D') as search from (select n, concat_ws(' said ', ${sql.join(words, sql`, `)}, 'text' || n) as body from generate_series(0, 999) n) t`);
    await db.execute(sql`
      insert into forum_topics (id, code, category_id, scope_id, title, created_at, last_post_number, last_post_at, submission_id, search)
      select gen_random_uuid(), lpad(translate(to_hex(topic), 'abcdef', 'ghjkmn'), 10, '0'), c.id, c.scope_id, t.body, now() - topic * interval '1 hour', ${POSTS / TOPICS}, now(),
        gen_random_uuid(), setweight(t.search, 'A')
      from generate_series(1, ${TOPICS}::int) topic join texts t on t.n = topic % 1000 cross join forum_categories c where c.slug = ${category}`);
    await db.execute(sql`
      insert into forum_posts (id, topic_id, number, body_markdown, body_html, renderer_version, submission_id, created_at, search)
      select gen_random_uuid(), topic.id, number, t.body, '', 1, gen_random_uuid(), topic.created_at + number * interval '1 minute', t.search
      from (select id, created_at, row_number() over () as at from forum_topics where author_id is null) topic
      cross join generate_series(1, ${POSTS / TOPICS}::int) number join texts t on t.n = (topic.at * 7 + number * 131) % 1000`);
    await db.execute(sql.raw("create index post_search on forum_posts using gin (search) with (fastupdate=false)"));
    await db.execute(sql.raw("create index topic_search on forum_topics using gin (search) with (fastupdate=false)"));
  });
  for (const table of ["forum_posts", "forum_topics"]) await ownerDb().db.execute(sql.raw(`vacuum analyze ${table}`));
}

/** What was found, and how many posts and topics each statement looked at. */
async function look(actor: Actor, text: string) {
  const rows: number[] = [];
  const answer = await inTransaction(ctxFor(actor), (ctx) => {
    const execute = async (query: Parameters<Ctx["db"]["execute"]>[0]) => {
      const before = await rowsRead(ctx);
      const result = await ctx.db.execute(query);
      rows.push((await rowsRead(ctx)) - before);
      return result;
    };
    const db = new Proxy(ctx.db, { get: (own, name) => (name === "execute" ? execute : Reflect.get(own, name)) });
    return searchFor({ ...ctx, db }, text, { isExact: false });
  });
  return { ...answer, rows };
}

async function rowsRead({ db }: Ctx): Promise<number> {
  const [row] = await db.execute<{ rows: number }>(sql`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables where relname in ('forum_posts', 'forum_topics')`);
  return row!.rows;
}

/** The newest posts and topics, for each post its topic, and the first posts of some: whatever the size of the forum. */
const BOUND = 5 * SEARCH_NEWEST;

test.each([
  ["a common word", "practice", true, null],
  ["a rare word", "boiler", true, null],
  ["the only one", "albatross", true, null],
  ["two common words", "practice manager", true, null],
  ["three words of any frequency", "practice letter boiler", true, null],
  ["a phrase of common words", '"said manager"', true, null],
  ["a phrase that nobody wrote", '"manager practice"', false, null],
  ["a common word, typed wrongly", "practcie", true, "practice"],
  ["a rare word, typed wrongly beside a common one", "albatrros practice", true, "albatross practice"],
  ["a word typed wrongly twice", "mannagre", true, "manager"],
  ["a word that is none", "qwxyzvbnmklp", false, null],
])("at 200,000 posts %s costs no more than its bound", async (_, text, isFound, corrected) => {
  const read = await look(member, text);

  expect([read.found.length > 0, read.corrected]).toEqual([isFound, corrected]);
  // whoever reads one topic of them has more to look through
  for (const { rows } of [read, await look(visitor, text)]) {
    expect(Math.max(...rows)).toBeLessThan(BOUND);
    expect(rows.length).toBeLessThan(40);
  }
});

test("a database that knows nothing of its words yet looks at no more either", async () => {
  for (const table of ["forum_posts", "forum_topics", "content_pages"]) {
    await ownerDb().db.execute(sql.raw(`alter table ${table} alter column search set statistics 0`));
    await ownerDb().db.execute(sql.raw(`analyze ${table}`));
  }
  for (const text of ["practice", "practice manager", "boiler"]) expect(Math.max(...(await look(member, text)).rows)).toBeLessThan(BOUND);
});

test("what only the newest were looked through for says so", async () => {
  expect((await look(member, '"manager practice"')).isPartial).toBe(true);
  expect((await look(member, "albatross")).isPartial).toBe(false);
});
