import { getTableColumns } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { classifications } from "#db/classified";
import { columnOf } from "~/features/people/personal-rows.server";
import { ownerDb } from "../support/context";

const all = classifications();

test("every table of the database is classified, column by column", async () => {
  const stored = await ownerDb().sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' order by 1, 2`;
  const classified = all.flatMap((each) =>
    Object.keys(getTableColumns(each.table)).map((name) => ({ table: getTableConfig(each.table).name, column: databaseName(each, name) })),
  );
  const missing = stored.filter((one) => !classified.some((other) => other.table === one.table && other.column === one.column));
  expect(missing, "classify these columns beside their table in db/schema, and load the file in db/classified.ts").toEqual([]);
});

test("a table with personal columns says whose rows they are and what erasure does", () => {
  for (const { table, columns, subjects, erasure } of all) {
    const personal = Object.values(columns).some((column) => column.holds !== "plain");
    expect([getTableConfig(table).name, subjects.length > 0, erasure !== null], "give it `subjects` and `erasure`").toEqual([
      getTableConfig(table).name,
      personal,
      personal,
    ]);
  }
});

test("what erasure clears can be cleared", () => {
  for (const { table, columns, erasure } of all) {
    if (erasure?.rows !== "clear") continue;
    for (const [name, column] of Object.entries(columns)) {
      if ((column.holds !== "about" && column.holds !== "secret") || column.erase === "keep" || "empty" in column) continue;
      expect([getTableConfig(table).name, name, columnOf(table, name).notNull], "say what it becomes with `empty`").toEqual([
        getTableConfig(table).name,
        name,
        false,
      ]);
    }
  }
});

function databaseName(each: (typeof all)[number], name: string): string {
  expect(columnOf(each.table, name)).toBeDefined();
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
