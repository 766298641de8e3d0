import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMPUTING } from "#db/release";

const MIGRATIONS = "db/migrations";
const FUNCTIONS = "db/functions";
const newest = (JSON.parse(readFileSync(`${MIGRATIONS}/meta/_journal.json`, "utf8")) as { entries: { idx: number }[] }).entries.at(-1)!.idx;

test("only the newest snapshot of the schema is kept", () => {
  const snapshots = readdirSync(`${MIGRATIONS}/meta`).filter((name) => name.endsWith("_snapshot.json"));
  const how = "npx drizzle-kit generate --name what_it_does, then delete the older snapshot from db/migrations/meta";
  expect(snapshots, how).toEqual([`${String(newest).padStart(4, "0")}_snapshot.json`]);
});

test.each(COMPUTING)("what columns and indexes compute with %s is the text that the last migration computed them with", (name) => {
  const texts = readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => readFileSync(`${MIGRATIONS}/${name}`, "utf8"));
  const computed = texts.flatMap((text) => [...text.matchAll(/^-- computes with (\S+) ([0-9a-f]{16})$/gm)]);
  const last = computed.filter((found) => found[1] === name).at(-1);
  const hash = createHash("sha256")
    .update(readFileSync(`${FUNCTIONS}/${name}`))
    .digest("hex")
    .slice(0, 16);
  const how = `${name} is new or changed: make what is computed with it anew in a migration that says “-- computes with ${name} ${hash}”`;
  expect(last?.[2], how).toBe(hash);
});

test("functions live in db/functions, each under its contract; a migration makes none", () => {
  for (const name of readdirSync(FUNCTIONS)) {
    const text = readFileSync(`${FUNCTIONS}/${name}`, "utf8");
    const made = [...text.matchAll(/^create (?:or replace )?function (\w+)/gim)].map(([, made]) => made!);
    expect(made, `${name} is named like one that it makes`).toContain(name.replace(".sql", ""));
    expect(text, `${name} is applied again: create or replace`).not.toMatch(/^create (function|trigger)/im);
    for (const each of made) expect(text, `${name} says what ${each}() does`).toMatch(new RegExp(`^-- ${each}\\(`, "m"));
    expect(text, `${name} says who calls it`).toMatch(/\bcalled by\b/i);
    expect(text, `${name} says its volatility`).toMatch(/^--.*\b(immutable|stable|volatile)\b/im);
  }
  for (const name of readdirSync(MIGRATIONS).filter((name) => name.endsWith(".sql")))
    expect(readFileSync(`${MIGRATIONS}/${name}`, "utf8"), `${name}: put it into db/functions`).not.toMatch(
      /create (or replace )?function/i,
    );
});
