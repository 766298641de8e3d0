import { expect, test } from "vitest";
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
