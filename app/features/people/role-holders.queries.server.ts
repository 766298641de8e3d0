import { type AnyColumn, and, asc, exists, gt, type SQL, sql } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { addresses, persons } from "#db/schema/people";
import { holdsRole, mayReadScope, readsSomething } from "~/features/permissions/scope.server";
import type { Ctx, PersonId, Role } from "~/lib/ctx";
import { signsHolderIn } from "./joined-address.server";
import { shownName } from "./person-name.server";

export type RoleHolder = {
  id: PersonId;
  ref: string;
  name: string | null;
  /** They can sign in, and so do what the role is for. */
  signsIn: boolean;
};

/** A person who is there and whose data may be used: not erased, not merged away, not restricted. */
const isUsable = sql`(${persons.erasedAt} is null and ${persons.mergedInto} is null and ${persons.restrictedAt} is null)`;

/** Their account is neither suspended nor closed: they could not act. */
const mayAct = sql`not exists (select from ${accounts} where ${accounts.personId} = ${persons.id} and ${accounts.state} <> 'active')`;

/** They have an account and an address to sign in with: what waits for them is not left to nobody. */
const hasAccount = sql`exists (select from ${accounts} where ${accounts.personId} = ${persons.id} and ${accounts.state} = 'active')`;
const hasAddress = sql`exists (select from ${addresses} where ${addresses.personId} = ${persons.id} and ${signsHolderIn})`;
// of fragments of their own, as in `isGrantOf`
const signsIn = sql<boolean>`(${hasAccount} and ${hasAddress})`;

/**
 * Who holds one of these roles now and may act, of those whose data may be used and, with `scopeId`, who may read
 * what it is for; in the order of their ids.
 */
export async function listRoleHolders(
  ctx: Ctx,
  { roles, scopeId }: { roles: readonly Role[]; scopeId?: string | null },
): Promise<RoleHolder[]> {
  return ctx.db
    .select({ id: persons.id, ref: persons.ref, name: shownName(persons), signsIn })
    .from(persons)
    .where(and(isUsable, mayAct, holdsRole(persons.id, roles, ctx.now), scopeId ? mayReadScope(persons.id, scopeId, ctx.now) : undefined))
    .orderBy(asc(persons.id));
}

/** Over the columns that it names: whether somebody else than `except` holds one of these roles, can sign in, and `mayRead`. */
export function isHeldByAnother(
  ctx: Ctx,
  { roles, except, mayRead }: { roles: readonly Role[]; except: AnyColumn | SQL; mayRead: (person: AnyColumn) => SQL },
): SQL {
  const isAnother = sql`${persons.id} is distinct from ${except}`;
  return exists(
    ctx.db
      .select({ id: persons.id })
      .from(persons)
      .where(and(isAnother, isUsable, signsIn, holdsRole(persons.id, roles, ctx.now), mayRead(persons.id))),
  );
}

/**
 * So many of those who read something by a live grant, after a person, in the order of their ids, which is the order in which they came.
 */
export async function listReaders(ctx: Ctx, after: PersonId | null, limit: number): Promise<PersonId[]> {
  const rows = await ctx.db
    .select({ id: persons.id })
    .from(persons)
    .where(and(after ? gt(persons.id, after) : undefined, isUsable, readsSomething(persons.id, ctx.now)))
    .orderBy(asc(persons.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}
