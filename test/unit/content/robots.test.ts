import { expect, test } from "vitest";
import { robotsAllow } from "~/features/content/web-links/robots";

const BOTH =
  "User-agent: *\nDisallow: /private\nAllow: /private/open\n\nUser-agent: PracticeNetworkLinks\nUser-agent: Other\nDisallow: /ours$\n";

test.each<[string, string, string, boolean]>([
  ["nothing forbids nothing", "", "/a", true],
  ["a page of HTML forbids nothing", "<html><body>Not found</body></html>", "/a", true],
  ["an empty rule forbids nothing", "User-agent: *\nDisallow:", "/a", true],
  ["all of a site", "User-agent: *\nDisallow: /", "/a", false],
  ["our own group counts in place of that for all", BOTH, "/private", true],
  ["our own group", BOTH, "/ours", false],
  ["a whole path is no beginning", BOTH, "/ours/more", true],
  ["a group without a name counts for nobody", "Disallow: /", "/a", true],
  ["the longer rule", "User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/open/a", true],
  ["of two as long the one that allows", "User-agent: *\nDisallow: /aa\nAllow: /aa", "/aa", true],
  ["any signs between", "User-agent: *\nDisallow: /*/draft*.pdf$", "/x/draft-2.pdf", false],
  ["any signs between, and not the end", "User-agent: *\nDisallow: /*/draft*.pdf$", "/x/draft-2.pdfx", true],
  ["a query", "User-agent: *\nDisallow: /*?print=", "/a?print=1", false],
  ["words behind a hash, other line ends and spaces", "User-agent : * # all\r\n  DISALLOW:/a # not this\r\n", "/a", false],
])("%s", (_what, text, path, allowed) => {
  expect(robotsAllow(text, "PracticeNetworkLinks", path)).toBe(allowed);
});

test("stars without end cost no more than their letters", () => {
  const text = `User-agent: *\nDisallow: /${"*a".repeat(20_000)}$`;
  const began = performance.now();
  robotsAllow(text, "PracticeNetworkLinks", `/${"a".repeat(2000)}b`);
  expect(performance.now() - began).toBeLessThan(2000);
});
