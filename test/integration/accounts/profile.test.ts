import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { getMyProfile } from "~/features/accounts/accounts.queries.server";
import { saveDetails } from "~/features/people/save-details.server";
import { ForbiddenError } from "~/lib/errors";
import { ctxFor, testDb } from "../../support/context";
import { aMember, visitor } from "../../support/people";

const INPUT = {
  fullName: "Ada Marsh",
  displayName: "",
  jobTitle: "Practice manager",
  organisationName: "",
  interests: ["Training" as const],
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
