import { expect, test } from "vitest";
import { ancestorPaths, isPagePath, meantPath, parentPath, placeBlocker } from "~/features/content/pages/page-path";
import { slugOf } from "~/lib/slug";

test.each(["", "guidance", "guidance/first-100-days", "a/b/c"])("“%s” can be a page's place", (path) => {
  expect(isPagePath(path)).toBe(true);
});

test.each(["/guidance", "guidance/", "a//b", "Guidance", "a b", "a_b", "-a", "a-", "a--b", "%", "a/../b", "é"])(
  "“%s” cannot be a page's place",
  (path) => {
    expect(isPagePath(path)).toBe(false);
  },
);

test.each([
  ["Guidance", "guidance"],
  ["guidance/access)", "guidance/access"],
  ["GUIDANCE/access).”", "guidance/access"],
  ["guidance/", "guidance"],
  ["/evil.example)", null],
  ["a b)", null],
  [`${"!".repeat(500)}a`, null],
])("“%s” was meant to lead to %s", (path, meant) => {
  expect(meantPath(path)).toBe(meant);
});

test("the pages above come highest first", () => {
  expect(ancestorPaths("a/b/c")).toEqual(["a", "a/b"]);
  expect([parentPath("a/b/c"), parentPath("a")]).toEqual(["a/b", ""]);
});

test.each([
  ["guidance/contracts", null],
  ["news/a-new-contract", null],
  ["", null],
  ["Guidance", "not-a-path"],
  ["a".repeat(201), "not-a-path"],
  ["forum/rules", "reserved"],
  ["news", "reserved"],
  ["admin", "reserved"],
  ["news/a/b", "article-below"],
])("whether a page can stand at “%s”: %s", (path, blocker) => {
  expect(placeBlocker(path)).toBe(blocker);
});

test.each([
  ["Your first 100 days", "your-first-100-days"],
  ["  What’s new?  ", "whats-new"],
  ["Café & Brötchen", "cafe-brotchen"],
  ["山田", ""],
  [`${"long ".repeat(30)}`, "long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long"],
])("“%s” becomes “%s” in an address", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
  expect(isPagePath(slug)).toBe(true);
});
