import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, press, signIn, type Visit, visit } from "../support/browser";
import { type DemoSite, startDemoSite } from "../support/demo-site";

let site: DemoSite;
let browser: Browser;
beforeAll(async () => {
  site = await startDemoSite();
  browser = await openBrowser();
}, 120_000);
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

const PAGES = [
  "/",
  "/guidance",
  "/forum",
  "/newsletters",
  "/account",
  "/account/profile",
  "/account/sessions",
  "/cookies",
  "/privacy",
  "/contact",
  "/nothing-here",
];

/** A topic, its category and its form, as the community has them. */
async function pagesOf(member: Visit): Promise<string[]> {
  await member.go("/forum/running-the-practice");
  const topic = await member.page.locator("main a[href^='/forum/topics/']").first().getAttribute("href");
  return [...PAGES, "/forum/running-the-practice", "/forum/running-the-practice/new", topic!.replace(/#.*/, "")];
}

test("at the largest text and 400 % zoom nothing is wider than the window", async () => {
  const member = await visit(browser, site.url, { width: 320, axe: false });
  await signIn(member, "manager@demo.example");
  await choose(member, { size: "Largest" });
  for (const path of await pagesOf(member)) await member.go(path);

  expect(member.problems).toEqual([]);
  await member.close();
});

const COLOURS = new Set(["rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(255, 255, 0)", "rgba(0, 0, 0, 0)"]);

test("in high contrast everything is black, white or yellow", async () => {
  const member = await visit(browser, site.url, { axe: true });
  await signIn(member, "manager@demo.example");
  await choose(member, { size: "Normal", contrast: "High" });
  for (const path of await pagesOf(member)) {
    await member.go(path);
    const used = await member.page.evaluate(() =>
      [...document.querySelectorAll("body *")].flatMap((element) => {
        const { color, backgroundColor, borderTopColor } = getComputedStyle(element);
        return [color, backgroundColor, borderTopColor];
      }),
    );
    expect({ path, other: [...new Set(used)].filter((colour) => !COLOURS.has(colour)) }).toEqual({ path, other: [] });
  }
  expect(member.problems).toEqual([]);
  await member.close();
});

describe.each([
  { name: "plainly", contrast: "Normal" },
  { name: "in high contrast", contrast: "High" },
])("shown $name", ({ contrast }) => {
  test("whoever goes by keyboard sees where they are, at each stop, clear of everything else", async () => {
    const member = await visit(browser, site.url, { axe: false });
    await signIn(member, "manager@demo.example");
    await choose(member, { size: "Normal", contrast });
    for (const path of ["/", "/forum/running-the-practice/new", "/account/profile", "/display"]) {
      await member.go(path);
      for (let stop = 0; stop < 60; stop++) {
        await member.page.keyboard.press("Tab");
        const focus = await member.page.evaluate(focused);
        if (!focus) break;
        expect({ path, stop, ...focus }).toEqual({ path, stop, what: focus.what, isMarked: true, isClear: true });
      }
    }
    await member.close();
  });
});

/** In the page: how the element in focus shows it, and whether it lies under another. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const label = element.matches("input[type=radio], input[type=checkbox]") ? element.nextElementSibling : null;
  const marked = [getComputedStyle(element), ...(label ? [getComputedStyle(label, "::before")] : [])];
  const box = element.getClientRects()[0]!;
  const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + box.height / 2);
  return {
    what: element.outerHTML.slice(0, 80),
    isMarked: marked.some(
      ({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none",
    ),
    isClear: top !== null && (element.contains(top) || top.contains(element)),
  };
}

test("the browser keeps nothing but cookies, as visitor and as member", async () => {
  for (const email of [null, "manager@demo.example"]) {
    const someone = await visit(browser, site.url, { axe: false });
    if (email) await signIn(someone, email);
    for (const path of [...PAGES, "/display", "/search?q=rota", "/news", "/forum/running-the-practice"]) {
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
