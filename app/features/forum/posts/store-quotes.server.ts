import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumPosts, forumQuotes } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { pageOfTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import type { Ctx } from "~/lib/ctx";
import { RefusedTextError } from "~/lib/errors";
import { renderMarkdown } from "~/lib/markdown.server";
import { author } from "./author.queries.server";
import { foldMentions, showMentions } from "./mentions";
import { mentionsOf } from "./mentions.queries.server";
import { joinQuotes, type PostQuote, splitQuotes, type TypedQuote } from "./quotes";
import { speaker } from "./said.server";

/** So many in one post. */
const MOST_QUOTES = 20;

/** `post`: which one is edited, and what it quotes by now. */
type Quoting = { topicId: string; number: number; body: string; post?: { id: string; quotes: readonly PostQuote[] } | null };
/** `kept`: as it is stored, without the names of whom its post mentions. */
type Checked = PostQuote & { id: string; version: number; kept: { words: string; html: string } };

/**
 * What a typed text quotes of other posts of its topic, and the text without their words. Whoever quotes a post quotes what it says now;
 * what stood in the text before stays. @throws RefusedTextError
 */
export async function checkQuotes(
  ctx: Ctx,
  { topicId, number, body, post: edited }: Quoting,
): Promise<{ text: string; quotes: Checked[] }> {
  const parts = splitQuotes(body);
  const typed = parts.filter((part) => typeof part !== "string");
  if (typed.length === 0) return { text: body, quotes: [] };
  if (typed.length > MOST_QUOTES) throw new RefusedTextError("body", `Quote ${MOST_QUOTES} posts at most`);
  const found = await findQuoted(ctx, topicId, edited?.id ?? null, typed);

  const checked: Checked[] = [];
  const kept: PostQuote[] = [...(edited?.quotes ?? [])];
  const text = parts.map((part) => {
    if (typeof part === "string") return part;
    const before = findKept(kept, part);
    if (before) return { ...part, ordinal: before.ordinal, words: "" };
    const post = part.number === number ? undefined : found.find((each) => each.number === part.number);
    // whom its post mentions stands in it as there, under no name
    const words = foldMentions(part.words, post?.mentions ?? []);
    const { html, version } = renderMarkdown(words);
    const refusal = refusalOf(part, post, html);
    if (!post || refusal) throw new RefusedTextError("body", refusal ?? "");
    const ordinal = ++post.ordinal;
    const isAnswer = part.words === "";
    const state = post.isThere ? (isAnswer ? "answer" : "shown") : "removed";
    const place = { number: part.number, topic: post.topic };
    const shown = {
      state,
      isAnswer,
      words,
      html: isAnswer ? "" : html,
      author: post.author,
      isIgnored: false,
      place,
      isElsewhere: false,
    } as const;
    const quote = { number: part.number, ordinal, ...shown };
    kept.push(quote);
    checked.push({ ...quote, html: showMentions(quote.html, post.mentions), id: post.id, version, kept: { words, html: quote.html } });
    return { ...part, ordinal, words: "" };
  });
  return { text: joinQuotes(text), quotes: checked };
}

/** So many quotes of one number are told apart in a text (`[post 12, 9999]`). */
const MOST_OF_POST = 9999;

type Quotable = { isThere: boolean; ordinal: number; html: string };

/** Why these words cannot be quoted of that post. */
function refusalOf({ kind, number, words }: TypedQuote, post: Quotable | undefined, html: string): string | null {
  if (post && post.ordinal >= MOST_OF_POST) return `This text quoted ${kind} ${number} too often. Quote it in another one.`;
  if (!post) return `There is no other ${kind} ${number} here. Take “[${kind} ${number}]” out.`;
  if (words === "") return null;
  if (!post.isThere) return `The ${kind} ${number} cannot be quoted: it was removed or is hidden. Take its words out.`;
  if (speaker(post.html)(html)) return null;
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

/** The posts of a topic that are named, with what they say where it is quoted, and how many quotes of that number `postId` had so far. */
function findQuoted(ctx: Ctx, topicId: string, postId: string | null, typed: readonly TypedQuote[]) {
  const { number, removedAt, hiddenAt, bodyHtml } = forumPosts;
  const numbers = (quotes: readonly TypedQuote[]) => sql`any(${sql.param(quotes.map((quote) => quote.number))}::int[])`;
  return ctx.db
    .select({
      id: forumPosts.id,
      number,
      topic: { code: topicColumns.code, page: topicColumns.page },
      author: author.name,
      mentions: mentionsOf(ctx, forumPosts.id),
      isThere: sql<boolean>`(${removedAt} is null and ${hiddenAt} is null)`,
      html: sql<string>`case when ${number} = ${numbers(typed.filter(({ words }) => words !== ""))} then ${bodyHtml} else '' end`,
      ordinal: sql<number>`(select coalesce(max(quote.ordinal), 0)::int from ${forumQuotes} quote
        where quote.post_id = ${postId}::uuid and quote.named = ${number})`,
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .where(and(eq(forumPosts.topicId, topicId), sql`${number} = ${numbers(typed)}`, isNull(forumPosts.movedToId)));
}

/** Beside the post, which stands by now. */
export async function storeQuotes(ctx: Ctx, postId: string, quotes: readonly Checked[]): Promise<void> {
  if (quotes.length === 0) return;
  await ctx.db.insert(forumQuotes).values(
    quotes.map(({ id, number, ordinal, isAnswer, kept: { words, html }, version }) => ({
      id: uuidv7(),
      postId,
      quotedId: id,
      named: number,
      ordinal,
      isAnswer,
      isSaid: !isAnswer,
      bodyMarkdown: words,
      bodyHtml: html,
      rendererVersion: version,
    })),
  );
}

/** Which of its quotes a post's text names, once it is another text: those of earlier ones are read with these alone. */
export async function settleCurrent(ctx: Ctx, postId: string, text: string): Promise<void> {
  const typed = splitQuotes(text).filter((part) => typeof part !== "string");
  const named = typed.map(({ number, ordinal }) => `${number}, ${ordinal ?? 1}`);
  const isNamed = sql<boolean>`concat(${forumQuotes.named}, ', ', ${forumQuotes.ordinal}) = any(${sql.param(named)}::text[])`;
  await ctx.db
    .update(forumQuotes)
    .set({ isCurrent: isNamed })
    .where(and(eq(forumQuotes.postId, postId), sql`${forumQuotes.isCurrent} <> (${isNamed})`));
}
