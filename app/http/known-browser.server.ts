import type { PersonId } from "~/lib/ctx";
import { randomToken, sameBytes, signatures } from "~/lib/tokens.server";
import { readCookie, setCookie } from "./cookies.server";
import type { Exchange } from "./exchange.server";

/** Accounts of one browser that are told apart: a reception desk has a few. */
const MOST_ACCOUNTS = 5;
const MARK_BYTES = 16;
const PART = /^[\w-]{22}$/;

/**
 * The number of this browser, where the account signed in on it before; else null. Wrong passwords from here are counted by themselves, so that
 * whoever guesses elsewhere does not keep its owner out (OWASP, Slow Down Online Guessing Attacks with Device Cookies). It opens nothing.
 */
export function knownBrowser(exchange: Exchange, personId: PersonId): string | null {
  const { number, marks } = read(exchange);
  const ours = marksOf(number, personId);
  return marks.some((mark) => ours.some((own) => sameBytes(own, Buffer.from(mark, "base64url")))) ? number : null;
}

/** After somebody has signed in: the cookie is the browser's number and a mark for each account, and names nobody. */
export function keepBrowserKnown(exchange: Exchange, personId: PersonId): void {
  const { number, marks } = read(exchange);
  const ours = marksOf(number, personId).map((mark) => mark.toString("base64url"));
  const others = marks.filter((mark) => !ours.includes(mark));
  setCookie(exchange, "known", [number, ours[0], ...others].slice(0, MOST_ACCOUNTS + 1).join("."));
}

function read(exchange: Exchange): { number: string; marks: string[] } {
  const [number = "", ...marks] = (readCookie(exchange, "known") ?? "").split(".");
  if (!PART.test(number)) return { number: randomToken(MARK_BYTES), marks: [] };
  return { number, marks: marks.filter((mark) => PART.test(mark)).slice(0, MOST_ACCOUNTS) };
}

const marksOf = (number: string, personId: PersonId) =>
  signatures(`known-browser:${number}:${personId}`).map((mark) => mark.subarray(0, MARK_BYTES));
