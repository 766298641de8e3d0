import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { persons } from "#db/schema/people";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { grant, revokeGrant } from "~/features/permissions/grants.server";
import { findGroup } from "~/features/permissions/groups.queries.server";
import { listMembers, type MemberFilter } from "~/features/records/members.queries.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
import { countQueries, ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { aMember, aPerson, type TestPerson } from "../../support/people";

const ANY = { q: "", role: "", state: "", organisation: "" };

const officer = () => aMember({ roles: ["contacts-officer"], fullName: "Zz Officer" });
const listed = async (by: TestPerson, filter: Partial<MemberFilter>) => (await listMembers(ctxFor(by), { ...ANY, ...filter }, null)).rows;
const refs = async (by: TestPerson, filter: Partial<MemberFilter>) => (await listed(by, filter)).map(({ ref }) => ref);
const worksAt = (person: TestPerson, organisationName: string) =>
  systemCtxFor().db.update(persons).set({ organisationName }).where(eq(persons.id, person.personId));

test("LMS-1: two people of one name are told apart by practice and reference, and each is found by their own address", async () => {
  const [one, other, by] = [await aMember({ fullName: "Sarah Twin" }), await aMember({ fullName: "Sarah Twin" }), await officer()];
  await worksAt(one, "Elm Surgery");
  await worksAt(other, "Oak Practice");

  const rows = await listed(by, { q: "sarah twin" });
  expect(rows.map(({ name, practice, ref }) => ({ name, practice, ref }))).toEqual(
    [
      { name: "Sarah Twin", practice: "Elm Surgery", ref: one.ref },
      { name: "Sarah Twin", practice: "Oak Practice", ref: other.ref },
    ].sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  );
  expect(await refs(by, { q: other.email })).toEqual([other.ref]);
  expect(await refs(by, { q: one.ref.toLowerCase() })).toEqual([one.ref]);
  expect(await refs(by, { q: "sarah twin", organisation: "oak" })).toEqual([other.ref]);
});

test("signs that mean something to the database are only signs in a search", async () => {
  const [odd, by] = [await aMember({ fullName: "Per_cent% O'Dd" }), await officer()];
  expect(await refs(by, { q: "per_cen%" })).toEqual([odd.ref]);
  expect(await refs(by, { q: "er_cent" })).toEqual([]);
  expect(await refs(by, { q: "%%%" })).toEqual([]);
});

test.each([
  ["Zoë Đặng", "dang zo"],
  ["Siân O’Brien-Hughes", "hughes o'brien"],
  ["Siân O’Brien-Hughes", "BRIEN"],
  ["Łukasz Müller", "muller"],
  ["Олена Шевчук", "шевч"],
])("%s is found by “%s”: how words of the name begin, on any keyboard", async (fullName, q) => {
  const [sought, by] = [await aMember({ fullName }), await officer()];
  expect(await refs(by, { q })).toContain(sought.ref);
});

test("of more than are looked at one by one, some are listed, and it says so", async () => {
  const by = await officer();
  await ownerDb().sql`insert into persons (id, ref, full_name, source, processing, created_at)
    select gen_random_uuid(), upper(lpad(translate(to_hex(n), 'abcdef', 'ghjkmn'), 10, '0')), 'Crowd ' || n, 'test', 'none', now() from generate_series(1, 2001) n`;
  const many = await listMembers(ctxFor(by), { ...ANY, q: "crowd" }, null);
  expect([many.rows.length, many.isCut]).toEqual([25, true]);
  expect((await listMembers(ctxFor(by), { ...ANY, q: "crowd 77" }, null)).isCut).toBe(false);
  // beside another condition nobody who meets it is missed
  const applicant = await aPerson({ fullName: "Zzz Crowd" });
  await openAccount(systemCtxFor(), { personId: applicant.personId, password: "eleven calm badgers" });
  expect(await refs(by, { q: "crowd", state: "applicant" })).toEqual([applicant.ref]);
});

test("people are listed by what they are to the network", async () => {
  const by = await officer();
  const named = (fullName: string) => ({ fullName: `State ${fullName}` });
  const member = await aMember(named("member"));
  const specialist = await aPerson({ ...named("specialist"), groups: ["leads"] });
  const applicant = await aPerson(named("applicant"));
  await openAccount(systemCtxFor(), { personId: applicant.personId, password: "eleven calm badgers" });
  const contact = await aPerson(named("contact"));
  const former = await aMember(named("former"));
  await revokeGrant(systemCtxFor(), { personId: former.personId, role: "member" });

  const inState = (state: string) => refs(by, { q: "State ", state });
  expect(await inState("member")).toEqual([member.ref]);
  expect(await inState("specialist")).toEqual([specialist.ref]);
  expect(await inState("applicant")).toEqual([applicant.ref]);
  expect(await inState("contact")).toEqual([contact.ref]);
  expect(await inState("left")).toEqual([former.ref]);
  for (const row of await listed(by, { q: "State " })) expect(row.name).toBe(`State ${row.state === "left" ? "former" : row.state}`);
});

test("the suspended and the restricted are found, and marked", async () => {
  const by = await officer();
  const [suspended, restricted] = [await aMember({ fullName: "Mark Suspended" }), await aMember({ fullName: "Mark Restricted" })];
  await openAccount(systemCtxFor(), { personId: suspended.personId, password: "eleven calm badgers" });
  await testDb().db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, suspended.personId));
  await testDb()
    .db.update(persons)
    .set({ restrictedAt: new Date(), restrictedWhy: "case under way" })
    .where(eq(persons.id, restricted.personId));

  expect(await listed(by, { state: "suspended", q: "Mark " })).toMatchObject([{ ref: suspended.ref, isSuspended: true }]);
  expect(await listed(by, { state: "restricted", q: "Mark " })).toMatchObject([{ ref: restricted.ref, isRestricted: true }]);
});

