import type { Check } from "~/features/newsletters/types";
import { isPhone } from "~/lib/markdown/links";

export type SendBlocker = "sent" | "changed" | "checks" | "nobody" | "other-number";

/** In the place of a subject that was taken out, wherever issues are listed. */
export const TAKEN_OUT_SUBJECT = "An issue that was taken out";

/** Only what was sent stands in the archive, and only once is it taken out. */
export const takeOutBlocker = ({
  state,
  takenOutAt,
}: {
  state: "draft" | "sent";
  takenOutAt: Date | null;
}): null | "draft" | "taken-out" => (state === "draft" ? "draft" : takenOutAt ? "taken-out" : null);

/** Why an issue may not go to these people now, or null. */
export function sendBlocker(
  issue: { state: "draft" | "sent"; version: number },
  sending: { version: number; people: number },
  facts: { checks: readonly Check[]; reachable: number },
): null | SendBlocker {
  if (issue.state === "sent") return "sent";
  if (issue.version !== sending.version) return "changed";
  if (facts.checks.some(({ state }) => state === "blocked")) return "checks";
  if (facts.reachable === 0) return "nobody";
  return facts.reachable === sending.people ? null : "other-number";
}

export const SEND_REFUSALS: Record<SendBlocker, string> = {
  sent: "This issue has been sent already.",
  changed: "Somebody changed this issue after you opened this page. Read it again before you send it.",
  checks: "Something on the checklist has to be put right first.",
  nobody: "Nobody would get this issue at the moment.",
  "other-number": "That is not the number of people who would get it now. Type the number shown above.",
};

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
const unescaped = (html: string) => html.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]!);

/**
 * Where an issue links to, from its rendered (sanitised) HTML: what readers can press, and what was meant as a link but
 * can be none, so that it stayed as it was typed.
 */
export function linksOf(html: string): { pressed: string[]; asTyped: string[] } {
  const pressed = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => unescaped(href!));
  const asTyped = [...wordsOf(html).matchAll(/\]\(([^()\n]*)|<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/gi)].map(
    ([, inline, angled]) => inline ?? angled!,
  );
  return { pressed, asTyped };
}

/** Where on this site the links lead that readers can press: the paths, without query and fragment, each once. */
export function ownPathsOf(html: string, baseUrl: string): string[] {
  const { origin } = new URL(baseUrl);
  const urls = linksOf(html).pressed.flatMap((address) =>
    address.startsWith("#") || !URL.canParse(address, baseUrl) ? [] : new URL(address, baseUrl),
  );
  const own = urls.filter((url) => url.origin === origin).map(({ pathname }) => pathname.replace(/(?<!\/)\/+$/, "") || "/");
  return [...new Set(own)];
}

const MOST_NAMED = 10;

/** The first of some things, and how many more there are. */
export function named(things: readonly string[]): string {
  const more = things.length > MOST_NAMED ? ` and ${things.length - MOST_NAMED} more` : "";
  return `${things.slice(0, MOST_NAMED).join(", ")}${more}`;
}

/** Without code, which shows how a link is written and means none. */
function wordsOf(html: string): string {
  let words = "";
  let code = 0;
  for (const [, slash, isCode, text] of html.matchAll(/<(\/?)(?:(pre|code)>|[^<>]*>)|([^<]+)/g)) {
    if (isCode) code += slash ? -1 : 1;
    else if (text && code === 0) words += text;
  }
  return unescaped(words);
}

/** To one address or several, or to whom the reader chooses, with what it is about (RFC 6068). */
const MAILTO = /^mailto:(?=.)([^\s@,?]+@([^\s@,?.]+\.)+[^\s@,?.]+(,(?=[^?]))?)*(?<!,)(\?\S+)?$/i;

/** A path of this site gets the whole address when the mail is built; anything else has to bring it. */
export function isLinkGood(address: string): boolean {
  if (/^(\/(?![/\\])|#)/.test(address)) return true;
  if (MAILTO.test(address) || isPhone(address)) return true;
  if (!/^https?:\/\//i.test(address)) return false;
  try {
    const url = new URL(address);
    return url.hostname.includes(".") || url.hostname === "localhost";
  } catch {
    return false;
  }
}
