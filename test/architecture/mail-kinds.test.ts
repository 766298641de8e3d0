import { basename } from "node:path";
import { expect, test } from "vitest";
import { MAIL_KINDS } from "#jobs/mail-kinds";

const files = Object.entries(import.meta.glob<Record<string, unknown>>("../../app/features/**/*.mail.server.ts", { eager: true }));

test("every kind of mail has a file of its own, and is listed where the worker finds it", () => {
  const wrong = files.filter(([, exported]) => {
    const kinds: readonly unknown[] = MAIL_KINDS;
    return Object.keys(exported).length !== 1 || !kinds.includes(Object.values(exported)[0]);
  });
  expect(
    wrong.map(([file]) => file),
    "export the kind and nothing else, and list it in jobs/mail-kinds.ts",
  ).toEqual([]);
  expect(MAIL_KINDS, "each kind is listed once").toHaveLength(files.length);
});

test("a file is named after its kind, and no two kinds are stored under one name", () => {
  const misnamed = files.filter(([file, exported]) => {
    const name = basename(file, ".mail.server.ts").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    return ![`${name}Mail`, name].includes(Object.keys(exported)[0]!);
  });
  expect(misnamed.map(([file]) => file)).toEqual([]);
  expect(new Set(MAIL_KINDS.map(({ name }) => name)).size).toBe(MAIL_KINDS.length);
});
