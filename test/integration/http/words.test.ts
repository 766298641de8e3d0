import { beforeAll, expect, test } from "vitest";
import { kindOf } from "../../support/cost-of-pages";
import { linksIn } from "../../support/crawl";
import { takeCommunity } from "../../support/demo-site";
import { type Browser, enter, type Site, startSite } from "../../support/http";
import { saidWrong } from "../../support/words";

let site: Site;
beforeAll(async () => {
  await takeCommunity();
  site = await startSite();
  return () => site.stop();
});

/** What a page says, piece by piece, as its tags part it, and its title. */
const piecesOf = (html: string) =>
  html
    .replace(/<(script|style)\b.*?<\/\1>/gs, "")
    .split(/<[^>]+>/)
    .map((piece) => piece.replaceAll("&amp;", "&").replaceAll("&#x27;", "'").trim());

/** Every kind of page that a reader comes to by links, and what of it nobody says. */
async function walk(browser: Browser): Promise<{ pages: number; wrong: string[] }> {
  const [waiting, met, wrong] = [["/", "/sign-in", "/nothing-here"], new Set<string>(), [] as string[]];
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    const kind = kindOf(path);
    if (met.has(kind)) continue;
    met.add(kind);
    const { html } = await browser.get(path);
    wrong.push(...piecesOf(html).flatMap((piece) => (saidWrong(piece) ? [`${path}: ${saidWrong(piece)}`] : [])));
    waiting.push(...linksIn(html));
  }
  return { pages: met.size, wrong };
}

test.each([
  ["a visitor", null, 15],
  ["a member", "manager@demo.example", 30],
  ["a moderator", "moderator@demo.example", 30],
  ["a sender of newsletters", "sender@demo.example", 30],
  ["an administrator", "admin@demo.example", 30],
])("no page says what nobody says: to %s", async (_who, email, least) => {
  const browser = site.browser();
  if (email) await enter(browser, email);
  const { pages, wrong } = await walk(browser);
  expect(wrong).toEqual([]);
  expect(pages).toBeGreaterThan(least);
});

test("a page that is not there keeps the header of whoever is signed in", async () => {
  const browser = site.browser();
  await enter(browser, "manager@demo.example");
  expect((await browser.get("/nothing-here")).html).toMatch(/<header.*Helen Garside.*Sign out.*<\/header>/s);
});
