import { BOXES_FIELD, FILE_FIELD, WRITER_FIELD } from "~/components/forms/kept-form";
import { writerOf } from "~/http/access/writer.server";
import type { FormFile } from "~/http/exchange.server";
import type { PersonId } from "~/lib/ctx";
import { DIRECTIONS, isSeen } from "~/lib/unseen";

/** Everything but tab and line feed that shows nothing and only confuses what reads it later. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]/g;

/** What breaks a line on some system or in some program: a line break by hand in Word, in a mail or a chat. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: two of them are
const LINE_ENDS = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * The text fields of a form, line ends as LF, without control characters and those that turn the direction of what follows. A field in
 * which nothing can be seen is empty. Null when the body is no form.
 */
export async function readFields(request: Request): Promise<URLSearchParams | null> {
  const type = (request.headers.get("Content-Type") ?? "").split(";")[0]!.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") return cleaned(new URLSearchParams(await request.text()));
  if (type !== "multipart/form-data") return null;
  try {
    return cleaned(await request.formData());
  } catch {
    return null;
  }
}

/** Takes a form with a file apart: its texts as a form without files sends them, and the file. Of one that was cut off what is whole. */
export async function takeApart(
  body: Buffer<ArrayBuffer>,
  type: string,
  isCut: boolean,
): Promise<{ texts: Buffer; file: FormFile | null }> {
  const sent = new Response(isCut ? upToLastPart(body) : body, { headers: { "Content-Type": type } });
  const data = await sent.formData().catch(() => new FormData());
  const texts = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === "string") texts.append(name, value);
  const file = data.get(FILE_FIELD);
  const found = file && typeof file !== "string" ? { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) } : null;
  return { texts: Buffer.from(texts.toString()), file: isCut && !found ? { name: "", bytes: null } : found };
}

/** Ended before the part that was cut off. */
function upToLastPart(body: Buffer): Buffer<ArrayBuffer> {
  const divider = Buffer.concat([Buffer.from("\r\n"), body.subarray(0, Math.max(0, body.indexOf("\r\n")))]);
  return Buffer.concat([body.subarray(0, Math.max(0, body.lastIndexOf(divider))), divider, Buffer.from("--\r\n")]);
}

/** Fields whose text is never sent back nor kept. The code of a practice is none of them. */
export const isSecretField = (name: string) => /password|token|secret|^code$|recoveryCode/i.test(name);

type Values = Record<string, string | string[]>;

const FIELD_NAME = /^[a-zA-Z][a-zA-Z0-9-]{0,40}$/;
const MOST_FIELDS = 100;

type TypedFields = {
  values: Values;
  /** Characters. */
  length: number;
  /** It asks by boxes, of which none may be ticked. */
  hasBoxes: boolean;
  /** Nothing was left out. */
  isWhole: boolean;
  /** For whom the page was made. */
  writer: PersonId | null;
};

/**
 * What was typed into a form, by plain names, and how many characters: no password, code, token or secret. Null when the body is no form.
 */
export async function readTyped(request: Request): Promise<TypedFields | null> {
  const fields = await readFields(request);
  return fields && typedIn(fields);
}

/** The same of a body as a browser encodes a form without files. */
export const typedInBody = (body: Buffer): TypedFields => typedIn(cleaned(new URLSearchParams(body.toString())));

function typedIn(fields: URLSearchParams): TypedFields {
  const values: Values = {};
  let length = 0;
  const names = [...new Set(fields.keys())].filter((name) => name !== WRITER_FIELD && name !== BOXES_FIELD);
  const kept = names.slice(0, MOST_FIELDS).filter((name) => FIELD_NAME.test(name) && !isSecretField(name));
  for (const name of kept) {
    const typed = fields.getAll(name);
    values[name] = typed.length > 1 ? typed : typed[0]!;
    length += typed.join("").length;
  }
  const hasBoxes = fields.has(BOXES_FIELD);
  return { values, length, hasBoxes, isWhole: kept.length === names.length, writer: writerOf(fields.get(WRITER_FIELD)) };
}

function cleaned(entries: Iterable<[string, FormDataEntryValue]>): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of entries) {
    if (typeof value !== "string") continue;
    const text = value.replace(LINE_ENDS, "\n").replace(CONTROLS, "").replace(DIRECTIONS, "").replace(LONE_SURROGATE, "\uFFFD");
    fields.append(name, isSeen(text) ? text : "");
  }
  return fields;
}
