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
  "still-wanted",
  "stop-mails",
]);
/** Words that may follow a secret. */
const AFTER_TOKEN = new Set(["confirm", "keep", "saved", "unsubscribe-all", "revoke", "take-back"]);
const LONG_SEGMENT = 40;
/** The words behind a topic's code are its title, which may name somebody. */
const TOPIC_CODE = 10;
/** A file's name may name somebody; a picture is called by its width. */
const PICTURE = /^\d+\.webp$/;

/**
 * A path without its secrets: a token, and anything long enough to be one, is left out. However the path came apart on its way (a slash
 * more, one that is spelled out, a part of no letters), what stands behind such a word is no part of a log.
 */
export function redactPath(path: string): string {
  let [isBehind, earlier, before] = [false, "", ""];
  return path
    .split(/\/|%2f/i)
    .map((segment) => {
      const isHidden = isBehind ? !AFTER_TOKEN.has(segment) : segment.length > LONG_SEGMENT || /@|%40/.test(segment);
      isBehind ||= TOKEN_AFTER.has(segment.toLowerCase().replaceAll("%2d", "-"));
      const isTopic = before === "topics";
      const isFileName = earlier === "files" && before !== "add" && !PICTURE.test(segment);
      if (segment) [earlier, before] = [before, segment.toLowerCase()];
      if (segment && (isHidden || isFileName) && !isTopic) return ":hidden";
      return isTopic ? segment.slice(0, TOPIC_CODE) : segment;
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
