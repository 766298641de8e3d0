import { expect, test } from "vitest";
import { daysOf, GiveRoleSchema } from "~/features/records/record.schema";

test.each([
  ["28 3 2027", "2027-03-28T00:00:00.000Z", "2027-03-28T22:59:59.999Z"],
  ["31 10 2027", "2027-10-30T23:00:00.000Z", "2027-10-31T23:59:59.999Z"],
  ["30 6 2027", "2027-06-29T23:00:00.000Z", "2027-06-30T22:59:59.999Z"],
  ["1 1 2027", "2027-01-01T00:00:00.000Z", "2027-01-01T23:59:59.999Z"],
])("a role on %s alone, also where the clocks change, lasts from midnight to midnight in London", (typed, startsAt, endsAt) => {
  const [day, month, year] = typed.split(" ");
  const days = { startsDay: day, startsMonth: month, startsYear: year, endsDay: day, endsMonth: month, endsYear: year };
  expect(JSON.parse(JSON.stringify(daysOf(GiveRoleSchema.parse({ given: "role:editor", ...days }))))).toEqual({ startsAt, endsAt });
});
