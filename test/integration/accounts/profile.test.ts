import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { getMyProfile } from "~/features/accounts/accounts.queries.server";
import { saveProfile } from "~/features/accounts/save-profile.server";
import { NotFoundError } from "~/lib/errors";
import { ctxFor, testDb } from "../../support/context";
import { aMember, visitor } from "../../support/people";

const INPUT = {
  fullName: "Ada Marsh",
  displayName: "",
  jobTitle: "Practice manager",
  organisationName: "",
  interests: ["Training" as const],
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
  await expect(saveProfile(ctxFor(visitor), INPUT)).rejects.toThrow(NotFoundError);
});

test("a saved profile is shown again; what was emptied is gone", async () => {
  const member = await aMember({ displayName: "Ada M" });

  await saveProfile(ctxFor(member), INPUT);

  expect(await getMyProfile(ctxFor(member))).toEqual({ ...INPUT, addresses: [member.email] });
});

test("the ledger keeps the old and the new value of what changed, and nothing of what did not", async () => {
  const member = await aMember({ fullName: "Ada Fenn", displayName: "Ada F" });

  await saveProfile(ctxFor(member), { ...INPUT, fullName: "Ada Fenn" });

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
  await saveProfile(ctxFor(member), INPUT);
  const before = await lastEntry(member.personId);

  await saveProfile(ctxFor(member), INPUT);

  expect(await lastEntry(member.personId)).toEqual(before);
});
