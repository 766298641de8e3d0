import { expect, test } from "vitest";
import { isPagePath, RESERVED_WORDS } from "~/features/content/pages/page-path";
import { everyRoute } from "../support/routes";

test("no content page can stand where a route already answers", () => {
  const firstWords = [...new Set(everyRoute().map(({ address }) => address.split("/")[1]!))].filter((word) => word && isPagePath(word));

  expect(
    firstWords.filter((word) => !RESERVED_WORDS.includes(word)),
    "add these to RESERVED_WORDS in app/features/content/pages/page-path.ts",
  ).toEqual([]);
});
