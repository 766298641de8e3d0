import type { Actor } from "~/lib/ctx";
import { composeBlocker } from "./newsletter.policy";

/** The mail that everybody gets; `unsubscribeMark` stands in it where each recipient's own link will be. */
export type RenderedIssue = { subject: string; html: string; text: string };

export type Check = {
  name: "subject" | "text" | "links" | "size" | "unsubscribe";
  title: string;
  state: "done" | "warning" | "blocked";
  words: string;
};

/** Mail programs cut off a mail at about 102 kB; the margin is for what relays add (E12). */
const WARN_BYTES = 80_000;
const MOST_BYTES = 100_000;

/** What is looked at before an issue may go: the checklist of its page, and again when it is sent. */
export function checkIssue(mail: RenderedIssue, body: string, unsubscribeMark: string): Check[] {
  return [checkSubject(mail), checkText(mail), checkLinks(body), checkSize(mail), checkUnsubscribe(mail, unsubscribeMark)];
}

export type SendBlocker = "not-a-sender" | "sent" | "changed" | "checks" | "nobody" | "other-number";

/** Why an issue may not go to these people now, or null. */
export function sendBlocker(
  actor: Actor,
  issue: { state: "draft" | "sent"; version: number },
  sending: { version: number; people: number },
  facts: { checks: readonly Check[]; reachable: number },
): null | SendBlocker {
  if (composeBlocker(actor)) return "not-a-sender";
  if (issue.state === "sent") return "sent";
  if (issue.version !== sending.version) return "changed";
  if (facts.checks.some(({ state }) => state === "blocked")) return "checks";
  if (facts.reachable === 0) return "nobody";
  return facts.reachable === sending.people ? null : "other-number";
}

export const sendBlockerText: Record<SendBlocker, string> = {
  "not-a-sender": "Only newsletter senders can send an issue.",
  sent: "This issue has been sent already.",
  changed: "Somebody changed this issue after you opened this page. Read it again before you send it.",
  checks: "Something on the checklist has to be put right first.",
  nobody: "Nobody would get this issue at the moment.",
  "other-number": "That is not the number of people who would get it now. Type the number shown above.",
};

function checkSubject({ subject }: RenderedIssue): Check {
  const base = { name: "subject", title: "Subject" } as const;
  if (subject.trim() === "") return { ...base, state: "blocked", words: "Give the issue a subject." };
  if (subject.length > 70) return { ...base, state: "warning", words: "Longer than 70 characters: small screens show only its beginning." };
  return { ...base, state: "done", words: "Short enough to be read in a list of mails." };
}

function checkText({ text }: RenderedIssue): Check {
  const base = { name: "text", title: "Text part" } as const;
  if (text.trim() === "") return { ...base, state: "blocked", words: "The mail has no text part." };
  return { ...base, state: "done", words: "Can be read without pictures and layout." };
}

function checkLinks(body: string): Check {
  const base = { name: "links", title: "Links" } as const;
  const addresses = linksOf(body);
  const broken = addresses.filter((address) => !isLinkGood(address));
  if (broken.length > 0) return { ...base, state: "blocked", words: `Put these right: ${broken.join(", ")}` };
  return { ...base, state: "done", words: addresses.length === 0 ? "There are none." : `${addresses.length} with a complete address.` };
}

function checkSize({ html }: RenderedIssue): Check {
  const base = { name: "size", title: "Size" } as const;
  const bytes = new TextEncoder().encode(html).length;
  const kilobytes = `${Math.ceil(bytes / 1000)} kB`;
  if (bytes > MOST_BYTES)
    return {
      ...base,
      state: "blocked",
      words: `${kilobytes}: mail programs cut it off at about 100 kB. Shorten it, and link to the long parts.`,
    };
  if (bytes > WARN_BYTES)
    return { ...base, state: "warning", words: `${kilobytes}: close to the 100 kB at which mail programs cut it off.` };
  return { ...base, state: "done", words: `${kilobytes} of at most 100 kB.` };
}

function checkUnsubscribe({ html, text }: RenderedIssue, mark: string): Check {
  const base = { name: "unsubscribe", title: "Way to unsubscribe" } as const;
  const missing = [html.includes(mark) ? null : "the HTML part", text.includes(mark) ? null : "the text part"].filter(Boolean);
  if (missing.length > 0) return { ...base, state: "blocked", words: `There is no unsubscribe link in ${missing.join(" and ")}.` };
  return { ...base, state: "done", words: "In the HTML part and in the text part." };
}

/** Every address that the Markdown links to: `[words](address)`, `<address>` and `[name]: address`. */
export function linksOf(body: string): string[] {
  const inline = [...body.matchAll(/\]\(\s*<?([^\s)>]*)/g)].map(([, address]) => address!);
  const angled = [...body.matchAll(/<([a-z][a-z0-9+.-]*:[^\s>]*)>/gi)].map(([, address]) => address!);
  const named = [...body.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm)].map(([, address]) => address!);
  return [...inline, ...angled, ...named];
}

/** A path of this site gets the whole address when the mail is built; anything else has to bring it. */
function isLinkGood(address: string): boolean {
  if (/^(\/(?![/\\])|#)/.test(address)) return true;
  if (/^mailto:[^\s@]+@[^\s@]+\.[^\s@]+$/i.test(address)) return true;
  if (!/^https?:\/\//i.test(address)) return false;
  try {
    const url = new URL(address);
    return url.hostname.includes(".") || url.hostname === "localhost";
  } catch {
    return false;
  }
}
