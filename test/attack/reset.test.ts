import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { messages } from "#db/schema/mail/messages";
import { proofs } from "#db/schema/people";
import { changePassword } from "~/features/accounts/passwords/change-password.server";
import { reinstateAccount, suspendAccount } from "~/features/accounts/staff/suspend-account.server";
import { buildProofToken } from "~/features/people/proofs.server";
import { addAddress } from "../support/account";
import { ctxFor, systemCtxFor, testDb } from "../support/context";
import { anAccount, aSite, type Site, signIn } from "../support/http";
import type { TestPerson } from "../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const NEW = "seven striped umbrellas";

/** Asks for a link as the page does, and takes it as the mail would carry it. */
async function askForLink(email: string): Promise<string> {
  await site.browser().post("/forgot-password", { email });
  const [proof] = await testDb()
    .db.select()
    .from(proofs)
    .where(eq(proofs.canonical, email))
    .orderBy(sql`${proofs.createdAt} desc`)
    .limit(1);
  return `/reset-password/${buildProofToken(proof!)}`;
}

test("B10: the link is 256 bits long and stored as a hash only", async () => {
  const { email } = await anAccount();
  const link = await askForLink(email);
  const token = link.split("/").at(-1)!;

  expect(Buffer.from(token, "base64url").length).toBe(32);
  const rows = await testDb().db.select().from(proofs).where(eq(proofs.canonical, email));
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("B10: opening the link any number of times changes nothing; the button does", async () => {
  const { email } = await anAccount();
  const link = await askForLink(email);
  for (let look = 0; look < 3; look++) {
    const opened = await site.browser().get(link);
    expect(opened.status).toBe(200);
    expect(opened.headers.get("Cache-Control")).toBe("private, no-store");
    expect(opened.headers.get("Referrer-Policy")).toBe("same-origin");
  }
  expect((await signIn(site.browser(), email)).status).toBe(303);

  expect((await site.browser().post(link, { password: NEW })).location).toBe("/reset-password/done");

  expect((await signIn(site.browser(), email)).status).toBe(400);
  expect((await signIn(site.browser(), email, { password: NEW })).status).toBe(303);
});

test("B10: a reset signs nobody in, signs everybody out and tells the owner", async () => {
  const { email, personId } = await anAccount();
  const before = site.browser();
  await signIn(before, email, { remember: true });

  const browser = site.browser();
  await browser.post(await askForLink(email), { password: NEW });

  expect([...browser.cookies.keys()]).toEqual(["known"]);
  expect((await browser.get("/account/profile")).status).toBe(303);
  expect((await before.get("/account/profile")).status).toBe(303);
  const told = await testDb().db.select({ kind: messages.kind }).from(messages).where(eq(messages.personId, personId));
  expect(told).toEqual([{ kind: "password-changed" }]);
});

test("B10: a used link is gone", async () => {
  const { email } = await anAccount();
  const link = await askForLink(email);
  await site.browser().post(link, { password: NEW });

  expect((await site.browser().get(link)).status).toBe(410);
  expect((await site.browser().post(link, { password: "another thing entirely" })).status).toBe(410);
  expect((await signIn(site.browser(), email, { password: NEW })).status).toBe(303);
});

test("B10: of twenty uses at once, one counts", async () => {
  const { email } = await anAccount();
  const link = await askForLink(email);

  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => site.browser().post(link, { password: `${NEW} ${index}` })));

  expect(answers.filter(({ location }) => location === "/reset-password/done")).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 410)).toHaveLength(19);
});

test("B10: a newer link kills the older one", async () => {
  const { email } = await anAccount();
  const older = await askForLink(email);
  const newer = await askForLink(email);

  expect((await site.browser().post(older, { password: NEW })).status).toBe(410);
  expect((await site.browser().post(newer, { password: NEW })).location).toBe("/reset-password/done");
});

test.each<[string, (person: TestPerson, other: string) => Promise<unknown>]>([
  ["its owner chooses another password, signed in", (person) => changePassword(ctxFor(person), "six brave lanterns glow")],
  ["they use the link of another address", async (_, other) => site.browser().post(await askForLink(other), { password: NEW })],
  [
    "the account is suspended and reinstated",
    async ({ personId }) => {
      for (const act of [suspendAccount, reinstateAccount]) await act(systemCtxFor(), { personId, reason: "test" });
    },
  ],
])("B10: a link ends where %s", async (_how, end) => {
  const person = await anAccount();
  const other = await addAddress(person);
  const link = await askForLink(person.email);
  expect((await site.browser().get(link)).status).toBe(200);

  await end(person, other);

  expect((await site.browser().post(link, { password: "another thing entirely" })).status).toBe(410);
  expect((await signIn(site.browser(), person.email, { password: "another thing entirely" })).status).toBe(400);
});

test("B10: of the links of two addresses used at once, one counts", async () => {
  const person = await anAccount();
  const links = [await askForLink(person.email), await askForLink(await addAddress(person))];

  const answers = await Promise.all(links.map((link) => site.browser().post(link, { password: NEW })));

  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
});

test("B10: a link ends after an hour", async () => {
  const { email } = await anAccount();
  const link = await askForLink(email);
  await testDb().db.update(proofs).set({ expiresAt: sql`expires_at - interval '61 minutes'` }).where(eq(proofs.canonical, email));

  expect((await site.browser().post(link, { password: NEW })).status).toBe(410);
});

test("B10: whose password changes says the link alone, whatever the form adds", async () => {
  const [own, other] = [await anAccount(), await anAccount()];
  const link = await askForLink(own.email);

  const swapped = { password: NEW, personId: other.personId, email: other.email, "proof[personId]": other.personId };
  expect((await site.browser().post(link, swapped)).location).toBe("/reset-password/done");

  expect((await signIn(site.browser(), other.email)).status).toBe(303);
  expect((await signIn(site.browser(), own.email, { password: NEW })).status).toBe(303);
});

test("B10: a token that was never made, or belongs to another purpose, is not found", async () => {
  for (const token of ["x", "A".repeat(43), "%27%20or%201=1", "..", "a".repeat(5000)])
    expect([400, 404]).toContain((await site.browser().get(`/reset-password/${token}`)).status);
});
