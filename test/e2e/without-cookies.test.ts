import { eq } from "drizzle-orm";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { subscriptions } from "#db/schema/consents";
import { addresses } from "#db/schema/people";
import { unsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { openBrowser, press, type Visit, visitWithoutCookies } from "../support/browser";
import { testDb } from "../support/context";
import { type DemoSite, linkIn, startDemoSite } from "../support/demo-site";

// Whoever refuses cookies, and runs no scripts either, loses signing in and nothing else.
let site: DemoSite;
let browser: Browser;
let visitor: Visit;
beforeAll(async () => {
  site = await startDemoSite();
  browser = await openBrowser();
  visitor = await visitWithoutCookies(browser, site.url, { javaScript: false, width: 320 });
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const ADDRESS = "no-cookies@visitors.example";
const main = () => visitor.page.locator("main");

test("no cookie comes through here: a choice of display cannot be remembered, and the page says so", async () => {
  await visitor.go("/display");
  await visitor.page.getByLabel("Largest").check();
  await press(visitor, "Save");

  expect(await main().textContent()).toContain("Your browser did not keep your choice");
  expect(await visitor.context.cookies()).toEqual([]);
});

test("PMN-23: without cookies and scripts every open page is read, from the home page on", async () => {
  for (const path of [
    "/",
    "/guidance",
    "/news",
    "/newsletters",
    "/privacy",
    "/cookies",
    "/accessibility",
    "/terms",
    "/complaints",
    "/register",
  ])
    expect([path, await visitor.go(path), new URL(visitor.page.url()).pathname]).toEqual([path, 200, path]);
  await visitor.go("/guidance");
  await Promise.all([visitor.page.waitForEvent("load"), main().getByRole("link").last().click()]);
  expect((await main().textContent())?.length).toBeGreaterThan(200);
});

test("PMN-23: without cookies and scripts the site is searched from the header of any page", async () => {
  await visitor.go("/cookies");
  // where there is room for no field, a link leads to it
  await Promise.all([visitor.page.waitForEvent("load"), visitor.page.getByRole("banner").getByRole("link", { name: "Search" }).click()]);
  await main().locator("#search-words").fill("complaints");
  await Promise.all([visitor.page.waitForEvent("load"), main().getByRole("button", { name: "Search" }).click()]);

  expect(new URL(visitor.page.url()).searchParams.get("q")).toBe("complaints");
  expect(
    await main()
      .getByRole("link", { name: /complaints/i })
      .count(),
  ).toBeGreaterThan(0);
});

test("PMN-23: without cookies and scripts a question is sent, and what was typed comes back when something is missing", async () => {
  await visitor.go("/contact");
  await main().getByLabel("Full name").fill("Noor Adeyemi");
  await main().getByLabel("Email address").fill(ADDRESS);
  await press(visitor, "Send");
  expect(await main().textContent()).toContain("There is a problem");
  expect(await main().getByLabel("Full name").inputValue()).toBe("Noor Adeyemi");

  await main().getByRole("radio").first().check();
  await main().getByLabel("Your question").fill("May a deputy read the forum?");
  await press(visitor, "Send");
  expect(new URL(visitor.page.url()).pathname).toBe("/contact/sent");
});

test("PMN-23: without cookies and scripts one subscribes to a newsletter", async () => {
  await visitor.go("/newsletters/practice-matters");
  await main().getByLabel("Email address").fill(ADDRESS);
  await press(visitor, "Subscribe");
  await visitor.go(linkIn(await site.mailTo(ADDRESS, /confirm/i), /\/newsletters\/confirm\//).replace(site.url, ""));
  await press(visitor, "Confirm subscription");

  expect(await statesOf(ADDRESS)).toEqual(["active"]);
});

test("PMN-23: without cookies and scripts one chooses among newsletters behind a mailed link", async () => {
  await visitor.go("/newsletters/manage");
  await main().getByLabel("Email address").fill(ADDRESS);
  await press(visitor, "Send me a link");
  await visitor.go(linkIn(await site.mailTo(ADDRESS, /newsletter choices/i), /\/newsletters\/preferences\//).replace(site.url, ""));
  await main()
    .getByRole("checkbox", { name: /Practice Matters/ })
    .uncheck();
  await press(visitor, "Save");
  expect(await statesOf(ADDRESS)).toEqual(["ended"]);
});

test("PMN-23: without cookies and scripts one leaves a newsletter by the link in an issue", async () => {
  const other = `other-${ADDRESS}`;
  await visitor.go("/newsletters/practice-matters");
  await main().getByLabel("Email address").fill(other);
  await press(visitor, "Subscribe");
  await visitor.go(linkIn(await site.mailTo(other, /confirm/i), /\/newsletters\/confirm\//).replace(site.url, ""));
  await press(visitor, "Confirm subscription");
  const [{ id } = { id: "" }] = await subscriptionsOf(other);

  await visitor.go(`/newsletters/unsubscribe/${unsubscribeToken("unsubscribe", id)}`);
  await press(visitor, "Unsubscribe");
  expect(await statesOf(other)).toEqual(["held"]);
  await visitor.go(linkIn(await site.mailTo(other, /do you want to stop/i), /\/newsletters\/cancel\//).replace(site.url, ""));
  await press(visitor, "Confirm cancellation");
  expect(await statesOf(other)).toEqual(["ended"]);
});

test("only signing in is lost, and the page says why", async () => {
  await visitor.go("/sign-in");
  await main().getByLabel("Email address").fill("manager@demo.example");
  await main().getByLabel("Password", { exact: true }).fill("twelve quiet otters");
  await press(visitor, "Sign in");
  expect(await main().getByRole("heading", { level: 1 }).textContent()).toBe("Your browser did not keep you signed in");

  await visitor.go("/account");
  expect(new URL(visitor.page.url()).pathname).toBe("/sign-in");
});

test("nothing went wrong on the way", () => {
  expect(visitor.problems).toEqual([]);
});

const subscriptionsOf = (canonical: string) =>
  testDb()
    .db.select({ id: subscriptions.id, state: subscriptions.state })
    .from(addresses)
    .innerJoin(subscriptions, eq(subscriptions.addressId, addresses.id))
    .where(eq(addresses.canonical, canonical));

const statesOf = async (canonical: string) => (await subscriptionsOf(canonical)).map(({ state }) => state);
