import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, press, signIn, type Visit, visit } from "../support/browser";
import { aTopic, countPosts } from "../support/forum";
import { anAccount, aSite, PASSWORD, type Site } from "../support/http";

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await aSite();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

async function come(email: string, options: { javaScript?: boolean; width?: number }): Promise<Visit> {
  const member = await visit(browser, site.baseUrl, options);
  await signIn(member, email, PASSWORD);
  return member;
}

test("a reply is saved while it is typed, found on a phone without script, and leaving it half written warns", async () => {
  const [{ email }, topic] = [await anAccount(), await aTopic()];
  const path = `/forum/topics/${topic.code}`;
  const desk = await come(email, {});
  await desk.go(path);
  const area = desk.page.getByLabel("Your reply");
  // on a slow machine the keys are so far apart that half of the words is saved before all of them are
  const saved = desk.page.waitForResponse((answer) => answer.request().postData()?.includes("Half+a+thought") ?? false);
  await area.pressSequentially("Half a thought");
  await saved;
  await desk.page.getByText(/^Draft saved/).waitFor();

  const phone = await come(email, { javaScript: false, width: 320 });
  await phone.go("/account/drafts");
  expect(await phone.page.locator("main").textContent()).toContain("Reply in the forum: Half a thought");
  await phone.go(path);
  expect(await phone.page.getByLabel("Your reply").inputValue()).toBe("Half a thought");
  await phone.page.getByLabel("Your reply").fill("Half a thought, and the other half");
  await press(phone, "Save draft");
  expect(await phone.page.locator("main").textContent()).toContain("Draft saved");

  await desk.go(path);
  expect(await area.inputValue()).toBe("Half a thought, and the other half");
  await area.press("End");
  await area.pressSequentially("!");
  const asked = desk.page.waitForEvent("dialog");
  const left = desk.page.getByRole("link", { name: "News", exact: true }).first().click();
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await left;
  expect(await area.inputValue()).toBe("Half a thought, and the other half!");

  await press(desk, "Post reply");
  expect(await countPosts(topic)).toBe(2);
  await phone.go("/account/drafts");
  expect(await phone.page.locator("main").textContent()).not.toContain("Half a thought");
  expect([...desk.problems, ...phone.problems]).toEqual([]);
});
