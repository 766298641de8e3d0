import { beforeAll, beforeEach, expect, test } from "vitest";
import { rateLimits } from "#db/schema/platform";
import { openRecord } from "~/features/records/open-record.server";
import { ctxFor, testDb } from "../../support/context";
import { databaseState } from "../../support/database-state";
import { formsOf } from "../../support/forms";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import type { TestPerson } from "../../support/people";
import { actionPaths } from "../../support/routes";

const SAID = "Somebody else was signed in here when this page was opened";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});
beforeEach(async () => {
  await testDb().db.delete(rateLimits);
});

/** A browser on which `later` is signed in, and the mark of a page that `earlier` left open there. */
async function anOldTab(earlier: TestPerson, later: TestPerson): Promise<{ browser: Browser; writer: string }> {
  const browser = site.browser();
  await enter(browser, earlier.email);
  const forms = formsOf((await browser.get("/account/profile")).html);
  const writer = forms.flatMap(({ fields }) => fields).find(({ name }) => name === "writer")!.value;
  await enter(browser, later.email);
  return { browser, writer };
}

async function allButLimits() {
  return Object.fromEntries(Object.entries(await databaseState()).filter(([table]) => table !== "rate_limits"));
}

test("a button of a page that was left open does nothing to whoever signed in since", async () => {
  const [earlier, later] = [await anAccount(), await anAccount()];
  const { browser, writer } = await anOldTab(earlier, later);

  const pressed = await browser.post("/account/privacy/restrict", { writer });

  expect([pressed.status, pressed.html.includes(SAID)]).toEqual([409, true]);
  expect((await browser.get("/account/privacy/restrict")).html).not.toContain("Use my details again");
});

test("no act there is follows a page that was made for somebody else, and whoever typed nothing is told why", async () => {
  const [earlier, later] = [await anAccount(), await anAccount({ roles: ["administrator", "moderator"] })];
  const { browser, writer } = await anOldTab(earlier, later);
  const before = await allButLimits();

  const unsaid: string[] = [];
  const nothingTyped: Record<string, string>[] = [{}, { seen: "0 0 0192f1c0-0000-7000-8000-000000000001", version: "3" }];
  for (const path of actionPaths()) {
    for (const unseen of nothingTyped) {
      const { status, html } = await browser.post(path, { writer, ...unseen });
      if (status !== 409 || !html.includes(SAID)) unsaid.push(`${path}: ${status}`);
    }
    await browser.post(path, { writer, fullName: "Typed by who was there before" });
    await testDb().db.delete(rateLimits);
  }

  expect(unsaid).toEqual([]);
  expect(await allButLimits()).toEqual(before);
});

test("a form of details that was left open undoes nothing that was changed elsewhere meanwhile, and saves what its sender changed", async () => {
  const officer = await anAccount({ roles: ["contacts-officer"] });
  const member = await anAccount({ fullName: "Helen Garside" });
  const [own, staffs] = [site.browser(), site.browser()];
  await enter(own, member.email);
  await enter(staffs, officer.email);
  await openRecord(ctxFor({ ...officer.actor, secondFactorAt: new Date() }), member.ref, { purpose: "support", words: "" });
  const details = `/admin/members/${member.ref}/details`;
  const [profile, corrections, contact] = [
    await fieldsOf(own, "/account/profile"),
    await fieldsOf(staffs, details),
    await fieldsOf(own, "/account/contact"),
  ];

  await staffs.post(details, { ...corrections, fullName: "Helen Rectified-Garside", reason: "She wrote." });
  await own.post("/account/profile", { ...profile, jobTitle: "Nurse" });
  await staffs.post(details, { ...corrections, organisationName: "Larkhollow", reason: "She wrote again." });
  await own.post("/account/contact", { ...contact, phone: "0113 496 0000" });
  await own.post("/account/contact", { ...contact, post: "1 High Street\nLeeds" });

  expect(await fieldsOf(own, "/account/profile")).toMatchObject({
    fullName: "Helen Rectified-Garside",
    jobTitle: "Nurse",
    organisationName: "Larkhollow",
  });
  expect(await fieldsOf(own, "/account/contact")).toMatchObject({ phone: "0113 496 0000", post: "1 High Street\nLeeds" });
});

async function fieldsOf(browser: Browser, path: string): Promise<Record<string, string>> {
  const form = formsOf((await browser.get(path)).html).find(({ action }) => action === path)!;
  return Object.fromEntries(form.fields.filter(({ name }) => name !== "interests").map(({ name, value }) => [name, value]));
}

test("whoever is signed in still sends the pages that were made for them", async () => {
  const own = await anAccount();
  const { browser, writer } = await anOldTab(own, own);
  expect((await browser.post("/account/privacy/restrict", { writer })).status).toBe(303);
});
