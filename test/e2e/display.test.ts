import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, press, signIn, type Visit, visit } from "../support/browser";
import { type DemoSite, startDemoSite } from "../support/demo-site";

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

type Choice = { size: string; contrast?: string; keep?: boolean };

async function choose(visitor: Visit, { size, contrast = "Normal", keep = false }: Choice): Promise<void> {
  await visitor.go("/display");
  await visitor.page.getByRole("group", { name: "Text size" }).getByLabel(size, { exact: true }).check();
  await visitor.page.getByRole("group", { name: "Contrast" }).getByLabel(contrast, { exact: true }).check();
  await visitor.page.getByLabel("Keep this for a year").setChecked(keep);
  await press(visitor, "Save");
}

/** The same person, the browser closed and opened again: cookies without an end are gone. */
async function restarted(before: Visit): Promise<Visit> {
  const { cookies, origins } = await before.context.storageState();
  await before.close();
  return visit(browser, site.url, { axe: false, state: { origins, cookies: cookies.filter(({ expires }) => expires > 0) } });
}

const rootSize = (page: Page) => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));

test("PMN-24: kept for a year, text size and contrast still apply after the browser was closed, until they are forgotten", async () => {
  const first = await visit(browser, site.url, { axe: false });
  const plain = (await first.go("/guidance")) && (await rootSize(first.page));
  await choose(first, { size: "Larger", contrast: "High", keep: true });

  const second = await restarted(first);
  await second.go("/guidance");
  expect(await rootSize(second.page)).toBe(1.5 * plain);
  expect(await second.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(0, 0, 0)");
  const [cookie] = await second.context.cookies();
  expect(cookie!.expires - Date.now() / 1000).toBeLessThanOrEqual(365 * 86_400);

  await second.go("/display");
  await press(second, "Forget my choice");
  const third = await restarted(second);
  await third.go("/guidance");
  expect(await rootSize(third.page)).toBe(plain);
  expect(await third.context.cookies()).toEqual([]);
  expect(third.problems).toEqual([]);
  await third.close();
});

test("PMN-24: not kept, they end with the browser", async () => {
  const first = await visit(browser, site.url, { axe: false });
  const plain = (await first.go("/guidance")) && (await rootSize(first.page));
  await choose(first, { size: "Large" });
  await first.go("/guidance");
  expect(await rootSize(first.page)).toBe(1.25 * plain);

  const second = await restarted(first);
  await second.go("/guidance");
  expect(await rootSize(second.page)).toBe(plain);
  await second.close();
});

/** Every page loads the same scripts; these give them different things to do. */
const PAGES = ["/", "/account/profile", "/contact", "/nothing-here", "/display", "/search?q=rota", "/forum/running-the-practice"];

test("the browser keeps nothing but cookies, as visitor and as member", async () => {
  for (const email of [null, "manager@demo.example"]) {
    const someone = await visit(browser, site.url, { axe: false });
    if (email) await signIn(someone, email);
    for (const path of PAGES) {
      await someone.go(path);
      const kept = await someone.page.evaluate(async () => ({
        local: { ...localStorage },
        session: { ...sessionStorage },
        databases: await indexedDB.databases(),
        caches: await caches.keys(),
        workers: (await navigator.serviceWorker.getRegistrations()).length,
      }));
      expect({ path, ...kept }).toEqual({ path, local: {}, session: {}, databases: [], caches: [], workers: 0 });
    }
    await someone.close();
  }
});
