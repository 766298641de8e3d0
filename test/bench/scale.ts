import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, connect } from "#db/client.server";
import { startEmbedded } from "#db/embedded";
import { analyseAll, migrateDatabase } from "#db/migrate";
import type { Volume } from "#db/seeds/volume";
import { VOLUME } from "#db/seeds/volume-people";
import type { Cost } from "../support/cost-of-pages";
import { recordStatements } from "../support/record-statements";
import type { Ended } from "./print";
import { pin } from "./programs";
import { findAuthor, postmasterOf } from "./stage";
import { besides } from "./usage";

const SMALL: Volume = { members: 1500, topics: 1000, posts: 10_000, subscribers: 1500, messages: 10_000 };
const LARGE: Volume = { members: 50_000, topics: 100_000, posts: 1_000_000, subscribers: 100_000, messages: 1_000_000 };

/** Words of any frequency, beside one another, as a phrase, left out, typed wrongly, and one that nobody wrote. */
const SEARCHES = ["practice", "boiler", "practice manager", '"practice manager"', "practice -rota", "practcie", "qwxyzv"];

export type Scale = {
  /** Of filling the larger, from the smaller on. */
  seconds: number;
  /** Blocks of 8 kB by kind of page: on the smaller, on the larger, and there with no statistics. */
  pages: { kind: string; small?: number; large: number; unknown?: number }[];
  /** What pages take that show what is latest, found, or a member's, on both. */
  timed: Ended[];
  problems: string[];
};

/** Opens every kind of page of the demo at 10,000 posts, at a million, and at a million with the planner's statistics thrown away. */
export async function measureScale(step: <T>(name: string, work: () => Promise<T>) => Promise<T>): Promise<Scale> {
  const dataDir = mkdtempSync(join(tmpdir(), "bench-"));
  const database = await startEmbedded({ dataDir });
  const { databaseUrl, migrateDatabaseUrl } = database;
  Object.assign(process.env, { DATABASE_URL: databaseUrl, MIGRATE_DATABASE_URL: migrateDatabaseUrl, DATA_DIR: dataDir });
  await migrateDatabase({ ownerUrl: migrateDatabaseUrl, appUrl: databaseUrl });
  // Read late: modules of the site look at the settings while they load.
  const { seedDemo } = await import("#db/seeds/community");
  const { seedVolume } = await import("#db/seeds/volume");
  const { grown, openAsEverybody, wholeTables } = await import("../support/flat-cost");
  const { startSite } = await import("../support/http");
  const connection = connect(databaseUrl, { statementTimeout: 600_000 });
  const recorder = await recordStatements(databaseUrl);
  const site = await startSite({ DATABASE_URL: recorder.url });
  const open = () => openAsEverybody(site, recorder, connection.sql, { ofAKind: 3, searches: SEARCHES });
  const postmaster = postmasterOf(dataDir);
  const timed: Ended[] = [];
  const time = async (posts: string) => {
    const { eachPage, GROWING_PAGES } = await import("./pages");
    const topic = await anyTopic(connection);
    const stage = { connection, postmaster, databaseUrl, topic, author: await findAuthor(connection), members: ["manager@demo.example"] };
    pin(postmaster, "measured");
    await eachPage(stage, { rounds: 1, rival: { urls: [], pids: [] }, pages: GROWING_PAGES }, async (name, work) => {
      const { result, others } = await besides([process.pid, postmaster], work);
      timed.push({ name: `${name}, at ${posts} posts`, others, ...result });
    });
    pin(postmaster, "any");
  };
  try {
    await step("The demo, with 10,000 posts", async () => {
      await seedDemo(connection);
      await seedVolume(connection, SMALL);
      await analyseAll(migrateDatabaseUrl);
    });
    const small = await step("Its pages", open);
    await step("What some of them take", () => time("10,000"));
    const began = performance.now();
    await step("1,000,000 posts", () => seedVolume(connection, LARGE));
    const seconds = (performance.now() - began) / 1000;
    await analyseAll(migrateDatabaseUrl);
    const large = await step("Its pages", open);
    await step("What some of them take", () => time("1,000,000"));
    await forgetStatistics(migrateDatabaseUrl);
    const unknown = await step("Its pages, without statistics", open);
    return {
      seconds,
      pages: [...large].map(([kind, { blocks }]) => ({
        kind,
        small: small.get(kind)?.blocks,
        large: blocks,
        unknown: unknown.get(kind)?.blocks,
      })),
      timed,
      problems: [...problemsOf("", large), ...problemsOf("without statistics, ", unknown)],
    };

    function problemsOf(when: string, costs: Map<string, Cost>): string[] {
      return [...grown(small, costs), ...wholeTables(costs)].map((problem) => when + problem);
    }
  } finally {
    await site.stop();
    recorder.close();
    await connection.close();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function anyTopic({ sql }: Connection): Promise<string> {
  const [topic] = await sql<{ code: string }[]>`
    select t.code from forum_topics t join forum_categories c on c.id = t.category_id where c.slug = ${VOLUME} limit 1`;
  return `/forum/topics/${topic!.code}`;
}

/** Of every table, as if nothing had ever analysed it: PostgreSQL 18. */
async function forgetStatistics(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, { max: 1, statementTimeout: 0 });
  await owner.sql`select pg_clear_relation_stats('public', relname::text) from pg_class where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace`;
  await owner.sql`select pg_clear_attribute_stats('public', relname::text, attname::text, false) from pg_class join pg_attribute on attrelid = pg_class.oid
    where relkind = 'r' and relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped`;
  await owner.close();
}
