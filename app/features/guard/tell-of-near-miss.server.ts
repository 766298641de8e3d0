import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import { grants, persons, scopes } from "#db/schema/people";
import { notify } from "~/features/mail/notifications/notify.server";
import { liveGrant, usablePerson, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { type lookingRoles, PLACES, toldRoles } from "./near-miss.policy";

export const nearMissCause = (id: string) => `near-miss:${id}`;

/** Tells whoever looks after the place, as far as they may read it; where nobody does, the administrators; its writer only where nobody else is. */
export async function tellOfNearMiss(ctx: Ctx, id: string): Promise<void> {
  const [miss] = await ctx.db
    .select({ place: nearMisses.place, writerId: nearMisses.writerId })
    .from(nearMisses)
    .where(eq(nearMisses.id, id));
  if (!miss) return;
  const theirs = await listReaders(ctx, id, toldRoles(miss.place));
  const isOther = (personId: string) => personId !== miss.writerId;
  const others = theirs.some(isOther) ? theirs.filter(isOther) : (await listReaders(ctx, id, ["administrator"])).filter(isOther);
  await notify(ctx, others.length > 0 ? others : theirs, {
    kind: "near-miss",
    cause: nearMissCause(id),
    mail: true,
    args: { nearMissId: id },
  });
}

async function listReaders(ctx: Ctx, id: string, roles: ReturnType<typeof toldRoles>) {
  const readers = await ctx.db
    .selectDistinct({ personId: persons.id })
    .from(persons)
    .innerJoin(grants, and(eq(grants.personId, persons.id), inArray(grants.role, roles), liveGrant(ctx.now)))
    .innerJoin(nearMisses, eq(nearMisses.id, id))
    .leftJoin(scopes, eq(scopes.id, nearMisses.scopeId))
    .where(and(usablePerson(), mayRead(ctx)))
    .orderBy(asc(persons.id));
  return readers.map(({ personId }) => personId);
}

/** A thing became somebody else's work: so did what nobody looked at of it. */
export const moveNearMisses = async (ctx: Ctx, { place, path }: Pick<typeof nearMisses.$inferSelect, "place" | "path">): Promise<void> =>
  void (await ctx.db
    .update(nearMisses)
    .set({ place })
    .where(and(eq(nearMisses.path, path), isNull(nearMisses.lookedAt))));

/** Which of them somebody else than the writer could look at, who holds one of these roles and may read it. */
export async function selectLeftToOthers(ctx: Ctx, codes: string[], rolesOf: typeof lookingRoles): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const ofPlaces = PLACES.map((place) => and(eq(nearMisses.place, place), inArray(grants.role, rolesOf(place))));
  const rows = await ctx.db
    .selectDistinct({ code: nearMisses.code })
    .from(nearMisses)
    .innerJoin(grants, and(or(...ofPlaces), liveGrant(ctx.now)))
    .innerJoin(persons, and(eq(persons.id, grants.personId), sql`${persons.id} is distinct from ${nearMisses.writerId}`))
    .leftJoin(scopes, eq(scopes.id, nearMisses.scopeId))
    .where(and(inArray(nearMisses.code, codes), usablePerson(), mayRead(ctx)));
  return new Set(rows.map(({ code }) => code));
}

const mayRead = (ctx: Ctx) => or(isNull(nearMisses.scopeId), visibleToPerson(persons.id, ctx.now));
