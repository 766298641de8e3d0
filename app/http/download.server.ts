import { currentExchange, keepOut } from "./exchange.server";

/** A file to keep, made for this one request: no cache has it, and no browser shows it as a page of ours. */
export function download(body: string, { name, type }: { name: string; type: string }): Response {
  keepOut(currentExchange());
  return new Response(body, {
    headers: {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