test("a role or a group narrows the list to those who hold it now", async () => {
  const by = await officer();
  const editor = await aMember({ fullName: "Role Editor", roles: ["editor"] });
  const grouped = await aMember({ fullName: "Role Grouped", groups: ["finance-leads"] });
  const past = await aMember({ fullName: "Role Past", roles: ["editor"] });
  await revokeGrant(systemCtxFor(), { personId: past.personId, role: "editor" });

  expect(await refs(by, { q: "Role ", role: "editor" })).toEqual([editor.ref]);
  expect(await refs(by, { q: "Role ", role: "finance-leads" })).toEqual([grouped.ref]);
});

test("pages follow one another without gap or repeat, also among equal names, at one cost", async () => {
  const by = await officer();
  const made = [];
  for (let n = 0; n < 30; n++) made.push((await aMember({ fullName: "Paged Same" })).ref);

  const first = await listMembers(ctxFor(by), { ...ANY, q: "Paged Same" }, null);
  expect(first.rows).toHaveLength(25);
  const second = await listMembers(ctxFor(by), { ...ANY, q: "Paged Same" }, first.next);
  expect(second.next).toBeNull();
  expect([...first.rows, ...second.rows].map(({ ref }) => ref)).toEqual([...made].sort());

  // the few whom the words leave, the list and its entry in the ledger
  expect(await countQueries(() => listMembers(ctxFor(by), { ...ANY, q: "Paged Same" }, null))).toHaveLength(3);
});

test("who is in a group, or will be, is left out before rows are counted", async () => {
  const by = await officer();
  for (let n = 0; n < 26; n++) await aMember({ fullName: "Inside Already", groups: ["crowded"] });
  const outside = await aMember({ fullName: "Inside Not" });
  const { id } = (await findGroup(systemCtxFor(), "crowded"))!;
  const awaited = await aMember({ fullName: "Inside Later" });
  await grant(systemCtxFor(), { personId: awaited.personId, groupId: id, source: "staff", startsAt: later(new Date(), DAY) });

  expect(await refs(by, { q: "Inside ", notIn: "crowded" })).toEqual([outside.ref]);
});

test("PMN-35: reading the list is for those whose task it is, shows no address, and is written down without what was searched for", async () => {
  const by = await officer();
  const sought = await aMember({ fullName: "Secret Sought" });

  const rows = await listed(by, { q: "Secret Sought" });
  expect(JSON.stringify(rows)).not.toContain("@");
  const [entry] = (await testDb().db.select().from(auditEntries).where(eq(auditEntries.actorId, by.personId))).slice(-1);
  expect(entry).toMatchObject({ class: "access", action: "members.listed", subjectId: null, detail: { filters: ["q"], shown: 1 } });
  expect(JSON.stringify(entry)).not.toContain("Sought");

  for (const roles of [[], ["editor"], ["moderator"], ["newsletter-sender"]] as const) {
    const other = await aMember({ roles: [...roles] });
    await expect(listMembers(ctxFor(other), { ...ANY, q: sought.ref }, null)).rejects.toThrow(ForbiddenError);
  }
});
