import type { RequestHandler, Response } from "express";
import { env } from "~/lib/env.server";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/**
 * One host, the configured one: links, redirects and caches never carry a name that a request made up. A demo leads the machine's other
 * names to it, so that whoever types 127.0.0.1 for localhost arrives.
 */
export function checkHost(refuse: (response: Response, status: number) => void): RequestHandler {
  const { baseUrl, deployment } = env();
  const own = new URL(baseUrl).host;
  return (request, response, next) => {
    const names = request.rawHeaders.filter((_, index) => index % 2 === 0 && request.rawHeaders[index]!.toLowerCase() === "host");
    const host = request.headers.host?.toLowerCase();
    if (names.length === 1 && host === own) return next();
    const isOwnMachine = names.length === 1 && deployment === "demo" && LOOPBACK.test(host ?? "");
    if (isOwnMachine && request.method === "GET" && request.url.startsWith("/")) return response.redirect(302, baseUrl + request.url);
    refuse(response, 421);
  };
}

/** What proxies say about a request is believed only when proxies are configured, and of that only the sender's address. */
export function dropForwarded(): RequestHandler {
  const { trustProxy } = env();
  return (request, _response, next) => {
    for (const name of Object.keys(request.headers)) {
      if (name === "forwarded" || (name.startsWith("x-forwarded-") && !(trustProxy > 0 && name === "x-forwarded-for")))
        delete request.headers[name];
    }
    next();
  };
}
