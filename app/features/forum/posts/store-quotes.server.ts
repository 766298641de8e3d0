import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumPosts, forumQuotes } from "#db/schema/forum/posts";
import type { Ctx } from "~/lib/ctx";
import { RefusedTextError } from "~/lib/errors";
import { renderMarkdown } from "~/lib/markdown.server";
import { author } from "./author.queries.server";
import { joinQuotes, type PostQuote, splitQuotes, type TypedQuote } from "./quotes";
import { says } from "./quotes.queries.server";

/** So many in one post. */
const MOST_QUOTES = 20;

type Quoting = { topicId: string; number: number; body: string; quotes?: readonly PostQuote[] };
type Checked = PostQuote & { id: string; version: number };

/**
 * What a typed text quotes of other posts of its topic, and the text without their words: `quotes` stood in it before. Whoever quotes a
 * post quotes what it says now. @throws RefusedTextError
 */
export async function checkQuotes(ctx: Ctx, { topicId, number, body, quotes = [] }: Quoting): Promise<{ text: string; quotes: Checked[] }> {
  const parts = splitQuotes(body);
  const typed = parts.filter((part) => typeof part !== "string");
  if (typed.length === 0) return { text: body, quotes: [] };
  if (typed.length > MOST_QUOTES) throw new RefusedTextError("body", `Quote ${MOST_QUOTES} posts at most`);
  const rendered = new Map(typed.map((quote) => [quote, renderMarkdown(quote.words)]));
  const found = await findQuoted(
    ctx,
    topicId,
    typed.map((quote) => ({ number: quote.number, html: rendered.get(quote)!.html })),
  );

  const checked: Checked[] = [];
  const kept: PostQuote[] = [...quotes];
  const text = parts.map((part) => {
    if (typeof part === "string") return part;
    const index = typed.indexOf(part);
    const post = part.number === number ? undefined : found.find((each) => each.at === index);
    const before = post && findKept(kept, part);
    if (before) return { ...part, ordinal: before.ordinal, words: "" };
    const refusal = refusalOf(part, post);
    if (!post || refusal) throw new RefusedTextError("body", refusal ?? "");
    const ordinal = 1 + Math.max(0, ...kept.filter((each) => each.number === part.number).map((each) => each.ordinal));
    const { html, version } = rendered.get(part)!;
    const isAnswer = part.words === "";
    const state = post.isThere ? (isAnswer ? "answer" : "shown") : "removed";
    const { words } = part;
    const quote = { number: part.number, ordinal, state, isAnswer, words, html: isAnswer ? "" : html, author: post.author } as const;
    kept.push(quote);
    checked.push({ ...quote, id: post.id, version });
    return { ...part, ordinal, words: "" };
  });
  return { text: joinQuotes(text), quotes: checked };
}

/** Why these words cannot be quoted of that post. */
function refusalOf({ kind, number, words }: TypedQuote, post: { isThere: boolean; says: boolean } | undefined): string | null {
  if (!post) return `There is no other ${kind} ${number} here. Take “[${kind} ${number}]” out.`;
  if (words === "") return null;
  if (!post.isThere) return `The ${kind} ${number} cannot be quoted: it was removed or is hidden. Take its words out.`;
  if (post.says) return null;
  return `What you quote is not what ${kind} ${number} says now. Quote its own words, or take “[${kind} ${number}]” out.`;
}

/** The same quote again; one whose words nobody is told now stands without them. */
function findKept(kept: readonly PostQuote[], { number, ordinal, words }: TypedQuote): PostQuote | undefined {
  const ofPost = kept.filter((quote) => quote.number === number);
  if (words !== "") return ofPost.find((quote) => quote.state === "shown" && quote.words === words);
  return (
    ofPost.find((quote) => !quote.isAnswer && quote.state !== "shown" && quote.ordinal === (ordinal ?? 1)) ??
    ofPost.find(({ isAnswer }) => isAnswer)
  );
}

/** Of each typed quote, by its place among them, the post that it names, if there is one. */
function findQuoted(ctx: Ctx, topicId: string, typed: { number: number; html: string }[]) {
  const { number, removedAt, hiddenAt, bodyHtml } = forumPosts;
  return ctx.db
    .select({
      at: sql<number>`(typed.at - 1)::int`,
      id: forumPosts.id,
      author: author.name,
      isThere: sql<boolean>`(${removedAt} is null and ${hiddenAt} is null)`,
      says: says(sql`${bodyHtml}`, sql`typed.value ->> 'html'`),
    })
    .from(sql`jsonb_array_elements(${JSON.stringify(typed)}::text::jsonb) with ordinality as typed(value, at)`)
    .innerJoin(forumPosts, and(eq(forumPosts.topicId, topicId), sql`${number} = (typed.value ->> 'number')::int`))
    .leftJoin(...author.of(forumPosts.authorId));
}

/** Beside the post, which stands by now. */
export async function storeQuotes(ctx: Ctx, postId: string, quotes: readonly Checked[]): Promise<void> {
  if (quotes.length === 0) return;
  await ctx.db.insert(forumQuotes).values(
    quotes.map(({ id, ordinal, isAnswer, words, html, version }) => ({
      id: uuidv7(),
      postId,
      quotedId: id,
      ordinal,
      isAnswer,
      isSaid: !isAnswer,
      bodyMarkdown: words,
      bodyHtml: html,
      rendererVersion: version,
    })),
  );
}
