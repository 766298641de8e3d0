import { convert } from "html-to-text";
import PostalMime, { type Attachment, addressParser, type Email } from "postal-mime";
import { canonicalAddress } from "~/lib/address";
import { sha256 } from "~/lib/tokens.server";
import { type Envelope, isAutomatic } from "./is-automatic";
import { ownWords } from "./own-words";

/** What is larger is refused before it is read: nobody writes so much, and files are not taken. */
export const LARGEST_MAIL = 10 * 1024 * 1024;
/** Of a text so much is looked at. */
const LONGEST_TEXT = 400_000;
/** A program's mail has parts in parts a few levels deep. */
const DEEPEST = 20;

/** A mail that somebody sent us, as rooms read it. */
export type IncomingMail = {
  /** The one address that it says it is from. */
  from: string | null;
  isAutomatic: boolean;
  /** The same for each copy of one mail: of its Message-ID, or of all of it where it has none. */
  hash: Buffer;
  /** What its writer wrote themselves. */
  words: string;
  /** It has files that its writer added. */
  hasFiles: boolean;
};

/** Reads one mail (RFC 5322, MIME) however it came. Null where it is none, or is built to be too much work. */
export async function readMail(raw: Uint8Array, envelope: Envelope): Promise<IncomingMail | null> {
  if (raw.length > LARGEST_MAIL) return null;
  const mail = await parse(raw);
  if (!mail) return null;
  const id = mail.messageId?.trim();
  return {
    from: senderOf(mail),
    isAutomatic: isAutomatic(mail.headers, envelope),
    hash: sha256(id ? `id:${id}` : Buffer.from(raw)),
    words: ownWords(textOf(mail)),
    hasFiles: mail.attachments.some(isOwnFile),
  };
}

/** A mail within a mail is one of its files, and no text of it. */
const parse = (raw: Uint8Array): Promise<Email | null> =>
  PostalMime.parse(raw, { rfc822Attachments: true, maxNestingDepth: DEEPEST, maxHeadersSize: 256 * 1024 }).catch(() => null);

/** Several senders, a group or two From lines say nothing that could be believed. */
function senderOf({ headers }: Email): string | null {
  const senders = headers.filter(({ key }) => key === "from").flatMap(({ value }) => addressParser(value));
  const [only] = senders;
  return senders.length === 1 && only?.address ? canonicalAddress(only.address) : null;
}

const textOf = ({ text, html }: Email): string => (text?.trim() ? text.slice(0, LONGEST_TEXT) : wordsOfHtml(html ?? ""));

/** What programs put around the mail that is answered; what they leave otherwise is found in the text. */
const QUOTED = [".gmail_quote", ".yahoo_quoted", ".protonmail_quote", ".moz-cite-prefix", 'blockquote[type="cite"]'];

const wordsOfHtml = (html: string): string =>
  convert(html.slice(0, LONGEST_TEXT), {
    wordwrap: false,
    limits: { maxDepth: 100, maxChildNodes: 10_000, ellipsis: "" },
    selectors: [
      ...QUOTED.map((selector) => ({ selector, format: "skip" })),
      { selector: "img", format: "skip" },
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"] } },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });

/** Not the pictures of a signature, nor what proves who signed it. */
const isOwnFile = ({ related, mimeType, contentId, disposition }: Attachment) =>
  !related && !(contentId && disposition === "inline") && !/signature|pgp-encrypted|ms-tnef|calendar/.test(mimeType);
