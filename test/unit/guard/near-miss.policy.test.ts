import { expect, test } from "vitest";
import { canOpen, lookingRoles, PLACES, placesOf, toldRoles } from "~/features/guard/near-miss.policy";
import { rolesWith } from "~/features/permissions/permissions";
import { passing } from "../../support/actors";

const OFFICER = "data-protection-officer";
/** Who is told, who is shown it, and to whom its address is open. */
const TABLE: Record<(typeof PLACES)[number], [told: string[], shown: string[], opens: string[]]> = {
  forum: [["moderator"], ["moderator", "administrator"], ["moderator", "administrator"]],
  held: [["moderator"], ["moderator", "administrator"], ["moderator"]],
  page: [["editor", OFFICER], ["editor", OFFICER, "administrator"], ["editor"]],
  issue: [
    ["newsletter-sender", OFFICER],
    ["newsletter-sender", OFFICER, "administrator"],
    ["newsletter-sender", "administrator"],
  ],
  "office-enquiry": [["contacts-officer", OFFICER], ["contacts-officer", OFFICER, "administrator"], ["contacts-officer"]],
  "technical-enquiry": [["administrator", OFFICER], [OFFICER, "administrator"], ["administrator"]],
  "privacy-enquiry": [[OFFICER], [OFFICER, "administrator"], [OFFICER]],
};

test.each(PLACES)("a near miss in %s is told, shown and open to those whose work it is", (place) => {
  const [told, shown, opens] = TABLE[place];
  expect([...new Set(toldRoles(place))]).toEqual(told);
  expect(new Set(lookingRoles(place))).toEqual(new Set(shown));
  expect(passing((actor) => placesOf(actor).includes(place))).toEqual(shown);
  expect(passing((actor) => canOpen(actor, place))).toEqual(opens);
});

test("whoever is shown one has the page", () => {
  expect([...rolesWith("see-near-misses")].sort()).toEqual([...new Set(PLACES.flatMap(lookingRoles))].sort());
});
