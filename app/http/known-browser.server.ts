import type { PersonId } from "~/lib/ctx";
import { randomToken, sameBytes, signatures } from "~/lib/tokens.server";
import { readCookie, setCookie } from "./cookies.server";
import type { Exchange } from "./exchange.server";

/** Accounts of one browser that are told apart: a reception desk has a few. */
const MOST_ACCOUNTS = 5;
const MARK_BYTES = 16;
const PART = /^[\w-]{22}$/;

/**
 * The number of a browser that somebody signed in on before, or chose a password on behind a mailed link; else null. It is counted by itself where
 * a network would be, so that nobody else in there stops it (OWASP, Slow Down Online Guessing Attacks with Device Cookies). It opens nothing.
 */
export function browserNumber(exchange: Exchange): string | null {
  const { number, marks } = read(exchange);
  return isMarked(marks, marksOf(number, "browser")) ? number : null;
}

/** The same, where this account did: wrong passwords elsewhere count nothing here. */
export function knownBrowser(exchange: Exchange, personId: PersonId): string | null {
  const { number, marks } = read(exchange);
  return isMarked(marks, marksOf(number, personId)) ? number : null;
}

/** The cookie is the browser's number, a mark of ours upon it, and one for each account, and names nobody. */
export function keepBrowserKnown(exchange: Exchange, personId: PersonId): void {
  const { number, marks } = read(exchange);
  const [own, browser] = [marksOf(number, personId), marksOf(number, "browser")];
  const others = marks.filter((mark) => ![...own, ...browser].includes(mark));
  setCookie(exchange, "known", [number, browser[0], own[0], ...others].slice(0, MOST_ACCOUNTS + 2).join("."));
}

function read(exchange: Exchange): { number: string; marks: string[] } {
  const [number = "", ...marks] = (readCookie(exchange, "known") ?? "").split(".");
  if (!PART.test(number)) return { number: randomToken(MARK_BYTES), marks: [] };
  return { number, marks: marks.filter((mark) => PART.test(mark)).slice(0, MOST_ACCOUNTS + 1) };
}

/** By each signing key, the newest first. */
const marksOf = (number: string, whose: PersonId | "browser") =>
  signatures(`known-browser:${number}:${whose}`).map((mark) => mark.subarray(0, MARK_BYTES).toString("base64url"));

const isMarked = (marks: string[], ours: string[]) =>
  marks.some((mark) => ours.some((own) => sameBytes(Buffer.from(own), Buffer.from(mark))));
