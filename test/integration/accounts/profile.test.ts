import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { getMyProfile } from "~/features/accounts/accounts.queries.server";
import { takeRole } from "~/features/accounts/staff/change-role.server";
import { saveDetails } from "~/features/people/save-details.server";
import { ForbiddenError } from "~/lib/errors";
import { ctxFor, testDb } from "../../support/context";
import { aMember, type TestPerson, visitor } from "../../support/people";

const INPUT = {
  fullName: "Ada Marsh",
  displayName: "",
  jobTitle: "Practice manager",
  organisationName: "",
  interests: ["Training" as const],
  showJobTitle: true,
  showOrganisation: true,
  showInterests: false,
  showReading: false,
  personalise: true,
};

const lastEntry = async (personId: string) => {
  const rows = await testDb()
    .db.select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, personId))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  return rows[0];
};

test("nobody but its owner has a profile to save", async () => {
  const { personId } = await aMember();
  await expect(saveDetails(ctxFor(visitor), { personId, details: INPUT })).rejects.toThrow(ForbiddenError);
  await expect(saveDetails(ctxFor(await aMember()), { personId, details: INPUT })).rejects.toThrow(ForbiddenError);
});

test("a saved profile is shown again; what was emptied is gone", async () => {
  const member = await aMember({ displayName: "Ada M" });

  await saveDetails(ctxFor(member), { personId: member.personId, details: INPUT });

  expect(await getMyProfile(ctxFor(member))).toEqual({ ...INPUT, personalise: true, addresses: [member.email] });
});

test.each<[string, Partial<Parameters<typeof aMember>[0]>, Record<string, string>, unknown]>([
  ["a member", {}, { displayName: "Moderator" }, { ok: false, reason: "posing", field: "displayName" }],
  ["a member whose own name it is", { fullName: "Admin" }, { fullName: "Admin", jobTitle: "Manager" }, { ok: true }],
  ["staff", { roles: ["moderator"] }, { fullName: "Forum moderator" }, { ok: true }],
])("a name that is taken for staff's, asked for by %s", async (_who, person, details, said) => {
  const member = await aMember(person);

  expect(await saveDetails(ctxFor(member), { personId: member.personId, details })).toEqual(said);

  const { fullName, displayName } = await getMyProfile(ctxFor(member));
  const isStored = Object.values(details).some((name) => [fullName, displayName].includes(name));
  expect(isStored).toBe((said as { ok: boolean }).ok);
});

test("nor does staff give it to somebody else", async () => {
  const [officer, member] = [await aMember({ roles: ["contacts-officer"] }), await aMember()];
  const saved = await saveDetails(ctxFor(officer), { personId: member.personId, details: { fullName: "Moderator" }, reason: "x" });
  expect(saved).toMatchObject({ reason: "posing", field: "fullName" });
});

test("PMN-8: the ledger keeps the old and the new value of what changed, and nothing of what did not", async () => {
  const member = await aMember({ fullName: "Ada Fenn", displayName: "Ada F" });

  await saveDetails(ctxFor(member), { personId: member.personId, details: { ...INPUT, fullName: "Ada Fenn" } });

  const entry = await lastEntry(member.personId);
  expect(entry).toMatchObject({ class: "act", action: "profile.changed", actorId: member.personId });
  expect(entry!.detail).toEqual({
    displayName: { from: "Ada F", to: "" },
    jobTitle: { from: "", to: "Practice manager" },
    interests: { from: [], to: ["Training"] },
  });
});

test("saving what stands already writes nothing", async () => {
  const member = await aMember();
  await saveDetails(ctxFor(member), { personId: member.personId, details: INPUT });
  const before = await lastEntry(member.personId);

  await saveDetails(ctxFor(member), { personId: member.personId, details: INPUT });

  expect(await lastEntry(member.personId)).toEqual(before);
});

test("who is staff no more does not keep a name that reads as staff, and any other stays", async () => {
  const by = await aMember({ roles: ["administrator"] });
  const shown = async (person: TestPerson) => (await getMyProfile(ctxFor(person))).displayName;
  const [posing, other] = [
    await aMember({ displayName: "Moderator", roles: ["moderator", "editor"] }),
    await aMember({ displayName: "Ada", roles: ["moderator"] }),
  ];
  await takeRole(ctxFor(by), { personId: posing.personId, given: "role:moderator" });
  expect(await shown(posing)).toBe("Moderator");
  await takeRole(ctxFor(by), { personId: posing.personId, given: "role:editor" });
  await takeRole(ctxFor(by), { personId: other.personId, given: "role:moderator" });

  expect([await shown(posing), await shown(other)]).toEqual(["", "Ada"]);
});
