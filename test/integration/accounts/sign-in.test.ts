import { beforeAll, expect, test } from "vitest";
import { anAccount, aSite, nextTestCode, PASSWORD, type Site, signIn } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

test("a wrong password is refused, keeps the address and not the password", async () => {
  const { email } = await anAccount();

  const answer = await site.browser().post("/sign-in", { email, password: "not the password at all" });

  expect(answer.status).toBe(400);
  expect(answer.html).toContain("There is a problem");
  expect(answer.html).toContain(`value="${email}"`);
  expect(answer.html).not.toContain("not the password at all");
});

test("the right password signs a member in", async () => {
  const { email } = await anAccount({ fullName: "Ada Marsh" });
  const browser = site.browser();

  const answer = await signIn(browser, email);

  expect(answer.status).toBe(303);
  // the account; two counts, and back out of both; the transaction's entry, look at the account, and session
  expect(answer.queries).toBe(7);
  expect((await browser.get("/sign-in")).location).toBe("/");
  expect(PASSWORD.length).toBeGreaterThan(12);
});

test("staff are signed in by their code only", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const browser = site.browser();

  const first = await browser.post("/sign-in", { email, password: PASSWORD });
  expect(first.location).toContain("/sign-in/verify");
  expect((await browser.get("/account/profile")).location).toContain("/sign-in?next=");

  await signIn(browser, email);
  expect((await browser.get("/sign-in")).location).toBe("/");
});

test("who comes back with a cookie that was overtaken signs in again; who brings none is told that the browser refused it", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const [browser, bare] = [site.browser(), site.browser()];
  await browser.post("/sign-in", { email, password: PASSWORD });
  const second = site.browser();
  for (const [name, value] of browser.cookies) second.cookies.set(name, value);
  await browser.post("/sign-in/verify", { code: nextTestCode() });

  expect((await second.get("/sign-in/verify")).location).toBe("/sign-in?next=%2F");
  expect((await bare.get("/sign-in/verify")).location).toBe("/sign-in/check?next=%2F");
});
