import { pastedAddress } from "~/lib/unseen";

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/**
 * The form in which addresses are compared: as copied, NFC, lower case, domain as A-labels. No dot or plus tricks:
 * those are different mailboxes at most providers. Null when it is not one plain address (no quotes, comments,
 * groups, lists or control characters: `trust.md` B19).
 */
export function canonicalAddress(typed: string): string | null {
  const text = pastedAddress(typed).normalize("NFC").toLowerCase();
  if (text.length > 254) return null;
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  const domain = asciiDomain(text.slice(at + 1));
  if (at < 1 || local.length > 64 || !LOCAL_PART.test(local) || domain === null) return null;
  return `${local}@${domain}`;
}

/** `Name <address>`, or an address alone, as the sender of mails; null where it is not exactly one address that every relay can take. */
export function readMailbox(text: string): { name: string; address: string } | null {
  const whole = text.trim();
  const open = whole.lastIndexOf("<");
  // no pattern over the whole: of many spaces it would try every way to part them
  const [, name] = /^"?([^"<>]*)"?$/.exec(whole.slice(0, Math.max(open, 0)).trimEnd()) ?? [];
  const typed = whole.slice(open + 1).replace(/>$/, "");
  if (name === undefined || /[<>\s]/.test(typed)) return null;
  const address = canonicalAddress(typed);
  return address === null ? null : { name, address };
}

/** “j•••@example.org”: enough to recognise one's own, too little to learn another's. */
export function maskAddress(canonical: string): string {
  return canonical.replace(/^(.)[^@]*/, "$1•••");
}

/** As it stands in the DNS; null where it is no domain. */
export function asciiDomain(domain: string): string | null {
  if (!/^[^\s\p{C}/\\?#@:[\]%]+$/u.test(domain) || !domain.includes(".")) return null;
  try {
    const ascii = new URL(`http://${domain}`).hostname;
    return DOMAIN.test(ascii) ? ascii : null;
  } catch {
    return null;
  }
}
