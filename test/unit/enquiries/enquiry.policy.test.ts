import { expect, test } from "vitest";
import { dueDate, guardedEnquiry, isFilterState, mailClass, queuesOf, replyBlocker } from "~/features/enquiries/enquiry.policy";
import { may } from "~/features/permissions/permissions";
import { anActor, EVERYBODY, passing } from "../../support/actors";

test("each queue is read by those whose work it is", () => {
  expect(passing((actor) => queuesOf(actor).includes("office"))).toEqual(["system", "contacts-officer"]);
  expect(passing((actor) => queuesOf(actor).includes("technical"))).toEqual(["system", "administrator"]);
  expect(passing((actor) => queuesOf(actor).includes("privacy"))).toEqual(["system", "data-protection-officer"]);
  expect(queuesOf(anActor({ roles: ["administrator", "contacts-officer"] })).sort()).toEqual(["office", "technical"]);
  expect(queuesOf(EVERYBODY.system!)).toHaveLength(3);
  expect(passing((actor) => queuesOf(actor).length > 0)).toEqual(passing((actor) => may(actor, "see-enquiries")));
});

const from = new Date("2026-01-19T09:00:00Z");
test.each([
  ["question", "2026-01-26"],
  ["complaint", "2026-02-18"],
  ["stop-contact", "2026-02-19"],
  ["personal-data", "2026-02-19"],
] as const)("a %s that came on 19 January is due on %s", (category, day) => {
  expect(dueDate(category, from, 5).toISOString().slice(0, 10)).toBe(day);
});

test("answers about rights are mails of rights", () => {
  expect((["office", "technical", "privacy"] as const).map(mailClass)).toEqual(["service", "service", "rights"]);
});

test.each([
  ["new", "ada@surgery.example", null],
  ["open", "ada@surgery.example", null],
  ["answered", "ada@surgery.example", null],
  ["open", null, "no-address"],
  ["closed", "ada@surgery.example", "closed"],
  ["closed", null, "closed"],
] as const)("a reply to a %s one from %s: %s", (state, address, reason) => {
  expect(replyBlocker({ state, address })).toBe(reason);
});

test.each([
  ["waiting", true],
  ["closed", true],
  ["toString", false],
  ["", false],
  [null, false],
])("the list is narrowed to %s: %s", (word, expected) => {
  expect(isFilterState(word)).toBe(expected);
});

test("what seems to identify a patient is told where the enquiry stands", () => {
  expect(guardedEnquiry("abc", "privacy")).toEqual({ place: "privacy-enquiry", path: "/admin/enquiries/abc" });
});
