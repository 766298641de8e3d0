import type { RequestHandler, Response } from "express";
import { currentSession } from "~/http/access/session.server";
import { currentExchange, isSafeMethod } from "~/http/exchange.server";
import { isOneClick } from "~/http/server/cross-site.server";
import { isDatabaseDown, TooManyError } from "~/lib/errors";
import { askerOf, countAttempt } from "./limits.server";

/** Each with limits of its own: nobody keeps their network from signing in, or from joining, by what else they send. */
export const WAYS_IN = /^\/(sign-in|forgot-password|reset-password|register|invitations|set-up)(\/|$)/;

/**
 * Counts what a person sends, or a network where nobody is signed in. One-click is let through: a mail
 * provider presses it for thousands of people.
 */
export function limitPosts(refuse: (response: Response, status: number) => void): RequestHandler {
  return async (request, response, next) => {
    if (isSafeMethod(request.method) || isOneClick(request.path) || WAYS_IN.test(request.path)) return next();
    try {
      const exchange = currentExchange();
      await countAttempt("post", askerOf(await currentSession(exchange)));
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
