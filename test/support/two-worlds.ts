import { inject } from "vitest";
import { cloneName, withDatabase } from "../setup/database";
import { takeClone } from "../setup/take-clone";
import { closeDatabases } from "./context";
import { type Site, startSite } from "./http";

/** On a database of its own beside that of the file, a copy of another one of these or of an empty one. */
export async function inWorld<T>(world: string, from: string | null, work: () => Promise<T>): Promise<T> {
  const templateUrl = inject("templateUrl");
  const nameOf = (what: string) => cloneName(`${what}_${process.env.VITEST_POOL_ID ?? "0"}`);
  const { DATABASE_URL, MIGRATE_DATABASE_URL } = process.env;
  await closeDatabases();
  await takeClone(nameOf(world), from ? nameOf(from) : new URL(templateUrl).pathname.slice(1));
  process.env.MIGRATE_DATABASE_URL = withDatabase(templateUrl, nameOf(world));
  process.env.DATABASE_URL = `${withDatabase(inject("appUrl"), nameOf(world))}?statement_timeout=60000`;
  try {
    return await work();
  } finally {
    await closeDatabases();
    Object.assign(process.env, { DATABASE_URL, MIGRATE_DATABASE_URL });
  }
}

/** A site on it, while something is asked there. */
export async function withSite<T>(ask: (site: Site) => Promise<T>): Promise<T> {
  const { DATABASE_URL, MIGRATE_DATABASE_URL } = process.env as Record<string, string>;
  const site = await startSite({ DATABASE_URL: DATABASE_URL!, MIGRATE_DATABASE_URL: MIGRATE_DATABASE_URL! });
  try {
    return await ask(site);
  } finally {
    await site.stop();
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Also behind what kind of thing it names. */
const CODE = /(?<!\w|(?<!\b(?:appeal|guard|held|report|sanction))-)[0-9a-hjkmnp-tv-z]{10}(?![\w])/g;

/**
 * Without what two worlds differ in by chance: ids, codes and tokens that were made since they parted, in the order in which each comes,
 * and the clock. What was there before (`known`) stays.
 */
export function withoutChance(text: string, known: ReadonlySet<string>): string {
  const seen = new Map<string, string>();
  const nth = (found: string) => {
    if (known.has(found)) return found;
    if (!seen.has(found)) seen.set(found, `#${seen.size + 1}`);
    return seen.get(found)!;
  };
  return text
    .replace(/nonce(="|-)[\w+/=-]+/g, "nonce")
    .replaceAll("%2F", "/")
    .replace(/stop-mails\/[\w-]+/g, "stop-mails/token")
    .replace(/(localhost|127\.0\.0\.1):\d+/g, "site")
    .replace(UUID, nth)
    .replace(CODE, nth)
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "a moment")
    .replace(/\b\d{1,2}(:\d\d)?[ap]m\b/g, "a time")
    .replace(/\b1[67]\d{11}(\.[\w-]{43})?/g, "a moment");
}
