import { count, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { searchMisses, searchPins, searchSynonyms } from "#db/schema/search";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { meantPath } from "~/features/content/pages/page-path";
import { findReadablePage } from "~/features/content/pages/readable-pages.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction, lockByName, whenCommitted } from "~/lib/transaction.server";
import { MOST_PINS, MOST_SYNONYMS, type PinBlocker, readGroup, type SynonymBlocker } from "./search-words.policy";
import { forgetSearchWords } from "./search-words.queries.server";
import { keyOf } from "./synonyms";

/** Says that words and phrases mean the same: “GP = general practitioner”. Not guarded: no reader is shown them. @throws ForbiddenError */
export async function addSynonyms(ctx: Ctx, typed: string): Promise<SynonymBlocker | null> {
  const group = readGroup(typed);
  return arranging(ctx, async (ctx) => {
    if ("reason" in group) return group.reason;
    const there = await ctx.db.select({ words: searchSynonyms.words }).from(searchSynonyms);
    const keys = (words: string[]) => words.map(keyOf).sort().join();
    if (there.some(({ words }) => keys(words) === keys(group.words))) return "taken";
    if (there.length >= MOST_SYNONYMS) return "too-many";
    const code = randomCode();
    await ctx.db.insert(searchSynonyms).values({ id: uuidv7(), code, words: group.words });
    await record(ctx, "synonyms.added", code, { words: group.words });
    return null;
  });
}

/** @throws ForbiddenError, NotFoundError */
export async function removeSynonyms(ctx: Ctx, code: string): Promise<void> {
  await arranging(ctx, async (ctx) => {
    const [gone] = await ctx.db.delete(searchSynonyms).where(eq(searchSynonyms.code, code)).returning({ words: searchSynonyms.words });
    if (!gone) throw new NotFoundError("synonyms");
    await record(ctx, "synonyms.removed", code, { words: gone.words });
  });
}

/** Suggests a page first where somebody searches for just these words, as far as they may read it. @throws ForbiddenError */
export async function pinPage(ctx: Ctx, { words: typed, page }: { words: string; page: string }): Promise<PinBlocker | null> {
  return arranging(ctx, async (ctx) => {
    const words = keyOf(typed).replaceAll("-", " ");
    if (words === "") return "no-word";
    const path = meantPath(page.replace(/^(?:https?:\/\/[^/]*)?\/*/, ""));
    const found = path === null ? null : await findReadablePage(ctx, { path });
    if (!found) return "no-page";
    const [there] = await ctx.db.select({ code: searchPins.code }).from(searchPins).where(eq(searchPins.words, words));
    if (there) return "taken";
    const [pins] = await ctx.db.select({ count: count() }).from(searchPins);
    if (pins!.count >= MOST_PINS) return "too-many";
    const code = randomCode();
    await ctx.db.insert(searchPins).values({ id: uuidv7(), code, words, pageId: found.id });
    await record(ctx, "suggestion.added", code, { words, page: found.path });
    return null;
  });
}

/** @throws ForbiddenError, NotFoundError */
export async function unpinPage(ctx: Ctx, code: string): Promise<void> {
  await arranging(ctx, async (ctx) => {
    const [gone] = await ctx.db.delete(searchPins).where(eq(searchPins.code, code)).returning({ words: searchPins.words });
    if (!gone) throw new NotFoundError("suggestion");
    await record(ctx, "suggestion.removed", code, { words: gone.words });
  });
}

/** Words that nothing was found for leave the report, and are counted from nothing again. @throws ForbiddenError, NotFoundError */
export async function forgetMiss(ctx: Ctx, code: string): Promise<void> {
  await arranging(ctx, async (ctx) => {
    const gone = await ctx.db.delete(searchMisses).where(eq(searchMisses.code, code)).returning({ code: searchMisses.code });
    if (gone.length === 0) throw new NotFoundError("words");
    // which words they were is to be forgotten here too
    await record(ctx, "search-words.forgotten", code, {});
  });
}

/** One after the other: they are counted and compared before one is added. */
function arranging<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    await lockByName(ctx, "search-words");
    const result = await work(ctx);
    await whenCommitted(ctx, forgetSearchWords);
    return result;
  });
}

type Act = "synonyms.added" | "synonyms.removed" | "suggestion.added" | "suggestion.removed" | "search-words.forgotten";

const record = (ctx: Ctx, action: Act, code: string, detail: Record<string, unknown>) =>
  recordEntry(ctx, { class: "act", action, objectKind: "search-words", objectId: code, detail });
