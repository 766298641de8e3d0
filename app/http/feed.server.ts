import { atomFeed, type Feed, lastChange } from "~/lib/atom-feed";
import { env } from "~/lib/env.server";
import { sha256 } from "~/lib/tokens.server";

/** A feed, or that whoever asks has it as it is. */
export function feed(request: Request, told: Omit<Feed, "baseUrl" | "self">): Response {
  const xml = atomFeed({ ...told, baseUrl: env().baseUrl, self: new URL(request.url).pathname });
  const headers = { ETag: `"${sha256(xml).toString("base64url")}"`, "Last-Modified": lastChange(told.entries).toUTCString() };
  if (request.headers.get("If-None-Match") === headers.ETag) return new Response(null, { status: 304, headers });
  return new Response(xml, { headers: { ...headers, "Content-Type": "application/atom+xml; charset=utf-8" } });
}
