import { expect, test } from "vitest";
import { textAbroad, textFromAbroad } from "~/features/forum/moving/text-abroad";
import type { PostQuote } from "~/features/forum/posts/quotes";

const quote = (number: number, more: Partial<PostQuote>): PostQuote => ({
  number,
  ordinal: 1,
  state: "shown",
  isAnswer: false,
  words: `Words of ${number}\n\nand more`,
  html: "",
  author: "Priya",
  isIgnored: false,
  place: null,
  isElsewhere: false,
  ...more,
});
const QUOTES = [
  quote(5, { isElsewhere: true }),
  quote(2, {}),
  quote(3, { state: "edited" }),
  quote(4, { state: "answer", isAnswer: true, words: "" }),
];

test.each([
  ["Nothing of it\n\n> A quote", "Nothing of it\n\n> A quote"],
  ["> [post 2]\n\nYes", "From post 2:\n\n> Words of 2\n>\n> and more\n\nYes"],
  ["Look:\n> [post 3]\n\nNo", "Look:\n\nWhat stood here from post 3 is not told any more.\n\nNo"],
  ["> [post 4]\n\nThanks", "In answer to post 4:\n\nThanks"],
  ["> [post 5]\n\nWell", "What stood here from post 5 is not told any more.\n\nWell"],
  ["> [post 9]\n> typed\n\nSo", "From post 9:\n\n> typed\n\nSo"],
  ["![A rota](file:0123456789) and [](file:0123456789)", "Attachment: A rota and Attachment: a file"],
])("%j goes out with its words, and comes in elsewhere as it is", (kept, abroad) => {
  expect(textAbroad(kept, { quotes: QUOTES, mentions: [] })).toBe(abroad);
  expect(textFromAbroad(abroad)).toBe(abroad);
});

test.each([
  ["> [post 2]\n> Words\n\nYes", "From post 2:\n\n> Words\n\nYes"],
  ["> [comment 2, 3]", "From comment 2:"],
  ["```\n> [post 2]\n```", "```\n> [post 2]\n```"],
  ["![A rota](file:0123456789)", "![A rota] (file:0123456789)"],
])("%j of another forum names no post and no file here", (typed, here) => {
  expect(textFromAbroad(typed)).toBe(here);
});
