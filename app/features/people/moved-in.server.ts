import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { addresses, persons } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";
import { addressHashes, randomCode } from "~/lib/tokens.server";
import { shownName } from "./person-name.server";

/** Where the records come from of those who wrote in a forum that was moved here. */
const SOURCE = "forum-import";

type Holder = { personId: PersonId; addressId: string };

/**
 * Whose record a moved forum left under this address, which nobody has proven: it grants nothing and is written to by nobody until then
 * (`design.md`, identity, rule 2).
 */
export async function findMovedIn(ctx: Ctx, canonical: string): Promise<Holder | null> {
  const isUnproven = and(eq(addresses.source, SOURCE), isNull(addresses.verifiedAt), isNull(addresses.releasedAt));
  const [row] = await ctx.db
    .select({ personId: addresses.personId, addressId: addresses.id })
    .from(addresses)
    .where(and(eq(addresses.canonical, canonical), eq(addresses.channel, "email"), isUnproven));
  return row ?? null;
}

/** Its owner has proven the address that a moved forum said was theirs: the record is theirs, and what they wrote there. */
export async function proveMovedIn(ctx: Ctx, { addressId }: Holder): Promise<void> {
  await ctx.db.update(addresses).set({ verifiedAt: ctx.now, isPrimary: true }).where(eq(addresses.id, addressId));
}

/**
 * The record of somebody who wrote in a forum that is moved here, and has no account: a name, and an address that nobody has proven here.
 * It ends as any record does with which nothing goes on (`endRecords`).
 */
export async function keepMovedIn(ctx: Ctx, { name, canonical }: { name: string | null; canonical: string | null }): Promise<PersonId> {
  const id = uuidv7();
  const row = { id, ref: randomCode().toUpperCase(), displayName: name, source: SOURCE, processing: "none" as const, createdAt: ctx.now };
  await ctx.db.insert(persons).values(row);
  const hashes = canonical ? addressHashes(canonical) : [];
  if (canonical)
    await ctx.db
      .insert(addresses)
      .values({ id: uuidv7(), personId: id, channel: "email", value: canonical, canonical, hashes, source: SOURCE, createdAt: ctx.now });
  return id;
}

/** Stands where a moved forum does not say who it was, and a row has to name somebody: nobody. The caller makes one at a time. */
export async function nobodyMovedIn(ctx: Ctx): Promise<PersonId> {
  const isNobody = and(eq(persons.kind, "placeholder"), eq(persons.source, SOURCE));
  const [found] = await ctx.db.select({ id: persons.id }).from(persons).where(isNobody);
  if (found) return found.id;
  const id = await keepMovedIn(ctx, { name: null, canonical: null });
  await ctx.db.update(persons).set({ kind: "placeholder" }).where(eq(persons.id, id));
  return id;
}

/** Those of these people who are there, with their turns taken, so that no erasure of one comes between. */
export async function takeTurnsOf(ctx: Ctx, people: readonly PersonId[], { waits }: { waits: boolean }): Promise<Set<PersonId>> {
  if (people.length === 0) return new Set();
  const isThere = and(inArray(persons.id, [...new Set(people)]), isNull(persons.erasedAt));
  const asked = ctx.db.select({ id: persons.id }).from(persons).where(isThere).orderBy(persons.id);
  const rows = await (waits ? asked.for("no key update") : asked);
  return new Set(rows.map(({ id }) => id));
}

/** Whom a forum that is moved away names: a person who is there and whose data may be used, over `persons` in a statement of its own. */
const isNamed = and(eq(persons.kind, "human"), isNull(persons.erasedAt), isNull(persons.restrictedAt));

/** The same of a person whom a column names, within another room's statement. */
export const isNamedAbroad = (personId: SQL): SQL => sql`exists (select from ${persons} where ${persons.id} = ${personId} and ${isNamed})`;

/** Their reference, where they are named abroad; else null. */
export const refAbroad = (personId: SQL): SQL<string | null> =>
  sql<string | null>`(select ${persons.ref} from ${persons} where ${persons.id} = ${personId} and ${isNamed})`;

/** How these people are called, and the address that a forum elsewhere would know them by; in the order of their ids. */
export async function listNamedAbroad(ctx: Ctx, people: readonly PersonId[]) {
  const email = sql<
    string | null
  >`(select held.canonical from ${addresses} held where held.person_id = persons.id and held.channel = 'email'
    and held.released_at is null order by held.is_primary desc, held.created_at, held.id limit 1)`;
  return ctx.db
    .select({ id: persons.id, ref: persons.ref, name: shownName(persons), email })
    .from(persons)
    .where(and(inArray(persons.id, [...people]), isNamed))
    .orderBy(persons.id);
}
