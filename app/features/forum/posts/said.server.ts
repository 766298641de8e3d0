import { env } from "~/lib/env.server";
import { withoutOffsiteMarks } from "~/lib/markdown.server";
import { wordsOf } from "~/lib/opening.server";

/** Where somebody says that they leave something out. */
const LEFT_OUT = /\[?(?:…|\.{3})\]?/;
const STRUCK = /<s>([\s\S]*?)<\/s>/g;
const WORD = /^[\p{L}\p{M}\p{N}]$/u;
const DIGIT = /^\d$/;
/** Before and behind a figure: what makes another one of it. */
const SIGN_BEFORE = /(?:[-+~£$€]|[<>≤≥=±] ?|\d[.,:/])$/;
const REST_BEHIND = /^(?:[.,:/]\d| ?%)/;

/**
 * What is compared of a text: all that is read, figures and signs too, and what is struck out as such. Alike are letters of both cases,
 * kinds of spaces, quotation marks and dashes, and whatever only makes it look different.
 */
const comparable = (html: string): string =>
  wordsOf(withoutOffsiteMarks(html).replace(STRUCK, (_, words: string) => words.replace(/(^|[\s>])(?=[^\s<])/g, "$1~")))
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u00AD\u200B\u2060]/g, "")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/[‐‑–—−]/g, "-");

const targetsIn = (html: string): string[] =>
  [...html.matchAll(/ href="([^"]*)"/g)].map(([, href]) =>
    href!.startsWith(`${env().baseUrl}/`) ? href!.slice(env().baseUrl.length) : href!,
  );

/**
 * Whether a post says what is quoted of it, as HTML both: its words in their order, as a whole or with … where something is left out, and
 * no link that it has not. Each search begins where the last one ended, so that it takes as long as both texts are.
 */
export function speaker(post: string): (words: string) => boolean {
  const text = comparable(post);
  const targets = new Set(targetsIn(post));
  return (words) => {
    const parts = comparable(words)
      .split(LEFT_OUT)
      .map((part) => part.trim())
      .filter(Boolean);
    let from = 0;
    return (
      parts.length > 0 &&
      targetsIn(words).every((target) => targets.has(target)) &&
      parts.every((part) => {
        const at = placeOf(text, part, from);
        from = at + part.length;
        return at >= 0;
      })
    );
  };
}

/** Where a part stands as whole words and figures; -1 where nowhere. */
function placeOf(text: string, part: string, from: number): number {
  let at = text.indexOf(part, from);
  while (at >= 0 && !isWhole(text, part, at)) at = text.indexOf(part, at + 1);
  return at;
}

function isWhole(text: string, part: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  const behind = text.slice(at + part.length, at + part.length + 2);
  const [first, last] = [part.at(0)!, part.at(-1)!];
  if (WORD.test(first) && WORD.test(before.slice(-1))) return false;
  if (WORD.test(last) && WORD.test(behind.slice(0, 1))) return false;
  return !(DIGIT.test(first) && SIGN_BEFORE.test(before)) && !(DIGIT.test(last) && REST_BEHIND.test(behind));
}
