import { expect, test } from "vitest";
import { staffBlocker } from "~/features/accounts/staff/suspend.policy";
import { STAFF_ROLES } from "~/features/permissions/permissions";
import { EVERYBODY, passing } from "../../support/actors";

test.each(STAFF_ROLES)("who is %s is kept out, and let in again, by an administrator alone", (role) => {
  expect(passing((actor) => staffBlocker(actor, { roles: ["member", role] }) === null)).toEqual(["system", "administrator"]);
  expect(staffBlocker(EVERYBODY["contacts-officer"]!, { roles: ["member", role] })).toBe("holds-staff-role");
});

test("who holds no staff role is not protected by this rule", () => {
  expect(passing((actor) => staffBlocker(actor, { roles: ["member"] }) !== null)).toEqual([]);
});
