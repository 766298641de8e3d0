import type { RequestHandler, Response } from "express";
import { uuidv7 } from "uuidv7";
import { type Counts, countedWork } from "~/lib/counts.server";
import { env } from "~/lib/env.server";
import { deviceOf, networkOf } from "./client.server";
import { parseCookies } from "./cookies.server";
import { type Exchange, inExchange } from "./exchange.server";
import { logRequest } from "./server/request-log.server";

/** Starts what is known about a request, and its line in the log. */
export function openExchange(): RequestHandler {
  const isTest = env().deployment === "test";
  return (request, response, next) => {
    const exchange: Exchange = {
      requestId: uuidv7(),
      method: request.method,
      isSeen: request.method !== "HEAD" && !/prefetch/.test(String(request.headers["sec-purpose"] ?? request.headers.purpose)),
      isUnattended: request.headers["x-asked-by"] === "page",
      path: request.originalUrl,
      now: new Date(),
      client: networkOf(request.ip),
      device: deviceOf(request.headers["user-agent"]),
      cookies: parseCookies(request.headers.cookie),
      response: {
        setHeader: (name, value) => void response.setHeader(name, value),
        addCookie: (text) => void response.append("Set-Cookie", text),
      },
      session: null,
      kept: [],
      sent: null,
      isForm: false,
      writer: null,
      provenFor: null,
      drafts: new Map(),
      whenShown: [],
    };
    response.setHeader("X-Request-Id", exchange.requestId);
    logRequest(request, response, exchange.requestId);
    if (!isTest) return inExchange(exchange, next);
    const counts: Counts = { queries: 0, verifications: 0 };
    showCounts(response, counts);
    countedWork(counts, () => inExchange(exchange, next));
  };
}

/** What the answer cost, for tests to assert. */
function showCounts(response: Response, counts: Counts): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    response.setHeader("X-Query-Count", counts.queries);
    response.setHeader("X-Verification-Count", counts.verifications);
    return writeHead(...args);
  }) as typeof response.writeHead;
}
