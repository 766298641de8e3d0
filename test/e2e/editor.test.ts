import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type Visit, visit } from "../support/browser";
import { aDraft, aPage } from "../support/content";
import { anAccount, aSite, nextTestCode, PASSWORD, type Site } from "../support/http";

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await aSite();
  browser = await openBrowser();
  await aPage({ path: "guidance", title: "Guidance" });
});
afterAll(async () => {
  await browser?.close();
});

async function comeAsEditor(options: { javaScript?: boolean; width?: number }): Promise<Visit> {
  const { email } = await anAccount({ roles: ["editor"] });
  const editor = await visit(browser, site.baseUrl, options);
  await editor.go("/sign-in");
  await editor.page.getByLabel("Email address").fill(email);
  await editor.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await editor.page.getByRole("button", { name: "Sign in" }).click();
  await editor.page.getByLabel("Security code").fill(nextTestCode());
  await editor.page.getByRole("button", { name: "Continue" }).click();
  return editor;
}

test("with scripts, the toolbar is worked by keyboard, can be undone, and what is written is shown as it will be", async () => {
  const { code } = await aDraft({ body: "Plain words" });
  const { page, go, problems } = await comeAsEditor({});
  await go(`/admin/content/${code}/edit`);
  const area = page.getByLabel("Page", { exact: true });
  await expect.poll(() => page.getByRole("toolbar", { name: "Formatting" }).isVisible()).toBe(true);

  await area.press("Control+a");
  await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Note or tip");
  await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Bold");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  expect(await area.inputValue()).toBe("_Plain words_");
  expect(await area.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press("Control+z");
  expect(await area.inputValue()).toBe("Plain words");

  await area.press("Control+a");
  await page.keyboard.press("Control+b");
  expect(await area.inputValue()).toBe("**Plain words**");
  await expect.poll(() => page.getByRole("region", { name: "Preview" }).locator("strong").textContent()).toBe("Plain words");
  expect(problems).toEqual([]);
});

test("without scripts, there is no toolbar, and a button shows what was typed and keeps it", async () => {
  const { code } = await aDraft({ body: "Plain words" });
  const { page, go, problems } = await comeAsEditor({ javaScript: false, width: 320 });
  await go(`/admin/content/${code}/edit`);
  expect(await page.getByRole("toolbar", { name: "Formatting" }).isVisible()).toBe(false);

  await page.getByLabel("Page", { exact: true }).fill("Now **bold** words");
  await page.getByRole("button", { name: "Preview" }).click();
  expect(await page.locator(".pn-prose strong").textContent()).toBe("bold");
  expect(await page.getByLabel("Page", { exact: true }).inputValue()).toBe("Now **bold** words");
  await page.getByRole("button", { name: "Save draft" }).click();
  expect(await page.locator("main").textContent()).toContain("The draft is saved.");
  await go(`/admin/content/${code}/history/2`);
  expect(await page.locator(".pn-prose strong").textContent()).toBe("bold");
  expect(problems).toEqual([]);
});
