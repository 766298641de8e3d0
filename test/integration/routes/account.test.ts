import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { sessions } from "#db/schema/accounts";
import { consentRecords } from "#db/schema/consents";
import { addresses, persons } from "#db/schema/people";
import { rateLimits } from "#db/schema/platform";
import { askForAddress } from "~/features/accounts/addresses/add-address.server";
import { chooseContact } from "~/features/accounts/details/choose-contact.server";
import { POSING } from "~/features/people/posing-name";
import { getDetails } from "~/features/people/save-details.server";
import { restrictMyself } from "~/features/privacy/my-standing.server";
import { askedProof, tokenOf } from "../../support/account";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { databaseState } from "../../support/database-state";
import { anAccount, aSite, type Browser, enter, PASSWORD, type Site } from "../../support/http";
import { anAddress } from "../../support/newsletters";
import type { TestPerson } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});
beforeEach(async () => {
  await testDb().db.delete(rateLimits);
});

async function signedIn(more: Parameters<typeof anAccount>[0] = {}): Promise<{ person: TestPerson; browser: Browser }> {
  const person = await anAccount(more);
  const browser = site.browser();
  await enter(browser, person.email);
  return { person, browser };
}

const PAGES = [
  "/account",
  "/account/profile",
  "/account/email",
  "/account/email/add",
  "/account/email/main",
  "/account/email/remove",
  "/account/password",
  "/account/security",
  "/account/security/set-up",
  "/account/security/recovery",
  "/account/security/lost",
  "/account/security/switch-off",
  "/account/sessions",
  "/account/notifications",
  "/account/reach",
  "/account/newsletters",
  "/account/contact",
  "/account/privacy",
  "/account/privacy/held",
  "/account/privacy/looks",
  "/account/privacy/consents",
  "/account/privacy/copy",
  "/account/privacy/restrict",
  "/account/privacy/processing",
  "/account/leave",
];

test("nobody sees an account's pages without signing in", async () => {
  for (const path of PAGES) expect([path, (await site.browser().get(path)).status]).toEqual([path, 303]);
});

test("IMS-14: an account of a name and an address works on every page, with all that is optional left out", async () => {
  const { person, browser } = await signedIn();
  await testDb().db.update(persons).set({ displayName: null }).where(eq(persons.id, person.personId));
  const left = { fullName: "Ada Marsh", displayName: "", jobTitle: "", organisationName: "" };
  expect((await browser.post("/account/profile", left)).status).toBe(303);
  expect((await browser.post("/account/contact", { post: "", phone: "", fax: "" })).status).toBe(303);
  expect((await browser.post("/account/contact/choices", {})).status).toBe(303);
  expect((await browser.post("/account/newsletters", {})).status).toBe(303);
  expect((await browser.post("/account/reach", {})).status).toBe(303);

  for (const path of PAGES) expect([path, (await browser.get(path)).status]).toEqual([path, 200]);
});

