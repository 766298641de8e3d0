import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { addresses, persons } from "#db/schema/people";
import { createAdmin } from "~/features/accounts/create-admin.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { systemCtxFor, testDb } from "../../support/context";
import { anAccount, PASSWORD, type Site, signIn, startSite } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const pathOf = async (address?: string) => {
  const made = await createAdmin(systemCtxFor(), address);
  if (made.granted) throw new Error("expected a link");
  return new URL(made.link).pathname;
};

const holderOf = async (canonical: string) => {
  const [row] = await testDb().db.select({ personId: addresses.personId }).from(addresses).where(eq(addresses.canonical, canonical));
  return row?.personId ?? null;
};

test("for a new address there is a link, behind which a name and a password make an administrator who sets up a second factor next", async () => {
  const path = await pathOf("first@admin.example");
  expect((await site.browser().get(path)).html).toContain("first@admin.example");

  const made = await site.browser().post(path, { fullName: "Ada Marsh", password: PASSWORD });
  expect(made.location).toBe("/sign-in?next=%2Faccount%2Fsecurity");

  const browser = site.browser();
  await signIn(browser, "first@admin.example");
  expect((await browser.get("/admin")).location).toBe("/account/security");
  const personId = (await holderOf("first@admin.example"))!;
  expect(await loadActor(testDb().db, personId, new Date())).toMatchObject({ roles: expect.arrayContaining(["member", "administrator"]) });
  const [person] = await testDb().db.select({ name: persons.fullName }).from(persons).where(eq(persons.id, personId));
  expect(person).toEqual({ name: "Ada Marsh" });
});

test("the link works once", async () => {
  const path = await pathOf("once@admin.example");
  await site.browser().post(path, { fullName: "Ada", password: PASSWORD });

  expect((await site.browser().get(path)).status).toBe(410);
  expect((await site.browser().post(path, { fullName: "Eve", password: "a different long secret" })).status).toBe(410);
});

test("without an address the link asks for one", async () => {
  const path = await pathOf();
  expect((await site.browser().post(path, { fullName: "Bea", password: PASSWORD })).html).toContain("Enter your email address");

  await site.browser().post(path, { fullName: "Bea", email: "Typed@Admin.example", password: PASSWORD });

  expect(await holderOf("typed@admin.example")).not.toBeNull();
});

test("an easy password, or one made of one's own address, makes nobody", async () => {
  const path = await pathOf("thistle.gardener@admin.example");

  for (const password of ["short", "passwordpassword", "thistle.gardener@admin"])
    expect((await site.browser().post(path, { fullName: "Cat", password })).status).toBe(400);

  expect(await holderOf("thistle.gardener@admin.example")).toBeNull();
});

test("an account that exists is granted the role, and keeps its password", async () => {
  const { email, personId } = await anAccount();

  expect(await createAdmin(systemCtxFor(), email)).toEqual({ granted: true });

  expect(await loadActor(testDb().db, personId, new Date())).toMatchObject({ roles: expect.arrayContaining(["administrator"]) });
  expect((await signIn(site.browser(), email)).status).toBe(303);
});

test("behind a link nobody sets a password for an account that came to be meanwhile", async () => {
  const path = await pathOf();
  const { email, personId } = await anAccount();
  const [before] = await testDb().db.select().from(accounts).where(eq(accounts.personId, personId));

  const refused = await site.browser().post(path, { fullName: "Eve", email, password: "a different long secret" });

  expect(refused.status).toBe(400);
  expect(await testDb().db.select().from(accounts).where(eq(accounts.personId, personId))).toEqual([before]);
});
