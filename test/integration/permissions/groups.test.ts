import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { groups } from "#db/schema/permissions";
import { giveRole } from "~/features/accounts/staff/change-role.server";
import { endGroup } from "~/features/accounts/staff/end-group.server";
import { roleChangedMail } from "~/features/accounts/staff/role-changed.mail.server";
import { changeAudience } from "~/features/content/pages/change-audience.server";
import { countPagesFor, getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { findPage } from "~/features/content/pages/pages.queries.server";
import { countCategoriesFor, getCategory } from "~/features/forum/categories/categories.queries.server";
import { acceptInvitation } from "~/features/membership/invitations/accept-invitation.server";
import { findInvitation } from "~/features/membership/invitations/invitations.queries.server";
import { inviteSpecialist } from "~/features/membership/invitations/invite-specialist.server";
import { countNewslettersFor, getNewsletter } from "~/features/newsletters/newsletters.queries.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { findHolder } from "~/features/people/persons.server";
import { findProof } from "~/features/people/proofs.server";
import { changeGroup, createGroup, startGroupAgain } from "~/features/permissions/arrange-groups.server";
import { getGroup, listGroups, listGroupsBeside, listGroupsToArrange } from "~/features/permissions/groups.queries.server";
import { createScope } from "~/features/permissions/scopes.server";
import { listAwaited } from "~/features/records/members.queries.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, ownerDb, somebodyWaits, systemCtxFor, testDb } from "../../support/context";
import { aCategory } from "../../support/forum";
import { messagesTo } from "../../support/mail";
import { anInvitation, aSponsor, CHOSEN, someInvitation } from "../../support/membership";
import { aNewsletter } from "../../support/newsletters";
import { aMember, aNewGroup, loadPerson, visitor } from "../../support/people";

const admin = async () => ctxFor(await aMember({ roles: ["administrator"] }));
const everyGroup = () => testDb().db.select().from(groups);
const isListed = async (slug: string) => (await listGroups(systemCtxFor())).some((group) => group.slug === slug);

test("a group has the name and words that it was given, and no other group has its name", async () => {
  const ctx = await admin();
  const made = await createGroup(ctx, { name: "Practice finance", description: "Money." });
  expect(made).toEqual({ ok: true, slug: "practice-finance" });
  const before = await everyGroup();

  expect(await createGroup(ctx, { name: "Practice finance", description: "Money." })).toEqual(made);
  expect(await createGroup(ctx, { name: "practice FINANCE", description: "Other." })).toEqual({ ok: false, reason: "taken" });
  expect(await everyGroup()).toEqual(before);
  expect(await createGroup(ctx, { name: "Practice: finance", description: "Other." })).toEqual({ ok: true, slug: "practice-finance-2" });

  const change = { slug: "practice-finance", name: "Money matters", description: "Money, as before." };
  expect(await changeGroup(ctx, { ...change, name: "Practice: finance" })).toEqual({ ok: false, reason: "taken" });
  expect(await changeGroup(ctx, change)).toEqual({ ok: true, slug: "practice-finance" });
  expect(await getGroup(ctx, "practice-finance")).toMatchObject({ name: "Money matters", description: "Money, as before." });
});

test("two who make a group of one name at once make one", async () => {
  const [one, other] = [await admin(), await admin()];
  const made = await Promise.all([one, other].map((ctx, at) => createGroup(ctx, { name: "At once", description: `Of ${at}.` })));
  expect(made.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a group that is called like a role is not taken for it", async () => {
  const { slug } = await aNewGroup({ name: "Editor" });
  expect(slug).toBe("editor-2");
});

test("groups are listed by name, page after page, those that ended last, with how many are in each", async () => {
  const ctx = await admin();
  for (let number = 10; number < 62; number++) await aNewGroup({ name: `Listed ${number}` });
  const { slug } = await aNewGroup({ name: "A first one that ended" });
  await endGroup(ctx, slug);
  await giveRole(ctx, { personId: (await aMember()).personId, given: "group:listed-11" });

  const first = await listGroupsToArrange(ctx, null);
  const second = await listGroupsToArrange(ctx, first.next);

  expect(second.next).toBeNull();
  const all = [...first.rows, ...second.rows];
  expect(new Set(all.map((group) => group.slug)).size).toBe(all.length);
  expect(all).toHaveLength((await everyGroup()).length);
  const listed = all.filter(({ name }) => name.startsWith("Listed")).map(({ name }) => name);
  expect(listed).toEqual([...listed].sort());
  expect(all.find((group) => group.slug === "listed-11")).toMatchObject({ members: 1 });
  expect(all.findIndex((group) => group.slug === slug)).toBeGreaterThan(all.findIndex(({ name }) => name === "Listed 61"));
});

/** A group with a member, and something of each kind that is for it. */
async function aUsedGroup() {
  const group = await aNewGroup();
  const by = await admin();
  const member = await aMember();
  await giveRole(by, { personId: member.personId, given: `group:${group.slug}` });
  const audience = { groups: [group.slug] };
  const page = await aPage({ audience });
  const category = await aCategory({ audience });
  const newsletter = await aNewsletter({ audience });
  const open = async (ctx: Ctx) =>
    Promise.all([
      findPage(ctx, page).then((found) => found && "read"),
      getCategory(ctx, category).then(
        () => "read",
        () => null,
      ),
      getNewsletter(ctx, newsletter.slug).then(
        () => "read",
        () => null,
      ),
    ]);
  return { group, by, member, open };
}

test("a group that ends lets everybody out, tells them, and what is for it alone stays closed to all", async () => {
  const { group, by, member, open } = await aUsedGroup();
  expect(await open(ctxFor(await loadPerson(member.personId)))).not.toContain(null);

  expect(await endGroup(by, group.slug)).toBe(1);

  expect((await loadPerson(member.personId)).groups).toEqual([]);
  for (const actor of [await loadPerson(member.personId), (await aMember()).actor, visitor])
    expect((await open(ctxFor(actor))).every((found) => found === null)).toBe(true);
  const message = (await messagesTo(member)).at(-1)!;
  const mail = await roleChangedMail.build(systemCtxFor(), message);
  expect(JSON.stringify(mail)).toContain(group.name);
  expect(JSON.stringify(mail)).toContain("has ended");
  const entries = await testDb()
    .db.select()
    .from(auditEntries)
    .where(eq(auditEntries.objectId, group.id))
    .orderBy(desc(auditEntries.id))
    .limit(2);
  expect(entries.map(({ action, subjectId }) => [action, subjectId])).toEqual([
    ["grant.revoked", member.personId],
    ["group.ended", null],
  ]);
});

test("what is for a group is counted by kind, for it alone and beside others", async () => {
  const { group, by } = await aUsedGroup();
  const other = await aNewGroup();
  await aPage({ audience: { groups: [group.slug, other.slug] } });

  expect(await countPagesFor(by, group.id)).toEqual({ alone: 1, shared: 1 });
  expect(await countCategoriesFor(by, group.id)).toEqual({ alone: 1, shared: 0 });
  expect(await countNewslettersFor(by, group.id)).toEqual({ alone: 1, shared: 0 });

  // nobody is left who would go on reading it
  await endGroup(by, other.slug);
  expect(await countPagesFor(by, group.id)).toEqual({ alone: 2, shared: 0 });
});

test("what is for two groups goes on for the other when one ends", async () => {
  const { group, by } = await aUsedGroup();
  const other = await aNewGroup();
  const reader = await aMember();
  await giveRole(by, { personId: reader.personId, given: `group:${other.slug}` });
  const page = await aPage({ audience: { groups: [group.slug, other.slug] } });

  await endGroup(by, group.slug);

  expect(await findPage(ctxFor(await loadPerson(reader.personId)), page)).not.toBeNull();
  expect(await findPage(ctxFor(await aMember()), page)).toBeNull();
});

test("nobody comes into a group that has ended, and nothing new is for it", async () => {
  const { group, by } = await aUsedGroup();
  const other = await aNewGroup();
  const [alone, both] = [await anInvitation({ groups: [group.slug] }), await anInvitation({ groups: [group.slug, other.slug] })];
  await endGroup(by, group.slug);

  const somebody = await aMember();
  expect(await giveRole(by, { personId: somebody.personId, given: `group:${group.slug}` })).toEqual({ ok: false, reason: "group-ended" });
  expect(await inviteSpecialist(ctxFor(await aSponsor()), someInvitation({ groups: [group.slug] }))).toMatchObject({ ok: false });
  const shown = async ({ token }: { token: string }) =>
    findInvitation(systemCtxFor(), (await findProof(systemCtxFor(), "invitation", token))!.proof);
  expect([await shown(alone), (await shown(both))?.groups]).toEqual([null, [other.name]]);
  const presser = { password: CHOSEN, signedInAs: null };
  expect(await acceptInvitation(ctxFor(visitor), alone.token, presser)).toEqual({ ok: false, reason: "expired" });
  expect(await findHolder(systemCtxFor(), alone.email)).toBeNull();
  expect(await acceptInvitation(ctxFor(visitor), both.token, presser)).toMatchObject({ ok: true });
  const { personId } = (await findHolder(systemCtxFor(), both.email))!;
  expect(await loadActor(testDb().db, personId, new Date())).toMatchObject({ groups: [other.id] });
  await expect(createScope(systemCtxFor(), { groups: [group.slug] })).rejects.toThrow(NotFoundError);
  expect(await isListed(group.slug)).toBe(false);
});

test("of ending a group and letting somebody in at once, nobody is left in it", async () => {
  for (let round = 0; round < 5; round++) {
    const [one, other] = [await admin(), await admin()];
    const { slug } = await aNewGroup();
    const { personId } = await aMember();
    await Promise.all([endGroup(one, slug), giveRole(other, { personId, given: `group:${slug}` })]);
    expect((await loadPerson(personId)).groups).toEqual([]);
  }
});

test("a group that had ended starts again with nobody in it, and what was for it alone is for whoever is let in", async () => {
  const { group, by, member, open } = await aUsedGroup();
  await endGroup(by, group.slug);
  expect(await endGroup(by, group.slug)).toBe(0);

  expect(await startGroupAgain(by, group.slug)).toBe(true);
  expect(await startGroupAgain(by, group.slug)).toBe(false);

  expect(await isListed(group.slug)).toBe(true);
  expect((await loadPerson(member.personId)).groups).toEqual([]);
  await giveRole(by, { personId: member.personId, given: `group:${group.slug}` });
  expect(await open(ctxFor(await loadPerson(member.personId)))).not.toContain(null);
});

test("whose stay was over before the group ended is told nothing of it", async () => {
  const { group, by } = await aUsedGroup();
  const guest = await aMember();
  const then = later(new Date(), -3 * DAY);
  await giveRole({ ...by, now: then }, { personId: guest.personId, given: `group:${group.slug}`, endsAt: later(then, DAY) });

  expect(await endGroup(by, group.slug)).toBe(1);
  expect(await messagesTo(guest)).toHaveLength(1);
});

test("who was to come in later is counted, listed with the day and told so when the group ends", async () => {
  const { group, by } = await aUsedGroup();
  const guest = await aMember({ fullName: "Gus Later" });
  const startsAt = later(new Date(), 3 * DAY);
  await giveRole(by, { personId: guest.personId, given: `group:${group.slug}`, startsAt });
  expect(await getGroup(by, group.slug)).toMatchObject({ members: 1, later: 1 });
  expect(await listAwaited(by, group.slug)).toEqual({ people: [{ ref: guest.ref, name: "Gus Later", startsAt }], isCut: false });

  expect(await endGroup(by, group.slug)).toBe(2);

  const mail = JSON.stringify(await roleChangedMail.build(systemCtxFor(), (await messagesTo(guest)).at(-1)!));
  expect(mail).toContain("before the day from which you were to be in it");
  expect(mail).not.toContain("can no longer read");
  expect(await listAwaited(by, group.slug)).toEqual({ people: [], isCut: false });
});

test("of many who will be in a group the soonest hundred are listed, and that there are more", async () => {
  const { group, by } = await aUsedGroup();
  await ownerDb().sql`
    with later as (insert into persons (id, ref, full_name, source, processing, created_at)
      select gen_random_uuid(), 'WATE' || lpad(n::text, 6, '0'), 'Later ' || n, 'test', 'yes', now() from generate_series(1, 101) n returning id, ref)
    insert into grants (id, person_id, group_id, source, starts_at)
    select gen_random_uuid(), later.id, g.id, 'seed', now() + substr(ref, 5)::int * interval '1 day' from later, groups g where g.slug = ${group.slug}`;
  const { people, isCut } = await listAwaited(by, group.slug);
  expect([people.length, people[0]!.name, people.at(-1)!.name, isCut]).toEqual([100, "Later 1", "Later 100", true]);
});

test("of a group that ends while something is made for it, one waits for the other", async () => {
  const { group, by } = await aUsedGroup();
  const { made, ended } = await inTransaction(systemCtxFor(), async (ctx) => {
    const made = await createScope(ctx, { groups: [group.slug] });
    const ended = endGroup(by, group.slug);
    await expect.poll(somebodyWaits).toBe(true);
    expect((await getGroup(systemCtxFor(), group.slug)).endedAt).toBeNull();
    return { made, ended };
  });
  expect([typeof made, await ended]).toEqual(["string", 1]);
});

test("readers that have ended are shown and stay, until they are unticked", async () => {
  const { group, by } = await aUsedGroup();
  const other = await aNewGroup();
  const path = await aPage({ audience: { groups: [group.slug, other.slug] } });
  await endGroup(by, group.slug);

  const { code } = await storedPage(path);
  const editor = ctxFor(await aMember({ roles: ["editor"] }));
  const readers = async () => (await getPageToEdit(editor, code)).groups.map(({ slug }) => slug).sort();
  const offered = await listGroupsBeside(editor, (await getPageToEdit(editor, code)).groups);
  expect(offered.at(-1)).toEqual({ slug: group.slug, name: `${group.name} (ended)` });
  expect(await changeAudience(editor, { code, audience: { groups: [group.slug, other.slug] } })).toMatchObject({ ok: true });
  expect(await readers()).toEqual([group.slug, other.slug].sort());
  await changeAudience(editor, { code, audience: { groups: [other.slug] } });
  expect(await readers()).toEqual([other.slug]);
  await expect(changeAudience(editor, { code, audience: { groups: [group.slug, other.slug] } })).rejects.toThrow(NotFoundError);
});
