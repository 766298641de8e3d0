/** Blocks of Unicode that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N’Ko and their like; and their mark. */
const RTL = "\\u200F\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFC\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}";
const ANY = new RegExp(`[${RTL}]`, "u");
/** From one such letter to the last before one that is written from left to right, in one line: names with what stands between them. */
const RUNS = new RegExp(`[${RTL}](?:[^\\p{L}\\n]*[${RTL}])*`, "gu");

/** An address stays as it is: whoever opens or copies it would come to another. */
const RUNS_OR_ADDRESS = new RegExp(`(?<!\\S)(\\S*?(?::\\/\\/|www\\.)\\S*)|${RUNS.source}`, "gu");

/** What may hold no markup, any other tag, and the words between them. */
const PIECES = /<(script|style|textarea|title|option)\b[\s\S]*?<\/\1>|<[^>]*>|[^<]+/g;

/**
 * Words written from right to left turn nothing beside them: a name of a person or topic would move the numbers and marks that follow it.
 * For plain text, subjects and feeds; only where there is such a word.
 */
export const isolated = (text: string): string =>
  text.replace(RUNS_OR_ADDRESS, (found, address?: string) => address ?? `\u2068${found}\u2069`);

/** The same for a whole page or mail, so that no place that prints a name can forget it. What stands in a field stays as it is. */
export function isolatedHtml(html: string): string {
  if (!ANY.test(html)) return html;
  return html.replace(PIECES, (piece, element?: string) => {
    // their words, not what an option sends
    if (element === "title" || element === "option") return piece.replace(/>[^<]*/, isolated);
    return piece.startsWith("<") ? piece : piece.replace(RUNS, "<bdi>$&</bdi>");
  });
}
