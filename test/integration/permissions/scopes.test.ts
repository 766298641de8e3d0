import { inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { scopes } from "#db/schema/permissions";
import { loadActor } from "~/features/people/actor.queries.server";
import { grant, revokeGrant } from "~/features/permissions/grants.server";
import { visibleTo } from "~/features/permissions/scope.server";
import { createScope } from "~/features/permissions/scopes.server";
import type { Actor } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aGroup, aMember, aPerson, visitor } from "../../support/people";

async function threeScopes() {
  await aGroup("leads");
  const ctx = systemCtxFor();
  return {
    open: await createScope(ctx, "open"),
    members: await createScope(ctx, "members"),
    leads: await createScope(ctx, { groups: ["leads"] }),
  };
}

async function seen(actor: Actor, ids: Record<string, string>): Promise<string[]> {
  const ctx = ctxFor(actor);
  const found = await ctx.db
    .select({ id: scopes.id })
    .from(scopes)
    .where(inArray(scopes.id, Object.values(ids)));
  const visible = await ctx.db.select({ id: scopes.id }).from(scopes).where(visibleTo(ctx));
  expect(found).toHaveLength(Object.keys(ids).length);
  return Object.keys(ids).filter((name) => visible.some((scope) => scope.id === ids[name]));
}

test("PMN-25: who sees what, by audience", async () => {
  const ids = await threeScopes();
  expect(await seen(visitor, ids)).toEqual(["open"]);
  expect(await seen((await aPerson()).actor, ids)).toEqual(["open"]);
  expect(await seen((await aPerson({ groups: ["leads"] })).actor, ids)).toEqual(["open", "leads"]);
  expect(await seen((await aMember()).actor, ids)).toEqual(["open", "members"]);
  expect(await seen((await aMember({ groups: ["leads"] })).actor, ids)).toEqual(["open", "members", "leads"]);
  expect(await seen((await aPerson({ roles: ["administrator"] })).actor, ids)).toEqual(["open"]);
  expect(await seen({ kind: "link", purpose: "manage", subject: "", personId: (await aMember()).personId }, ids)).toEqual(["open"]);
});

test("a group that ended or was revoked opens nothing any more", async () => {
  const ids = await threeScopes();
  const groupId = await aGroup("leads");
  const person = await aPerson();
  const now = new Date();
  await grant(systemCtxFor(now), { personId: person.personId, groupId, source: "test", endsAt: later(now, DAY) });
  const { db } = systemCtxFor();
  expect(await seen(await loadActor(db, person.personId, later(now, DAY - 1)), ids)).toContain("leads");
  expect(await seen(await loadActor(db, person.personId, later(now, DAY)), ids)).not.toContain("leads");

  const other = await aPerson({ groups: ["leads"] });
  await revokeGrant(systemCtxFor(), { personId: other.personId, groupId });
  expect(await seen(await loadActor(db, other.personId, new Date()), ids)).not.toContain("leads");
});

test("a scope wider than its parent is refused by the database", async () => {
  const { members } = await threeScopes();
  const failed = await createScope(systemCtxFor(), "open", members).catch((error) => error.cause?.message ?? error.message);
  expect(failed).toMatch(/wider than its parent/);
  await createScope(systemCtxFor(), { groups: ["leads"] }, members);
});

test("a grant that has run out makes room for a new one", async () => {
  const person = await aPerson();
  const now = new Date();
  await grant(systemCtxFor(now), { personId: person.personId, role: "member", source: "test", endsAt: later(now, DAY) });
  await grant(systemCtxFor(later(now, 2 * DAY)), { personId: person.personId, role: "member", source: "test" });
  expect(await loadActor(systemCtxFor().db, person.personId, later(now, 3 * DAY))).toMatchObject({ roles: ["member"] });
});
