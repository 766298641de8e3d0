import type { RequestHandler } from "express";

const METHODS = new Set(["GET", "HEAD", "POST"]);

/** What only confuses routers and caches: doubled, encoded or backward slashes, encoded dots and NUL, what does not decode. */
const ODD_PATH = /\/\/|\\|%2f|%5c|%2e|%00|\/\.\.?(\/|$)/i;

type Refuse = (response: Parameters<RequestHandler>[1], status: number) => void;

/** Shuts what nobody needs before the framework sees it: its data doors, odd paths, other methods. */
export function shutDoors(refuse: Refuse): RequestHandler {
  return (request, response, next) => {
    if (!METHODS.has(request.method)) {
      response.setHeader("Allow", "GET, HEAD, POST");
      return refuse(response, 405);
    }
    // an absolute address in the request line names a host of the sender's choice
    if (!request.url.startsWith("/")) return refuse(response, 400);
    const at = request.url.indexOf("?");
    const path = at < 0 ? request.url : request.url.slice(0, at);
    const query = new URLSearchParams(at < 0 ? "" : request.url.slice(at));
    if (ODD_PATH.test(path) || !decodes(path)) return refuse(response, 404);
    if (path.endsWith(".data") || path === "/__manifest" || query.has("_data") || query.has("_routes")) return refuse(response, 404);
    if (path !== "/" && path.endsWith("/")) {
      if (request.method === "POST") return refuse(response, 404);
      return response.redirect(308, path.slice(0, -1) + (at < 0 ? "" : request.url.slice(at)));
    }
    next();
  };
}

function decodes(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
