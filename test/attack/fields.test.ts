import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { addresses, persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { getDetails } from "~/features/people/save-details.server";
import { systemCtxFor, testDb } from "../support/context";
import { anAccount, aSite, type Browser, enter, type Site } from "../support/http";
import type { TestPerson } from "../support/people";

let site: Site;
let person: TestPerson;
let browser: Browser;
beforeAll(async () => {
  site = await aSite();
  person = await anAccount();
  browser = site.browser();
  await enter(browser, person.email);
});

/** Names that a column, a grant or an object's inside would answer to. */
const EXTRA = {
  role: "administrator",
  roles: ["administrator", "moderator"],
  isAdmin: "true",
  approved: "1",
  state: "active",
  id: "0192f1c0-0000-7000-8000-000000000001",
  personId: "0192f1c0-0000-7000-8000-000000000001",
  person_id: "0192f1c0-0000-7000-8000-000000000001",
  organisationId: "0192f1c0-0000-7000-8000-000000000001",
  email: "other@test.example",
  canonical: "other@test.example",
  passwordHash: "x",
  password_hash: "x",
  totpSecret: "x",
  sessionsValidFrom: "2000-01-01",
  createdAt: "2000-01-01",
  erasedAt: "2000-01-01",
  restrictedAt: "2000-01-01",
  source: "forged",
  processing: "no",
  ref: "0000000000",
  __proto__: "x",
  "__proto__[role]": "administrator",
  "constructor[prototype][role]": "administrator",
};

const rows = async () => {
  const { db } = testDb();
  const [self] = await db.select().from(persons).where(eq(persons.id, person.personId));
  const [account] = await db.select().from(accounts).where(eq(accounts.personId, person.personId));
  const granted = await db.select().from(grants).where(eq(grants.personId, person.personId));
  const held = await db.select().from(addresses).where(eq(addresses.personId, person.personId));
  return { self: self!, account: account!, granted, held };
};

test("B25: a profile takes its own nine fields and nothing else", async () => {
  const before = await rows();

  const answer = await browser.post("/account/profile", { fullName: "New Name", interests: ["Training"], ...EXTRA });

  expect(answer.status).toBe(303);
  const after = await rows();
  const { detailsCheckedAt } = after.account;
  const unticked = { showJobTitle: false, showOrganisation: false, showInterests: false };
  expect(after).toEqual({
    ...before,
    self: { ...before.self, fullName: "New Name", displayName: null, personalise: false, ...unticked },
    account: { ...before.account, detailsCheckedAt },
  });
  expect((await getDetails(systemCtxFor(), person.personId)).interests).toEqual(["Training"]);
});

test("B25: an interest that is none of the list is refused", async () => {
  const answer = await browser.post("/account/profile", { fullName: "New Name", interests: ["Training", "administrator"] });

  expect(answer.status).toBe(400);
  expect(answer.html).toContain("The list has changed since this page was opened");
});

test("B25: a new password changes the password and the moments that belong to it", async () => {
  const before = await rows();

  const answer = await browser.post("/account/password", { newPassword: "six brave lanterns glow", ...EXTRA });

  expect(answer.status).toBe(303);
  const after = await rows();
  const { passwordHash, passwordAt, sessionsValidFrom } = after.account;
  expect(after).toEqual({ ...before, account: { ...before.account, passwordHash, passwordAt, sessionsValidFrom } });
  expect(passwordHash).not.toBe("x");
});

test("B25: signing in takes no role, session or second factor from the form", async () => {
  const visitor = site.browser();
  await visitor.post("/sign-in", {
    password: "six brave lanterns glow",
    secondFactorAt: "2026-01-01",
    grantedRoles: "editor",
    ...EXTRA,
    email: person.email,
  });

  expect((await visitor.get("/admin")).status).toBe(403);
});

test("B25: one's own device is all that one can end", async () => {
  const other = await anAccount();
  const there = site.browser();
  await enter(there, other.email);
  const ids = [...(await there.get("/account/sessions")).html.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id!);
  const families = await testDb().sql<{ family: string }[]>`select family from sessions where person_id = ${other.personId}`;

  for (const session of [...ids, ...families.map(({ family }) => family)])
    expect((await browser.post("/account/sessions/end", { session })).status).toBe(404);

  expect((await there.get("/account")).status).toBe(200);
});
