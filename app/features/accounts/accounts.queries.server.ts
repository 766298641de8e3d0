import { and, eq, sql } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { listHeldAddresses } from "~/features/people/addresses.server";
import { addressesOf, isHeldEmail } from "~/features/people/joined-address.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { type Details, selectDetails } from "~/features/people/save-details.server";
import { liveRoles } from "~/features/permissions/live-grants.server";
import { askTogether, firstOf, foundBy } from "~/lib/ask-together.server";
import type { Ctx, PersonCtx, PersonId, Role } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { preparedOnce } from "~/lib/prepared-once.server";

export type Account = {
  personId: PersonId;
  passwordHash: string | null;
  passwordAt: Date | null;
  hasSecondFactor: boolean;
  /** Changes with each app that makes the codes; null without one. */
  factor: string | null;
  state: "active" | "suspended" | "closed";
  sessionsValidFrom: Date;
  /** Changes with the password and whenever everything is signed out: what was checked before counts only while it stands. */
  standing: string;
  roles: Role[];
};

/** @see {Account.standing} */
export const accountStanding = sql<string>`concat_ws(' ', extract(epoch from ${accounts.sessionsValidFrom}), extract(epoch from ${accounts.passwordAt}))`;

const columns = (now: Parameters<typeof liveRoles>[1]) => ({
  personId: accounts.personId,
  passwordHash: accounts.passwordHash,
  passwordAt: accounts.passwordAt,
  hasSecondFactor: sql<boolean>`${accounts.totpSecret} is not null`,
  factor: sql<string | null>`encode(sha256(${accounts.totpSecret}), 'hex')`,
  state: accounts.state,
  sessionsValidFrom: accounts.sessionsValidFrom,
  standing: accountStanding,
  roles: liveRoles(accounts.personId, now),
});

/** The account that signs in with a proven address. */
export async function findAccountByAddress(ctx: Ctx, canonical: string): Promise<Account | null> {
  const [row] = await byAddress(ctx.db).execute({ canonical, now: ctx.now.toISOString() });
  return row ?? null;
}

/** Signing in begins with it. */
const byAddress = preparedOnce((db) => {
  const holder = joinedPerson("holder");
  return db
    .select(columns(sql`${sql.placeholder("now")}::timestamptz`))
    .from(accounts)
    .innerJoin(...addressesOf(accounts.personId))
    .innerJoin(...holder.of(accounts.personId))
    .where(and(isHeldEmail(sql.placeholder("canonical")), holder.isThere))
    .prepare("find_account");
});

export async function findAccount(ctx: Ctx, personId: PersonId): Promise<Account | null> {
  const [row] = await ctx.db.select(columns(ctx.now)).from(accounts).where(eq(accounts.personId, personId));
  return row ?? null;
}

/** The signed-in person's own account. */
export async function getMyAccount(ctx: PersonCtx): Promise<Account> {
  const account = await findAccount(ctx, ctx.actor.personId);
  if (!account) throw new NotFoundError("account");
  return account;
}

export type MyProfile = Details & {
  /** Every address that signs this person in, the primary one first. */
  addresses: string[];
};

export async function getMyProfile(ctx: PersonCtx): Promise<MyProfile> {
  return getProfile(ctx, ctx.actor.personId);
}

async function getProfile(ctx: Ctx, personId: PersonId): Promise<MyProfile> {
  const { details, addresses } = await askTogether(ctx.db, {
    details: firstOf(selectDetails(ctx, personId)),
    addresses: foundBy(listHeldAddresses(ctx, personId), (held) => held.map(({ canonical }) => canonical)),
  });
  if (!details) throw new NotFoundError("person");
  return { ...details, addresses };
}

/** What somebody who knows a person tries first as their password. */
export async function listOwnWords(ctx: Ctx, personId: PersonId): Promise<string[]> {
  const { fullName, displayName, organisationName, addresses } = await getProfile(ctx, personId);
  return [fullName, displayName, organisationName, ...addresses];
}
