import { and, desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { addresses, persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { privacyErasures } from "#db/schema/privacy";
import { openRecord } from "~/features/records/open-record.server";
import type { Role } from "~/lib/ctx";
import { ctxFor, testDb } from "../../support/context";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aMember, type TestPerson } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

async function staff(...roles: Role[]): Promise<{ browser: Browser; by: TestPerson }> {
  const by = await anAccount({ roles });
  const browser = site.browser();
  await enter(browser, by.email);
  return { browser, by };
}

/** A member whose record these staff have open. */
async function anOpenRecord(by: TestPerson) {
  const member = await anAccount({ fullName: "Mavis Member" });
  await openRecord(ctxFor(by), member.ref, { purpose: "support", words: "" });
  return { member, path: `/admin/members/${member.ref}` };
}

test("HELM-1: a record asks why before it shows anything, remembers the answer, and returns to what was wanted", async () => {
  const { browser, by } = await staff("contacts-officer");
  const member = await aMember({ fullName: "Mavis Member" });
  const wanted = `/admin/members/${member.ref}/details`;

  const asked = await browser.get(wanted);
  expect(asked.location).toBe(`/admin/members/${member.ref}/open?${new URLSearchParams({ next: wanted })}`);
  const page = await browser.get(asked.location!);
  expect(page.html).toContain("Why do you open this record?");
  expect(page.html).not.toContain(member.email);
  expect((await browser.post(`/admin/members/${member.ref}/open`, { next: wanted })).status).toBe(400);
  expect((await browser.post(`/admin/members/${member.ref}/open`, { purpose: "other", words: "", next: wanted })).status).toBe(400);

  const opened = await browser.post(`/admin/members/${member.ref}/open`, { purpose: "other", words: "a letter came back", next: wanted });
  expect(opened.location).toBe(wanted);
  expect((await browser.get(wanted)).status).toBe(200);
  expect((await browser.get(`/admin/members/${member.ref}`)).html).toContain(member.email);
  const looks = await testDb()
    .db.select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, member.personId), eq(auditEntries.class, "access")));
  expect(looks).toMatchObject([
    { action: "record.opened", actorId: by.personId, purpose: "other", detail: { words: "a letter came back" } },
  ]);
});

test("B35: after a record is opened, the way leads nowhere but into that record", async () => {
  const { browser } = await staff("contacts-officer");
  const { ref } = await aMember();
  for (const next of ["//evil.example", "https://evil.example", "/admin/members/OTHER/erase", "/sign-out"])
    expect((await browser.post(`/admin/members/${ref}/open`, { purpose: "support", next })).location).toBe(`/admin/members/${ref}`);
});

test("an act without an open record is asked for its reason first, and not done", async () => {
  const { browser } = await staff("contacts-officer");
  const member = await aMember({ fullName: "Mavis Member" });

  const { location } = await browser.post(`/admin/members/${member.ref}/details`, { fullName: "Changed", reason: "x" });

  expect(location).toMatch(new RegExp(`^/admin/members/${member.ref}/open`));
  const [person] = await testDb().db.select().from(persons).where(eq(persons.id, member.personId));
  expect(person?.fullName).toBe("Mavis Member");
});

test("PMN-8: a correction needs a reason; then the record shows it at once", async () => {
  const { browser, by } = await staff("contacts-officer");
  const { path } = await anOpenRecord(by);

  const refused = await browser.post(`${path}/details`, { fullName: "Mavis Married", reason: " " });
  expect(refused.status).toBe(400);
  expect(refused.html).toContain('value="Mavis Married"');
  expect((await browser.get(path)).html).not.toContain("Mavis Married");

  expect((await browser.post(`${path}/details`, { fullName: "Mavis Married", reason: "she wrote" })).location).toBe(path);
  const record = await browser.get(path);
  expect(record.html).toContain("Mavis Married");
  expect(record.html).toContain("The details are corrected.");
});

