import { and, asc, eq, isNull, like } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { grants } from "#db/schema/permissions";
import { grant, revokeGrant } from "~/features/permissions/grants.server";
import { DAY, later } from "~/lib/dates";
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

const now = new Date();
const day = (days: number) => later(now, days * DAY);

test.each([
  ["what begins later begins now", [day(30), undefined], [undefined, undefined], [0, null]],
  ["what begins later and ends begins now and has no end", [day(30), day(60)], [undefined, undefined], [0, null]],
  ["what ends sooner lasts as long as is given", [undefined, day(1)], [undefined, day(9)], [0, 9]],
  ["what ends sooner has no end where none is given", [undefined, day(1)], [undefined, undefined], [0, null]],
  ["what lasts longer stays", [undefined, day(9)], [undefined, day(1)], [0, 9]],
  ["what has no end has none", [undefined, undefined], [undefined, day(1)], [0, null]],
  ["what begins later and lasts longer begins now", [day(5), day(60)], [undefined, day(9)], [0, 60]],
] as const)("%s, given again", async (_, [startsAt, endsAt], [newStart, newEnd], [from, to]) => {
  const person = await aPerson();
  const given = { personId: person.personId, role: "member", source: "test" } as const;
  await grant(systemCtxFor(now), { ...given, startsAt, endsAt });
  await grant(systemCtxFor(now), { ...given, startsAt: newStart, endsAt: newEnd });

  const held = await systemCtxFor()
    .db.select({ startsAt: grants.startsAt, endsAt: grants.endsAt })
    .from(grants)
    .where(and(eq(grants.personId, person.personId), isNull(grants.revokedAt)));
  expect(held).toEqual([{ startsAt: day(from), endsAt: to === null ? null : day(to) }]);
});
