import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import type { Request, RequestHandler, Response } from "express";
import { PLAIN_DISPLAY } from "~/components/layout/display-context";
import { readCookie } from "~/http/cookies.server";
import { chosenDisplay } from "~/http/display.server";
import { currentExchange, type Exchange, isSafeMethod } from "~/http/exchange.server";
import { narrowRoutes } from "~/http/server/narrow-routes.server";
import { env } from "~/lib/env.server";
import { inTime } from "~/lib/in-time";
import { catchUp, lookedAt, stampOf } from "./changes.server";
import { KEPT_ROUTES } from "./kept-routes";

/** Bytes of finished pages in this process, compressed ones included. */
const MOST_BYTES = 32 * 1024 * 1024;
/** What the key and the rest of an entry take, about. */
const ENTRY_BYTES = 1024;
/** Milliseconds for one look, or one making: whoever waits longer goes on alone. */
const LONGEST_WAIT = 3000;

const ENCODINGS = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 9 }),
};
type Encoding = keyof typeof ENCODINGS;

type Kept = {
  parts: string[];
  stamp: string;
  until: number;
  body: Buffer;
  tag: string;
  encoded: Map<Encoding, Promise<Buffer | null>>;
  bytes: number;
};

/** The least recently used first. */
const pages = new Map<string, Kept>();
let bytes = 0;
/** Of each page that is being made, when it is kept; it fails where it is not. */
const making = new Map<string, Promise<void>>();

/**
 * Answers visitors with the finished page as long as nothing that it shows has changed. The database is asked for each request, so whoever
 * comes after a change was stored reads the change. Of those who come while a page is made, one makes it.
 */
export function keepPages(build: ServerBuild): RequestHandler {
  const partsAt = findParts(build);
  return async (request, response, next) => {
    const exchange = currentExchange();
    if (!isSafeMethod(request.method) || readCookie(exchange, "session") || readCookie(exchange, "remember")) return next();
    const { textSize, contrast } = chosenDisplay() ?? PLAIN_DISPLAY;
    const key = `${textSize}.${contrast} ${request.originalUrl}`;
    const parts = pages.get(key)?.parts ?? partsAt(request.originalUrl);
    if (!parts) return next();
    for (;;) {
      // a database that is away is the framework's to tell of
      if (!(await isDone(catchUp()))) return next();
      const found = pages.get(key);
      if (found && isFresh(found)) return answer(request, response, key, found);
      if (found) drop(key, found);
      // nothing is awaited from here on where nobody makes it: those who come together would all find that
      const other = making.get(key);
      // where it comes to nothing, or not in time, it is made here
      if (!other || !(await isDone(other))) break;
    }
    if (request.method === "GET") make(exchange, key, parts);
    next();
  };
}

/** Whether it came to something in time. */
const isDone = (work: Promise<unknown>) =>
  inTime(work, LONGEST_WAIT).then(
    () => true,
    () => false,
  );

const isFresh = ({ parts, stamp, until }: Kept) => stamp === stampOf(parts) && Date.now() < until;

/** Has the page of this request kept, and others wait for it meanwhile; not until it is sent, over which its reader may take their time. */
function make(exchange: Exchange, key: string, parts: string[]): void {
  const stamp = stampOf(parts);
  // what was published while this waited is no future
  exchange.now = new Date(Math.max(Date.now(), lookedAt().getTime()));
  let settle = (_isKept: boolean) => {};
  const made = new Promise<void>((done, failed) => {
    settle = (isKept) => (isKept ? done() : failed(new Error("not kept")));
  });
  made.catch(() => {});
  if (!making.has(key)) making.set(key, made);
  exchange.whenMade = (page) => {
    if (page) keep(key, { parts, stamp, ...page });
    if (making.get(key) === made) making.delete(key);
    settle(page !== null);
  };
}

type Made = Pick<Kept, "parts" | "stamp" | "body"> & { until: Date };

function keep(key: string, { parts, stamp, body, until }: Made): void {
  const before = pages.get(key);
  if (before) drop(key, before);
  const tag = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  const page: Kept = { parts, stamp, until: until.getTime(), body, tag, encoded: new Map(), bytes: 0 };
  pages.set(key, page);
  weigh(key, page, body.length + ENTRY_BYTES);
}

/** Makes room for what a page takes more, besides what each of them takes. */
function weigh(key: string, page: Kept, more: number): void {
  if (pages.get(key) !== page) return;
  page.bytes += more;
  bytes += more;
  for (const [key, oldest] of pages) {
    if (bytes <= MOST_BYTES) break;
    drop(key, oldest);
  }
}

function drop(key: string, page: Kept): void {
  if (pages.get(key) !== page) return;
  pages.delete(key);
  bytes -= page.bytes;
}

async function answer(request: Request, response: Response, key: string, page: Kept): Promise<void> {
  pages.delete(key);
  pages.set(key, page);
  const wanted = (Object.keys(ENCODINGS) as Encoding[]).find((one) => request.acceptsEncodings(one));
  const encoded = wanted ? await encodedOf(key, page, wanted) : null;
  const tag = `"${page.tag}${encoded ? `-${wanted}` : ""}"`;
  response.set({ "Cache-Control": "private, no-cache", ETag: tag, Vary: "Accept-Encoding" });
  const known = request.headers["if-none-match"]?.split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
  if (known) {
    response.status(304).end();
    return;
  }
  response.set("Content-Type", "text/html; charset=utf-8");
  if (encoded) response.set("Content-Encoding", wanted);
  const body = encoded ?? page.body;
  response.set("Content-Length", String(body.length)).end(body);
}

/** Compressed as far as pays off for many readers, once, when the second of them comes; null where that failed. */
function encodedOf(key: string, page: Kept, encoding: Encoding): Promise<Buffer | null> {
  const made = page.encoded.get(encoding);
  if (made) return made;
  const encoded = ENCODINGS[encoding](page.body).then(
    (body) => {
      weigh(key, page, body.length);
      return body;
    },
    () => null,
  );
  page.encoded.set(encoding, encoded);
  return encoded;
}

/** An address as the site writes it: others are answered, and not kept. */
const WRITTEN = /^\/[a-z0-9/-]{0,200}$/;
const LONGEST_QUERY = 100;

/** The parts that the page at an address shows, or null where it is not kept. */
function findParts(build: ServerBuild): (url: string) => string[] | null {
  const routesAt = narrowRoutes(build, ({ routes }) =>
    Object.values(routes)
      .filter(({ parentId }) => parentId === "root")
      .map(({ id, path, index }) => ({ id, path: index ? "/" : path })),
  );
  return (url) => {
    const [path, query] = split(url);
    if (!WRITTEN.test(path) || query.length > LONGEST_QUERY) return null;
    const [match] = matchRoutes(routesAt(env().baseUrl + path), path) ?? [];
    const route = match && KEPT_ROUTES[match.route.id];
    if (!route) return null;
    const asked = new URLSearchParams(query);
    const names = [...asked.keys()];
    const isWritten =
      asked.toString() === query && names.every((name, index) => route.query.includes(name) && names.indexOf(name) === index);
    return isWritten ? route.parts(match.params) : null;
  };
}

function split(url: string): [string, string] {
  const at = url.indexOf("?");
  return at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at + 1)];
}
