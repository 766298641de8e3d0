import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { organisations, persons } from "#db/schema/people";
import { grant } from "~/features/permissions/grants.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { odsCodeIn, withoutOdsCode } from "./ods-code";

export type Organisation = { id: string; name: string; odsCode: string | null };

/** The known organisation that somebody means by a name or an ODS code; null when none, or more than one, has that name. */
export async function findOrganisation(ctx: Ctx, typed: string): Promise<Organisation | null> {
  const code = odsCodeIn(typed);
  if (code) return (await findByCode(ctx, code)) ?? null;
  const named = await listByName(ctx, typed);
  return named.length === 1 ? named[0]! : null;
}

export type ChooseResult =
  | { ok: true; organisation: Organisation }
  | { ok: false; reason: "code-is-anothers"; known: Organisation }
  | { ok: false; reason: "name-is-shared" };

/** The organisation with this name and code: the one that is known, or a new one. One code is one organisation. */
export async function chooseOrganisation(ctx: Ctx, { name, odsCode }: { name: string; odsCode: string | null }): Promise<ChooseResult> {
  return inTransaction(ctx, async (ctx) => {
    // two approvals from one new practice make one row
    await lockByName(ctx, "organisations");
    const coded = odsCode ? await findByCode(ctx, odsCode) : undefined;
    if (coded)
      return isSameName(coded.name, name) ? { ok: true, organisation: coded } : { ok: false, reason: "code-is-anothers", known: coded };

    const named = await listByName(ctx, name);
    if (named.length > 1 && !odsCode) return { ok: false, reason: "name-is-shared" };
    const only = named.length === 1 ? named[0] : undefined;
    if (only && !odsCode) return { ok: true, organisation: only };
    // two practices may share a name; their codes tell them apart
    if (only && odsCode && !only.odsCode) return { ok: true, organisation: await learnCode(ctx, only, odsCode) };

    const organisation = { id: uuidv7(), name: name.trim(), odsCode };
    await ctx.db.insert(organisations).values(organisation);
    return { ok: true, organisation };
  });
}

/** A person works there. What they had typed for it becomes the organisation's own name. */
export async function affiliate(
  ctx: Ctx,
  given: { personId: PersonId; organisation: Organisation; jobTitle: string; typed: string; source: string; sourceId: string },
): Promise<void> {
  const { personId, organisation, jobTitle, typed, source, sourceId } = given;
  await grant(ctx, { personId, organisationId: organisation.id, organisationRole: jobTitle, source, sourceId });
  await ctx.db
    .update(persons)
    .set({ organisationName: organisation.name })
    .where(and(eq(persons.id, personId), eq(persons.organisationName, typed), isNull(persons.erasedAt)));
}

async function findByCode(ctx: Ctx, code: string): Promise<Organisation | undefined> {
  const [found] = await ctx.db.select().from(organisations).where(eq(organisations.odsCode, code));
  return found;
}

const listByName = (ctx: Ctx, name: string): Promise<Organisation[]> =>
  ctx.db
    .select()
    .from(organisations)
    .where(sql`lower(${organisations.name}) = lower(${withoutOdsCode(name)})`)
    .orderBy(organisations.id)
    .limit(2);

async function learnCode(ctx: Ctx, organisation: Organisation, odsCode: string): Promise<Organisation> {
  await ctx.db.update(organisations).set({ odsCode }).where(eq(organisations.id, organisation.id));
  return { ...organisation, odsCode };
}

const isSameName = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
