import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connect } from "#db/client.server";
import { placesOf } from "~/features/search/places";
import { prepareWords } from "~/features/search/prepare-words.server";
import { parseQuery, readQuery } from "~/features/search/search-query";
import { withDatabase } from "../../setup/database";
import { ownerDb, systemCtxFor, testDb } from "../../support/context";

const written = (cell: string) =>
  cell.replace(/\\(?:([n\\])|u([0-9a-f]{4}))/gi, (_, sign: string, hex: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : sign === "n" ? "\n" : "\\",
  );

const rows = readFileSync(new URL("texts-and-queries.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((row) => row.split("\t").map(written) as [string, string, string, string]);

test.each(rows)("%s: in %j, %j is %s", async (_, text, typed, expected) => {
  const words = await prepareWords(systemCtxFor(), parseQuery(readQuery(typed).text));
  const [row] = await testDb().db.execute<{ found: boolean }>(sql`select search_vector(${text}) @@ ${words.query}::tsquery as found`);

  if (words.query === null) expect(words.leftOut.length > 0 ? "too common" : "nothing asked").toBe(expected);
  else expect(row!.found ? "found" : "not found").toBe(expected);
});

test("a name is read letter by letter as the words of a text are", async () => {
  const names = ["Zoë Ó’Brien‐Łuk", "Søren Ægir Œuvre", "Ｊosé Mu\u0308ller", "Đặng Thị SSetty", "ΣΟΦΙΑ", "Ольга"];
  for (const name of names) {
    const [row] = await testDb().db.execute(
      sql`select search_vector(plain_letters(${name}))::text as plain, search_vector(${name})::text as typed, plain_letters(${name}) as letters`,
    );
    expect(row!.plain).toBe(row!.typed);
    expect(row!.letters).not.toBe(name);
  }
});

test("a database of another locale prepares the same words", async () => {
  const { sql: owner } = ownerDb();
  const name = `${new URL(process.env.MIGRATE_DATABASE_URL!).pathname.slice(1)}_locale`;
  await owner.unsafe(`create database ${name} template template0 locale_provider libc locale 'C'`);
  const other = connect(withDatabase(process.env.MIGRATE_DATABASE_URL!, name), { max: 1 });
  try {
    await other.sql.unsafe(readFileSync("db/functions/search_vector.sql", "utf8"));
    const text = rows.flatMap(([, text, query]) => [text, query]).join("\n");
    const vectorIn = async ({ sql }: typeof other) => (await sql`select search_vector(${text})::text as vector`)[0]!.vector;

    expect(await vectorIn(other)).toBe(await vectorIn(testDb()));
  } finally {
    await other.close();
    await owner.unsafe(`drop database ${name} with (force)`);
  }
});

test("words are counted alike in the database and beside it, whatever letters and signs they have", async () => {
  const between = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => String.fromCodePoint(from + at));
  const signs = [...between(1, 0x34_00), ...between(0xd7_00, 0xd8_00), ...between(0xf9_00, 0x1_10_00), ...between(0x1_d0_00, 0x1_fb_00)];
  for (let at = 0; at < signs.length; at += 1000) {
    const text = `${signs
      .slice(at, at + 1000)
      .map((sign) => `x${sign}x`)
      .join(" ")} last`;
    const [row] = await testDb().db.execute<{ last: number }>(
      sql`select positions[1] as last from unnest(search_vector(${text})) as word (lexeme, positions, weights) where lexeme = 'last'`,
    );
    expect([at, row!.last]).toEqual([at, placesOf(text).length]);
  }
});

test("a text of any size and one endless word are prepared", async () => {
  for (const text of [
    "word ".repeat(30_000),
    "w".repeat(100_000),
    "e-".repeat(20_000),
    "'".repeat(20_000),
    "0 ".repeat(20_000),
    "a.".repeat(20_000),
  ]) {
    const [row] = await testDb().db.execute<{ words: number }>(sql`select length(search_vector(${text})) as words`);
    expect(row!.words).toBeLessThan(10);
  }
});
