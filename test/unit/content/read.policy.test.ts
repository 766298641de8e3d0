import { expect, test } from "vitest";
import { changedSince, type Read } from "~/features/content/reading/read.policy";
import { DAY, HOUR, later } from "~/lib/dates";

const NOW = new Date("2027-05-03T12:00:00Z");
const BEFORE = later(NOW, -30 * DAY);
const read = (more: Partial<Read> = {}): Read => ({
  version: 2,
  seenAt: BEFORE,
  readAt: BEFORE,
  sinceVersion: null,
  sinceAt: null,
  isThere: true,
  ...more,
});
const page = { publishedVersion: 4, changedVersion: 4 };
const met = { version: 4, readAt: NOW, sinceVersion: 2, sinceAt: BEFORE };

test.each<[string, Read | null, typeof page, number | null]>([
  ["it was never read", null, page, null],
  ["the text is another one", read(), page, 2],
  ["the text was met an hour ago", read({ ...met, seenAt: later(NOW, -HOUR) }), page, 2],
  ["the text was met a day ago", read({ ...met, seenAt: later(NOW, -DAY) }), page, null],
  ["only small changes came since", read({ version: 3 }), { publishedVersion: 4, changedVersion: 3 }, null],
  ["small changes came on top of another", read(), { publishedVersion: 4, changedVersion: 3 }, 2],
  ["the earlier text was taken out", read({ isThere: false }), page, null],
  ["this text is the first that was read", read({ version: 4, seenAt: NOW }), page, null],
])("where %s, it is said so, or not (%#)", (_, was, published, since) => {
  expect(changedSince(was, published, NOW)).toEqual(since && { version: since, at: BEFORE });
});
