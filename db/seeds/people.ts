import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { hashPassword } from "~/features/accounts/passwords/password.server";
import { endGroup } from "~/features/accounts/staff/end-group.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { createInterest, retireInterest } from "~/features/people/arrange-interests.server";
import { areInterests } from "~/features/people/interests.queries.server";
import { addProvenAddress, createPerson } from "~/features/people/persons.server";
import { createGroup } from "~/features/permissions/arrange-groups.server";
import { grant } from "~/features/permissions/grants.server";
import { listGroups } from "~/features/permissions/groups.queries.server";
import type { Ctx, PersonActor, PersonId } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { encryptField } from "~/lib/tokens.server";
import { accounts } from "../schema/accounts";
import { addresses, organisations, persons } from "../schema/people";
import { expectOk } from "./expect-ok";
import { groups, interests, type Persona, personas, practices } from "./texts/people";

export const DEMO_PASSWORD = "twelve quiet otters";
export const DEMO_TOTP_SECRET = "JBSWY3DPEHPK3PXP";

export type Community = {
  /** Somebody by their key in `people.yaml`. */
  idOf: (key: string) => PersonId;
  actorOf: (key: string) => PersonActor;
};

/** Practices, groups and everybody in `people.yaml`, each since the day they joined. */
export async function seedPeople(ctx: Ctx): Promise<Community> {
  const groupIds = await seedGroups(ctx);
  const practiceIds = await seedPractices(ctx);
  await seedInterests(ctx);
  // One hash for all: it takes longer than everything else about a person.
  const passwordHash = await hashPassword(DEMO_PASSWORD, "everybody");
  const made = new Map<string, { personId: PersonId; actor: PersonActor }>();
  for (const [key, persona] of personas) made.set(key, await seedPerson(ctx, persona, { groupIds, practiceIds, passwordHash }));
  const find = (key: string) => {
    const person = made.get(key);
    if (!person) throw new Error(`nobody in people.yaml is “${key}”`);
    return person;
  };
  return {
    idOf: (key) => find(key).personId,
    actorOf: (key) => find(key).actor,
  };
}

/** Who acts as somebody that the seeds made. */
export async function loadPerson(ctx: Ctx, personId: PersonId, provenAt: Date | null): Promise<PersonActor> {
  const actor = await loadActor(ctx.db, personId, ctx.now, { secondFactorAt: provenAt, steppedUpAt: provenAt });
  if (actor.kind !== "person") throw new Error("the seeds made nobody");
  return actor;
}

type Ids = { groupIds: Map<string, string>; practiceIds: Map<string, string>; passwordHash: string };

async function seedPerson(ctx: Ctx, persona: Persona, { groupIds, practiceIds, passwordHash }: Ids) {
  const then = { ...ctx, now: later(ctx.now, -persona.joinedDaysAgo * DAY) };
  const { id: personId } = await createPerson(then, {
    source: "demo",
    processing: "yes",
    fullName: persona.fullName,
    displayName: persona.displayName ?? undefined,
    jobTitle: persona.jobTitle ?? undefined,
    organisationName: persona.practice ? practices[persona.practice]!.name : undefined,
    interests: [...persona.interests],
    ...persona.shows,
  });
  const addressId = await addProvenAddress(then, { personId, canonical: persona.email, source: "demo" });
  await then.db
    .insert(accounts)
    .values({ personId, passwordHash, passwordAt: then.now, state: "active", sessionsValidFrom: then.now, createdAt: then.now });
  const silentSince = persona.askedAboutDetailsDaysAgo;
  await then.db
    .update(accounts)
    .set(
      silentSince
        ? { detailsAskedAt: later(ctx.now, -silentSince * DAY) }
        : { detailsCheckedAt: later(ctx.now, -(persona.joinedDaysAgo % 365) * DAY) },
    )
    .where(eq(accounts.personId, personId));

  for (const role of persona.roles) await grant(then, { personId, role, source: "demo" });
  for (const slug of persona.groups) {
    const endsAt = persona.groupsEndInDays ? later(ctx.now, persona.groupsEndInDays * DAY) : undefined;
    await grant(then, { personId, groupId: groupIds.get(slug)!, source: "demo", endsAt });
  }
  if (persona.practice) {
    await grant(then, {
      personId,
      organisationId: practiceIds.get(persona.practice)!,
      organisationRole: persona.jobTitle ?? undefined,
      source: "demo",
    });
  }
  if (persona.roles.some((role) => role !== "member"))
    await ctx.db
      .update(accounts)
      .set({ totpSecret: encryptField(DEMO_TOTP_SECRET), totpLastStep: 0 })
      .where(eq(accounts.personId, personId));
  if (persona.undeliverableDaysAgo)
    await ctx.db
      .update(addresses)
      .set({ undeliverableAt: later(ctx.now, -persona.undeliverableDaysAgo * DAY) })
      .where(eq(addresses.id, addressId));
  if (persona.restricted)
    await ctx.db
      .update(persons)
      .set({ restrictedAt: later(ctx.now, -persona.restricted.daysAgo * DAY), restrictedWhy: persona.restricted.why })
      .where(eq(persons.id, personId));

  const actor = await loadPerson(ctx, personId, ctx.now);
  return { personId, actor };
}

/** A year ago. */
async function seedGroups(ctx: Ctx): Promise<Map<string, string>> {
  for (const [slug, { name, description, endedDaysAgo }] of Object.entries(groups)) {
    const made = expectOk(await createGroup({ ...ctx, now: later(ctx.now, -365 * DAY) }, { name, description }));
    if (made.slug !== slug) throw new Error(`the group ${name} is “${made.slug}”, not “${slug}”`);
    if (endedDaysAgo) await endGroup({ ...ctx, now: later(ctx.now, -endedDaysAgo * DAY) }, slug);
  }
  return new Map((await listGroups(ctx)).map((group) => [group.slug, group.id]));
}

async function seedInterests(ctx: Ctx): Promise<void> {
  for (const [at, [name, { description, isRetired }]] of Object.entries(interests).entries()) {
    if (await areInterests(ctx, [name], [name])) continue;
    const { slug } = expectOk(await createInterest(ctx, { name, description, position: at + 1 }));
    if (isRetired) await retireInterest(ctx, slug);
  }
}

async function seedPractices(ctx: Ctx): Promise<Map<string, string>> {
  const rows = Object.entries(practices).map(([key, practice]) => ({ key, id: uuidv7(), ...practice }));
  await ctx.db.insert(organisations).values(rows.map(({ id, name, odsCode }) => ({ id, name, odsCode })));
  return new Map(rows.map((row) => [row.key, row.id]));
}
