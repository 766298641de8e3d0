import { and, asc, eq, like } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { grant, revokeGrant } from "~/features/permissions/grants.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aGroup, aMember, aPerson } from "../../support/people";

test("what is given and taken away is written down once each, with who did it, and what was not there is not", async () => {
  const [admin, person] = [await aMember({ roles: ["administrator"] }), await aPerson()];
  const ctx = ctxFor(admin);
  const groupId = await aGroup("night-owls");
  for (const given of [{ role: "editor" as const }, { groupId }]) {
    for (const _ of [1, 2]) await grant(ctx, { ...given, personId: person.personId, source: "test" });
    expect(await revokeGrant(ctx, { ...given, personId: person.personId })).toBe(true);
    expect(await revokeGrant(ctx, { ...given, personId: person.personId })).toBe(false);
  }

  const { action, objectKind, objectId, actorId } = auditEntries;
  const entries = await systemCtxFor()
    .db.select({ action, objectKind, objectId, actorId })
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, person.personId), like(action, "grant.%")))
    .orderBy(asc(auditEntries.id));
  expect(entries.map(({ actorId, ...entry }) => [actorId, ...Object.values(entry)])).toEqual([
    [admin.personId, "grant.given", "role", "editor"],
    [admin.personId, "grant.revoked", "role", "editor"],
    [admin.personId, "grant.given", "group", groupId],
    [admin.personId, "grant.revoked", "group", groupId],
  ]);
});
