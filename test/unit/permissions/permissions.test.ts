import { expect, test } from "vitest";
import { ROLES } from "#db/schema/roles";
import { demandPermission } from "~/features/permissions/demand-permission";
import { isRole, isStaffRole, may, PERMISSIONS, type Permission, permissionsOf, ROLE_WORDS } from "~/features/permissions/permissions";
import { STAFF_ACTS } from "~/http/access/acts";
import { hasRole, type Role } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { anActor, EVERYBODY, passing } from "../../support/actors";

const OFFICE = "contacts-officer";
const GROUP = "steering-group";
const DPO = "data-protection-officer";
const ADMIN = "administrator";

/** Written out once more, so that nobody gains or loses a power by a slip. */
const WHO: Record<Permission, Role[]> = {
  "open-manage": ["editor", "moderator", "newsletter-sender", OFFICE, GROUP, DPO, ADMIN],
  "edit-pages": ["editor"],
  "arrange-interests": ["editor", ADMIN],
  moderate: ["moderator"],
  "send-newsletters": ["newsletter-sender", ADMIN],
  "decide-applications": [OFFICE, GROUP],
  "invite-specialists": [GROUP],
  "answer-office-questions": [OFFICE],
  "answer-technical-questions": [ADMIN],
  "answer-privacy-questions": [DPO],
  "see-enquiries": [OFFICE, DPO, ADMIN],
  "see-near-misses": ["editor", "moderator", "newsletter-sender", OFFICE, DPO, ADMIN],
  "open-records": [OFFICE, GROUP, DPO, ADMIN],
  "correct-records": [OFFICE, DPO, ADMIN],
  "change-roles": [ADMIN],
  "suspend-members": [OFFICE, ADMIN],
  "suspend-staff": [ADMIN],
  "restrict-data": [OFFICE, DPO, ADMIN],
  "hand-over-addresses": [OFFICE, ADMIN],
  "list-reachable": [OFFICE, ADMIN],
  "copy-records": [DPO],
  "erase-people": [DPO, ADMIN],
  "read-ledgers": [DPO, ADMIN],
  "read-mail-log": [DPO, ADMIN],
  "publish-notices": [DPO, ADMIN],
  "manage-settings": [ADMIN],
  "see-health": [ADMIN],
};

test.each(Object.entries(WHO) as [Permission, Role[]][])(
  "PMN-35: %s is for those whose task it is, and nobody else",
  (permission, roles) => {
    expect(passing((actor) => may(actor, permission))).toEqual(["system", ...roles]);
    for (const [word, actor] of Object.entries(EVERYBODY)) {
      const demanded = () => demandPermission({ actor } as Parameters<typeof demandPermission>[0], permission);
      if (word === "system" || roles.some((role) => role === word)) expect(demanded).not.toThrow();
      else expect(demanded).toThrow(ForbiddenError);
    }
  },
);

test("what somebody holds by several roles is what each of them gives", () => {
  const both = anActor({ roles: [GROUP, "editor"] });
  expect(permissionsOf(both)).toEqual(
    (Object.keys(WHO) as Permission[]).filter((each) => WHO[each].includes(GROUP) || WHO[each].includes("editor")),
  );
  expect(permissionsOf(anActor())).toEqual([]);
});

test("what is asked about one's own data is let through to that person alone", () => {
  const ctx = { actor: anActor({ personId: "mine" }) } as Parameters<typeof demandPermission>[0];
  expect(() => demandPermission(ctx, "copy-records", "mine")).not.toThrow();
  expect(() => demandPermission(ctx, "copy-records", "another")).toThrow(ForbiddenError);
  const link = { actor: { kind: "link", purpose: "manage", subject: "s", personId: "mine" } } as unknown as typeof ctx;
  expect(() => demandPermission(link, "copy-records", "mine")).toThrow(ForbiddenError);
});

test("every role but a member's has powers over others' data, has words, and opens “Manage”", () => {
  expect(ROLES.filter((role) => !isStaffRole(role))).toEqual(["member"]);
  expect(Object.keys(ROLE_WORDS)).toEqual([...ROLES]);
  expect(WHO["open-manage"]).toEqual(ROLES.filter(isStaffRole));
  expect(["toString", "emperor", ""].filter(isRole)).toEqual([]);
});

test("no act is called like a permission", () => {
  expect(Object.keys(STAFF_ACTS).filter((act) => act in PERMISSIONS)).toEqual([]);
});

test("a misspelt role or permission does not compile", () => {
  // @ts-expect-error no role is called that
  expect(hasRole(anActor(), "moderater")).toBe(false);
  // @ts-expect-error no permission is called that
  expect(() => may(anActor(), "edit-page")).toThrow();
  // @ts-expect-error no role is called that
  expect(anActor({ roles: ["editr"] }).kind).toBe("person");
});
