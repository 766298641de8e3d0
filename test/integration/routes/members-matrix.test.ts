import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { openRecord } from "~/features/records/open-record.server";
import type { Role } from "~/lib/ctx";
import { ctxFor, testDb } from "../../support/context";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aMember, type TestPerson } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

async function staff(...roles: Role[]): Promise<{ browser: Browser; by: TestPerson }> {
  const by = await anAccount({ roles });
  const browser = site.browser();
  await enter(browser, by.email);
  return { browser, by };
}

const STAFF: Role[] = [
  "editor",
  "moderator",
  "newsletter-sender",
  "contacts-officer",
  "steering-group",
  "data-protection-officer",
  "administrator",
];

/** Who has which screen of this piece; everybody else is refused. */
const SCREENS: Record<string, Role[]> = {
  "": ["contacts-officer", "steering-group", "data-protection-officer", "administrator"],
  "/:ref": ["contacts-officer", "steering-group", "data-protection-officer", "administrator"],
  "/:ref/open": ["contacts-officer", "steering-group", "data-protection-officer", "administrator"],
  "/:ref/details": ["contacts-officer", "data-protection-officer", "administrator"],
  "/:ref/roles": ["administrator"],
  "/:ref/roles/take?given=role:member": ["administrator"],
  "/:ref/suspend": ["contacts-officer", "administrator"],
  "/:ref/reinstate": ["contacts-officer", "administrator"],
  "/:ref/restrict": ["contacts-officer", "data-protection-officer", "administrator"],
  "/:ref/lift": ["contacts-officer", "data-protection-officer", "administrator"],
  "/:ref/hand-over": ["contacts-officer", "administrator"],
  "/:ref/copy": ["data-protection-officer"],
  "/:ref/erase": ["data-protection-officer", "administrator"],
};
const LEDGER: Role[] = ["data-protection-officer", "administrator"];

test.each(STAFF)("PMN-35, B22: %s opens the screens of that task, and is refused every other, whoever they are about", async (role) => {
  const { browser, by } = await staff(role);
  const member = await aMember();
  if (SCREENS[""]!.includes(role)) await openRecord(ctxFor(by), member.ref, { purpose: "support", words: "" });

  for (const [screen, roles] of Object.entries(SCREENS)) {
    const { status } = await browser.get(`/admin/members${screen.replace(":ref", member.ref)}`);
    expect({ screen, status }).toEqual({ screen, status: roles.includes(role) ? 200 : 403 });
    if (!screen.includes(":ref")) continue;
    // who may look learns that there is nobody; who may not learns nothing
    const absent = await browser.get(`/admin/members${screen.replace(":ref", "0000000000")}`);
    expect({ screen, absent: absent.status }).toEqual({ screen, absent: roles.includes(role) ? 404 : 403 });
  }
  for (const screen of ["/admin/audit", "/admin/audit/seals"])
    expect({ screen, status: (await browser.get(screen)).status }).toEqual({ screen, status: LEDGER.includes(role) ? 200 : 403 });
});

/** Acts as posts: the form that would do it, and who may. */
const ACTS: Record<string, { fields: Record<string, string>; roles: Role[] }> = {
  details: { fields: { fullName: "Taken Over", reason: "x" }, roles: SCREENS["/:ref/details"]! },
  "roles/give": { fields: { given: "role:administrator" }, roles: ["administrator"] },
  "roles/take": { fields: { given: "role:member" }, roles: ["administrator"] },
  suspend: { fields: { reason: "x" }, roles: SCREENS["/:ref/suspend"]! },
  reinstate: { fields: { reason: "x" }, roles: SCREENS["/:ref/reinstate"]! },
  restrict: { fields: { why: "case under way", reason: "x" }, roles: SCREENS["/:ref/restrict"]! },
  lift: { fields: { reason: "x" }, roles: SCREENS["/:ref/lift"]! },
  "hand-over": { fields: { address: "x", reason: "x" }, roles: SCREENS["/:ref/hand-over"]! },
  "copy/file": { fields: { format: "json" }, roles: ["data-protection-officer"] },
  erase: { fields: { posts: "keep", reference: "x" }, roles: SCREENS["/:ref/erase"]! },
};

test.each(STAFF)("B26: %s can post no act of another role", async (role) => {
  const { browser } = await staff(role);
  const member = await anAccount({ fullName: "Untouched Member" });

  for (const [act, { fields, roles }] of Object.entries(ACTS)) {
    if (roles.includes(role)) continue;
    const { status } = await browser.post(`/admin/members/${member.ref}/${act}`, {
      ...fields,
      address: member.email,
      reference: member.ref,
    });
    expect({ act, status }).toEqual({ act, status: 403 });
  }

  const [person] = await testDb().db.select().from(persons).where(eq(persons.id, member.personId));
  expect(person).toMatchObject({ fullName: "Untouched Member", restrictedAt: null });
  expect(await testDb().db.select().from(grants).where(eq(grants.personId, member.personId))).toMatchObject([
    { role: "member", revokedAt: null },
  ]);
  expect(await testDb().db.select().from(accounts).where(eq(accounts.personId, member.personId))).toMatchObject([{ state: "active" }]);
});
