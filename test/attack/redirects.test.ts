import { beforeAll, expect, test } from "vitest";
import { anAccount, aSite, enter, nextTestCode, PASSWORD, type Site } from "../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const ELSEWHERE = [
  "//evil.example",
  "/\\evil.example",
  "/%09/evil.example\\..",
  "https://evil.example",
  "https:evil.example",
  "/\t/evil.example",
  "javascript:alert(1)",
  "//user@evil.example/",
];

/** Where a browser would end up. */
const hostOf = (location: string | null) => new URL(location ?? "/", site.baseUrl).host;

test.each(ELSEWHERE)("B35: signing in leads nowhere else by next=%s", async (next) => {
  const own = new URL(site.baseUrl).host;
  const member = await anAccount();
  const entered = await site.browser().post("/sign-in", { email: member.email, password: PASSWORD, next });
  expect({ status: entered.status, host: hostOf(entered.location) }).toEqual({ status: 303, host: own });

  const page = await site.browser().get(`/sign-in?${new URLSearchParams({ next })}`);
  expect(page.html).toContain('name="next" value="/"');
});

test("B35: neither does the code's page, nor a page for who is signed in already", async () => {
  const own = new URL(site.baseUrl).host;
  const staff = await anAccount({ roles: ["editor"] });
  const browser = site.browser();
  await browser.post("/sign-in", { email: staff.email, password: PASSWORD });
  const entered = await browser.post("/sign-in/verify", { code: nextTestCode(), next: "//evil.example" });
  expect(hostOf(entered.location)).toBe(own);

  expect(hostOf((await browser.get("/sign-in?next=//evil.example")).location)).toBe(own);
  expect(hostOf((await browser.get("/sign-in/verify?next=//evil.example")).location)).toBe(own);
});

test("B35: an address that begins like another host is not followed, with or without a slash at its end", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await enter(browser, email);
  for (const path of [
    "//evil.example/",
    "//evil.example",
    "/\\evil.example/",
    "///evil.example/",
    "/%2Fevil.example/",
    "/%5Cevil.example/",
    "//evil.example/%2e%2e/",
  ]) {
    const { status, location } = await browser.get(path);
    expect({ path, status, location }).toEqual({ path, status: 404, location: null });
  }
});
