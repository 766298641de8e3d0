import { randomBytes } from "node:crypto";
import { encodeWord, foldLines } from "nodemailer/lib/mime-funcs";
import { encode, wrap } from "nodemailer/lib/qp";
import { type Signer, signatureOf } from "~/features/mail/transport/dkim.server";
import { isolated, isolatedHtml } from "~/lib/right-to-left";

/** A mail before it has a recipient. */
export type Letter = {
  from: { name: string; address: string };
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  /** The list that it is sent to: what people call it, and its identifier, which stays. */
  list?: { name: string; id: string };
  /** Further headers, the same for every recipient. */
  headers: Record<string, string>;
  /** Those that stand on one line each. */
  unfolded?: Record<string, string>;
  /** A word in both parts in whose place each recipient's own stands. */
  placeholder: string | null;
};

/** What differs between two copies of a letter. */
export type Copy = {
  to: string;
  messageId: string;
  date: Date;
  /** Stands for the placeholder: letters, digits, “-” and “_”, at most 70. */
  word: string | null;
  /** On one line each: folding breaks signatures at some relays (`trust.md` E2). */
  headers: Record<string, string>;
};

/** A letter in wire format, cut where its copies differ, so that a copy costs little more than its bytes. */
export type Stencil = { head: string[]; body: Buffer[] };

const CRLF = "\r\n";
const LINE = 76;

/** Exactly one plain address. Rooms store nothing else; this is the last look before it goes on the wire (`trust.md` B19). */
const ONE_ADDRESS = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9.-]{1,253}$/i;

export function cutStencil(letter: Letter): Stencil {
  const boundary = `=_${randomBytes(12).toString("hex")}`;
  const head = [
    mailbox(letter.from),
    ...(letter.replyTo ? [`Reply-To: <${oneAddress(letter.replyTo)}>`] : []),
    header("Subject", isolated(letter.subject)),
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative;${CRLF} boundary="${boundary}"`,
    ...(letter.list ? [foldLines(`List-Id: ${phrase(letter.list.name)} <${letter.list.id}>`, LINE)] : []),
    ...Object.entries(letter.headers).map(([name, value]) => header(name, value)),
    ...Object.entries(letter.unfolded ?? {}).map(([name, value]) => `${name}: ${clean(value)}`),
  ];
  const part = (type: string) =>
    `--${boundary}${CRLF}Content-Type: ${type}; charset=utf-8${CRLF}Content-Transfer-Encoding: quoted-printable${CRLF}${CRLF}`;
  const [text, html] = [isolated(letter.text), isolatedHtml(letter.html)].map((content) => encodePieces(content, letter.placeholder));
  const pieces = [`${part("text/plain")}${text![0]}`, ...text!.slice(1)];
  pieces.push(`${pieces.pop()}${CRLF}${part("text/html")}${html![0]}`, ...html!.slice(1));
  pieces.push(`${pieces.pop()}${CRLF}--${boundary}--${CRLF}`);
  return { head, body: pieces.map((piece) => Buffer.from(piece, "latin1")) };
}

/** One recipient's copy, signed where there is a key. */
export function fillStencil(stencil: Stencil, copy: Copy, signer: Signer | null): Buffer {
  const word = Buffer.from(copy.word ?? "", "latin1");
  const body =
    stencil.body.length === 1 ? stencil.body[0]! : Buffer.concat(stencil.body.flatMap((piece, at) => (at ? [word, piece] : [piece])));
  const head = [
    ...stencil.head,
    `To: <${oneAddress(copy.to)}>`,
    `Message-ID: ${clean(copy.messageId)}`,
    `Date: ${copy.date.toUTCString().replace("GMT", "+0000")}`,
    ...Object.entries(copy.headers).map(([name, value]) => `${name}: ${clean(value)}`),
  ];
  const signature = signer ? [signatureOf(head, body, signer)] : [];
  return Buffer.concat([Buffer.from([...signature, ...head, "", ""].join(CRLF), "latin1"), body]);
}

/**
 * Quoted-printable, in pieces around the placeholder. Tabs and doubled spaces are written as codes: the text is then its own canonical
 * form, and one hash of its bytes is the hash that a signature names.
 */
function encodePieces(content: string, placeholder: string | null): string[] {
  const lines = content.replace(/\r\n|\r|\n/g, CRLF).replaceAll("\0", "");
  const pieces = placeholder ? lines.split(placeholder) : [lines];
  return pieces.map((piece, at) => {
    const encoded = encode(Buffer.from(piece, "utf8"))
      .replace(/\t/g, "=09")
      .replace(/(?<= ) /g, "=20");
    // A soft break on both sides of the hole keeps its line short whatever stands in it.
    return `${at > 0 ? `=${CRLF}` : ""}${wrap(encoded, LINE)}${at < pieces.length - 1 ? `=${CRLF}` : ""}`;
  });
}

/** A header whose value comes from people: one line of text, whatever was typed, and never a second header or an encoded word of theirs. */
function header(name: string, value: string): string {
  return foldLines(`${name}: ${words(clean(value))}`, LINE);
}

const mailbox = ({ name, address }: Letter["from"]) => foldLines(`From: ${phrase(name)} <${oneAddress(address)}>`, LINE);

/** The words before what stands in angle brackets: quoted, or encoded, and then never more than words (RFC 2919 for lists). */
function phrase(typed: string): string {
  const text = clean(typed);
  return isPlain(text) ? `"${text.replace(/["\\]/g, "")}"` : encodeWord(text, "Q", 52);
}

const words = (text: string) => (isPlain(text) ? text : encodeWord(text, "Q", 52));

const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text) && !text.includes("=?");

const clean = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

function oneAddress(address: string): string {
  if (!ONE_ADDRESS.test(address)) throw new Error("not one plain address");
  return address;
}
