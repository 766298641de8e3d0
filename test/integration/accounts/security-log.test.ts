import { asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { testDb } from "../../support/context";
import { anAccount, aSite, nextTestCode, PASSWORD, type Site, signIn } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const FIREFOX = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };

const entriesAbout = (personId: string) =>
  testDb()
    .db.select({ action: auditEntries.action, class: auditEntries.class, at: auditEntries.at, detail: auditEntries.detail })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, personId))
    .orderBy(asc(auditEntries.id))
    .then((rows) => rows.filter((row) => row.class === "security" && row.action !== "account.opened"));

test("ISO-2: each sign-in is written down with who, when, device and result, and no place", async () => {
  const { email, personId } = await anAccount({ roles: ["editor"] });
  const browser = site.browser(FIREFOX);

  await browser.post("/sign-in", { email, password: "not the right one" });
  await browser.post("/sign-in", { email, password: PASSWORD });
  await browser.post("/sign-in/verify", { code: "000000" });
  await browser.post("/sign-in/verify", { code: nextTestCode() });
  await browser.post("/sign-out", {});

  const entries = await entriesAbout(personId);
  expect(entries.map(({ action }) => action)).toEqual([
    "sign-in.refused",
    "sign-in.password-right",
    "sign-in.code-refused",
    "sign-in.code-right",
    "sign-out",
  ]);
  for (const { at } of entries) expect(Date.now() - at.getTime()).toBeLessThan(60_000);
  for (const { detail } of entries.slice(0, 4)) expect(detail).toEqual({ device: "Firefox on Linux" });
});

test("ISO-2: what changes an account's safety is written down too", async () => {
  const { email, personId } = await anAccount();
  const [browser, other] = [site.browser(), site.browser()];
  await signIn(browser, email);
  await signIn(other, email);

  await browser.post("/account/sessions/end-others", {});
  await browser.post("/account/password", { newPassword: "six brave lanterns glow" });

  const actions = (await entriesAbout(personId)).map(({ action }) => action).filter((action) => !action.startsWith("sign-in"));
  expect(actions).toEqual(["sessions.ended", "password.changed"]);
});
