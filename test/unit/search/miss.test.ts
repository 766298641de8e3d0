import { expect, test } from "vitest";
import { keptWords } from "~/features/search/words/miss.policy";

test.each([
  ["ozempic", "ozempic"],
  ["  Holiday   PAY! ", "holiday pay"],
  ["FP10", "fp10"],
  ["qof 2026", null],
  ["room 101", "room 101"],
  ["Margaret Holloway", null],
  ["mr holloway", null],
  ["sarah jones", null],
  ["SARAH'S rota", null],
  ["dr patel", null],
  ["12 high street", null],
  ["3a Station Rd", null],
  ["street parking", "street parking"],
  ["doctor", "doctor"],
  ["Margaret Holloway 12/03/1948", null],
  ["485 777 3456", null],
  ["4857773456", null],
  ["margaret@example.org", null],
  ["example.org/letters", null],
  ["LS1 4AP", null],
  ["ls14ap", null],
  ["one two three four five", null],
  ["x".repeat(41), null],
  ["'; drop table persons; --", "drop table persons"],
  ["—", null],
])("IMS-1: what a search without a result is remembered by: %s", (typed, expected) => {
  expect(keptWords(typed, 2026)).toBe(expected);
});
