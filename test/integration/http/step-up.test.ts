import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { sessions } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { grants } from "#db/schema/permissions";
import { openRecord } from "~/features/records/open-record.server";
import { ctxFor, ownerDb, testDb } from "../../support/context";
import { anAccount, aSite, type Browser, nextTestCode, PASSWORD, type Site, signIn } from "../../support/http";
import { aMember, type TestPerson } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

/** An administrator and data protection officer whose proof of identity is `minutes` old, with a member's record open. */
async function anAdministrator(minutes: number): Promise<{ browser: Browser; admin: TestPerson; member: TestPerson; path: string }> {
  const admin = await anAccount({ roles: ["administrator", "data-protection-officer"] });
  const browser = site.browser();
  await signIn(browser, admin.email);
  await ownerDb()
    .db.update(sessions)
    .set({ steppedUpAt: sql`now() - make_interval(mins => ${minutes})` })
    .where(eq(sessions.personId, admin.personId));
  const member = await aMember();
  await openRecord(ctxFor(admin), member.ref, { purpose: "support", words: "" });
  return { browser, admin, member, path: `/admin/members/${member.ref}` };
}

const rolesOf = async (personId: string) =>
  (await testDb().db.select({ role: grants.role }).from(grants).where(eq(grants.personId, personId))).map(({ role }) => role);

test("B48: an act with weight within five minutes of signing in is done at once", async () => {
  const { browser, member, path } = await anAdministrator(4);

  expect((await browser.post(`${path}/roles/give`, { given: "role:editor" })).location).toBe(`${path}/roles`);

  expect(await rolesOf(member.personId)).toContain("editor");
});

test("B48: five minutes later roles, copies and erasure ask for password and code again, and do nothing until then", async () => {
  const { browser, member, path } = await anAdministrator(6);
  const asked = (next: string) => `/sign-in/confirm?${new URLSearchParams({ next })}`;

  for (const [act, fields] of [
    ["roles/give", { given: "role:editor" }],
    ["roles/take", { given: "role:member" }],
    ["copy/file", { format: "json" }],
    ["erase", { posts: "keep", reference: member.ref }],
  ] as const) {
    const { status, location } = await browser.post(`${path}/${act}`, fields);
    expect({ act, status, location }).toEqual({ act, status: 303, location: asked(`${path}/${act}`) });
  }
  for (const page of ["copy", "erase"]) expect((await browser.get(`${path}/${page}`)).location).toBe(asked(`${path}/${page}`));

  expect(await rolesOf(member.personId)).toEqual(["member"]);
});

test("B48: a password without the code, or a wrong one, confirms nobody", async () => {
  const { browser, admin, path } = await anAdministrator(6);
  const next = `${path}/erase`;

  expect((await browser.post("/sign-in/confirm", { password: "not this one", code: nextTestCode(), next })).status).toBe(400);
  expect((await browser.post("/sign-in/confirm", { password: PASSWORD, code: "", next })).status).toBe(400);
  expect((await browser.post("/sign-in/confirm", { password: PASSWORD, code: "000000", next })).status).toBe(400);

  expect((await browser.get(next)).location).toMatch(/^\/sign-in\/confirm/);
  const refused = await testDb().db.select().from(auditEntries).where(eq(auditEntries.subjectId, admin.personId));
  expect(refused.map(({ action }) => action)).toEqual(expect.arrayContaining(["identity.refused", "sign-in.code-refused"]));
});

test("B48: what was typed waits while the password is asked for, and nothing was done meanwhile", async () => {
  const { browser, member, path } = await anAdministrator(6);
  await browser.post(`${path}/erase`, { posts: "delete", reference: member.ref });

  const asked = await browser.get(`/sign-in/confirm?${new URLSearchParams({ next: `${path}/erase` })}`);
  expect(asked.html).toContain("We have kept what you typed");
  const confirmed = await browser.post("/sign-in/confirm", { password: PASSWORD, code: nextTestCode(), next: `${path}/erase` });
  expect(confirmed.location).toBe(`${path}/erase#kept`);

  const { html } = await browser.get(`${path}/erase`);
  expect(html).toMatch(/value="delete"[^>]*checked|checked[^>]*value="delete"/);
  expect(html).toContain(`value="${member.ref}"`);
});

test("B6: confirming gives a new session, and the old one is signed out", async () => {
  const { browser, path } = await anAdministrator(6);
  const before = new Map(browser.cookies);

  await browser.post("/sign-in/confirm", { password: PASSWORD, code: nextTestCode(), next: `${path}/erase` });

  expect(browser.cookies.get("session")).not.toBe(before.get("session"));
  const old = site.browser();
  for (const [name, value] of before) old.cookies.set(name, value);
  expect((await old.get("/account")).location).toMatch(/^\/sign-in\?/);
  expect((await browser.get(`${path}/erase`)).status).toBe(200);
});

test("B48: guesses of the own password are limited", async () => {
  const { browser } = await anAdministrator(6);

  const statuses = [];
  for (let guess = 0; guess < 11; guess++) statuses.push((await browser.post("/sign-in/confirm", { password: "wrong", code: "1" })).status);

  expect(statuses.at(0)).toBe(400);
  expect(statuses.at(-1)).toBe(429);
});

test("B25: a next page that lies elsewhere is not followed", async () => {
  const { browser } = await anAdministrator(6);
  const confirmed = await browser.post("/sign-in/confirm", { password: PASSWORD, code: nextTestCode(), next: "//evil.example/x" });
  expect(confirmed.location).toBe("/");
});
