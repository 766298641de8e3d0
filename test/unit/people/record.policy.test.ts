import { expect, test } from "vitest";
import { actsOf, isStaffRestriction, mayDo, mayOpenRecords, type RecordAct } from "~/features/permissions/record.policy";
import { anActor, EVERYBODY, passing } from "../../support/actors";

test("who may open records, and nobody else", () => {
  expect(passing(mayOpenRecords)).toEqual(["system", "contacts-officer", "steering-group", "data-protection-officer", "administrator"]);
});

const WHO: Record<RecordAct, string[]> = {
  correct: ["contacts-officer", "data-protection-officer", "administrator"],
  "change-roles": ["administrator"],
  suspend: ["contacts-officer", "administrator"],
  restrict: ["contacts-officer", "data-protection-officer", "administrator"],
  "hand-over": ["contacts-officer", "administrator"],
  copy: ["data-protection-officer"],
  erase: ["data-protection-officer", "administrator"],
  "read-history": ["data-protection-officer", "administrator"],
};
test.each(Object.entries(WHO) as [RecordAct, string[]][])("%s is done by those whose task it is, and by nobody else", (act, roles) => {
  expect(passing((actor) => mayDo(actor, act))).toEqual(["system", ...roles]);
});

test("the acts that a record offers are those that its reader may take", () => {
  expect(actsOf(EVERYBODY["contacts-officer"]!)).toEqual(["correct", "suspend", "restrict", "hand-over"]);
  expect(actsOf(EVERYBODY["data-protection-officer"]!)).toEqual(["correct", "restrict", "copy", "erase", "read-history"]);
  expect(actsOf(EVERYBODY["steering-group"]!)).toEqual([]);
  expect(actsOf(anActor({ roles: ["steering-group", "administrator"] }))).toEqual(Object.keys(WHO).filter((act) => act !== "copy"));
});

test.each([
  ["at their own request", true],
  ["case under way", true],
  ["leaving", false],
  ["toString", false],
  ["erasure under way", false],
  [null, false],
])("staff lift the restriction “%s”: %s", (why, expected) => {
  expect(isStaffRestriction(why)).toBe(expected);
});
