import type { Request, RequestHandler, Response } from "express";
import { WRITER_FIELD } from "~/components/forms/kept-form";
import type { SentForm } from "~/components/forms/sent-form";
import { LARGEST_FILE } from "~/features/files/file.policy";
import { currentSession } from "~/http/access/session.server";
import { currentExchange, isSafeMethod } from "~/http/exchange.server";
import { type PersonId, personIdOf } from "~/lib/ctx";
import { takeApart, typedInBody } from "./fields.server";

/** Bytes. Forms hold text: the longest is an issue of 200,000 characters, each up to nine bytes as a browser encodes it. */
const LARGEST_BODY = 2 * 1024 * 1024;

/** Of one form: ours have a hundred at most. More are refused unread, since each is looked at several times. */
const MOST_VALUES = 1000;

/** Bytes of a form with a file. Of a larger one its texts are read all the same, so that its page can say so, and keep what was typed. */
const LARGEST_UPLOAD = LARGEST_FILE + LARGEST_BODY;
/** Each is held in memory until it is stored. */
const UPLOADS_AT_ONCE = 4;
/** Milliseconds that one may take. */
const LONGEST_UPLOAD = 2 * 60_000;

/** Whose files are on their way: one of each person at a time. */
const uploading = new Set<PersonId>();

/** Files come to addresses of their own. */
const bringsFile = ({ path, headers }: Request) =>
  /^\/(files\/add|admin\/settings\/look)\//.test(path) && (headers["content-type"] ?? "").startsWith("multipart/form-data");

/** What a form may hold that comes with a file: from people who are signed in, the file; of everybody else it is left out unread. */
async function placeFor(request: Request, response: Response): Promise<"taken" | "none" | "not-needed"> {
  if (!bringsFile(request)) return "not-needed";
  // without a database nobody is known, and the page that says so gives back what was typed
  const sender = await currentSession(currentExchange()).then(
    ({ actor }) => personIdOf(actor),
    () => null,
  );
  // whoever has gone by now never gives it back
  if (!sender || response.closed) return "not-needed";
  if (uploading.has(sender) || uploading.size >= UPLOADS_AT_ONCE) return "none";
  uploading.add(sender);
  response.once("close", () => uploading.delete(sender));
  return "taken";
}

/** Reads what is sent whole, and bounded: whoever refuses it later can give it back. */
export function readBodies(refuse: (response: Response, status: number) => void): RequestHandler {
  return async (request, response, next) => {
    if (isSafeMethod(request.method)) return next();
    const place = await placeFor(request, response);
    const tooSlow = place === "taken" ? setTimeout(() => request.destroy(), LONGEST_UPLOAD) : undefined;
    try {
      const most = place === "taken" ? LARGEST_UPLOAD : LARGEST_BODY;
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of request) {
        length += chunk.length;
        if (length <= most) chunks.push(chunk);
      }
      const hasFile = bringsFile(request);
      // to its end all the same: who is cut off in the middle of sending never reads why
      if (length > most && !hasFile) return refuse(response, 413);
      const body = Buffer.concat(chunks);
      if (hasTooMany(body)) return refuse(response, 413);
      const exchange = currentExchange();
      exchange.sent = body;
      if (hasFile) {
        const { texts, file } = await takeApart(body, request.headers["content-type"]!, length > most);
        if (texts.length > LARGEST_BODY) return refuse(response, 413);
        exchange.sent = texts;
        exchange.file = file;
        request.headers["content-type"] = "application/x-www-form-urlencoded";
        request.headers["content-length"] = String(texts.length);
      }
      exchange.isForm = isForm(request);
      if (place === "none") return refuse(response.set("Retry-After", "10"), 503);
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
