import { expect, test } from "vitest";

type Words = string | ((who: string) => string);

// eager: when this file loads, not in a test, so that mutations of constants are left out, whoever else reads them (`docs/testing.md`)
const policies = import.meta.glob<Record<string, Record<string, Words>>>("../../app/features/**/*.policy.ts", { eager: true });

const said = Object.entries(policies).flatMap(([file, exports]) =>
  Object.entries(exports)
    .filter(([name]) => name.endsWith("_REFUSALS"))
    .flatMap(([name, table]) => Object.entries(table).map(([reason, words]) => ({ file, name, reason, words }))),
);

test("there are as many tables of refusals as reasons need", () => {
  expect(new Set(said.map(({ file, name }) => `${file} ${name}`)).size).toBeGreaterThan(30);
});

test.each(said)("$file, $name: “$reason” has a sentence of its own", ({ file, name, reason, words }) => {
  const sentence = typeof words === "string" ? words : words("Joanne Tully");
  const others = said.filter((other) => other.file === file && other.name === name && other.reason !== reason);

  expect(sentence).toMatch(/^\p{Lu}\S*( \S+)+[\p{L}\p{N}.]$/u);
  expect(others.map(({ words }) => (typeof words === "string" ? words : words("Joanne Tully")))).not.toContain(sentence);
});
