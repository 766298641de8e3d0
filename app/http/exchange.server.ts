import { AsyncLocalStorage } from "node:async_hooks";
import type { KeptForm, SessionData } from "~/features/accounts/sign-in/sessions.server";
import type { Draft } from "~/features/drafts/drafts.queries.server";
import type { Session } from "./access/session.server";

/** `bytes` are null where it was larger than it may be. */
export type FormFile = { name: string; bytes: Buffer | null };

/**
 * One request and its answer, as the web edge sees them. The framework hands its loaders copies of the request, and runs them as GET after
 * an action; what is true of the whole exchange lives here.
 */
export type Exchange = {
  requestId: string;
  /** As sent. */
  method: string;
  /** Somebody sees its answer: a program that looks whether the page is there, or a browser that fetches it beforehand, is nobody. */
  isSeen: boolean;
  /** Path and query, as sent. */
  path: string;
  now: Date;
  /** A page asks by itself, whoever sits before it, and says so (`poll-fragment`): no session lives longer for it. */
  isUnattended: boolean;
  /** The sender's network, /24 or /48: limits count it, nothing stores it as it is. */
  client: string;
  /** “Firefox on Windows”: what a list of sessions shows. */
  device: string;
  /** As sent, and as changed since. */
  cookies: Map<string, string>;
  response: {
    setHeader(name: string, value: string): void;
    addCookie(text: string): void;
  };
  /** Read once, however many loaders ask. */
  session: Promise<Session> | null;
  /** What the session carries that this request began, until it is read. */
  begun?: SessionData;
  /** Forms that wait to be given back on the page that shows them. */
  kept: readonly KeptForm[];
  /** What was sent, as it came, of a form with a file its texts as a form without sends them; and whether a page sent it, as a form. */
  sent: Buffer | null;
  isForm: boolean;
  /** The picture or file that came beside it. */
  file?: FormFile | null;
  /** Whose the forms of the page are, as they say it. */
  writer: string | null;
  /** The act whose demands this request has met. */
  provenFor: string | null;
  /** The act demands a reason: a form that lets it be left out is none for it. */
  demandsReason?: boolean;
  /** What was typed into the form that was sent, as it may be given back. */
  typed?: Record<string, string | string[]>;
  /** The forms of this page that keep drafts, by where they are sent to, and the draft there is. */
  drafts: Map<string, Draft | null>;
  /** Its writer is asked first: whether a text may identify a patient, or is theirs at all. */
  keepsNoDrafts?: boolean;
  /** Where the page may be kept for other visitors: told once, with the page and how long it stays true by itself, or null. */
  whenMade?: (page: { body: Buffer; until: Date } | null) => void;
  /** The page changes by itself then. */
  holdsUntil?: Date;
  /** Run when a page was made, not when it only redirected. */
  whenShown: (() => Promise<void>)[];
};

const current = new AsyncLocalStorage<Exchange>();

export const inExchange = <T>(exchange: Exchange, work: () => T): T => current.run(exchange, work);

export function currentExchange(): Exchange {
  const exchange = current.getStore();
  if (!exchange) throw new Error("outside of a request");
  return exchange;
}

/** Null outside of a request, in tests. */
export const findExchange = (): Exchange | null => current.getStore() ?? null;

export const isSafeMethod = (method: string) => method === "GET" || method === "HEAD";

/** Personal, or made for one request: kept by no cache. */
export const keepOut = (exchange: Exchange) => exchange.response.setHeader("Cache-Control", "private, no-store");

/** Says that the page of this request shows what nothing tells the kept pages of: every reader gets it made anew. */
export function keepForNobody(): void {
  const exchange = currentExchange();
  exchange.whenMade?.(null);
  exchange.whenMade = undefined;
}

/** Says that the page of this request shows something else from each of these moments on, where that is to come. */
export function holdsUntil(moments: readonly (Date | string | null | undefined)[]): void {
  const exchange = currentExchange();
  for (const moment of moments.flatMap((each) => (each ? [new Date(each)] : [])))
    if (moment > exchange.now && !(exchange.holdsUntil && exchange.holdsUntil <= moment)) exchange.holdsUntil = moment;
}
