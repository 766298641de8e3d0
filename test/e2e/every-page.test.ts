import { and, eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forumPosts, forumTopics } from "#db/schema/forum";
import { addresses } from "#db/schema/people";
import { historyPath } from "~/features/forum/topic-address";
import { audit } from "../support/audit";
import { openBrowser, signIn, type Visit, visit } from "../support/browser";
import { testDb } from "../support/context";
import { type DemoSite, startDemoSite } from "../support/demo-site";
import { focusHidden, otherColours, undrawn, widerThanWindow } from "../support/page-looks";

let site: DemoSite;
let browser: Browser;
/** The earlier texts of a post: only its author is led there, from that one post. */
let earlierTexts: string;
beforeAll(async () => {
  site = await startDemoSite();
  earlierTexts = await earlierTextsOf("manager@demo.example");
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const VIEWERS = {
  "a visitor": null,
  "an applicant": "pending@demo.example",
  "a specialist": "specialist@demo.example",
  "a member": "manager@demo.example",
  "an editor": "editor@demo.example",
  "a moderator": "moderator@demo.example",
  "a sender": "sender@demo.example",
  "a contacts officer": "contacts@demo.example",
  "the steering group": "steering@demo.example",
  "an administrator": "admin@demo.example",
};
/** Pages that no link leads to. */
const STARTS = ["/", "/sign-in", "/forgot-password", "/newsletters/manage", "/nothing-here"];

/** Looked at already, by whoever came first. */
const looked = new Set<string>();

test.each(Object.entries(VIEWERS))("every page that %s comes to can be seen and used, however they look at it", async (_who, email) => {
  const viewer = await visit(browser, site.url, { axe: false });
  if (email) await signIn(viewer, email);
  const waiting = email === "manager@demo.example" ? [...STARTS, earlierTexts] : [...STARTS];
  const met = new Set<string>();
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    const kind = kindOf(path);
    if (met.has(kind)) continue;
    met.add(kind);
    if (looked.has(kind)) waiting.push(...(await linksOf(viewer, path)));
    else {
      looked.add(kind);
      await viewer.go(path);
      waiting.push(...linksIn(await viewer.page.content()));
      viewer.problems.push(...(await wrongWith(viewer.page)).map((problem) => `${path} ${problem}`));
    }
  }
  expect(viewer.problems).toEqual([]);
  await viewer.close();
});

async function earlierTextsOf(email: string): Promise<string> {
  const [post] = await testDb()
    .db.select({ topic: forumTopics.code, number: forumPosts.number })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(addresses, eq(addresses.personId, forumPosts.authorId))
    .where(and(eq(addresses.canonical, email), eq(forumPosts.editedBy, "author")))
    .limit(1);
  return historyPath(post!);
}

/** Topics, issues and people are looked at once each, and so is a list however it is filtered; other pages one by one. */
const kindOf = (path: string) =>
  path
    .replace(/(?<=\/)[0-9a-hjkmnp-tv-zA-Z]{10}(-[\w-]*)?(?=\/|$|\?)/, "one")
    .replace(/(?<=\/admin\/mail\/)[\w-]{36}/, "one")
    .replace(/=[^&]*/g, "=")
    .replace(/(posts|history|versions)\/\d+/, "$1/one");

/** Without showing it: it was looked at, but this reader may be led on from there to what others are not. */
async function linksOf(viewer: Visit, path: string): Promise<string[]> {
  const answer = await viewer.context.request.get(path);
  if (!answer.url().includes("/sign-in/confirm")) return linksIn(await answer.text());
  await viewer.go(path);
  return linksIn(await viewer.page.content());
}

function linksIn(html: string): string[] {
  const links = [...html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map(([, path]) => path!.replaceAll("&amp;", "&"));
  return links.filter((path) => !/^\/\/|\.(xml|txt|svg|json|html)$|\/mail\/(text|html)$/.test(path));
}

async function wrongWith(page: Page): Promise<string[]> {
  const problems: string[] = [];
  const note = (where: string, found: string[]) => problems.push(...found.map((problem) => `${where}: ${problem}`));

  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.activeElement?.matches(".nhsuk-skip-link"))))
    note("by keyboard", ["the skip link is not first"]);
  note("by keyboard", await page.evaluate(focusHidden));
  await page.emulateMedia({ forcedColors: "active" });
  note("in forced colours", await page.evaluate(undrawn));
  await page.emulateMedia({ forcedColors: "none" });
  note("at 1280 px", await page.evaluate(widerThanWindow));
  note("at 1280 px", await audit(page));
  await page.evaluate(() => document.documentElement.setAttribute("data-contrast", "high"));
  note("in high contrast", [...(await page.evaluate(otherColours)), ...(await audit(page, ["color-contrast"]))]);
  await page.evaluate(() => document.documentElement.removeAttribute("data-contrast"));
  for (const width of [768, 320]) {
    await page.setViewportSize({ width, height: 900 });
    note(`at ${width} px`, await page.evaluate(widerThanWindow));
  }
  note("at 320 px", await audit(page, ["target-size"]));
  // the largest text on the narrowest window is what 400 % zoom of a wide one leaves
  await page.evaluate(() => document.documentElement.setAttribute("data-text-size", "largest"));
  note("in the largest text", await page.evaluate(widerThanWindow));
  await page.setViewportSize({ width: 1280, height: 900 });
  return problems;
}
