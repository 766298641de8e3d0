import { expect, test } from "vitest";
import { changeAudience } from "~/features/content/pages/change-audience.server";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { supersedePage } from "~/features/content/publishing/supersede-page.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import type { Ctx } from "~/lib/ctx";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aMember } from "../../support/people";

const VISITOR = { kind: "visitor" } as const;
const visitor = (): Ctx => ctxFor(VISITOR);

/** The pages that are offered beside one. */
async function beside(path: string, ctx = visitor()) {
  const found = await getPage(ctx, path);
  if (!("page" in found)) throw new Error(`no page at ${path}`);
  return found.beside.map((page) => page.path);
}

const codeOf = async (path: string) => (await storedPage(path)).code;

test("three pages are offered beside one: those of its subjects first, then those with its words, then those that stand beside it", async () => {
  const path = await aPage({ path: "guidance/fridges/monthly", title: "Checking vaccine fridges", interests: ["Premises"] });
  const sibling = await aPage({ path: "guidance/fridges/a-sibling", title: "Nothing alike" });
  await aPage({ path: "guidance/elsewhere/one-word", title: "Checking the post" });
  const words = await aPage({ path: "guidance/elsewhere/words", title: "When vaccine fridges fail" });
  const subject = await aPage({ path: "guidance/elsewhere/subject", title: "Leases", interests: ["Premises"] });
  await aPage({ path: "news/vaccine-fridges", title: "Vaccine fridges: news", interests: ["Premises"] });

  expect(await beside(path)).toEqual([subject, words, sibling]);
});

test("a page above or below, itself and what another has replaced are not among them", async () => {
  const above = await aPage({ path: "guidance/lifts", title: "Lifts and stairs", interests: ["Finance"] });
  const path = await aPage({ path: "guidance/lifts/upkeep", title: "Lifts and stairs: upkeep", interests: ["Finance"] });
  await aPage({ path: "guidance/lifts/upkeep/log", title: "Lifts and stairs: the log", interests: ["Finance"] });
  const old = await aPage({ path: "guidance/old-lifts", title: "Lifts and stairs in 2001", interests: ["Finance"] });
  expect(await beside(path)).toEqual([old]);

  await supersedePage(systemCtxFor(), { code: await codeOf(old), by: above });
  expect(await beside(path)).toEqual([]);
});

test("what a reader may not read is offered to nobody else than who may, and is gone at once where it is narrowed or taken down", async () => {
  const path = await aPage({ path: "guidance/cars/parking", title: "Parking", interests: ["Staffing"] });
  const hidden = await aPage({ path: "guidance/cars/permits", title: "Permits", interests: ["Staffing"], audience: "members" });
  const open = await aPage({ path: "guidance/cars/bays", title: "Bays", interests: ["Staffing"] });
  const member = ctxFor(await aMember());

  expect(await beside(path)).toEqual([open]);
  expect((await beside(path, member)).sort()).toEqual([open, hidden].sort());
  await changeAudience(systemCtxFor(), { code: await codeOf(open), audience: "members" });
  expect(await beside(path)).toEqual([]);
  await takeDownPage(systemCtxFor(), await codeOf(hidden));
  expect(await beside(path, ctxFor(await aMember()))).toEqual([open]);
});

test("beside an article stand the three latest others", async () => {
  const articles: string[] = [];
  for (const number of [1, 2, 3, 4, 5]) articles.push(await aPage({ path: `news/article-${number}`, title: `Article ${number}` }));
  expect(await beside(articles[4]!)).toEqual([articles[3], articles[2], articles[1]]);
});
