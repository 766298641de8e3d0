/** Who handed a mail over, and for whom. No sender: a server that tells what became of a mail. */
export type Envelope = { sender: string; recipient: string };

export type MailHeaders = readonly { key: string; value: string }[];

/** Names under which programs say that they answer by themselves, or send to many. */
const NAMES =
  /^(x-auto-?(reply|respond|response|replied)(-from)?|x-(mail-)?autoreply|x-vacation|list-(id|unsubscribe|post)|x-failed-recipients)$/;

const SENDERS = /^(mailer-?daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+@]|$)/i;

/** What programs write in place of the subject that they answer. */
const SUBJECTS =
  /^\s*(auto(matic|mated)?[ -]?(reply|response|answer)|out of (the )?office|on (annual )?leave:|vacation|undeliver(able|ed)|delivery (status notification|has failed)|mail delivery (failed|system)|returned mail|failure notice|read:|not read:)/i;

/**
 * Whether a program sent it (RFC 3834), not a person: it is neither posted nor answered, so that no two programs go on answering each
 * other. Our own mails are among them, wherever they come back from: they say so themselves.
 */
export function isAutomatic(headers: MailHeaders, { sender }: Envelope): boolean {
  if (/^\s*(<\s*>)?\s*$/.test(sender) || SENDERS.test(sender)) return true;
  return headers.some(({ key, value }) => {
    if (NAMES.test(key)) return true;
    if (key === "auto-submitted") return !/^\s*no\b/i.test(value);
    if (key === "precedence") return /\b(bulk|junk|list|auto_reply)\b/i.test(value);
    if (key === "return-path") return /^\s*<\s*>\s*$/.test(value);
    if (key === "content-type") return /^\s*multipart\/report\b/i.test(value);
    if (key === "from") return SENDERS.test(/<([^<>]*)>\s*$/.exec(value)?.[1] ?? value.trim());
    return key === "subject" && SUBJECTS.test(value);
  });
}
