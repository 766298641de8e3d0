import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, press, signIn, type Visit, visit } from "../support/browser";
import { type DemoSite, linkIn, startDemoSite } from "../support/demo-site";

let site: DemoSite;
let browser: Browser;
beforeAll(async () => {
  site = await startDemoSite();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const PASSWORD = "nine patient herons";
const ways = [
  { name: "without JavaScript, on a small screen", javaScript: false, width: 320 },
  { name: "with JavaScript", javaScript: true, width: 1280 },
];

describe.each(ways)("$name", ({ javaScript, width }) => {
  const mark = javaScript ? "js" : "plain";
  const comeAs = () => visit(browser, site.url, { javaScript, width });

  test("a practice manager applies, confirms, waits, is approved, and reads a page for members", async () => {
    const address = `amara-${mark}@larkhollow.example`;
    const manager = await comeAs();
    const { page } = manager;
    const restricted = `/${await restrictedPath()}`;
    await manager.go("/register");
    await page.getByLabel("Full name").fill(`Amara Okonkwo (${mark})`);
    await page.getByLabel("Job title").fill("Practice manager");
    await page.getByLabel("Organisation").fill("Larkhollow Surgery (X98765)");
    await page.getByLabel("Email address").fill(address);
    await page.getByLabel("Staffing").check();
    await press(manager, "Apply to join");
    expect(await page.locator("h1").textContent()).toBe("Check your email");

    const link = linkIn(await site.mailTo(address, /confirm your application/i), /\/register\/verify\//);
    await manager.go(link.replace(site.url, ""));
    expect(await page.locator("main").textContent()).toContain("Larkhollow Surgery (X98765)");
    await page.getByLabel("Create a password").fill(PASSWORD);
    await press(manager, "Confirm application");
    expect(await page.locator("h1").textContent()).toBe("We have your application");
    await site.mailTo(address, /we have your application/i);

    await manager.go("/sign-in?next=%2Faccount%2Fapplication");
    await signIn(manager, address, PASSWORD);
    expect(await page.locator("main").textContent()).toContain("It waits for a decision");
    expect(await manager.go(restricted)).toBe(403);

    const officer = await comeAs();
    await decide(officer, `Amara Okonkwo (${mark})`);
    expect((await site.mailTo(address, /welcome/i)).text).toContain("you are a member now");

    expect(await manager.go(restricted)).toBe(200);
    await expectClean(manager, officer);
  });

  test("a specialist is invited, accepts behind the mailed link, and signs in", async () => {
    const address = `idris-${mark}@specialists.example`;
    const sponsor = await comeAs();
    await sponsor.go("/sign-in");
    await signIn(sponsor, "steering@demo.example");
    await sponsor.go("/admin/invitations");
    await undertake(sponsor);
    await sponsor.page.getByRole("link", { name: "Invite a specialist" }).click();
    await sponsor.page.getByLabel("Their full name").fill("Idris Pemberton");
    await sponsor.page.getByLabel("Their email address").fill(address);
    await sponsor.page.getByLabel("Digital champions").check();
    for (const [part, value] of Object.entries({ Day: "31", Month: "3", Year: String(new Date().getFullYear() + 1) }))
      await sponsor.page.getByLabel(part, { exact: true }).fill(value);
    await press(sponsor, "Continue");
    await press(sponsor, "Send invitation");
    expect(await sponsor.page.locator("main").textContent()).toContain("The invitation is on its way.");

    const specialist = await comeAs();
    const mail = await site.mailTo(address, /you are invited/i);
    await specialist.go(linkIn(mail, /\/invitations\//).replace(site.url, ""));
    await specialist.page.getByLabel("Create a password").fill(PASSWORD);
    await press(specialist, "Accept invitation");
    await specialist.go("/sign-in?next=%2Fforum");
    await signIn(specialist, address, PASSWORD);
    expect(new URL(specialist.page.url()).pathname).toBe("/forum");
    await expectClean(sponsor, specialist);
  });
});

async function decide(officer: Visit, name: string): Promise<void> {
  const { page } = officer;
  await officer.go("/sign-in");
  await signIn(officer, "contacts@demo.example");
  await officer.go("/admin/applications");
  await undertake(officer);
  await page.locator("main").getByRole("link", { name }).click();
  const record = new URL(page.url()).pathname;
  await officer.go(record);
  for (const act of ["decline", "ask"]) await officer.go(`${record}/${act}`);
  await officer.go(`${record}/approve`);
  expect(await page.getByLabel("ODS code").inputValue()).toBe("X98765");
  await press(officer, "Approve");
  expect(await page.locator("main").textContent()).toContain("The application is approved");
}

/** Before their first look, staff accept the undertaking. */
async function undertake(staff: Visit): Promise<void> {
  if (!staff.page.url().includes("/account/undertaking")) return;
  await staff.page.getByLabel(/undertake/).check();
  await press(staff, "Accept and continue");
}

async function restrictedPath(): Promise<string> {
  const { pages } = await import("#db/seeds/texts/pages");
  return pages.find(({ audience, teaser }) => audience === "members" && teaser)!.path;
}

async function expectClean(...visits: Visit[]): Promise<void> {
  expect(visits.flatMap((each) => each.problems)).toEqual([]);
  for (const each of visits) await each.close();
}
