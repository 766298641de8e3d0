import { and, eq, isNull } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { canonicalAddress } from "~/lib/address";
import type { Ctx, PersonId } from "~/lib/ctx";
import { nameForStaff } from "./person-name.server";
import { findHolder } from "./persons.server";

/** A person by their reference or by an address that they hold now, proven. For staff acts and the command line. */
export async function findPersonByRefOrAddress(
  ctx: Ctx,
  given: string,
): Promise<{ personId: PersonId; ref: string; erasedAt: Date | null } | null> {
  const canonical = canonicalAddress(given);
  const holder = canonical ? await findHolder(ctx, canonical) : null;
  if (canonical && !holder) return null;
  const [row] = await ctx.db
    .select({ personId: persons.id, ref: persons.ref, erasedAt: persons.erasedAt })
    .from(persons)
    .where(holder ? eq(persons.id, holder.personId) : eq(persons.ref, given.trim().toUpperCase()));
  return row ?? null;
}

/** Somebody by their reference, as their record is headed: an erased person is found, one who was merged away is not. */
export async function findPersonByRef(ctx: Ctx, ref: string) {
  const [person] = await ctx.db
    .select({ personId: persons.id, ref: persons.ref, name: nameForStaff(persons) })
    .from(persons)
    .where(and(eq(persons.ref, ref.toUpperCase()), eq(persons.kind, "human"), isNull(persons.mergedInto)));
  return person ?? null;
}
