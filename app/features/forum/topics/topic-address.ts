import type { Moment, PostPlace, TopicPlace } from "~/features/forum/types";
import { NotFoundError } from "~/lib/errors";
import { slugOf } from "~/lib/slug";

export const POSTS_PER_PAGE = 20;

/** In capitals too, and whatever stands behind it: words, or the bracket of the sentence that it was copied from. */
const TOPIC = /^([0-9a-hjkmnp-tv-z]{10})(?![a-z0-9])/i;
const WORDS_LENGTH = 60;

/** The code at the start of an address's topic segment. @throws NotFoundError when it cannot be one */
export function topicCode(params: { topic?: string }): string {
  const [, code] = TOPIC.exec(params.topic ?? "") ?? [];
  if (!code) throw new NotFoundError("topic");
  return code.toLowerCase();
}

/** The number in a post's address. @throws NotFoundError when it cannot be one */
export function postNumber(params: { number?: string }): number {
  const number = params.number ?? "";
  if (!/^[1-9]\d{0,6}$/.test(number)) throw new NotFoundError("post");
  return Number(number);
}

/** `code-words-of-the-title`; the code alone where a title has no Latin letters. */
export function topicSegment({ code, title }: { code: string; title: string }): string {
  const all = slugOf(title, 2 * WORDS_LENGTH);
  const words = all.length > WORDS_LENGTH ? all.slice(0, WORDS_LENGTH + 1).replace(/-[^-]*$/, "") : all;
  return words ? `${code}-${words.slice(0, WORDS_LENGTH)}` : code;
}

/** One page of a topic; comments are found under theirs. */
export const topicPath = (topic: TopicPlace & { title: string }, number = 1) =>
  topic.page === null ? `/forum/topics/${topicSegment(topic)}${pageQuery(number)}` : commentsPath(topic.page, number);

export const commentsPath = (page: string, number = 1) => `/${page}${pageQuery(number)}#comments`;

/** Where a topic is found by its code alone. */
export const topicAddress = (code: string) => `/forum/topics/${code}`;

/** The permanent link of a post: the code alone finds the topic, whatever its title becomes. */
export function postPath({ topic, number }: PostPlace): string {
  const query = pageQuery(pageOfPost(number));
  return topic.page === null ? `${topicAddress(topic.code)}${query}#post-${number}` : `/${topic.page}${query}#comment-${number}`;
}

/** Where a bookmark's note and reminder are changed. */
export const bookmarkPath = (code: string) => `/forum/bookmarks/${code}`;

type Address = { topic: string; number: number };

/** What is done to a post has its address below this one. */
export const actsPath = ({ topic, number }: Address) => `/forum/topics/${topic}/posts/${number}`;

export const historyPath = (post: Address) => `${actsPath(post)}/history`;

/**
 * The form below a post's page with the post in it: its words (`quote`), or its number alone (`answer`), behind what `asked` puts there
 * already.
 */
export function quotePath({ topic, number }: PostPlace, as: "quote" | "answer", asked = ""): string {
  const query = new URLSearchParams(asked);
  if (pageOfPost(number) > 1) query.set("page", String(pageOfPost(number)));
  query.append(as, String(number));
  return topic.page === null ? `/forum/topics/${topic.code}?${query}#reply` : `/${topic.page}?${query}#comment`;
}

const MOST_ASKED = 10;

/** What an address asks to be quoted, or answered without its words, in its order. */
export type Quoting = readonly { as: "quote" | "answer"; number: number }[];

export function readQuoting(url: string): Quoting {
  return [...new URL(url).searchParams]
    .flatMap(([as, number]) =>
      (as === "quote" || as === "answer") && /^[1-9]\d{0,6}$/.test(number) ? [{ as, number: Number(number) } as const] : [],
    )
    .slice(0, MOST_ASKED);
}

/** The same for an address that asks for one more. */
export const askedQuery = (asked: Quoting): string => new URLSearchParams(asked.map(({ as, number }) => [as, String(number)])).toString();

/** Who said thanks for a post, and where it is said. */
export const thanksPath = (post: Address) => `${actsPath(post)}/thanks`;

/** Who chose what in the poll of a post, and where one votes. */
export const pollPath = (post: Address) => `${actsPath(post)}/poll`;

/** Where a reply is marked as the answer. */
export const answerPath = (post: Address) => `${actsPath(post)}/answer`;

/** Where an earlier text is taken back: it is told from others by when it was replaced. */
export const earlierTextPath = (post: Address, replacedAt: Moment) => `${historyPath(post)}/${new Date(replacedAt).getTime()}/take-back`;

/** The moment in that address. @throws NotFoundError when it cannot be one */
export function earlierTextMoment(params: { at?: string }): Date {
  if (!/^\d{12,14}$/.test(params.at ?? "")) throw new NotFoundError("revision");
  return new Date(Number(params.at));
}

const pageQuery = (number: number) => (number > 1 ? `?page=${number}` : "");

/** The page on which a post stands. Numbers are never reused, so it never moves. */
export const pageOfPost = (number: number) => Math.ceil(number / POSTS_PER_PAGE);

/** `?page=` as a number; what cannot be one is the first page. */
export function pageNumber(url: string): number {
  const page = new URL(url).searchParams.get("page") ?? "1";
  return /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1;
}
