import { expect, test } from "vitest";
import { publishBlocker } from "~/features/content/page.policy";
import { ancestorPaths, isPagePath, parentPath } from "~/features/content/page-path";

test.each(["", "guidance", "guidance/first-100-days", "a/b/c"])("“%s” can be a page's place", (path) => {
  expect(isPagePath(path)).toBe(true);
});

test.each(["/guidance", "guidance/", "a//b", "Guidance", "a b", "a_b", "-a", "a-", "a--b", "%", "a/../b", "é"])(
  "“%s” cannot be a page's place",
  (path) => {
    expect(isPagePath(path)).toBe(false);
  },
);

test("the pages above come highest first", () => {
  expect(ancestorPaths("a/b/c")).toEqual(["a", "a/b"]);
  expect([parentPath("a/b/c"), parentPath("a")]).toEqual(["a/b", ""]);
});

test("editors and seeds publish, nobody else", () => {
  const person = (...roles: string[]) => ({
    kind: "person" as const,
    personId: "p",
    roles,
    groups: [],
    secondFactorAt: null,
    steppedUpAt: null,
  });

  expect(publishBlocker({ kind: "visitor" })).toBe("not-an-editor");
  expect(publishBlocker(person("member", "moderator"))).toBe("not-an-editor");
  expect(publishBlocker(person("member", "editor"))).toBeNull();
  expect(publishBlocker({ kind: "system", reason: "seed" })).toBeNull();
});
