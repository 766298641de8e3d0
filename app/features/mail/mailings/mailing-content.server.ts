import { randomBytes } from "node:crypto";
import { z } from "zod";

const MailingContent = z.object({
  subject: z.string().min(1),
  html: z.string().min(1),
  text: z.string().min(1),
  /** The newsletter's name, shown as the sender. */
  fromName: z.string().min(1),
  /** Where its archive is, for List-Archive; left out when it is not open. */
  archiveUrl: z.url().optional(),
  /** In both parts, in whose place each recipient's unsubscribe token goes. */
  placeholder: z.string().regex(/^[a-z0-9-]{20,70}$/),
});

/** What every recipient of a mailing gets, frozen when it starts. */
export type MailingContent = z.infer<typeof MailingContent>;

/** A word that nobody can have typed into an issue. */
export const newPlaceholder = () => `unsubscribe-${randomBytes(12).toString("hex")}`;

/** Warn from 80 kB, refuse from 100: the largest mailbox provider cuts a mail off at about 102 (`trust.md` E12). */
const WARN_BYTES = 80_000;
const MOST_BYTES = 100_000;

export type ContentBlocker = "too-long" | "no-unsubscribe-link" | "embedded-image";

/** Why this content may not be sent to anybody, and whether it is worth a warning. */
export function contentBlocker(content: MailingContent): ContentBlocker | null {
  if (Buffer.byteLength(content.html) > MOST_BYTES) return "too-long";
  if (/src="data:/i.test(content.html)) return "embedded-image";
  return [content.html, content.text].every((part) => part.includes(content.placeholder)) ? null : "no-unsubscribe-link";
}

export const isNearlyTooLong = (content: MailingContent) => Buffer.byteLength(content.html) > WARN_BYTES;

/** Nothing is left of what was taken out for good. */
export const isEmptied = (stored: object): boolean => Object.keys(stored).length === 0;

export const parseContent = (stored: unknown): MailingContent => MailingContent.parse(stored);
