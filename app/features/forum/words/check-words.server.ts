import { splitQuotes } from "~/features/forum/posts/quotes";
import { inContext } from "~/features/guard/guard-texts.server";
import { may } from "~/features/permissions/permissions";
import type { Ctx } from "~/lib/ctx";
import { RefusedTextError, WatchedWordsError } from "~/lib/errors";
import { renderMarkdown } from "~/lib/markdown.server";
import { wordsOf } from "~/lib/opening.server";
import { type FoundWords, findWatchedWords, type WatchedWords } from "./watched-words.policy";
import { listWatchedWords } from "./watched-words.server";

type Checked = {
  /** By the fields of the form that they were typed into. */
  texts: Record<string, string>;
  /** What stood there before: words that are in it already are nothing new. */
  before?: readonly string[];
  /** Of which words its writer was told, as the form said. */
  heard?: string;
};

/**
 * Looks for watched words in what somebody wrote themselves; what they quote of another post stands already. The system is not asked.
 * Gives those for which it waits for a moderator. @throws RefusedTextError, WatchedWordsError where its writer is told of words first
 */
export async function checkWords(ctx: Ctx, { texts, before = [], heard = "" }: Checked): Promise<string[]> {
  if (ctx.actor.kind === "system") return [];
  const watched = await listWatchedWords(ctx);
  if (watched.length === 0) return [];
  const known = new Set(before.flatMap((text) => findAsSeen(text, watched).map(({ folded }) => folded)));
  const found = Object.entries(texts).flatMap(([field, text]) =>
    findAsSeen(text, watched)
      .filter(({ folded }) => !known.has(folded))
      .map((each) => ({ ...each, field })),
  );
  const of = (outcome: FoundWords["outcome"]) => found.filter((each) => each.outcome === outcome);

  const [refused] = of("refuse");
  if (refused) throw new RefusedTextError(refused.field, refusal(of("refuse").filter(({ field }) => field === refused.field)));
  const told = new Set(heard.split(","));
  const news = of("warn").filter(({ folded }) => !told.has(folded));
  if (news.length > 0)
    throw new WatchedWordsError(news.slice(0, MOST_SHOWN).map(inContext), [...new Set(of("warn").map(({ folded }) => folded))].join(","));
  return [...new Set(of("hold").map(({ text, start, end }) => text.slice(start, end)))];
}

/** In what somebody typed themselves; and in what readers get of it, where marks stand between the letters, as those of a link. */
function findAsSeen(typed: string, watched: readonly WatchedWords[]) {
  const [text, seen] = [ownPart(typed), wordsOf(renderMarkdown(ownPart(typed)).html)];
  const found = findWatchedWords(text, watched).map((each) => ({ ...each, text }));
  const told = new Set(found.map(({ folded }) => folded));
  return [
    ...found,
    ...findWatchedWords(seen, watched)
      .filter(({ folded }) => !told.has(folded))
      .map((each) => ({ ...each, text: seen })),
  ];
}

/** Of so many places a writer is told at once. */
const MOST_SHOWN = 20;

/** A typed text without what it quotes of other posts. */
export const ownPart = (text: string) =>
  splitQuotes(text)
    .filter((part) => typeof part === "string")
    .join("\n");

function refusal(found: readonly { text: string; start: number; end: number }[]): string {
  const words = [...new Set(found.map(({ text, start, end }) => `“${text.slice(start, end)}”`))].slice(0, MOST_SHOWN);
  return `${words.join(", ")} cannot be posted here. Take ${words.length === 1 ? "it" : "them"} out, then send it again`;
}

/**
 * The same for what stands already and is given another text: it cannot wait while it stands, so what would be held is not taken. What a
 * moderator changes needs no other moderator, but for what is theirs without their name (`isNameless`): the words would say what its writer
 * is. @throws RefusedTextError, WatchedWordsError
 */
export async function checkChangedWords(
  ctx: Ctx,
  { field, isNameless, ...checked }: Checked & { field: "title" | "body"; isNameless: boolean },
): Promise<void> {
  const held = await checkWords(ctx, checked);
  if (held.length === 0 || (may(ctx.actor, "moderate") && !isNameless)) return;
  const words = held.map((each) => `“${each}”`).join(", ");
  throw new RefusedTextError(
    field,
    `A moderator looks first at what is posted with ${words}, and this stands already. Leave it out, or write a new post`,
  );
}
