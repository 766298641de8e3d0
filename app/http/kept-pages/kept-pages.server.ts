import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import type { Request, RequestHandler, Response } from "express";
import { PLAIN_DISPLAY } from "~/components/layout/display-context";
import { readCookie } from "~/http/cookies.server";
import { chosenDisplay } from "~/http/display.server";
import { currentExchange, isSafeMethod } from "~/http/exchange.server";
import { catchUp, stampOf } from "./changes.server";
import { KEPT_ROUTES } from "./kept-routes";

/** Bytes of finished pages in this process, compressed ones included. */
const MOST_BYTES = 32 * 1024 * 1024;

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
  encoded: Map<Encoding, Promise<Buffer>>;
  bytes: number;
};

/** The least recently used first. */
const pages = new Map<string, Kept>();
let bytes = 0;
/** Of each page that is being made, when that is over. */
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
    for (let turn = 0; turn < 2; turn++) {
      // a database that is away is the framework's to tell of
      if (!(await hasCaughtUp())) return next();
      const found = pages.get(key);
      if (found && isFresh(found)) return answer(request, response, key, found).catch(next);
      if (found) drop(key, found);
      // what another one makes may come to nothing: the next time it is made here
      if (!making.has(key)) break;
      await making.get(key);
    }
    if (request.method === "GET") {
      const stamp = stampOf(parts);
      exchange.onMade = (body, until) => keep(key, { parts, stamp, body, until });
      if (!making.has(key)) making.set(key, untilAnswered(response, key));
    }
    next();
  };
}

const hasCaughtUp = () =>
  catchUp().then(
    () => true,
    () => false,
  );

const isFresh = ({ parts, stamp, until }: Kept) => stamp === stampOf(parts) && Date.now() < until;

const untilAnswered = (response: Response, key: string) =>
  new Promise<void>((end) => {
    response.once("close", () => {
      making.delete(key);
      end();
    });
  });

type Made = Pick<Kept, "parts" | "stamp" | "body"> & { until: Date };

function keep(key: string, { parts, stamp, body, until }: Made): void {
  const before = pages.get(key);
  if (before) drop(key, before);
  const tag = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  const page: Kept = { parts, stamp, until: until.getTime(), body, tag, encoded: new Map(), bytes: 0 };
  pages.set(key, page);
  weigh(page, body);
}

/** Makes room for what a page takes more. */
function weigh(page: Kept, more: Buffer): void {
  page.bytes += more.length;
  bytes += more.length;
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
  const encoding = (Object.keys(ENCODINGS) as Encoding[]).find((one) => request.acceptsEncodings(one));
  const tag = `"${page.tag}${encoding ? `-${encoding}` : ""}"`;
  response.set({ "Cache-Control": "private, no-cache", ETag: tag, Vary: "Accept-Encoding" });
  const known = request.headers["if-none-match"]?.split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
  if (known) {
    response.status(304).end();
    return;
  }
  response.set("Content-Type", "text/html; charset=utf-8");
  if (encoding) response.set("Content-Encoding", encoding);
  const body = encoding ? await encodedOf(page, encoding) : page.body;
  response.set("Content-Length", String(body.length)).end(body);
}

/** Compressed as far as pays off for many readers, once, when the second of them comes. */
function encodedOf(page: Kept, encoding: Encoding): Promise<Buffer> {
  const made = page.encoded.get(encoding);
  if (made) return made;
  const encoded = ENCODINGS[encoding](page.body).then((body) => {
    weigh(page, body);
    return body;
  });
  page.encoded.set(encoding, encoded);
  return encoded;
}

/** The parts that the page at an address shows, or null where it is not kept. */
function findParts(build: ServerBuild): (url: string) => string[] | null {
  const routes = Object.values(build.routes)
    .filter(({ parentId }) => parentId === "root")
    .map(({ id, path, index }) => ({ id, path: index ? "/" : path }));
  return (url) => {
    const [path, query] = split(url);
    const [match] = matchRoutes(routes, path) ?? [];
    const route = match && KEPT_ROUTES[match.route.id];
    if (!route) return null;
    const names = [...new URLSearchParams(query).keys()];
    const isDeclared = names.every((name, index) => route.query.includes(name) && names.indexOf(name) === index);
    return isDeclared ? route.parts(match.params) : null;
  };
}

function split(url: string): [string, string] {
  const at = url.indexOf("?");
  return at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at + 1)];
}
