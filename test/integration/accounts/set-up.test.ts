import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { persons } from "#db/schema/people";
import { createAdmin } from "~/features/accounts/sign-in/create-admin.server";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { suspendAccount } from "~/features/accounts/staff/suspend-account.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { findHolder } from "~/features/people/persons.server";
import { grant } from "~/features/permissions/grants.server";
import { DAY, later } from "~/lib/dates";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { anAccount, aSite, PASSWORD, type Site, signIn } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { anAddress } from "../../support/newsletters";
import { aMember, aPerson } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

async function aLink(canonical?: string): Promise<string> {
  const made = await createAdmin(systemCtxFor(), canonical);
  if (!("link" in made)) throw new Error("there is an account");
  return new URL(made.link).pathname;
}
async function rolesOf(email: string, days = 0): Promise<readonly string[]> {
  const holder = await findHolder(systemCtxFor(), email);
  const actor = holder && (await loadActor(testDb().db, holder.personId, later(new Date(), days * DAY)));
  return actor?.kind === "person" ? actor.roles : [];
}
const answers = { fullName: "Wilhelmina Ashdown", password: "nine patient herons" };

test("the first administrator types name, address and password behind the link, which works once", async () => {
  const link = await aLink();
  const email = anAddress();
  const browser = site.browser();

  const weak = await browser.post(link, { ...answers, email, password: "password1234" });
  expect(weak.status).toBe(400);
  expect(weak.html).toContain(`value="${email}"`);
  expect((await browser.post(link, answers)).html).toContain("Enter your email address");
  expect(await rolesOf(email)).toEqual([]);

  expect((await browser.post(link, { ...answers, email })).location).toBe("/sign-in?next=%2Faccount%2Fsecurity");
  expect([...(await rolesOf(email))].sort()).toEqual(["administrator", "member"]);
  expect((await signIn(browser, email, { password: answers.password })).status).toBe(303);
  const again = await site.browser().post(link, { ...answers, email: anAddress() });
  expect(again.status).toBe(410);
});

test("who has an account gets the role by the command alone: a link sets no second password", async () => {
  const link = await aLink();
  const { email } = await anAccount();

  const refused = await site.browser().post(link, { ...answers, email });
  expect(refused.status).toBe(400);
  expect(refused.html).toContain("This address has an account");
  expect((await signIn(site.browser(), email, { password: PASSWORD })).status).toBe(303);
});

test("a person whom the network knows already keeps the name that stands in their record", async () => {
  const person = await aPerson({ fullName: "Mina Ashdown" });

  await site.browser().post(await aLink(person.email), answers);

  const [row] = await testDb().db.select({ fullName: persons.fullName }).from(persons).where(eq(persons.id, person.personId));
  expect(row!.fullName).toBe("Mina Ashdown");
  expect(await rolesOf(person.email)).toContain("administrator");
});

test("who has an account and is made an administrator is signed out, and told", async () => {
  const member = await anAccount();
  const browser = site.browser();
  await signIn(browser, member.email);
  expect(await createAdmin(systemCtxFor(), member.email)).toEqual({ granted: true });
  expect((await browser.get("/account")).location).toMatch(/^\/sign-in/);
  expect((await messagesTo(member)).map(({ kind }) => kind)).toContain("role-changed");
});

test.each([
  ["begins later", { startsAt: later(new Date(), 30 * DAY) }],
  ["ends soon", { endsAt: later(new Date(), DAY) }],
])(
  "who is made an administrator by the command and whose role or membership %s is one from now on, without a last day",
  async (_, dates) => {
    const person = await aPerson();
    await openAccount(systemCtxFor(), { personId: person.personId, password: PASSWORD });
    for (const role of ["member", "administrator"] as const)
      await grant(systemCtxFor(), { personId: person.personId, role, source: "test", ...dates });

    expect(await createAdmin(systemCtxFor(), person.email)).toEqual({ granted: true });

    for (const days of [0, 2]) expect([...(await rolesOf(person.email, days))].sort()).toEqual(["administrator", "member"]);
    expect((await messagesTo(person)).map(({ kind }) => kind)).toContain("role-changed");
  },
);

test("who cannot sign in is not made an administrator", async () => {
  const person = await anAccount();
  await suspendAccount(ctxFor(await aMember({ roles: ["administrator"] })), { personId: person.personId, reason: "test" });

  expect(await createAdmin(systemCtxFor(), person.email)).toEqual({ granted: false, reason: "not-active" });
  expect(await rolesOf(person.email)).toEqual(["member"]);
});
