import { asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumWatchedWords } from "#db/schema/forum/desk";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { foldWords, type WordOutcome, type WordsBlocker } from "./watched-words.policy";
import type { WatchedWordsInput } from "./watched-words.schema";

/** A text is compared with all of them. */
const MOST_WORDS = 500;

/** All that is watched for, in the order of the alphabet. */
export const listWatchedWords = ({ db }: Ctx) => {
  const { code, words, folded, outcome } = forumWatchedWords;
  return db.select({ code, words, folded, outcome }).from(forumWatchedWords).orderBy(asc(folded)).limit(MOST_WORDS);
};

/** Watches for words from now on; for ones that are watched for already, with another outcome. @throws ForbiddenError */
export async function addWatchedWords(ctx: Ctx, input: WatchedWordsInput): Promise<{ ok: true } | { ok: false; reason: WordsBlocker }> {
  demandModerator(ctx);
  const folded = foldWords(input.words);
  if (folded === null) return { ok: false, reason: "no-words" };
  return inTransaction(ctx, async (ctx) => {
    await lockByName(ctx, "watched-words");
    const watched = await listWatchedWords(ctx);
    const same = watched.find((each) => each.folded === folded);
    if (same?.outcome === input.outcome && same.words === input.words) return { ok: true };
    if (!same && watched.length >= MOST_WORDS) return { ok: false, reason: "too-many" };
    const [added] = await ctx.db
      .insert(forumWatchedWords)
      .values({ id: uuidv7(), code: randomCode(), folded, addedAt: ctx.now, ...input })
      .onConflictDoUpdate({ target: forumWatchedWords.folded, set: input })
      .returning({ code: forumWatchedWords.code });
    await record(ctx, "watched-words.added", added!.code, input.outcome);
    return { ok: true };
  });
}

/** They are watched for no more; what waits because of them goes on waiting. @throws ForbiddenError, NotFoundError */
export async function removeWatchedWords(ctx: Ctx, code: string): Promise<void> {
  demandModerator(ctx);
  await inTransaction(ctx, async (ctx) => {
    const [gone] = await ctx.db
      .delete(forumWatchedWords)
      .where(eq(forumWatchedWords.code, code))
      .returning({ outcome: forumWatchedWords.outcome });
    if (!gone) throw new NotFoundError("watched words");
    await record(ctx, "watched-words.removed", code, gone.outcome);
  });
}

/** Not the words: they may be somebody's name, and what this ledger holds of them could not be taken out. */
const record = (ctx: Ctx, action: "watched-words.added" | "watched-words.removed", objectId: string, outcome: WordOutcome) =>
  recordEntry(ctx, { class: "act", action, objectKind: "watched words", objectId, detail: { outcome } });
