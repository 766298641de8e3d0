import { expect, test } from "vitest";
import { cursorOf, pageOf, readCursor } from "~/lib/pages";

test.each([
  { found: [], rows: [], next: null },
  { found: [3, 2], rows: [3, 2], next: null },
  { found: [3, 2, 1], rows: [3, 2, 1], next: null },
  { found: [4, 3, 2, 1], rows: [4, 3, 2], next: "after 2" },
])("of $found a page of three shows $rows, and the next is $next", ({ found, rows, next }) => {
  expect(pageOf<number, string>(found, 3, (last) => `after ${last}`)).toEqual({ rows, next });
});

const AT = new Date("2026-03-01T12:00:00.123Z");

test("a cursor comes back as it was given", () => {
  expect(readCursor(cursorOf({ at: AT, tie: "a-slug" }), /^[a-z-]+$/)).toEqual({ at: AT, tie: "a-slug" });
});

test.each([null, undefined, "", "-a", `${AT.getTime()}-`, `${AT.getTime()}-A`, `${AT.getTime()}-a\n`, "123456789012345-a", "1e3-a", "a"])(
  "%j is no cursor, so it is the first page",
  (text) => {
    expect(readCursor(text, /^[a-z]+$/)).toBeNull();
  },
);
