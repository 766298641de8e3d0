import postgres from "postgres";
import { inject } from "vitest";
import { freePort } from "../support/ports";
import { cloneName, dropClones, dropDatabase, withDatabase } from "./database";

/** A database of its own for each test file, copied from the migrated template. Those of ended files are dropped on the way. */
const templateUrl = inject("templateUrl");
const template = new URL(templateUrl).pathname.slice(1);
const name = cloneName(Number(process.env.VITEST_POOL_ID ?? 0));
const server = withDatabase(templateUrl, "postgres");

await dropClones(server);
const sql = postgres(server, { max: 1, onnotice: () => {} });
await dropDatabase(sql, name);
await sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`;
await sql.end({ timeout: 5 });

process.env.MIGRATE_DATABASE_URL = withDatabase(templateUrl, name);
// a slow machine's statement is no endless one
process.env.DATABASE_URL = `${withDatabase(inject("appUrl"), name)}?statement_timeout=60000`;
process.env.SMTP_URL = `smtp://127.0.0.1:${await freePort()}`;
// Files that run side by side have a Redis database each.
process.env.TEST_REDIS_URL = `${inject("redisUrl")}/${Number(process.env.VITEST_POOL_ID ?? 0) % 64}`;
