import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { addresses, persons } from "#db/schema/people";
import { liveRoles } from "~/features/people/actor.queries.server";
import type { Details } from "~/features/people/save-details.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

export type Account = {
  personId: PersonId;
  passwordHash: string | null;
  hasSecondFactor: boolean;
  state: "active" | "suspended" | "closed";
  sessionsValidFrom: Date;
  roles: string[];
};

const columns = (now: Date) => ({
  personId: accounts.personId,
  passwordHash: accounts.passwordHash,
  hasSecondFactor: sql<boolean>`${accounts.totpSecret} is not null`,
  state: accounts.state,
  sessionsValidFrom: accounts.sessionsValidFrom,
  roles: liveRoles(now),
});

/** The account that signs in with a proven address. */
export async function findAccountByAddress(ctx: Ctx, canonical: string): Promise<Account | null> {
  const [row] = await ctx.db
    .select(columns(ctx.now))
    .from(addresses)
    .innerJoin(accounts, eq(accounts.personId, addresses.personId))
    .innerJoin(persons, eq(persons.id, addresses.personId))
    .where(
      and(
        eq(addresses.canonical, canonical),
        eq(addresses.channel, "email"),
        isNull(addresses.releasedAt),
        isNotNull(addresses.verifiedAt),
        isNull(persons.erasedAt),
        isNull(persons.mergedInto),
      ),
    );
  return row ?? null;
}

export async function findAccount(ctx: Ctx, personId: PersonId): Promise<Account | null> {
  const [row] = await ctx.db
    .select(columns(ctx.now))
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .where(eq(accounts.personId, personId));
  return row ?? null;
}

/** The signed-in person's own account. */
export async function getMyAccount(ctx: Ctx): Promise<Account> {
  const personId = personIdOf(ctx.actor);
  const account = personId ? await findAccount(ctx, personId) : null;
  if (!account) throw new NotFoundError("account");
  return account;
}

export type MyProfile = Details & {
  /** Every address that signs this person in, the primary one first. */
  addresses: string[];
};

export async function getMyProfile(ctx: Ctx): Promise<MyProfile> {
  const personId = personIdOf(ctx.actor);
  if (!personId) throw new NotFoundError("profile");
  const { fullName, displayName, jobTitle, organisationName, interests, personalise } = persons;
  const [rows, held] = await Promise.all([
    ctx.db
      .select({ fullName, displayName, jobTitle, organisationName, interests, personalise })
      .from(persons)
      .where(eq(persons.id, personId)),
    listProvenAddresses(ctx, personId),
  ]);
  const row = rows[0];
  if (!row) throw new NotFoundError("profile");
  return {
    fullName: row.fullName ?? "",
    displayName: row.displayName ?? "",
    jobTitle: row.jobTitle ?? "",
    organisationName: row.organisationName ?? "",
    interests: row.interests,
    personalise: row.personalise,
    addresses: held,
  };
}

async function listProvenAddresses(ctx: Ctx, personId: PersonId): Promise<string[]> {
  const rows = await ctx.db
    .select({ value: addresses.value })
    .from(addresses)
    .where(
      and(eq(addresses.personId, personId), eq(addresses.channel, "email"), isNull(addresses.releasedAt), isNotNull(addresses.verifiedAt)),
    )
    .orderBy(desc(addresses.isPrimary), addresses.createdAt);
  return rows.map(({ value }) => value);
}
