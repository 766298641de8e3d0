import { ReadableStream } from "node:stream/web";
import type { FileKind } from "#db/schema/files";
import { storage } from "~/features/files/storage.server";
import type { Range } from "~/features/files/store";
import { notFound } from "./responses.server";

const TYPES: Record<FileKind, string> = {
  picture: "image/webp",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  // in whatever letters they came: they are kept, not shown
  csv: "text/csv",
  txt: "text/plain",
};

/** Whatever somebody sent runs nothing and reaches nothing, also where a browser opens it. */
const POLICY = "default-src 'none'; sandbox";
/** Seconds: what is hidden or taken down is gone from shared caches as soon. */
const OPEN_FOR = 60;
/** Of what the site itself shows on every page. */
const LOOK_FOR = 86_400;

type Sent = { code: string; kind: FileKind; name: string };

/**
 * Sends a stored file, or a range of it, as it is read. What the site itself shows (`isOfLook`) is the same for all, and kept for a day;
 * what is open to everybody may be kept for a minute, unless the browser brings cookies; else it is asked for anew each time, and costs no
 * body where it is there already. Pictures are shown, other files are to be kept.
 */
export async function sendFile(
  request: Request,
  { code, kind, name }: Sent,
  { part, isOpen, isOfLook = false }: { part: string; isOpen: boolean; isOfLook?: boolean },
): Promise<Response> {
  const size = await storage().size(code, part);
  if (size === null) notFound();
  // what a code names never changes
  const etag = `"${code}-${part}"`;
  const headers = new Headers({
    "Content-Type": TYPES[kind],
    "Content-Disposition": disposition(kind, name),
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": isOfLook
      ? `public, max-age=${LOOK_FOR}`
      : isOpen && !request.headers.has("Cookie")
        ? `public, max-age=${OPEN_FOR}`
        : "private, no-cache",
    ...(isOfLook ? {} : { Vary: "Cookie" }),
    ETag: etag,
    "Accept-Ranges": "bytes",
  });
  if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });

  const ifRange = request.headers.get("If-Range");
  const range = ifRange === null || ifRange === etag ? rangeOf(request.headers.get("Range"), size) : null;
  if (range === "beyond") {
    headers.set("Content-Range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  if (range) headers.set("Content-Range", `bytes ${range.start}-${range.end}/${size}`);
  headers.set("Content-Length", String(range ? range.end - range.start + 1 : size));
  const bytes = request.method === "HEAD" ? null : ReadableStream.from(storage().read(code, part, range ?? undefined));
  return new Response(bytes as BodyInit | null, { status: range ? 206 : 200, headers });
}

/** One range of bytes; several, or what cannot be read, is the whole file (RFC 9110, 14.2). */
function rangeOf(asked: string | null, size: number): Range | "beyond" | null {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked ?? "") ?? [];
  if (!from && !to) return null;
  const start = from ? Number(from) : Math.max(0, size - Number(to));
  const end = from && to ? Math.min(Number(to), size - 1) : size - 1;
  if (start >= size || (!from && Number(to) === 0)) return "beyond";
  return start > end ? null : { start, end };
}

/** The name in letters that every header holds, and as it is (RFC 6266). */
function disposition(kind: FileKind, name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, "_").replace(/["\\]/g, "_");
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind === "picture" ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