test("every page of the account is one or two links away from its first page", async () => {
  const { browser } = await signedIn();
  const linksOf = async (path: string) =>
    [...(await browser.get(path)).html.matchAll(/href="(\/account[^"#?]*)"/g)].map(([, href]) => href!);
  const first = await linksOf("/account");
  const second = (await Promise.all([...new Set(first)].map(linksOf))).flat();
  // shown only to who has a second factor, or two addresses
  const conditional = [
    "/account/email/main",
    "/account/email/remove",
    ...["recovery", "lost", "switch-off"].map((page) => `/account/security/${page}`),
  ];
  const reachable = new Set([...first, ...second, ...conditional]);

  for (const path of PAGES) expect([path, reachable.has(path)]).toEqual([path, true]);
});

test("IMS-15: who cannot get in unsubscribes and writes to us without a new password first", async () => {
  const visitor = site.browser();
  const { html } = await visitor.get("/sign-in");
  const [help] = /<summary>I cannot get in<\/summary>.*?<\/details>/s.exec(html)!;

  for (const path of ["/newsletters/manage", "/contact"]) {
    expect(help).toContain(`href="${path}"`);
    expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
  }
});

test("IMS-15: details are checked and changed in the account, and newsletters stopped", async () => {
  const { browser } = await signedIn();
  const { html } = await browser.get("/account");

  for (const path of ["/account/profile", "/account/email", "/account/newsletters"]) expect(html).toContain(`href="${path}"`);
});

test("a name that is taken for staff's is refused beside its field", async () => {
  const { browser } = await signedIn();
  const refused = await browser.post("/account/profile", { fullName: "Ada Marsh", displayName: "Mоderator" });
  expect([refused.status, refused.html.includes(`href="#displayName">${POSING}`)]).toEqual([400, true]);
});

test("PMN-28: whether interests choose what is offered is a preference of its own", async () => {
  const { person, browser } = await signedIn();
  const profile = { fullName: "Ada Marsh", interests: ["Training"] };
  await browser.post("/account/profile", profile);
  const stored = () => getDetails(systemCtxFor(), person.personId);
  expect(await stored()).toMatchObject({ interests: ["Training"], personalise: false });

  await browser.post("/account/profile", { ...profile, personalise: "yes" });

  expect(await stored()).toMatchObject({ interests: ["Training"], personalise: true });
});

test("the boxes of how one may be reached say what was answered when, and keep what was typed after an error", async () => {
  const { person, browser } = await signedIn();
  await chooseContact(ctxFor(person, new Date("2026-03-02T10:00:00Z")), { list: ["events-email"], shown: [] });
  const { html } = await browser.get("/account/contact");
  expect(html).toContain("2 March 2026");
  expect(html).toContain("in your account");
  expect(html).toContain("Add a phone number first");

  const refused = await browser.post("/account/contact", { post: "1 High Street", phone: "call me", fax: "" });

  expect(refused.status).toBe(400);
  expect(refused.html).toContain("1 High Street");
  expect(refused.html).toContain("Enter your phone number in full");
});

test("a box for a channel without an address is refused in words", async () => {
  const { person, browser } = await signedIn();

  const refused = await browser.post("/account/contact/choices", { list: ["events-phone"] });

  expect([refused.status, refused.html.includes("nothing to reach you with by phone")]).toEqual([400, true]);
  expect(await testDb().db.select().from(consentRecords).where(eq(consentRecords.personId, person.personId))).toEqual([]);
});

async function anAskedAddress(person: TestPerson): Promise<{ email: string; path: string }> {
  const email = anAddress();
  await askForAddress(ctxFor(person), email);
  return { email, path: `/account/email/confirm/${tokenOf(await askedProof(email))}` };
}

test("an address is added through the pages: asked for, confirmed by the button, signed in still", async () => {
  const { person, browser } = await signedIn();
  const email = anAddress();
  expect((await browser.post("/account/email/add", { email })).location).toBe("/account/email");
  expect((await browser.get("/account/email")).html).toMatch(new RegExp(`${email}[^.]*press the button`));
  const path = `/account/email/confirm/${tokenOf(await askedProof(email))}`;

  expect((await browser.get(path)).html).toContain("Add this address");
  expect((await browser.post(path, {})).location).toBe("/account/email");

  expect((await browser.get("/account/email")).html).toContain(email);
  const [row] = await testDb().db.select().from(addresses).where(eq(addresses.canonical, email));
  expect(row).toMatchObject({ personId: person.personId, isPrimary: false });
});

test("B7: an address change ends the sessions elsewhere and keeps this one", async () => {
  const { person, browser } = await signedIn();
  const elsewhere = site.browser();
  await enter(elsewhere, person.email);
  const { path } = await anAskedAddress(person);

  await browser.post(path, {});

  expect((await elsewhere.get("/account")).status).toBe(303);
  expect((await browser.get("/account")).status).toBe(200);
});

test("B13: opening the link adds nothing, for whomever opens it", async () => {
  const { person, browser } = await signedIn();
  const stranger = await signedIn();
  const { email, path } = await anAskedAddress(person);
  await browser.get("/account");
  const before = await databaseState();

  for (const who of [browser, stranger.browser, site.browser()]) await who.get(path);

  expect(await databaseState()).toEqual(before);
  expect(await testDb().db.select().from(addresses).where(eq(addresses.canonical, email))).toEqual([]);
});

test("the link asks to sign in, tells another person that it is not theirs, and adds nothing for either", async () => {
  const { person } = await signedIn();
  const stranger = await signedIn();
  const { email, path } = await anAskedAddress(person);
  const visitor = site.browser();

  expect((await visitor.get(path)).html).toContain(`/sign-in?next=${encodeURIComponent(path)}`);
  const told = await stranger.browser.get(path);
  expect([told.status, told.html.includes("This link is for another account")]).toEqual([403, true]);
  await visitor.post(path, {});
  await stranger.browser.post(path, {});

  expect(await testDb().db.select().from(addresses).where(eq(addresses.canonical, email))).toEqual([]);
});

test("two accounts: the page behind the link explains, and has no button", async () => {
  const { person, browser } = await signedIn();
  const other = await anAccount();
  await askForAddress(ctxFor(person), other.email);

  const page = await browser.get(`/account/email/confirm/${tokenOf(await askedProof(other.email))}`);

  expect([page.status, page.html.includes("belongs to another account"), page.html.includes("Add this address")]).toEqual([
    409,
    true,
    false,
  ]);
});

test("B5: typing somebody's address and nobody's gets the same answer at the same cost", async () => {
  const { browser } = await signedIn();
  const other = await anAccount();
  const add = (email: string) => browser.post("/account/email/add", { email });
  await add(anAddress());

  const [known, unknown] = [await add(other.email), await add(anAddress())];

  const seen = ({ status, location, queries, verifications }: Awaited<ReturnType<typeof add>>) => ({
    status,
    location,
    queries,
    verifications,
  });
  expect(seen(known)).toEqual(seen(unknown));
});

async function withOldProof(person: TestPerson): Promise<void> {
  await ownerDb().db.update(sessions).set({ steppedUpAt: sql`now() - interval '6 minutes'` }).where(eq(sessions.personId, person.personId));
}

test("B48: a copy is made and fetched only within five minutes of the password", async () => {
  const { person, browser } = await signedIn();
  await withOldProof(person);
  expect((await browser.post("/account/privacy/copy", {})).location).toBe("/sign-in/confirm?next=%2Faccount%2Fprivacy%2Fcopy");
  expect((await browser.get("/account/privacy/copy")).html).not.toContain("Copies made");

  await browser.post("/sign-in/confirm", { password: PASSWORD, next: "/account/privacy/copy" });
  expect((await browser.post("/account/privacy/copy", {})).location).toBe("/account/privacy/copy");
  const [, href] = /href="(\/account\/privacy\/copy\/\w+)">To read/.exec((await browser.get("/account/privacy/copy")).html)!;
  const file = await browser.get(href!);
  expect(file.headers.get("Content-Disposition")).toMatch(/^attachment; filename="my-information-[\d-]+\.html"$/);
  expect(file.headers.get("Content-Length")).toBe(String(Buffer.byteLength(file.html)));
  expect(file.headers.get("Cache-Control")).toBe("private, no-store");
  expect(file.html).toContain("Everything we hold about you");

  const [, all] = /href="(\/account\/privacy\/copy\/\w+\/files)">Both, with your pictures/.exec(
    (await browser.get("/account/privacy/copy")).html,
  )!;
  const zip = await browser.get(all!);
  expect(zip.headers.get("Content-Disposition")).toMatch(/^attachment; filename="my-information-[\d-]+\.zip"$/);
  expect(zip.headers.get("Content-Type")).toBe("application/zip");
  expect(zip.html).toMatch(/^PK.*my-information\.html.*Everything we hold about you.*my-information\.json.*files\.json/s);

  await withOldProof(person);
  const stranger = await signedIn();
  for (const address of [href!, all!]) {
    expect((await browser.get(address)).location).toContain("/sign-in/confirm");
    expect((await stranger.browser.get(address)).status).toBe(404);
  }
});

test("a consent is taken back with one press", async () => {
  const { person, browser } = await signedIn();
  await chooseContact(ctxFor(person), { list: ["events-email"], shown: [] });
  expect((await browser.get("/account/privacy/consents")).html).toContain('name="list" value="events-email"');

  expect((await browser.post("/account/privacy/consents/withdraw", { list: "events-email" })).location).toBe("/account/privacy/consents");

  expect((await browser.get("/account/privacy/consents")).html).toContain("Taken back");
});

test("leaving and staying through the pages: every page of the account says so meanwhile", async () => {
  const { person, browser } = await signedIn();
  expect((await browser.post("/account/leave", { posts: "keep" })).location).toBe("/account/leave");
  expect((await browser.get("/account/leave")).html).toContain("You are leaving");
  for (const path of ["/account", "/account/sessions", "/account/privacy"])
    expect((await browser.get(path)).html).toContain("/account/leave/stay");
  const again = site.browser();
  await enter(again, person.email);
  expect((await again.get("/account")).status).toBe(200);

  expect((await again.post("/account/leave/stay", {})).location).toBe("/account");

  expect((await again.get("/account")).html).not.toContain("You are leaving");
});

test("who had stopped the use of their details before they left reads that they leave as well, and cannot allow it meanwhile", async () => {
  const { person, browser } = await signedIn();
  await restrictMyself(ctxFor(person));
  await browser.post("/account/leave", { posts: "keep" });
  await browser.post("/account/privacy/restrict/lift", {});

  expect((await browser.get("/account")).html).toContain("You are leaving");
  expect((await browser.get("/account/leave")).html).toContain("You are leaving");
});

test("IMS-6: the answer on processing is changed in the account, which says what it does", async () => {
  const { person, browser } = await signedIn();
  expect((await browser.get("/account/privacy/processing")).html).toContain("left out of every figure and report");
  expect((await browser.post("/account/privacy/processing", {})).status).toBe(400);

  await browser.post("/account/privacy/processing", { processing: "no" });

  const [row] = await testDb().db.select({ processing: persons.processing }).from(persons).where(eq(persons.id, person.personId));
  expect(row).toEqual({ processing: "no" });
  expect((await browser.get("/account/privacy")).html).toContain("You are left out");
});

test("each page of the account asks the database a bounded number of times", async () => {
  const { browser } = await signedIn();
  const most: Record<string, number> = {
    "/account/privacy/held": 16,
    "/account/privacy": 13,
    "/account/leave": 10,
    "/account/contact": 12,
  };
  for (const path of PAGES) {
    const { queries } = await browser.get(path);
    expect([path, queries <= (most[path] ?? 9) || queries]).toEqual([path, true]);
  }
});
