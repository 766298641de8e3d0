import { inject } from "vitest";
import { cloneName, dropClones, withDatabase } from "./database";
import { onServer, takeClone } from "./take-clone";

/** A database of its own for each test file, copied from the migrated template. Those of ended files are dropped on the way. */
const templateUrl = inject("templateUrl");
const name = cloneName(process.env.VITEST_POOL_ID ?? "0");

await onServer(dropClones);
await takeClone(name, new URL(templateUrl).pathname.slice(1));

process.env.MIGRATE_DATABASE_URL = withDatabase(templateUrl, name);
// a slow machine's statement is no endless one
process.env.DATABASE_URL = `${withDatabase(inject("appUrl"), name)}?statement_timeout=60000`;
// Files that run side by side have a Redis database each.
process.env.TEST_REDIS_URL = `${inject("redisUrl")}/${Number(process.env.VITEST_POOL_ID ?? 0) % 64}`;
