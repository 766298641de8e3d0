import { afterAll, beforeAll, expect, test } from "vitest";
import { analyseAll } from "#db/migrate";
import { seedVolume, type Volume } from "#db/seeds/volume";
import { testDb } from "../../support/context";
import { takeCommunity } from "../../support/demo-site";
import { grown, openAsEverybody, withMany } from "../../support/flat-cost";
import { type Site, startSite } from "../../support/http";
import { type Recorder, recordStatements } from "../../support/record-statements";

/** Beyond what lists and counts look at: what grows from here on grows without an end. `npm run bench -- --scale` goes on from there. */
const SMALL: Volume = { members: 1100, topics: 400, posts: 3000, subscribers: 1100, messages: 3000 };
const TIMES = 5;

/** Questions that a member’s page asks at most, the one that finds their session included. */
const MOST_ASKED = 4;

let recorder: Recorder;
let site: Site;
beforeAll(async () => {
  await takeCommunity();
  recorder = await recordStatements(process.env.DATABASE_URL!);
  site = await startSite({ DATABASE_URL: recorder.url });
});
afterAll(async () => {
  await site?.stop();
  recorder?.close();
});

async function costAt(volume: Volume) {
  await seedVolume(testDb(), volume);
  await analyseAll(process.env.MIGRATE_DATABASE_URL!);
  // what is found is held to its bound at 200,000 posts, in search/volume
  return openAsEverybody(site, recorder, testDb().sql, { ofAKind: 1, searches: [] });
}

test("no page costs more on a network five times as large, and none of a member’s asks more than four questions", async () => {
  const small = await costAt(SMALL);
  const large = await costAt(Object.fromEntries(Object.entries(SMALL).map(([what, count]) => [what, count * TIMES])) as Volume);

  expect(grown(small, large)).toEqual([]);
  expect(large.size).toBeGreaterThan(150);
  expect([...large.values()].flatMap(({ unnamed }) => unnamed)).toEqual([]);
  expect(withMany(large, "member", MOST_ASKED)).toEqual({});
});
