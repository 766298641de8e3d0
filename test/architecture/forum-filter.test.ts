import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What asks by the scope alone, each with why; everything else of the forum is nothing to who is suspended from it. */
const BY_SCOPE = [
  // the forum's own filter is made of it
  "sanctions/own-sanction.queries.server.ts",
  // what somebody chose for their mails, which goes on while they are suspended
  "digest/choose-digest.server.ts",
  "watching/watched.queries.server.ts",
  // the links in mails that they have, which stop them
  "watching/stop-link.server.ts",
].map((file) => `forum/${file}`);

/** The rooms that tell of the forum. */
const ROOMS = /^(forum|search|inbox|privacy)\//;
const IMPORT = /(?:import|export)\s+(?:type\s+)?([^;]*?)\s+from\s+"~\/features\/permissions\/scope\.server"/g;

test("what may be read in the forum is asked by the forum's own filter, which knows who is suspended", () => {
  const files = readdirSync("app/features", { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  const asks = files.filter((file) => {
    const imports = [...readFileSync(`app/features/${file}`, "utf8").matchAll(IMPORT)].map(([, names]) => names!);
    return ROOMS.test(file) && imports.some((names) => /\*|\b(visibleTo|visibleToPerson|mayReadScope)\b/.test(names));
  });
  expect(asks.sort()).toEqual([...BY_SCOPE].sort());
});
