import { eq, like } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { jobOutbox, rateLimits } from "#db/schema/platform";
import { settings } from "#db/schema/settings";
import { passwordChangedMail } from "~/features/accounts/passwords/password-changed.mail.server";
import { UNDERTAKING } from "~/features/consents/undertaking";
import { acceptWording } from "~/features/consents/wording-acceptances.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { STAFF_ROLES } from "~/features/permissions/permissions";
import { SITE_DEFAULTS } from "~/features/settings/site-settings";
import { staffSections } from "~/http/access/staff-sections";
import { LIMITS } from "~/http/forms/limits.server";
import { ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";

let site: Site;
const staff = new Map<string, Browser>();
beforeAll(async () => {
  site = await aSite();
  for (const role of STAFF_ROLES) {
    const person = await anAccount({ roles: [role as "editor"] });
    await acceptWording(ctxFor(person), UNDERTAKING.slug);
    const browser = site.browser();
    await enter(browser, person.email);
    staff.set(role, browser);
  }
});

const ALL_SECTIONS = staffSections(STAFF_ROLES).map(({ href }) => href);

test.each(STAFF_ROLES)("PMN-35: %s opens the sections of the role and no other", async (role) => {
  const browser = staff.get(role)!;
  const { html } = await browser.get("/admin");
  const theirs = staffSections([role]).map(({ href }) => href);

  for (const href of ALL_SECTIONS) {
    const isTheirs = theirs.includes(href);
    expect(html.includes(`href="${href}"`), `${role} is shown ${href}`).toBe(isTheirs);
    expect((await browser.get(href)).status, `${role} opens ${href}`).toBe(isTheirs ? 200 : 403);
  }
});

test("settings are changed by an administrator, show on the next page, and the change is written down", async () => {
  const admin = staff.get("administrator")!;
  const before = await admin.get("/admin/settings");
  expect(before.html).toContain(`value="${SITE_DEFAULTS.name}"`);
  const all = everySetting();

  const refused = await admin.post("/admin/settings", {
    ...all,
    accentColour: "#ffff00",
    contactAddress: "nobody",
    mailFrom: "only words",
  });
  expect(refused.status).toBe(400);
  expect(refused.html).toContain("hard to read");
  expect(refused.html).toContain("correct format");
  expect(refused.html).toContain("Enter a name and an address");
  expect(refused.html).toContain('value="#ffff00"');

  const unread = await admin.post("/admin/settings", { ...all, accentColour: "#767676", groundColour: "#e8e8e8" });
  expect(unread.status).toBe(400);
  expect(unread.html).toContain("Links in the first colour would be hard to read on this one.");

  const { name: _missing, ...partial } = all;
  expect((await admin.post("/admin/settings", partial)).status).toBe(400);

  const saved = await admin.post("/admin/settings", {
    ...all,
    name: "Managers of the Wolds",
    accentColour: "#4c2c69",
    keepMailMonths: "3",
    answerWithinDays: "9",
  });
  expect(saved.location).toBe("/admin/settings");
  const { html } = await admin.get("/");
  expect(html).toContain("Managers of the Wolds");
  expect(html).toContain('href="/colours/4c2c69-f1f5f5"');
  expect((await site.browser().get("/colours/4c2c69-f1f5f5")).html).toContain("--accent:#4c2c69");
  for (const path of ["/contact", "/register", "/register/received", "/accessibility"])
    expect([path, (await admin.get(path)).html.includes("9 working days")]).toEqual([path, true]);
  const entries = await systemCtxFor().db.select().from(auditEntries).where(eq(auditEntries.action, "settings.changed"));
  expect(entries.map(({ objectId }) => objectId).sort()).toEqual(["accentColour", "answerWithinDays", "keepMailMonths", "name"]);
});

test("an administrator who saves a page that was opened earlier takes back nothing that another saved meanwhile", async () => {
  const admin = staff.get("administrator")!;
  const earlier = everySetting();
  await admin.post("/admin/settings", { ...earlier, dpoName: "Morag Pell" });

  await admin.post("/admin/settings", { ...earlier, controllerName: "Managers of the Wolds Limited" });

  const chosen = await systemCtxFor().db.select({ key: settings.key, value: settings.value }).from(settings);
  expect(Object.fromEntries(chosen.map(({ key, value }) => [key, value]))).toMatchObject({
    dpoName: "Morag Pell",
    controllerName: "Managers of the Wolds Limited",
  });
  expect((await admin.post("/admin/settings", { ...earlier, shown: "{" })).status).toBe(400);
});

test("a colour that is none is not found, and nothing but colours is written into a stylesheet", async () => {
  for (const path of [
    "/colours/zzzzzz-ffffff",
    "/colours/4c2c69",
    "/colours/4c2c6-ffffff",
    "/colours/4c2c69-ffffff;x",
    "/colours/4C2C69-ffffff",
    "/colours/4c2c69-ffffff-short-480",
  ])
    expect((await site.browser().get(path)).status).toBe(404);
});

test("the mail log names a message to those who may look, and reading it needs a reason", async () => {
  const person = await anAccount();
  await queueMail(systemCtxFor(), passwordChangedMail, {}, { personId: person.personId });
  const admin = staff.get("administrator")!;

  const { html, queries } = await admin.get(`/admin/mail?to=${encodeURIComponent(person.email)}`);
  const [, path] = /href="(\/admin\/mail\/[^"?]+)"/.exec(html)!;
  expect(html).toContain(person.email);
  expect(queries).toBeLessThanOrEqual(6);

  expect((await admin.get(path!)).html).toContain("Waiting");
  expect((await admin.post(`${path}/text`, { reason: " " })).html).toContain("Say why you need to read this email");
  const read = await admin.post(`${path}/text`, { reason: "They asked what it said" });
  expect(read.html).toContain("password");
  expect((await staff.get("newsletter-sender")!.get(path!)).status).toBe(403);
});

test("one member of staff makes so many lists for letters and calls a day, and the page says how many", async () => {
  const admin = staff.get("administrator")!;
  const { points } = LIMITS["contact-list"];
  expect((await admin.get("/admin/members/lists")).html).toContain(`You can make ${points} lists in 24 hours.`);
  const makeOne = () => admin.post("/admin/members/lists/file", { purpose: "events", channel: "post" });
  expect((await makeOne()).status).toBe(200);
  await ownerDb().db.update(rateLimits).set({ points }).where(like(rateLimits.key, "contact-list%"));
  expect((await makeOne()).status).toBe(429);
});

test("work that was given up is shown with its cause and made due again once", async () => {
  const ctx = systemCtxFor();
  const id = uuidv7();
  await ctx.db.insert(jobOutbox).values({
    id,
    name: "forum.notify-reply",
    payload: { postId: uuidv7() },
    runAt: ctx.now,
    createdAt: ctx.now,
    failedAt: ctx.now,
    error: "it was raining",
  });
  const admin = staff.get("administrator")!;

  expect((await admin.get("/admin")).html).toContain("Failed jobs");
  expect((await admin.get("/admin/health")).html).toContain("it was raining");
  expect((await admin.post("/admin/health/retry", { work: id })).location).toBe("/admin/health");

  const [row] = await ctx.db.select().from(jobOutbox).where(eq(jobOutbox.id, id));
  expect(row).toMatchObject({ failedAt: null, error: null });
  expect((await admin.post("/admin/health/retry", { work: id })).location).toBe("/admin/health");
});

/** The form as it is shown while nobody has chosen anything. */
const everySetting = (): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(SITE_DEFAULTS).map(([key, value]) => [key, String(value)])),
  shown: JSON.stringify(SITE_DEFAULTS),
});
