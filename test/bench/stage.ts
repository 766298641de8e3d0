import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "#db/client.server";
import { connect } from "#db/client.server";
import { startEmbedded } from "#db/embedded";
import { migrateDatabase } from "#db/migrate";
import type { Ctx } from "~/lib/ctx";
import { freePort } from "../support/ports";
import { pin } from "./programs";

export const RECIPIENTS = 3000;
export const DEMO_PASSWORD = "twelve quiet otters";

/** A database of its own, with the demo community and volume, and all that programs need to know to work on it. */
export type Stage = {
  connection: Connection;
  ctx: Ctx;
  /** The process above all of PostgreSQL's. */
  postmaster: number;
  databaseUrl: string;
  dataDir: string;
  /** The path of a topic with exactly twenty posts. */
  topic: string;
  /** The reference of a member who wrote much. */
  author: string;
  /** Addresses of members who can sign in. */
  members: string[];
  close: () => Promise<void>;
};

export async function setStage(): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), "bench-"));
  const database = await startEmbedded({ dataDir });
  const postmaster = postmasterOf(dataDir);
  pin(postmaster, "measured");
  const { databaseUrl, migrateDatabaseUrl } = database;
  Object.assign(process.env, { DATABASE_URL: databaseUrl, MIGRATE_DATABASE_URL: migrateDatabaseUrl, DATA_DIR: dataDir });
  const connection = connect(databaseUrl, { statementTimeout: 600_000 });
  const close = async () => {
    const { closeBell } = await import("#jobs/bell.server");
    await closeBell();
    await connection.close();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await migrateDatabase({ ownerUrl: migrateDatabaseUrl, appUrl: databaseUrl });
    const found = await fill(connection);
    await tidy(migrateDatabaseUrl);
    // Read late: modules of the site look at the settings while they load.
    const { systemCtx } = await import("~/lib/ctx");
    return { connection, ctx: systemCtx(connection.db, "bench"), postmaster, databaseUrl, dataDir, ...found, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The process above all of a database's. */
export const postmasterOf = (dataDir: string): number =>
  Number(readFileSync(join(dataDir, "postgres", "cluster", "postmaster.pid"), "utf8").split("\n")[0]);

/** Settings that every program of a run has. What they would write to a log goes to nobody, but is written. */
export async function settings(): Promise<Record<string, string | undefined> & { PORT: string; BASE_URL: string }> {
  const PORT = String(await freePort());
  // One hop is believed, so that sign-ins can come from many networks: the limits count by network.
  return { PORT, BASE_URL: `http://localhost:${PORT}`, HOST: "127.0.0.1", LOG_LEVEL: "info", TRUST_PROXY: "1" };
}

/** The volume newsletter gets so many subscribers, with those whom it has. */
export async function fillSubscribers({ connection }: Stage, subscribers: number): Promise<void> {
  const { seedSubscribers } = await import("#db/seeds/volume-newsletter");
  await seedSubscribers(connection, subscribers);
  await tidy(process.env.MIGRATE_DATABASE_URL!);
}

async function fill(connection: Connection): Promise<Pick<Stage, "topic" | "author" | "members">> {
  const { seedDemo } = await import("#db/seeds/community");
  const { seedVolume } = await import("#db/seeds/volume");
  const { VOLUME } = await import("#db/seeds/volume-people");
  await seedDemo(connection);
  await seedVolume(connection, { members: 200, topics: 1, posts: 20, subscribers: 0, messages: 0 });
  const [topic] = await connection.sql<{ code: string; title: string }[]>`
    select t.code, t.title from forum_topics t join forum_categories c on c.id = t.category_id where c.slug = ${VOLUME}`;
  await seedVolume(connection, { members: 200, topics: 300, posts: 6000, subscribers: RECIPIENTS, messages: 0 });
  const { topicPath } = await import("~/features/forum/topics/topic-address");
  return { topic: topicPath({ ...topic!, page: null }), author: await findAuthor(connection), members: await openAccounts(connection) };
}

/** Whoever of volume wrote most. */
export async function findAuthor({ sql }: Connection): Promise<string> {
  const [author] = await sql<{ ref: string }[]>`
    select p.ref from persons p join forum_posts f on f.author_id = p.id where p.source = 'volume' group by p.ref order by count(*) desc limit 1`;
  return author!.ref;
}

/** Volume's members can sign in, with the demo's password. */
async function openAccounts({ sql }: Connection): Promise<string[]> {
  const rows = await sql<{ email: string }[]>`
    with opened as (
    insert into accounts (person_id, password_hash, password_at, state, sessions_valid_from, created_at)
    select p.id, (select a.password_hash from accounts a join addresses e on e.person_id = a.person_id where e.canonical = 'manager@demo.example'),
           now(), 'active', now(), now()
    from persons p join grants g on g.person_id = p.id where p.source = 'volume' and g.role = 'member'
    returning person_id)
    select canonical as email from addresses join opened using (person_id)`;
  return rows.map(({ email }) => email);
}

/** What autovacuum would do in its own time, and then in the middle of a measurement. */
async function tidy(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, { max: 1, statementTimeout: 0 });
  await owner.sql`vacuum (analyze)`;
  await owner.close();
}
