/** A host as people write it, also behind “https://” or a mailbox's “@”, with its path. */
const HOST = /(?<![\p{L}\p{N}.-])((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?:[/?#:]\S*)?/gu;
const FILE = /\.(?:pdf|docx?|xlsx?|pptx?|csv|txt)$/;

/**
 * Where a link leads, if its words name another host or mailbox, or its host has letters that look like others (https://nһs.uk is no NHS
 * site). `href`: what `linkTarget` gave; `site`: our own origin, where addresses without a host lead.
 */
export function otherThanNamed(words: string, href: string, site: string): string | null {
  const shown = words
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .toLowerCase();
  const named = [...shown.matchAll(HOST)].map(([, host]) => host!).filter((host) => !FILE.test(host));
  if (/^tel:/i.test(href)) return null;
  const [, mailbox] = /^mailto:([^?]*)/i.exec(href) ?? [];
  const place = (mailbox ?? new URL(href, site).host).toLowerCase();
  const host = place.slice(place.lastIndexOf("@") + 1);
  const isOther = mailbox && shown.includes("@") ? !shown.includes(place) : named.some((name) => !isPartOf(host, name));
  return isOther || (/(?:^|\.)xn--/.test(host) && !shown.includes(host)) ? place : null;
}

/** Whether a host is the one that was named, or belongs to it. */
function isPartOf(host: string, name: string): boolean {
  const owner = name.replace(/^www\./, "");
  return `.${host.replace(/:\d+$/, "")}`.endsWith(`.${owner}`);
}
