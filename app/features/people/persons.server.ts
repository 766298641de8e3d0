import { type AnyColumn, and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { accounts } from "#db/schema/accounts";
import { addresses, persons } from "#db/schema/people";
import { recordEntry } from "~/features/audit/record-entry.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { addressHashes, randomCode } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { chooseInterests } from "./choose-interests.server";
import { INTERESTS_OF_PERSON } from "./interests.queries.server";
import { mergeInto } from "./merge.server";
import { findMovedIn, proveMovedIn } from "./moved-in.server";

export type NewPerson = {
  /** Where the record comes from (ISO-3), e.g. `newsletter-signup`. */
  source: string;
  /** The answer to “may we process your data” (IMS-6); `none`: not asked. */
  processing: "none" | "yes" | "no";
  fullName?: string;
  displayName?: string;
  jobTitle?: string;
  organisationName?: string;
  interests?: string[];
  showJobTitle?: boolean;
  showOrganisation?: boolean;
  showInterests?: boolean;
  showReading?: boolean;
};

export async function createPerson(ctx: Ctx, { interests, ...person }: NewPerson): Promise<{ id: PersonId; ref: string }> {
  const row = { id: uuidv7(), ref: randomCode().toUpperCase(), ...person, createdAt: ctx.now };
  await ctx.db.insert(persons).values(row);
  if (interests) await chooseInterests(ctx, INTERESTS_OF_PERSON, row.id, interests);
  return { id: row.id, ref: row.ref };
}

/** The reference of somebody, as a value of a statement; within a fragment of its own, as in `isGrantOf`. */
export const refOf = (personId: PersonId) => sql<string>`${sql`(select ${persons.ref} from ${persons} where ${persons.id} = ${personId})`}`;

/** Whether somebody lets colleagues see what they have read, as a value of a statement. */
export const showsReading = (personId: PersonId | string) =>
  sql<boolean>`coalesce((select reader.show_reading from ${persons} reader where reader.id = ${personId}::uuid), false)`;

/** Everything that became one record with somebody's: for rows that hang on any of them. */
export const recordsOf = (person: AnyColumn | SQL | PersonId) =>
  sql`array(select one.id from ${persons} one where one.id = ${sql`${person}`} or one.merged_into = ${sql`${person}`})`;

/** Who holds this proven address now. */
export async function findHolder(
  ctx: Ctx,
  canonical: string,
): Promise<{ personId: PersonId; addressId: string; hasAccount: boolean } | null> {
  const [row] = await ctx.db
    .select({ personId: addresses.personId, addressId: addresses.id, hasAccount: sql<boolean>`${accounts.personId} is not null` })
    .from(addresses)
    .leftJoin(accounts, eq(accounts.personId, addresses.personId))
    .where(
      and(
        eq(addresses.canonical, canonical),
        eq(addresses.channel, "email"),
        isNull(addresses.releasedAt),
        sql`${addresses.verifiedAt} is not null`,
      ),
    );
  return row ?? null;
}

/**
 * Gives a person an e-mail address that they have just proven; the first one becomes their primary. What a moved forum left under it
 * becomes part of their record.
 */
export async function addProvenAddress(
  ctx: Ctx,
  { personId, canonical, source }: { personId: PersonId; canonical: string; source: string },
): Promise<string> {
  const movedIn = await findMovedIn(ctx, canonical);
  if (movedIn) {
    await mergeInto(ctx, movedIn, personId);
    await recordEntry(ctx, {
      class: "act",
      action: "persons.joined",
      objectKind: "person",
      objectId: movedIn.personId,
      subjectId: personId,
    });
  }
  const id = uuidv7();
  await ctx.db.insert(addresses).values({
    id,
    personId,
    channel: "email",
    value: canonical,
    canonical,
    hashes: addressHashes(canonical),
    isPrimary:
      sql`not exists (select from ${addresses} as held where held.person_id = ${personId} and held.channel = 'email' and held.is_primary and held.released_at is null)` as unknown as boolean,
    source,
    verifiedAt: ctx.now,
    createdAt: ctx.now,
  });
  return id;
}

/**
 * The person behind a proven address: its holder, who wrote under it in a forum that was moved here, or a new person who holds it from
 * now on.
 * Call it only when the owner pressed the button in the mail (`design.md`, identity, rule 1).
 */
export async function attachProvenAddress(
  ctx: Ctx,
  { canonical, source }: { canonical: string; source: string },
): Promise<{ personId: PersonId; addressId: string }> {
  return inTransaction(ctx, async (ctx) => {
    // two proofs of one address at the same moment make one person
    await lockByName(ctx, `address:${canonical}`);
    const holder = await findHolder(ctx, canonical);
    if (holder) return { personId: holder.personId, addressId: holder.addressId };
    const movedIn = await findMovedIn(ctx, canonical);
    if (movedIn) await proveMovedIn(ctx, movedIn);
    if (movedIn) return movedIn;
    const person = await createPerson(ctx, { source, processing: "none" });
    return { personId: person.id, addressId: await addProvenAddress(ctx, { personId: person.id, canonical, source }) };
  });
}

export async function findPrimaryAddress(ctx: Ctx, personId: PersonId): Promise<{ id: string; canonical: string } | null> {
  const [row] = await selectPrimaryAddress(ctx, personId);
  return row ?? null;
}

export const selectPrimaryAddress = (ctx: Ctx, personId: PersonId) =>
  ctx.db
    .select({ id: addresses.id, canonical: addresses.canonical })
    .from(addresses)
    .where(and(eq(addresses.personId, personId), eq(addresses.channel, "email"), addresses.isPrimary, isNull(addresses.releasedAt)));

/**
 * Changes of one person come one after the other, until the transaction ends: for acts that look before they change. It is the lock that
 * `changeSubscription` takes.
 */
export async function takeTurn(ctx: Ctx, personId: PersonId): Promise<void> {
  await ctx.db.select({ id: persons.id }).from(persons).where(eq(persons.id, personId)).for("no key update");
}

/** What whoever acts writes comes one after the other, until the transaction ends; nothing else of theirs waits for it. */
export async function takeOwnTurn(ctx: Ctx): Promise<void> {
  const personId = personIdOf(ctx.actor);
  if (personId) await lockByName(ctx, `writes:${personId}`);
}

/** The same for a person who was neither erased nor merged away. @throws NotFoundError */
export async function takeTurnOfLiving(ctx: Ctx, personId: PersonId): Promise<void> {
  const [person] = await ctx.db
    .select({ id: persons.id })
    .from(persons)
    .where(and(eq(persons.id, personId), isNull(persons.erasedAt), isNull(persons.mergedInto)))
    .for("no key update");
  if (!person) throw new NotFoundError("person");
}
