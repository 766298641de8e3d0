import { expect, test } from "vitest";
import { countInWords } from "~/lib/count-in-words";

test.each([
  [0, "0"],
  [1000, "1,000"],
  [1001, "more than 1,000"],
])("%i is said as “%s”: counting has an end", (count, words) => {
  expect(countInWords(count)).toBe(words);
});
