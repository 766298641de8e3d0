import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { forumSanctions, SANCTIONS } from "#db/schema/forum/sanctions";
import type { Sanction } from "~/features/forum/types";
import { recordsOf } from "~/features/people/persons.server";
import * as scopes from "~/features/permissions/scope.server";
import { type Ctx, isSignedIn, type PersonId } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";

/** A sanction `s` holds: neither its time is over, nor was it lifted or taken back, nor a warning read. */
const stands = (now: Date) =>
  sql`(s.ended_at is null and s.acknowledged_at is null and coalesce(s.ends_at > ${now.toISOString()}::timestamptz, true))`;

/** The same over the table itself. */
export const isStanding = (now: Date) => sql<boolean>`(${forumSanctions.endedAt} is null and ${forumSanctions.acknowledgedAt} is null
  and coalesce(${forumSanctions.endsAt} > ${now.toISOString()}::timestamptz, true))`;

/** What keeps whoever asks from writing now: the gravest that stands, as a value of any statement. */
export function ownSanction(ctx: Ctx): SQL<Sanction | null> {
  if (!isSignedIn(ctx)) return sql<null>`null::json`;
  const grave = sql.join(
    SANCTIONS.map((kind) => sql`${kind}`),
    sql`, `,
  );
  return sql<Sanction | null>`(select json_build_object('code', s.code, 'kind', s.kind, 'reason', s.reason, 'endsAt', s.ends_at)
    from ${forumSanctions} s where s.person_id = any(${recordsOf(ctx.actor.personId)}) and ${stands(ctx.now)}
    order by array_position(array[${grave}]::text[], s.kind), s.ends_at desc nulls first limit 1)`;
}

/** Neither suspended from the forum, by any record that is theirs. */
const isAdmitted = (person: AnyColumn | SQL | PersonId, now: Date): SQL =>
  sql`not exists (select from ${forumSanctions} s where s.person_id = any(${recordsOf(person)}) and s.kind = 'suspended' and ${stands(now)})`;

/** Whether whoever asks is let into the forum: visitors are. */
export const admitted = (ctx: Ctx): SQL => (isSignedIn(ctx) ? isAdmitted(ctx.actor.personId, ctx.now) : sql`true`);

/** What may be seen in the forum: by the scope, and nothing by whoever is suspended from it, also of what is open to everybody. */
export const visibleTo = (ctx: Ctx): SQL =>
  isSignedIn(ctx) ? sql`(${scopes.visibleTo(ctx)} and ${admitted(ctx)})` : scopes.visibleTo(ctx);

/** The same for many people at once. */
export const visibleToPerson = (person: AnyColumn | SQL, now: Date): SQL =>
  sql`(${scopes.visibleToPerson(person, now)} and ${isAdmitted(person, now)})`;

/** The same for one scope, which need not be joined. */
export const mayReadScope = (person: AnyColumn, scopeId: string, now: Date): SQL =>
  sql`(${scopes.mayReadScope(person, scopeId, now)} and ${isAdmitted(person, now)})`;

/** What was not found in the forum: whoever is suspended is told that, whether it is there or not. */
export async function notFoundHere(ctx: Ctx, what: string): Promise<NotFoundError | ForbiddenError> {
  if (!isSignedIn(ctx)) return new NotFoundError(what);
  const [own] = await ctx.db.select({ sanction: ownSanction(ctx) }).from(sql`(values (0)) as one`);
  return own?.sanction?.kind === "suspended" ? new ForbiddenError("forum-suspended") : new NotFoundError(what);
}