test("B25: fields that a form does not have change nothing", async () => {
  const { browser, by } = await staff("contacts-officer", "administrator");
  const { member, path } = await anOpenRecord(by);
  const before = (await testDb().db.select().from(persons).where(eq(persons.id, member.personId)))[0]!;
  const smuggled = {
    ref: "AAAAAAAAAA",
    personId: by.personId,
    createdAt: "2000-01-01",
    processing: "no",
    restrictedWhy: "x",
    erasedAt: "2000-01-01",
    role: "administrator",
    state: "closed",
    personalise: "yes",
    __proto__x: "x",
    constructor: "x",
  };

  await browser.post(`${path}/details`, { fullName: "Mavis Member", reason: "x", ...smuggled });
  await browser.post(`${path}/roles/give`, { given: "role:editor", source: "import", grantedBy: member.personId, ...smuggled });
  await browser.post(`${path}/suspend`, { reason: "x", ...smuggled });

  const after = (await testDb().db.select().from(persons).where(eq(persons.id, member.personId)))[0]!;
  expect({ ...after, displayName: null }).toEqual({ ...before, displayName: null });
  const [grant] = await testDb()
    .db.select()
    .from(grants)
    .where(and(eq(grants.personId, member.personId), eq(grants.role, "editor")));
  expect(grant).toMatchObject({ source: "staff", grantedBy: by.personId, revokedAt: null });
  expect(await testDb().db.select().from(accounts).where(eq(accounts.personId, member.personId))).toMatchObject([{ state: "suspended" }]);
});

test("a role is given with its dates, shown, and taken away again", async () => {
  const { browser, by } = await staff("administrator");
  const { path } = await anOpenRecord(by);

  const wrong = await browser.post(`${path}/roles/give`, { given: "role:editor", endsDay: "31", endsMonth: "2", endsYear: "2030" });
  expect(wrong.status).toBe(400);
  expect(wrong.html).toContain("Enter a whole day");
  const given = await browser.post(`${path}/roles/give`, { given: "role:editor", endsDay: "31", endsMonth: "3", endsYear: "2030" });
  expect(given.location).toBe(`${path}/roles`);
  const page = await browser.get(`${path}/roles`);
  expect(page.html).toContain("31 March 2030");

  expect((await browser.get(`${path}/roles/take?given=role:editor`)).html).toContain("Take “Editor” away from Mavis Member?");
  expect((await browser.post(`${path}/roles/take?given=role:editor`, { given: "role:editor" })).location).toBe(`${path}/roles`);
  expect((await browser.get(`${path}/roles`)).html).not.toContain("31 March 2030");
});

test("B26: an administrator gives themselves nothing, and says so on the page", async () => {
  const { browser, by } = await staff("administrator");
  await openRecord(ctxFor(by), by.ref, { purpose: "support", words: "" });

  const refused = await browser.post(`/admin/members/${by.ref}/roles/give`, { given: "role:data-protection-officer" });

  expect(refused.status).toBe(400);
  expect(refused.html).toContain("Nobody gives a role or group to themselves");
});

test("PMN-9: staff restrict and lift with a reason, see why, and lift no restriction that is part of an erasure", async () => {
  const { browser, by } = await staff("data-protection-officer");
  const { member, path } = await anOpenRecord(by);

  expect((await browser.post(`${path}/restrict`, { why: "leaving", reason: "x" })).status).toBe(400);
  await browser.post(`${path}/restrict`, { why: "at their own request", reason: "she wrote to us" });
  const late = await browser.post(`${path}/restrict`, { why: "at their own request", reason: "A case is under way" });
  expect([late.status, late.html.includes("restricted already: at their own request"), late.html.includes("A case is under way")]).toEqual([
    400,
    true,
    true,
  ]);
  const record = await browser.get(path);
  expect(record.html).toContain("at their own request");
  expect(record.html).toContain("Restricted");

  await browser.post(`${path}/lift`, { reason: "she changed her mind" });
  expect((await testDb().db.select().from(persons).where(eq(persons.id, member.personId)))[0]).toMatchObject({ restrictedAt: null });

  await browser.post(`${path}/erase`, { posts: "keep", reference: member.ref });
  await browser.post(`${path}/lift`, { reason: "no" });
  expect((await testDb().db.select().from(persons).where(eq(persons.id, member.personId)))[0]?.restrictedWhy).toBe("erasure under way");
  expect((await browser.get(`${path}/lift`)).html).toContain("It ends with what set it");
});

