import { type Account, findAccount } from "~/features/accounts/accounts.queries.server";
import { readCookie, setCookie } from "~/http/cookies.server";
import { currentExchange, type Exchange } from "~/http/exchange.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { randomToken, sameBytes, signatures } from "~/lib/tokens.server";
import { whenCommitted } from "~/lib/transaction.server";

/** Two for each account of one browser: a reception desk has a few. */
const MOST_MARKS = 10;
const MARK_BYTES = 16;
const PART = /^[\w-]{22}$/;

/**
 * Who signed in last on this browser, or chose a password on it behind a mailed link; else null. They are counted by themselves where a
 * network would be, so that nobody else in there stops them (OWASP, Slow Down Online Guessing Attacks with Device Cookies): an account
 * has one count, on however many browsers. It opens nothing.
 */
export function knownAsker(exchange: Exchange): string | null {
  const { number, marks } = read(exchange);
  const [asker = "", ...others] = marks;
  return isMarked(others, marksOf(number, `asker:${asker}`)) ? asker : null;
}

/** Whose account it is, with the password that stands: who knew an earlier one is no known one. */
type Owner = Pick<Account, "personId" | "passwordAt">;

/** The number of a browser that this account signed in on with its password: wrong ones elsewhere count nothing here. */
export function knownBrowser(exchange: Exchange, owner: Owner): string | null {
  const { number, marks } = read(exchange);
  return isMarked(marks, marksOf(number, withPassword(owner))) ? number : null;
}

/** Whose codes they are, of the app that counts: who had those of an earlier one is no known one. */
export type CodeHolder = Pick<Account, "personId" | "factor">;

/** The same of one that gave this account's code: whoever has the mailbox makes any number of the others. */
export function provenBrowser(exchange: Exchange, holder: CodeHolder): string | null {
  const { number, marks } = read(exchange);
  return isMarked(marks, marksOf(number, proven(holder))) ? number : null;
}

const withPassword = ({ personId, passwordAt }: Owner) => `${personId} since ${passwordAt?.getTime()}`;
const proven = ({ personId, factor }: CodeHolder) => `${personId} with code of ${factor}`;

/** Marks this browser for an account as it stands, read where it is not in hand. */
export async function keepBrowserKnown(ctx: Ctx, personId: PersonId, { gaveCode = false } = {}): Promise<void> {
  const { passwordAt = null, factor = null } = (await findAccount(ctx, personId)) ?? {};
  await markBrowser(ctx, { personId, passwordAt }, gaveCode ? { personId, factor } : null);
}

/**
 * The cookie is the browser's number, a number for who signed in last with a mark of ours upon both,
 * and a mark for each account, with another where its code was given: it names nobody.
 */
export async function markBrowser(ctx: Ctx, owner: Owner, holder: CodeHolder | null = null): Promise<void> {
  const exchange = currentExchange();
  await whenCommitted(ctx, () => setCookie(exchange, "known", markedFor(exchange, owner, holder)));
}

function markedFor(exchange: Exchange, owner: Owner, holder: CodeHolder | null): string {
  const { number, marks } = read(exchange);
  const { personId } = owner;
  const theirs = [withPassword(owner), ...(holder ? [proven(holder)] : [])].map((whose) => marksOf(number, whose));
  const others = marks.slice(knownAsker(exchange) ? 2 : 0).filter((mark) => !theirs.flat().includes(mark));
  const asker = shortened(signatures(`known-asker:${personId}`))[0]!;
  const own = [marksOf(number, `asker:${asker}`), ...theirs].map(([newest]) => newest);
  return [number, asker, ...own, ...others].slice(0, MOST_MARKS + 3).join(".");
}

function read(exchange: Exchange): { number: string; marks: string[] } {
  const [number = "", ...marks] = (readCookie(exchange, "known") ?? "").split(".");
  if (!PART.test(number)) return { number: randomToken(MARK_BYTES), marks: [] };
  return { number, marks: marks.filter((mark) => PART.test(mark)).slice(0, MOST_MARKS + 2) };
}

/** By each signing key, the newest first. */
const marksOf = (number: string, whose: string) => shortened(signatures(`known-browser:${number}:${whose}`));

const shortened = (signed: Buffer[]) => signed.map((mark) => mark.subarray(0, MARK_BYTES).toString("base64url"));

const isMarked = (marks: string[], ours: string[]) =>
  marks.some((mark) => ours.some((own) => sameBytes(Buffer.from(own), Buffer.from(mark))));
