import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { enquiries } from "#db/schema/enquiries";
import { membershipApplications } from "#db/schema/membership";
import { grants } from "#db/schema/permissions";
import { jobOutbox } from "#db/schema/platform";
import { DAY, later } from "~/lib/dates";
import { systemCtxFor } from "../../support/context";
import { anEnquiry } from "../../support/enquiries";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { anApplication } from "../../support/membership";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});
const { db } = systemCtxFor();
const monthAgo = () => later(new Date(), -30 * DAY);

async function signedIn(role: "contacts-officer" | "administrator" | "editor"): Promise<Browser> {
  const browser = site.browser();
  await enter(browser, (await anAccount({ roles: [role] })).email);
  return browser;
}

/** What of its words follows a task's title on the page. */
function taskOf(html: string, title: string): string {
  const [, rest = ""] = html.split(`>${title}</a>`);
  return rest
    .slice(0, rest.indexOf("</li>"))
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

test("what is late is said to be overdue, in red and in words, and is first; what is in time is not", async () => {
  const officer = await signedIn("contacts-officer");
  const [late] = [await anEnquiry(), await anEnquiry()];
  await db.update(enquiries).set({ dueAt: monthAgo() }).where(eq(enquiries.id, late.id));
  const application = await anApplication();
  expect(taskOf((await officer.get("/admin")).html, "Applications to decide")).not.toContain("overdue");

  await db.update(membershipApplications).set({ createdAt: monthAgo() }).where(eq(membershipApplications.id, application.id));
  const { html } = await officer.get("/admin");
  expect(taskOf(html, "Enquiries to answer")).toMatch(/ 2 1 overdue$/);
  expect(taskOf(html, "Applications to decide")).toMatch(/ 1 overdue$/);
  expect(html).toMatch(/nhsuk-tag--red[^>]*>1 overdue/);
});

test("failed jobs are red for administrators, and no task of anybody else", async () => {
  const failed = { id: uuidv7(), name: "forum.notify-reply", payload: {}, runAt: monthAgo(), createdAt: monthAgo(), failedAt: monthAgo() };
  await db.insert(jobOutbox).values(failed);
  const [admin, editor] = [await signedIn("administrator"), await signedIn("editor")];

  expect(taskOf((await admin.get("/admin")).html, "Failed jobs")).toMatch(/ 1 failed$/);
  expect((await editor.get("/admin")).html).not.toContain("Failed jobs");
});

test("what came within a week is counted for whom it concerns, what is older is not", async () => {
  const officer = await signedIn("contacts-officer");
  const weekOf = async (browser: Browser) => /New in the last 7 days(.*?)<\/ul>/s.exec((await browser.get("/admin")).html)?.[1] ?? "";
  const { personId } = await anAccount();
  await db
    .update(grants)
    .set({ startsAt: later(new Date(), -DAY) })
    .where(eq(grants.personId, personId));
  const before = Number(/(\d+) enquir/.exec(await weekOf(officer))?.[1] ?? 0);
  await anEnquiry();
  const [old] = [await anEnquiry(), await anEnquiry({ category: "technical" })];
  await db.update(enquiries).set({ createdAt: monthAgo() }).where(eq(enquiries.id, old.id));

  const week = await weekOf(officer);
  expect(Number(/(\d+) enquir/.exec(week)![1])).toBe(before + 1);
  expect(week).toMatch(/members? joined/);
  expect(week).not.toContain("page");
  const editors = await weekOf(await signedIn("editor"));
  expect(editors).not.toMatch(/enquir|application|joined/);
});
