import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { wordingAcceptances } from "#db/schema/consents";
import { UNDERTAKING } from "~/features/consents/undertaking";
import { ensureWording, publishWording } from "~/features/consents/wordings.server";
import { ownerDb, systemCtxFor, testDb } from "../../support/context";
import { anAccount, aSite, enter, type Site } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const ASKED = `/account/undertaking?${new URLSearchParams({ next: "/admin/members" })}`;

async function aContactsOfficer(more: { hasUndertaken?: boolean } = {}) {
  const person = await anAccount({ roles: ["contacts-officer"], ...more });
  const browser = site.browser();
  await enter(browser, person.email);
  return { person, browser };
}

test("LMS-14: nothing about others is shown before the undertaking is accepted, and then it is", async () => {
  const { person, browser } = await aContactsOfficer({ hasUndertaken: false });
  const refused = await browser.get("/admin/members");
  expect({ status: refused.status, location: refused.location }).toEqual({ status: 303, location: ASKED });
  expect(refused.html).toBe("");

  const page = await browser.get(ASKED);
  expect(page.html).toContain("I report at once when information was lost");
  expect((await browser.post("/account/undertaking", { version: "1", next: "/admin/members" })).status).toBe(400);
  expect((await browser.get("/admin/members")).location).toBe(ASKED);

  const accepted = await browser.post("/account/undertaking", { agree: "yes", version: "1", next: "/admin/members" });
  expect(accepted.location).toBe("/admin/members");
  expect((await browser.get("/admin/members")).status).toBe(200);
  const stored = await testDb().db.select().from(wordingAcceptances).where(eq(wordingAcceptances.personId, person.personId));
  expect(stored).toHaveLength(1);
});

test("LMS-14: after a year it is asked for again", async () => {
  const { person, browser } = await aContactsOfficer();
  const ago = (days: number) =>
    ownerDb()
      .db.update(wordingAcceptances)
      .set({ acceptedAt: sql`now() - make_interval(days => ${days})` })
      .where(eq(wordingAcceptances.personId, person.personId));

  await ago(364);
  expect((await browser.get("/admin/members")).status).toBe(200);
  await ago(365);
  expect((await browser.get("/admin/members")).location).toBe(ASKED);
});

test("LMS-14: who never undertook anything gets no personal data from any screen that has it", async () => {
  const person = await anAccount({
    roles: ["contacts-officer", "steering-group", "newsletter-sender", "data-protection-officer", "administrator"],
    hasUndertaken: false,
  });
  const browser = site.browser();
  await enter(browser, person.email);

  for (const path of [
    "/admin/members",
    `/admin/members/${person.ref}`,
    `/admin/members/${person.ref}/erase`,
    "/admin/audit",
    "/admin/mail",
  ])
    expect({ path, location: (await browser.get(path)).location }).toEqual({
      path,
      location: `/account/undertaking?${new URLSearchParams({ next: path })}`,
    });
});

test("LMS-14: a new version is asked for again, and one that was changed while it was read is not accepted unread", async () => {
  await ensureWording(systemCtxFor(), UNDERTAKING);
  const { browser } = await aContactsOfficer();
  expect((await browser.get("/admin/members")).status).toBe(200);

  const { version } = await publishWording(systemCtxFor(), { slug: UNDERTAKING.slug, body: "A stricter undertaking." });

  expect((await browser.get("/admin/members")).location).toBe(ASKED);
  const stale = await browser.post("/account/undertaking", { agree: "yes", version: String(version - 1) });
  expect(stale.status).toBe(400);
  expect(stale.html).toContain("A stricter undertaking.");
  expect((await browser.post("/account/undertaking", { agree: "yes", version: String(version) })).status).toBe(303);
  expect((await browser.get("/admin/members")).status).toBe(200);
});

test("members have no undertaking to accept", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await enter(browser, email);

  expect((await browser.get("/account/undertaking")).status).toBe(403);
});
