import { afterAll, expect, inject, test } from "vitest";
import { seedDemo } from "#db/seeds/community";
import { writeLine } from "~/features/forum/moving/forum-format";
import { createGroup } from "~/features/permissions/arrange-groups.server";
import { cloneName, withDatabase } from "../../setup/database";
import { takeClone } from "../../setup/take-clone";
import { closeDatabases, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { dismissReports } from "../../support/forum";
import { exportText, importText } from "../../support/moving";
import { aMember } from "../../support/people";

const { DATABASE_URL, MIGRATE_DATABASE_URL } = process.env;

/** From here on this file's database is another one, in which nobody is. */
async function toAnEmptyPortal(): Promise<void> {
  const name = cloneName(process.env.VITEST_POOL_ID ?? "0");
  await takeClone(name, new URL(inject("templateUrl")).pathname.slice(1));
  await closeDatabases();
  process.env.MIGRATE_DATABASE_URL = withDatabase(MIGRATE_DATABASE_URL!, name);
  process.env.DATABASE_URL = withDatabase(DATABASE_URL!, name);
}

afterAll(async () => {
  await closeDatabases();
  Object.assign(process.env, { DATABASE_URL, MIGRATE_DATABASE_URL });
});

/** As the operator who reads the file would name them. */
function readersOf(text: string) {
  const categories = text
    .split("\n")
    .filter((line) => line.startsWith('{"kind":"category"'))
    .map((line) => JSON.parse(line));
  return Object.fromEntries(
    categories.map(({ key, readers }) => [key, readers.startsWith("groups:") ? { groups: readers.slice(7).split("+") } : readers]),
  );
}

test("the demo forum, written down, brought into an empty portal and written down again is the same to the byte", async () => {
  await seedDemo(testDb());
  const groups = await testDb().sql`select slug, name, description from groups`;
  const first = await exportText();
  await toAnEmptyPortal();
  for (const { name, description } of groups) await createGroup(systemCtxFor(), { name, description });

  const report = await importText(first, { readers: readersOf(first) });
  expect(report.problems).toEqual([]);
  // what its writer said is nobody's waits for a moderator of the portal that it comes to
  expect(report.held).toHaveLength(1);
  const held = JSON.parse(first.split("\n")[report.held[0]!.line - 1]!);
  expect(await exportText()).not.toContain(JSON.stringify(held.body));
  await dismissReports(ctxFor(await aMember({ roles: ["moderator"], groups: groups.map(({ slug }) => slug) })), held);

  const again = await exportText();
  expect(again.split("\n").filter((line, at) => line !== first.split("\n")[at])).toEqual([]);
  expect(again).toBe(first);
  expect(report.made.post).toBeGreaterThan(400);
  expect(await importText(first, { readers: readersOf(first) })).toMatchObject({ made: { person: 0, topic: 0, post: 0, thanks: 0 } });
  expect(writeLine(JSON.parse(first.split("\n")[1]!))).toBe(`${first.split("\n")[1]}\n`);
});
