import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { isolatedHtml } from "~/lib/right-to-left";
import { sha256 } from "~/lib/tokens.server";

/** A piece of a page, by the page's own component, for an island that asks again and again: what has not changed costs no body. */
export function fragment(request: Request, piece: ReactElement): Response {
  const html = isolatedHtml(renderToStaticMarkup(piece));
  const etag = `"${sha256(html).toString("base64url")}"`;
  if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers: { ETag: etag } });
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", ETag: etag } });
}
