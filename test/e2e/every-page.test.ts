import { and, eq, isNull } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { addresses } from "#db/schema/people";
import { historyPath } from "~/features/forum/topics/topic-address";
import { audit, carryAxe } from "../support/audit";
import { openBrowser, press, signIn, type Visit, visit } from "../support/browser";
import { testDb } from "../support/context";
import { linksIn, templateOf } from "../support/crawl";
import { type DemoSite, startDemoSite } from "../support/demo-site";
import { focusHidden, lowContrast, lowInHighContrast, tallHeader, undrawn, widerThanWindow } from "../support/page-looks";

let site: DemoSite;
let browser: Browser;
/** Where the crawl would come only by luck: the earlier texts of a post, from that one post, and what is done with a draft. */
let further: Record<string, string[]>;
beforeAll(async () => {
  site = await startDemoSite();
  const draft = await draftPath();
  further = {
    "manager@demo.example": [await earlierTextsOf("manager@demo.example")],
    "editor@demo.example": [`${draft}/publish`, `${draft}/compare?from=1&to=1`],
  };
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
const STARTS = ["/", "/sign-in", "/forgot-password", "/newsletters/manage", "/search?q=rota", "/account/application", "/nothing-here"];

/** How many of a template each viewer is led on from: the first topic, member or issue leads not everywhere. */
const LED_ON = 3;
/** How many texts are looked at: what can stand in one is Markdown, and the first of them have all of it. */
const TEXTS = 8;

/** How many pages of a template were looked at, by whoever came first. */
const looked = new Map<string, number>();

test.each(Object.entries(VIEWERS))("every page that %s comes to can be seen and used, however they look at it", async (_who, email) => {
  const viewer = await visit(browser, site.url, { axe: false });
  await carryAxe(viewer.context);
  if (email) await signIn(viewer, email);
  const waiting = [...STARTS, ...(further[email ?? ""] ?? [])];
  const met = new Map<string, Set<string>>();
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    const template = templateOf(path);
    const ofTemplate = met.get(template) ?? new Set();
    if (ofTemplate.has(path) || ofTemplate.size === LED_ON) continue;
    met.set(template, ofTemplate.add(path));
    const seen = looked.get(template) ?? 0;
    if (seen === (template === "/*" ? TEXTS : 1)) waiting.push(...(await linksOf(viewer, path)));
    else {
      looked.set(template, seen + 1);
      await viewer.go(path);
      do {
        waiting.push(...linksIn(await viewer.page.content()));
        viewer.problems.push(...(await wrongWith(viewer.page)).map((problem) => `${path} ${problem}`));
      } while (await passed(viewer));
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

async function draftPath(): Promise<string> {
  const [draft] = await testDb().db.select({ code: contentPages.code }).from(contentPages).where(isNull(contentPages.publishedAt)).limit(1);
  return `/admin/content/${draft!.code}`;
}

/** Without showing it: it was looked at, but this reader may be led on from there to what others are not. */
async function linksOf(viewer: Visit, path: string): Promise<string[]> {
  // a connection that was kept may be closed at this very moment
  const answer = await viewer.context.request.get(path, { maxRetries: 3 });
  if (!GATES.some(({ at }) => at.test(answer.url()))) return linksIn(await answer.text());
  await viewer.go(path);
  while (await passed(viewer));
  return linksIn(await viewer.page.content());
}

/** Where somebody has to say something before they come to what they asked for. */
const GATES = [
  { at: /\/sign-in\/confirm/, choice: null, button: "Continue" },
  { at: /\/account\/undertaking/, choice: /undertake/, button: "Accept and continue" },
  { at: /\/admin\/members\/[^/]+\/open/, choice: "To help them, as they asked", button: "Open the record" },
];

async function passed(viewer: Visit): Promise<boolean> {
  const gate = GATES.find(({ at }) => at.test(viewer.page.url()));
  if (!gate?.choice) return false;
  await viewer.page.getByLabel(gate.choice).check();
  await press(viewer, gate.button);
  return true;
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
  await page.emulateMedia({ colorScheme: "dark" });
  note("in the dark", await page.evaluate(lowContrast));
  await page.emulateMedia({ colorScheme: "light" });
  await page.evaluate(() => document.documentElement.setAttribute("data-contrast", "high"));
  note("in high contrast", await page.evaluate(lowInHighContrast));
  await page.evaluate(() => document.documentElement.removeAttribute("data-contrast"));
  for (const width of [768, 320]) {
    await page.setViewportSize({ width, height: 900 });
    note(`at ${width} px`, await page.evaluate(widerThanWindow));
  }
  note("at 320 px", await page.evaluate(tallHeader));
  note("at 320 px", await audit(page));
  // the largest text on the narrowest window is what 400 % zoom of a wide one leaves
  await page.evaluate(() => document.documentElement.setAttribute("data-text-size", "largest"));
  note("in the largest text", await page.evaluate(widerThanWindow));
  await page.setViewportSize({ width: 1280, height: 900 });
  return problems;
}
