import type { TestProject } from "vitest/node";
import { startDatabase } from "./database";
import { startRedis } from "./redis";

declare module "vitest" {
  interface ProvidedContext {
    /** The owner's address of the migrated template; clones are made from it. */
    templateUrl: string;
    /** The site's role, on the template. */
    appUrl: string;
    redisUrl: string;
  }
}

/** The services of a test run: PostgreSQL with a migrated template, and Redis. Projects that run together share them. */
export default async function startServices(project: TestProject): Promise<() => Promise<void>> {
  const database = await startDatabase();
  const redis = await startRedis();
  project.provide("templateUrl", database.templateUrl);
  project.provide("appUrl", database.appUrl);
  project.provide("redisUrl", redis.url);
  let stopping: Promise<void> | null = null;
  const stop = () =>
    (stopping ??= (async () => {
      await redis.stop();
      await database.stop();
    })());
  // Vite would end the process while they are being stopped. The workers end with it, and with them what they started.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.removeAllListeners(signal).once(signal, () => void stop().finally(() => process.exit(130)));
  return stop;
}
