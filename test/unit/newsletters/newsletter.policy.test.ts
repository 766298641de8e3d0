import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { RESERVED_SLUGS, slugBlocker } from "~/features/newsletters/newsletter.policy";

test("no newsletter takes the address of a page", () => {
  const pages = readdirSync("app/routes").flatMap((file) => /^newsletters\.([a-z][a-z-]*)\./.exec(file)?.[1] ?? []);

  expect([...new Set(pages)].sort()).toEqual([...RESERVED_SLUGS].sort());
  for (const slug of pages) expect(slugBlocker(slug)).toBe("reserved");
});

test.each(["", "Practice", "a--b", "-a", "a/b", "ü"])("“%s” is no slug", (slug) => {
  expect(slugBlocker(slug)).toBe("not-a-slug");
});
