import { expect, test } from "vitest";
import { type BookmarkBlocker, bookmarkBlocker, reminderBlocker } from "~/features/forum/bookmarks/bookmark.policy";
import { BookmarkSchema, reminderOf } from "~/features/forum/bookmarks/bookmark.schema";
import { anActor } from "../../support/actors";

const post = { isRemoved: false, isHidden: false };

test.each<[string, Parameters<typeof bookmarkBlocker>, BookmarkBlocker | null]>([
  ["a member", [anActor(), post], null],
  ["a specialist in their group", [anActor({ roles: [], groups: ["ours"] }), post], null],
  ["who is a member no more", [anActor({ roles: [] }), post], "not-a-member"],
  ["a visitor", [{ kind: "visitor" }, post], "signed-out"],
  ["a member, of a removed post", [anActor(), { ...post, isRemoved: true }], "removed"],
  ["a member, of a hidden post", [anActor(), { ...post, isHidden: true }], "removed"],
])("who bookmarks: %s", (_who, asked, blocker) => {
  expect(bookmarkBlocker(...asked)).toBe(blocker);
});

test.each([
  ["none", null, null, "2026-11-30T12:00:00Z", null],
  ["tomorrow", "2026-12-01", null, "2026-11-30T12:00:00Z", null],
  ["today", "2026-11-30", null, "2026-11-30T12:00:00Z", "not-later"],
  ["yesterday", "2026-11-29", null, "2026-11-30T12:00:00Z", "not-later"],
  ["today in London, where it is past midnight in summer", "2027-07-02", null, "2027-07-01T23:30:00Z", "not-later"],
  ["what stands already", "2026-11-30", "2026-11-30", "2026-11-30T12:00:00Z", null],
  ["today in place of another day", "2026-11-30", "2026-12-05", "2026-11-30T12:00:00Z", "not-later"],
])("the day of a reminder: %s", (_what, day, standing, now, blocker) => {
  expect(reminderBlocker(day, standing, new Date(now))).toBe(blocker);
});

test.each([
  [["31", "3", "2027"], "2027-03-31"],
  [["1", "12", "2026"], "2026-12-01"],
  [["", "", ""], null],
  [["31", "2", "2027"], undefined],
  [["1", "", "2027"], undefined],
  [["one", "3", "2027"], undefined],
  [["1", "3", "27"], undefined],
])("typed as %j it is %s", ([remindDay, remindMonth, remindYear], day) => {
  const typed = { remindDay: remindDay!, remindMonth: remindMonth!, remindYear: remindYear! };
  expect(reminderOf(typed)).toBe(day);
  expect(BookmarkSchema.safeParse(typed).success).toBe(day !== undefined);
});
