import { ReadableStream } from "node:stream/web";
import { currentExchange, keepOut } from "./exchange.server";

/**
 * A file to keep, made for this one request: no cache has it, and no browser shows it as a page of ours. One whose size in bytes is told is
 * sent as it is read.
 */
export function download(
  body: string | AsyncIterable<Buffer>,
  { name, type, size }: { name: string; type: string; size?: number },
): Response {
  keepOut(currentExchange());
  return new Response(typeof body === "string" ? body : (ReadableStream.from(body) as unknown as BodyInit), {
    headers: {
      "Content-Type": type.startsWith("text/") || type.endsWith("json") ? `${type}; charset=utf-8` : type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
      ...(size === undefined ? {} : { "Content-Length": String(size) }),
    },
  });
}
