import { and, asc, desc, eq, gt, isNotNull, lt, or, sql } from "drizzle-orm";
import { searchMisses, searchPins, searchSynonyms } from "#db/schema/search";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { contentPageOf, pagePlace } from "~/features/content/pages/page-place.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { pageOf } from "~/lib/pages";
import { MOST_PINS, MOST_SYNONYMS } from "./search-words.policy";
import { keyOf, type Synonyms } from "./synonyms";

/** Milliseconds. A change reaches every process within this time. */
const FRESH = 30_000;

type SearchWords = { synonyms: Synonyms; pins: ReadonlyMap<string, string> };
let known: { words: SearchWords; readAt: number } | null = null;

/** What editors say of words: those that mean the same, and by `keyOf` the page that is suggested for them. */
export async function getSearchWords(ctx: Ctx): Promise<SearchWords> {
  if (known && performance.now() - known.readAt < FRESH) return known.words;
  const { groups, pins } = await askTogether(ctx.db, {
    groups: foundBy(
      ctx.db.select({ words: searchSynonyms.words }).from(searchSynonyms).orderBy(asc(searchSynonyms.code)).limit(MOST_SYNONYMS),
    ),
    pins: foundBy(ctx.db.select({ words: searchPins.words, pageId: searchPins.pageId }).from(searchPins).limit(MOST_PINS)),
  });
  const words = { synonyms: groups.map(({ words }) => words), pins: new Map(pins.map(({ words, pageId }) => [keyOf(words), pageId])) };
  known = { words, readAt: performance.now() };
  return words;
}

/** Reads anew at the next question: after a change in this process. */
export function forgetSearchWords(): void {
  known = null;
}

/** @throws ForbiddenError */
export function listSynonyms(ctx: Ctx) {
  demandEditor(ctx);
  const { code, words } = searchSynonyms;
  return ctx.db.select({ code, words }).from(searchSynonyms).orderBy(asc(words)).limit(MOST_SYNONYMS);
}

/** Also of pages that readers have no more. @throws ForbiddenError */
export function listPins(ctx: Ctx) {
  demandEditor(ctx);
  const { code, words, pageId } = searchPins;
  return ctx.db
    .select({ code, words, path: pagePlace.path, title: pagePlace.title })
    .from(searchPins)
    .innerJoin(...contentPageOf(pageId))
    .orderBy(asc(words))
    .limit(MOST_PINS);
}

const PER_PAGE = 50;

/** What nothing was found for, the most often searched first. `after` is the code of a row. @throws ForbiddenError */
export async function listMisses(ctx: Ctx, after: string | null) {
  demandEditor(ctx);
  const { code, words, times, lastDay } = searchMisses;
  const last = sql`(select ${times} from ${searchMisses} where ${code} = ${after})`;
  const found = await ctx.db
    .select({ code, words: sql<string>`${words}`, times, lastDay })
    .from(searchMisses)
    .where(and(isNotNull(words), after ? or(lt(times, last), and(eq(times, last), gt(code, after))) : undefined))
    .orderBy(desc(times), asc(code))
    .limit(PER_PAGE + 1);
  const { rows: misses, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { misses, next };
}