test("PMN-7, B48: the copy for a person is a file, written down as a disclosure, and kept by nobody", async () => {
  const { browser, by } = await staff("data-protection-officer");
  const { member, path } = await anOpenRecord(by);

  const answer = await browser.post(`${path}/copy/file`, { format: "json" });

  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Disposition")).toBe(`attachment; filename="${member.ref}.json"`);
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  expect(JSON.parse(answer.html)).toMatchObject({ reference: member.ref });
  expect(answer.html).toContain(member.email);
  const [entry] = await testDb()
    .db.select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, member.personId), eq(auditEntries.class, "disclosure")));
  expect(entry).toMatchObject({ action: "person.exported", actorId: by.personId });

  const zip = await browser.post(`${path}/copy/file`, { format: "zip" });
  expect(zip.headers.get("Content-Disposition")).toBe(`attachment; filename="${member.ref}.zip"`);
  expect(zip.html).toMatch(new RegExp(`^PK.*${member.ref}\\.html.*${member.ref}\\.json.*files\\.json`, "s"));
});

test("an erasure shows its numbers, wants the reference typed and a choice for posts, and closes the account at once", async () => {
  const { browser, by } = await staff("data-protection-officer");
  const { member, path } = await anOpenRecord(by);
  const theirs = site.browser();
  await enter(theirs, member.email);

  expect((await browser.get(`${path}/erase`)).html).toContain("How to reach you");
  expect((await browser.post(`${path}/erase`, { posts: "keep", reference: "wrong" })).status).toBe(400);
  expect((await browser.post(`${path}/erase`, { reference: member.ref })).status).toBe(400);
  expect(await testDb().db.select().from(privacyErasures).where(eq(privacyErasures.personId, member.personId))).toEqual([]);

  expect((await browser.post(`${path}/erase`, { posts: "delete", reference: member.ref.toLowerCase() })).location).toBe(path);
  expect(await testDb().db.select().from(privacyErasures).where(eq(privacyErasures.personId, member.personId))).toMatchObject([
    { posts: "delete", erasedAt: null },
  ]);
  expect((await theirs.get("/account")).location).toMatch(/^\/sign-in/);
  expect((await browser.post(`${path}/erase`, { posts: "delete", reference: member.ref })).html).toContain("under way");
});

test("a mailbox is handed over from the record", async () => {
  const { browser, by } = await staff("contacts-officer");
  const { member, path } = await anOpenRecord(by);

  expect((await browser.get(`${path}/hand-over`)).html).toContain("It is their only address");
  expect((await browser.post(`${path}/hand-over`, { address: "someone@else.example", reason: "x" })).status).toBe(400);
  expect((await browser.post(`${path}/hand-over`, { address: member.email, reason: "new manager" })).location).toBe(path);

  expect((await testDb().db.select().from(addresses).where(eq(addresses.personId, member.personId)))[0]?.releasedAt).not.toBeNull();
  expect((await browser.get(path)).html).toContain("Let go on");
});

test("who holds no staff role, and who is signed out, gets no further than the door", async () => {
  const member = await anAccount();
  const browser = site.browser();
  await enter(browser, member.email);
  for (const path of ["/admin/members", `/admin/members/${member.ref}`, "/admin/audit"]) {
    expect((await browser.get(path)).status).toBe(403);
    expect((await site.browser().get(path)).location).toBe(`/sign-in?${new URLSearchParams({ next: path })}`);
  }
});

test("the ledger shows who did what to whom, and the pages cost the same however long it is", async () => {
  const { browser, by } = await staff("administrator", "data-protection-officer");
  const { member, path } = await anOpenRecord(by);

  const page = await browser.get(`/admin/audit?${new URLSearchParams({ person: member.ref, class: "access" })}`);
  expect(page.html).toContain("Record opened");
  expect(page.html).toContain("Mavis Member");
  expect((await browser.get("/admin/audit/seals")).html).toContain("Unchanged");

  const costs = [];
  for (let n = 0; n < 2; n++) {
    costs.push({
      list: (await browser.get("/admin/members")).queries,
      record: (await browser.get(path)).queries,
      ledger: (await browser.get("/admin/audit")).queries,
    });
    for (let more = 0; more < 20; more++) await aMember();
  }
  // once a minute, the use of the session is written too
  for (const page of ["list", "record", "ledger"] as const) expect(costs[1]![page] - costs[0]![page]).toBeLessThanOrEqual(1);
  // session, undertaking, unread notifications; then: groups, list, entry
  expect(costs[0]!.list).toBeLessThanOrEqual(7);
  expect(costs[0]!.record).toBeLessThanOrEqual(16);
  expect(costs[0]!.ledger).toBeLessThanOrEqual(7);
  const [last] = await testDb()
    .db.select()
    .from(auditEntries)
    .where(eq(auditEntries.actorId, by.personId))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  expect(last).toMatchObject({ class: "access", action: "audit.looked-at" });
});
