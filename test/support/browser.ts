import { request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import { audit, carryAxe } from "./audit";

/** The one browser of the run. Closing it closes what was opened here. */
export const openBrowser = (): Promise<Browser> => chromium.connect(inject("browserUrl"), { timeout: 0 });

const DEMO_PASSWORD = "twelve quiet otters";

export type Visit = {
  page: Page;
  context: BrowserContext;
  go: (path: string) => Promise<number>;
  /** Everything that must not happen on a page: script errors, CSP violations, requests to anybody else, serious findings of axe. */
  problems: string[];
  close: () => Promise<void>;
};

type Options = { javaScript?: boolean; width?: number; axe?: boolean; state?: BrowserContextOptions["storageState"] };

const inContext = (url: string, { javaScript = true, width = 1280, state }: Options): BrowserContextOptions => ({
  baseURL: url,
  javaScriptEnabled: javaScript,
  viewport: { width, height: 900 },
  locale: "en-GB",
  storageState: state,
});

/** One person at one browser. Every page that they come to is looked over. */
export async function visit(browser: Browser, url: string, options: Options = {}): Promise<Visit> {
  return lookOver(await browser.newContext(inContext(url, options)), url, options);
}

/** One person to whom no cookie comes, nor one of theirs to the site. */
export async function visitWithoutCookies(browser: Browser, url: string, options: Options = {}): Promise<Visit> {
  const filter = createServer((request, response) => {
    const { cookie, ...headers } = request.headers;
    const onward = ask(request.url!, { method: request.method, headers }, (answer) => {
      const { "set-cookie": refused, ...kept } = answer.headers;
      response.writeHead(answer.statusCode!, kept);
      answer.pipe(response);
    });
    request.pipe(onward.once("error", () => response.destroy()));
  });
  await new Promise<void>((listening) => filter.listen(0, "127.0.0.1", listening));
  const { port } = filter.address() as AddressInfo;
  const context = await browser.newContext({ ...inContext(url, options), proxy: { server: `http://127.0.0.1:${port}` } });
  context.once("close", () => filter.close());
  return lookOver(context, url, options);
}

/** Pages of this file that were looked over, at a width: once is enough. */
const looked = new Set<string>();

async function lookOver(
  context: BrowserContext,
  url: string,
  { javaScript = true, width = 1280, axe = javaScript }: Options,
): Promise<Visit> {
  // a slow machine takes its time; what never comes ends the test all the same
  context.setDefaultTimeout(4 * 60_000);
  if (axe) await carryAxe(context);
  const page = context.pages()[0] ?? (await context.newPage());
  const problems: string[] = [];
  page.on("console", (message) => {
    // the browser's own line for an answer of 4xx is no error of the page
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) problems.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
  // watched, not routed: a browser whose requests are held up keeps no file between two pages
  context.on("request", (request) => {
    const target = request.url();
    if (!target.startsWith(url) && !target.startsWith("data:")) problems.push(`${page.url()} asked ${target}`);
  });

  async function look(): Promise<void> {
    const { pathname } = new URL(page.url());
    const kind = `${pathname.replace(/[0-9a-hjkmnp-tv-z]{10}(-[^/]*)?|[A-Za-z0-9_-]{30,}/g, ":")} ${width} ${axe}`;
    if (looked.has(kind)) return;
    looked.add(kind);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) problems.push(`${pathname} is ${wide} px wider than the window at ${width} px`);
    if (!axe) return;
    problems.push(...(await audit(page)).map((problem) => `${pathname}: ${problem}`));
  }

  return {
    page,
    context,
    problems,
    go: async (path) => {
      let answer = await page.goto(path);
      if (isAskedAgain(page)) {
        await confirmIdentity(page);
        answer = await page.goto(path);
      }
      await look();
      return answer?.status() ?? 0;
    },
    close: async () => {
      await context.close();
    },
  };
}

/** Presses a button and waits for the page that follows. */
export async function press(visit: Visit, name: string | RegExp): Promise<void> {
  const button = visit.page
    .locator("main")
    .getByRole("button", { name, exact: typeof name === "string" })
    .first();
  await Promise.all([visit.page.waitForEvent("load"), button.click()]);
}

/** Signs in; a member of staff types the code that the demo shows. */
export async function signIn(visit: Visit, email: string, password = DEMO_PASSWORD): Promise<void> {
  const { page } = visit;
  if (!page.url().includes("/sign-in")) await visit.go("/sign-in");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await press(visit, "Sign in");
  if (!page.url().includes("/sign-in/verify")) return;
  await typeShownCode(page);
  await press(visit, "Continue");
}

/** Whether somebody has to say once more who they are, before an act with weight. */
const isAskedAgain = (page: Page) => new URL(page.url()).pathname === "/sign-in/confirm";

async function confirmIdentity(page: Page): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  if (await page.getByLabel("Security code").count()) await typeShownCode(page);
  await Promise.all([page.waitForEvent("load"), page.locator("main").getByRole("button", { name: "Continue" }).click()]);
}

/** The code that the demo shows. */
async function typeShownCode(page: Page): Promise<void> {
  const code = /\b\d{6}\b/.exec((await page.locator("main").textContent()) ?? "")?.[0];
  await page.getByLabel("Security code").fill(code ?? "");
}
