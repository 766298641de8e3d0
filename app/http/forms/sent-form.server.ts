import type { Request, RequestHandler, Response } from "express";
import { WRITER_FIELD } from "~/components/forms/kept-form";
import type { SentForm } from "~/components/forms/sent-form";
import { currentSession } from "~/http/access/session.server";
import { currentExchange, isSafeMethod } from "~/http/exchange.server";
import { typedInBody } from "./fields.server";

/** Bytes. Forms hold text: the longest is an issue of 200,000 characters, each up to nine bytes as a browser encodes it. */
const LARGEST_BODY = 2 * 1024 * 1024;

/** Of one form: ours have a hundred at most. More are refused unread, since each is looked at several times. */
const MOST_VALUES = 1000;

/**
 * Bytes of a form with a file. A larger file than may be added is read all the same, so that its page can say so, and keep what was
 * typed.
 */
const LARGEST_UPLOAD = 40 * 1024 * 1024;
/** Each is held in memory until it is stored. */
const UPLOADS_AT_ONCE = 4;
/** Milliseconds that one may take. */
const LONGEST_UPLOAD = 2 * 60_000;

let uploading = 0;

/** Files come to addresses of their own, from people who are signed in. */
async function isUpload({ path, headers }: Request): Promise<boolean> {
  const isForm = path.startsWith("/files/add/") && (headers["content-type"] ?? "").startsWith("multipart/form-data");
  return isForm && (await currentSession(currentExchange())).actor.kind === "person";
}

/** Reads what is sent whole, and bounded: whoever refuses it later can give it back. */
export function readBodies(refuse: (response: Response, status: number) => void): RequestHandler {
  return async (request, response, next) => {
    if (isSafeMethod(request.method)) return next();
    const isLarge = await isUpload(request).catch(next);
    if (isLarge === undefined) return;
    if (isLarge && uploading >= UPLOADS_AT_ONCE) {
      response.setHeader("Retry-After", "10");
      return refuse(response, 503);
    }
    const tooSlow = isLarge ? setTimeout(() => request.destroy(), LONGEST_UPLOAD) : undefined;
    if (isLarge) {
      uploading++;
      response.once("close", () => uploading--);
    }
    try {
      const most = isLarge ? LARGEST_UPLOAD : LARGEST_BODY;
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of request) {
        length += chunk.length;
        if (length <= most) chunks.push(chunk);
      }
      // to its end all the same: who is cut off in the middle of sending never reads why
      if (length > most) return refuse(response, 413);
      const body = Buffer.concat(chunks);
      if (hasTooMany(body)) return refuse(response, 413);
      const exchange = currentExchange();
      exchange.sent = body;
      exchange.isForm = isForm(request);
      next();
    } catch (error) {
      // whoever went in the middle of sending waits for nothing
      if (request.complete) next(error);
    } finally {
      clearTimeout(tooSlow);
    }
  };
}

/** In either way in which a form is sent: what somebody typed has no bare “&” in the first. */
function hasTooMany(body: Buffer): boolean {
  const divider = body.subarray(0, 2).toString() === "--" ? "\r\nContent-Disposition:" : "&";
  let values = 0;
  for (let at = body.indexOf(divider); at >= 0 && values <= MOST_VALUES; at = body.indexOf(divider, at + 1)) values++;
  return values > MOST_VALUES;
}

/** What a script asks for on the side, say a preview, is no form that somebody sent: browsers that do not say so take any answer to it. */
const isForm = ({ headers }: Request) =>
  (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded") &&
  (headers["sec-fetch-dest"] ?? (headers.accept === "*/*" ? "empty" : "document")) === "document";

/** What was typed into the form that this answers, without passwords and codes. Null for what a script sends on the side. */
export function sentForm(): SentForm | null {
  const { method, path, sent, isForm } = currentExchange();
  if (isSafeMethod(method) || !sent || !isForm) return null;
  const { values, isWhole } = typedInBody(sent);
  const writer = new URLSearchParams(sent.toString()).get(WRITER_FIELD);
  return writer || Object.keys(values).length > 0 ? { path, values, writer, isWhole: isWhole && !path.startsWith("//") } : null;
}
