import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "../setup/browser";
import { freePort } from "../support/ports";

// Pictures of every page as visitor, member and staff at three widths, into screenshots/: `npm run screenshots [-- member 320]`.
const WIDTHS = [320, 768, 1280];
const VIEWERS: Record<string, string | null> = {
  visitor: null,
  member: "manager@demo.example",
  moderator: "moderator@demo.example",
  sender: "sender@demo.example",
  admin: "admin@demo.example",
};
/** Pages that no link leads to. */
const STARTS = ["/", "/sign-in", "/forgot-password", "/newsletters/manage", "/newsletters/check-your-email", "/nothing-here"];
const MOST_PAGES = 80;

const asked = process.argv.slice(2);
const port = await freePort();
const dataDir = mkdtempSync(join(tmpdir(), "portal-pictures-"));
const portal = spawn(process.execPath, ["bin/bootstrap.js", "start"], {
  env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error" },
  stdio: ["ignore", "pipe", "inherit"],
});
const url = `http://localhost:${port}`;
try {
  await new Promise<void>((ready, failed) => {
    portal.stdout.on("data", (text) => String(text).includes("Ctrl-C stops everything") && ready());
    portal.once("exit", (code) => failed(new Error(`the portal ended with ${code}`)));
  });
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  for (const [viewer, email] of Object.entries(VIEWERS)) {
    if (asked.length > 0 && asked.some((word) => word in VIEWERS) && !asked.includes(viewer)) continue;
    for (const width of WIDTHS) {
      if (asked.some((word) => /^\d+$/.test(word)) && !asked.includes(String(width))) continue;
      console.log(`${viewer} at ${width} px: ${await picture(browser, viewer, email, width)} pages`);
    }
  }
  await browser.close();
} finally {
  portal.kill("SIGTERM");
  await new Promise((done) => portal.once("exit", done));
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

async function picture(browser: Browser, viewer: string, email: string | null, width: number): Promise<number> {
  const folder = join("screenshots", viewer, String(width));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const context = await browser.newContext({ baseURL: url, viewport: { width, height: 900 } });
  const page = await context.newPage();
  if (email) await signIn(page, email);

  const waiting = [...STARTS];
  const kinds = new Set<string>();
  while (waiting.length > 0 && kinds.size < MOST_PAGES) {
    const path = waiting.shift()!;
    const kind = kindOf(path);
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    await page.goto(path);
    await page.screenshot({ path: join(folder, `${kind.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "home"}.png`), fullPage: true });
    const links = await page.$$eval("a[href^='/']", (anchors) => anchors.map((anchor) => anchor.getAttribute("href")!.split("#")[0]!));
    waiting.push(...links.filter((link) => !/\.(xml|txt|svg)$|\/mail\//.test(link)));
  }
  await context.close();
  return kinds.size;
}

/** Topics, issues and turned pages are pictured once each, other pages one by one. */
function kindOf(path: string): string {
  return path
    .replace(/[0-9a-hjkmnp-tv-z]{10}(-[\w-]*)?(?=\/|$|\?)/, "one")
    .replace(/(page|after|who|next)=[^&]*/g, "$1")
    .replace(/posts\/\d+/, "posts/n");
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("twelve quiet otters");
  await page.locator("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForLoadState();
  if (!page.url().includes("/verify")) return;
  const code = /\b\d{6}\b/.exec((await page.locator("main").textContent()) ?? "")?.[0];
  await page.getByLabel("Security code").fill(code ?? "");
  await page.locator("main").getByRole("button", { name: "Continue" }).click();
  await page.waitForLoadState();
}
