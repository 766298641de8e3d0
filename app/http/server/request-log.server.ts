import type { Request, Response } from "express";
import { logger } from "~/lib/logger.server";

/** Segments behind which a secret stands: links of mails and invitations. */
const TOKEN_AFTER = new Set([
  "reset-password",
  "set-up",
  "verify",
  "invitations",
  "confirm",
  "unsubscribe",
  "cancel",
  "one-click",
  "preferences",
]);
const LONG_SEGMENT = 40;

/** A path without its secrets: a token, or anything long enough to be one, is left out. */
export function redactPath(path: string): string {
  const segments = path.split("/");
  return segments
    .map((segment, index) => {
      const before = segments[index - 1];
      return segment && ((before && TOKEN_AFTER.has(before)) || segment.length > LONG_SEGMENT || /@|%40/.test(segment))
        ? ":hidden"
        : segment;
    })
    .join("/");
}

/** One line per request: ids and durations; no address, no query, no body, no token. */
export function logRequest(request: Request, response: Response, requestId: string): void {
  const started = performance.now();
  response.on("close", () => {
    logger.info({
      event: "request",
      method: request.method,
      path: redactPath(request.path),
      status: response.writableFinished ? response.statusCode : 499,
      ms: Math.round(performance.now() - started),
      requestId,
    });
  });
}
