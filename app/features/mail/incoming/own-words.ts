import { REPLY_LINE } from "#emails/look";

/** What stands for control characters that no text has: Node 20 reads windows-1252, in which Outlook writes, as if it had them. */
const WINDOWS_1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** Of so many lines a mail is read: longer than anybody writes, and an end to the work. */
const MOST_LINES = 5000;
/** Within so many lines above our own mail stands who wrote it, and when. */
const HEADER_LINES = 15;

/**
 * What somebody wrote in a mail themselves: what stands above the mail that they answer, and above their signature, or what a server puts
 * below (a phone's line, a confidentiality notice). Nothing of our own mail is left, whose links are its reader's alone.
 */
export function ownWords(text: string): string {
  const lines = text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u0080-\u009f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80]!)
    .replace(/(?![\n\t])\p{Cc}|\ufeff/gu, "")
    .replaceAll("\u00a0", " ")
    .replace(/\[cid:[^\]\n]{0,200}\]/g, "")
    .split("\n", MOST_LINES);
  const above = lines.slice(0, startOfQuote(lines));
  const unsigned = above.slice(0, firstOf(above, isSignature));
  return withoutEnd(withoutNotice(withoutEnd(unsigned)))
    .join("\n")
    .trim();
}

/** How our own mail begins; or an address in it that is good for its reader alone, where that was cut away. */
const OURS = new RegExp(`${REPLY_LINE}|/forum/stop-mails/|\\+[0-9a-z]{50}@`, "i");

/** Where the mail that is answered begins, as each program says it. */
function startOfQuote(lines: readonly string[]): number {
  const ours = firstOf(lines, (line) => OURS.test(line));
  const header = lines.findIndex((_, at) => at < ours && isHeader(lines, at, ours));
  return header < 0 ? ours : header;
}

function isHeader(lines: readonly string[], at: number, ours: number): boolean {
  const line = bare(lines[at]!);
  if (/^-{2,} ?(original message|forwarded message)/i.test(line) || /^begin forwarded message:/i.test(line)) return true;
  if (/^\*?from:/i.test(line)) return isFieldList(lines.slice(at, at + HEADER_LINES));
  if (/^[_-]{8,}$/.test(line)) return /^\*?from:/i.test(bare(lines.slice(at + 1).find((next) => next.trim() !== "") ?? ""));
  return /^on\b/i.test(line) && isAttribution(lines, at, ours);
}

/** Outlook’s: sender, date, recipient and subject, a line each, whichever of them are bold. */
function isFieldList(lines: readonly string[]): boolean {
  const names = new Set(lines.flatMap((line) => /^\*?(from|sent|date|to|cc|subject):/i.exec(bare(line))?.[1]?.toLowerCase() ?? []));
  return ["from", "to", "subject"].every((name) => names.has(name)) && (names.has("sent") || names.has("date"));
}

/** “On Mon, 30 Nov 2026 at 09:12, Practice Network <…> wrote:”, over up to four lines, and then what was written. */
function isAttribution(lines: readonly string[], at: number, ours: number): boolean {
  for (let length = 1; length <= 4 && at + length <= lines.length; length++) {
    const said = lines
      .slice(at, at + length)
      .map(bare)
      .join(" ");
    if (!/\bwrote:$/i.test(said)) continue;
    const next = lines.slice(at + length).find((line) => line.trim() !== "");
    return (
      /\d/.test(said) &&
      (next === undefined || next.trimStart().startsWith(">") || (ours < lines.length && ours - (at + length) <= HEADER_LINES))
    );
  }
  return false;
}

/** A line without what quotes it. */
const bare = (line: string) => line.replace(/^[\s>|]+/, "").trim();

const isSignature = (line: string) => /^--\s*$/.test(line);

const RULE = /^[*_=#-]{8,}$/;
/** How notices begin that servers put below mails; people begin like that as well. */
const BEGINS =
  /^\*{0,2}(confidentiality( notice)?\b|this (e-?mail|message|communication)\b( and any [^.]{0,60})?,? (is|are|may|contains?|and|has been)\b)/i;
/** What such a notice speaks of: more than one of these in each paragraph. */
const SPEAKS_OF =
  /confidential|privileged|intended|recipient|addressee|disclos|distribut|\bcop(y|ied|ying)\b|in error|delet|virus|liab|unauthori[sz]ed|the sender/gi;
const NHSMAIL = /^(nhsmail|nhs\.net) is (the|a) secure/i;

const isNotice = (said: string) => NHSMAIL.test(said) || new Set(said.toLowerCase().match(SPEAKS_OF)).size > 1;

/**
 * Without a server's notice: the last paragraphs, which all read like one, from where one begins as notices do, below an empty line or a
 * rule. What is cut off is lost to whoever wrote it, so in doubt it stays: a notice in a post harms nobody.
 */
function withoutNotice(lines: readonly string[]): readonly string[] {
  let notice = lines.length;
  let below = lines.length;
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = bare(lines[at]!);
    if (line && !RULE.test(line)) continue;
    const said = lines
      .slice(at + 1, below)
      .map(bare)
      .join(" ");
    if (said && !isNotice(said)) break;
    if (BEGINS.test(said)) notice = at;
    below = at;
  }
  return lines.slice(0, notice);
}

const AT_THE_END = [
  /^$/,
  /^>/,
  RULE,
  /^[(<]*(sent (from|via|with|by) (my |outlook|mail|yahoo|gmail|samsung|proton|blackberry)|get outlook for )/i,
];

/** Without empty lines, quoted ones and what a telephone says of itself, where nothing of one’s own follows. */
function withoutEnd(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && AT_THE_END.some((sign) => sign.test(lines[end - 1]!.trim()))) end--;
  return lines.slice(0, end);
}

/** The first line of which it is true, or behind the last. */
function firstOf(lines: readonly string[], isTrue: (line: string, at: number) => boolean): number {
  const at = lines.findIndex(isTrue);
  return at < 0 ? lines.length : at;
}
