import type { RequestHandler, Response } from "express";
import { isDatabaseDown, TooManyError } from "~/lib/errors";
import { isOneClick } from "./cross-site.server";
import { currentExchange, isSafeMethod } from "./exchange.server";
import { countAttempt } from "./limits.server";

/** Counts what a network sends. One-click is let through: a mail provider presses it for thousands of people. */
export function limitPosts(refuse: (response: Response, status: number) => void): RequestHandler {
  return async (request, response, next) => {
    if (isSafeMethod(request.method) || isOneClick(request.path)) return next();
    try {
      await countAttempt("post", currentExchange().client);
      next();
    } catch (error) {
      if (error instanceof TooManyError) {
        response.setHeader("Retry-After", String(error.retryAfterSeconds));
        return refuse(response, 429);
      }
      if (!isDatabaseDown(error)) return next(error);
      response.setHeader("Retry-After", "10");
      refuse(response, 503);
    }
  };
}
