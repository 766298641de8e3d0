import { beforeAll, expect, test } from "vitest";
import { anAccount, aSite, PASSWORD, type Site, signIn } from "../../support/http";

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
