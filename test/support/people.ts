import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { lists } from "#db/schema/consents";
import { interests } from "#db/schema/people";
import { groups } from "#db/schema/permissions";
import { publishWording } from "~/features/consents/wordings.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { createInterest } from "~/features/people/arrange-interests.server";
import { addProvenAddress, createPerson } from "~/features/people/persons.server";
import { createGroup } from "~/features/permissions/arrange-groups.server";
import { grant } from "~/features/permissions/grants.server";
import { getGroup } from "~/features/permissions/groups.queries.server";
import { type Audience, createScope } from "~/features/permissions/scopes.server";
import type { Actor, PersonActor, PersonId, Role } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { systemCtxFor, testDb } from "./context";

export type TestPerson = { personId: PersonId; ref: string; email: string; addressId: string; actor: PersonActor };
export const visitor: Actor = { kind: "visitor" };

let made = 0;

/** A person with a proven address and no role: an applicant, a subscriber. */
export async function aPerson(
  more: { fullName?: string; displayName?: string; email?: string; roles?: Role[]; groups?: string[]; secondFactorAt?: Date } = {},
): Promise<TestPerson> {
  const ctx = systemCtxFor();
  const email = more.email ?? `person${++made}-${uuidv7().slice(-6)}@test.example`;
  const name = more.fullName ?? `Test Person ${made}`;
  const { id, ref } = await createPerson(ctx, { source: "test", processing: "yes", fullName: name, displayName: more.displayName ?? name });
  const addressId = await addProvenAddress(ctx, { personId: id, canonical: email, source: "test" });
  // long enough for the forum to know them: what newcomers may not do is tested by itself
  const startsAt = later(ctx.now, -30 * DAY);
  for (const role of more.roles ?? []) await grant(ctx, { personId: id, role, source: "test", startsAt });
  for (const slug of more.groups ?? []) await grant(ctx, { personId: id, groupId: await aGroup(slug), source: "test", startsAt });
  const actor = await loadPerson(id, more.secondFactorAt);
  return { personId: id, ref, email, addressId, actor };
}

/** Who acts as somebody who is there. */
export async function loadPerson(personId: PersonId, secondFactorAt: Date | null = null): Promise<PersonActor> {
  const { db, now } = systemCtxFor();
  const actor = await loadActor(db, personId, now, { secondFactorAt, steppedUpAt: null });
  if (actor.kind !== "person") throw new Error("the person was not made");
  return actor;
}

export const aMember = (more: Parameters<typeof aPerson>[0] = {}) => aPerson({ ...more, roles: ["member", ...(more.roles ?? [])] });

/** A group by its slug, made when it is not there; gives its id. */
export async function aGroup(slug: string): Promise<string> {
  const { db } = systemCtxFor();
  await db.insert(groups).values({ id: uuidv7(), slug, name: slug }).onConflictDoNothing();
  const [row] = await db.select({ id: groups.id }).from(groups).where(eq(groups.slug, slug));
  return row!.id;
}

/** A group by its name, made when it is not there; another one that nobody is in, where none is told. */
export async function aNewGroup(words: { name?: string; description?: string } = {}) {
  const [there] = await testDb()
    .db.select({ slug: groups.slug })
    .from(groups)
    .where(eq(groups.name, words.name ?? ""));
  if (there) return getGroup(systemCtxFor(), there.slug);
  const made = await createGroup(systemCtxFor(), {
    name: words.name ?? `Group ${uuidv7().slice(-8)}`,
    description: words.description ?? "For tests",
  });
  if (!made.ok) throw new Error(`no group: ${made.reason}`);
  return getGroup(systemCtxFor(), made.slug);
}

/** Something to be interested in, the last of the list, where it is not there yet; gives its slug. */
export async function anInterest(name = `Interest ${uuidv7().slice(-8)}`, description = ""): Promise<string> {
  const [there] = await testDb().db.select({ slug: interests.slug }).from(interests).where(eq(interests.name, name));
  if (there) return there.slug;
  const made = await createInterest(systemCtxFor(), { name, description, position: 900 });
  if (!made.ok) throw new Error(`no interest: ${made.reason}`);
  return made.slug;
}

/** A list by e-mail with its own scope. */
export async function aList(more: { audience?: Audience; slug?: string } = {}): Promise<string> {
  const ctx = systemCtxFor();
  const id = uuidv7();
  const scopeId = await createScope(ctx, more.audience ?? "open");
  await ctx.db
    .insert(lists)
    .values({ id, slug: more.slug ?? `list-${id.slice(-12)}`, kind: "newsletter", purpose: "A newsletter", channel: "email", scopeId });
  return id;
}

export async function aWording(slug = "newsletter-signup"): Promise<string> {
  return (await publishWording(systemCtxFor(), { slug, body: `I agree to ${slug}.` })).id;
}
