import type { Request, RequestHandler, Response } from "express";
import { isSafeMethod } from "~/http/exchange.server";
import { env } from "~/lib/env.server";

/** Mail programs post here by themselves (RFC 8058), with neither cookies nor an origin. The token says all. */
const ONE_CLICK = /^\/(newsletters\/one-click|forum\/stop-mails)\/[^/]+$/;

export const isOneClick = (path: string) => ONE_CLICK.test(path);

/**
 * Whoever changes something comes from our own pages (`design.md` §7). Browsers say so themselves; no
 * token is needed, so forms work without cookies.
 */
export function checkOrigin(refuse: (response: Response, status: number) => void): RequestHandler {
  const { baseUrl } = env();
  return (request, response, next) => {
    if (!isSafeMethod(request.method) && !isOneClick(request.path) && !comesFrom(baseUrl, request)) return refuse(response, 403);
    // the framework has a check of its own, which fails behind proxies
    delete request.headers.origin;
    next();
  };
}

function comesFrom(baseUrl: string, request: Request): boolean {
  const site = request.headers["sec-fetch-site"];
  return site === "same-origin" || site === "none" || request.headers.origin === baseUrl;
}
