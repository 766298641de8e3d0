import { expect, test } from "vitest";
import { formatComing } from "~/lib/dates";
import { momentInLondon, readTime } from "~/lib/london-time";

test.each([
  ["9am", 540],
  ["9:30 PM", 1290],
  ["12am", 0],
  ["12pm", 720],
  ["12:15am", 15],
  ["17:30", 1050],
  ["17.30", 1050],
  ["0930", 570],
  ["00:00", 0],
  ["midday", 720],
  [" Midnight ", 0],
  ["9", null],
  ["24:00", null],
  ["13pm", null],
  ["0am", null],
  ["9:60", null],
  ["soon", null],
  ["", null],
])("%j is so many minutes after midnight: %j", (typed, minutes) => expect(readTime(typed)).toBe(minutes));

test.each([
  ["winter", ["7", "12", "2026"], "9am", "2026-12-07T09:00:00.000Z"],
  ["summer", ["7", "6", "2027"], "9am", "2027-06-07T08:00:00.000Z"],
  ["the day before summer begins", ["27", "3", "2027"], "9am", "2027-03-27T09:00:00.000Z"],
  ["before the clocks go forward", ["28", "3", "2027"], "0:59", "2027-03-28T00:59:00.000Z"],
  ["as they have gone forward", ["28", "3", "2027"], "2am", "2027-03-28T01:00:00.000Z"],
  ["later that day", ["28", "3", "2027"], "9am", "2027-03-28T08:00:00.000Z"],
  ["before the clocks go back", ["31", "10", "2027"], "12:59am", "2027-10-30T23:59:00.000Z"],
  ["as they have gone back", ["31", "10", "2027"], "2am", "2027-10-31T02:00:00.000Z"],
  ["later that day", ["31", "10", "2027"], "9am", "2027-10-31T09:00:00.000Z"],
  ["the end of that day", ["31", "10", "2027"], "23:59", "2027-10-31T23:59:00.000Z"],
] as const)("%s, %j at %s", (_what, day, time, at) => {
  expect(momentInLondon(day, time)).toEqual({ at: new Date(at) });
});

test.each([
  ["1am", "forward"],
  ["1:59am", "forward"],
] as const)("on the day on which summer begins there is no %s, and that is said", (time, way) => {
  expect(momentInLondon(["28", "3", "2027"], time)).toMatchObject({ wrong: "time", says: expect.stringContaining(way) });
});

test.each(["1am", "1:59am"])("on the day on which summer ends %s comes twice, and that is said", (time) => {
  expect(momentInLondon(["31", "10", "2027"], time)).toMatchObject({ wrong: "time", says: expect.stringContaining("comes twice") });
});

test.each([
  [["31", "2", "2027"], "9am", "day"],
  [["", "", ""], "9am", "day"],
  [["1", "2", "2027"], "", "time"],
] as const)("%j at %j is no moment", (day, time, wrong) => expect(momentInLondon(day, time)).toMatchObject({ wrong }));

test("what comes is said by weekday, day and time", () => {
  expect(formatComing("2026-12-07T09:00:00Z")).toBe("Monday 7 December, 9am");
  expect(formatComing("2027-06-07T11:00:00Z")).toBe("Monday 7 June, midday");
});
