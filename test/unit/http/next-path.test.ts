import fc from "fast-check";
import { expect, test } from "vitest";
import { safePath } from "~/http/access/next-path";

test.each([
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https://evil.example/",
  "https:evil.example",
  "http:/evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
  "/%09/../\\evil.example",
  "/\n/evil.example",
  " //evil.example",
  "/ /evil.example",
  "///evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "@evil.example",
  "user@evil.example",
  "evil.example",
  "",
  "/sign-out",
  "/sign-in?next=/sign-in",
  `/search?q=${"x".repeat(4_000)}`,
  undefined,
  null,
])("B35: %j leads home", (asked) => {
  expect(safePath(asked)).toBe("/");
});

test.each([
  ["/forum/topics/abc?page=2", "/forum/topics/abc?page=2"],
  ["/account", "/account"],
  ["/search?q=https://nhs.uk//x", "/search?q=https://nhs.uk//x"],
  ["/sign-in-help", "/sign-in-help"],
  ["/forum#reply", "/forum"],
  [`/search?q=${"x".repeat(3_000)}`, `/search?q=${"x".repeat(3_000)}`],
])("B35: %j is followed as %j", (asked, path) => {
  expect(safePath(asked)).toBe(path);
});

test("B35: whatever is asked for, a browser stays on this site", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    "//",
    "evil.example",
    ":",
    "@",
    "%2f",
    "%5c",
    ".",
    "..",
    "\t",
    "\r\n",
    "https:",
    "javascript:",
    "?",
    "#",
    "a",
    " ",
    "%09",
    "\u2028",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const base = "https://portal.example";
      expect(new URL(safePath(pieces.join("")), base).origin).toBe(base);
    }),
    { numRuns: 3000 },
  );
});
