import { withoutLive } from "~/lib/markdown/directives";
import { escapeXml } from "~/lib/xml";

export type FeedEntry = {
  /** Names it wherever it moves. */
  code: string;
  /** Where it is read on the site. */
  href: string;
  title: string;
  summary?: string;
  html?: string;
  /** What it is about. */
  subjects?: readonly { name: string }[];
  publishedAt: Date;
  updatedAt: Date;
};

export type Feed = {
  title: string;
  baseUrl: string;
  /** Its own address on the site, and of the page that shows the same. */
  self: string;
  page: string;
  entries: readonly FeedEntry[];
};

/** An Atom feed (RFC 4287). HTML stands in it as escaped text. */
export function atomFeed({ title, baseUrl, self, page, entries }: Feed): string {
  const { hostname } = new URL(baseUrl);
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB" xml:base="${escapeXml(`${baseUrl}/`)}">
<id>${escapeXml(baseUrl + self)}</id>
<title>${escapeXml(title)}</title>
<updated>${lastChange(entries).toISOString()}</updated>
<author><name>${escapeXml(title)}</name></author>
<link rel="self" type="application/atom+xml" href="${escapeXml(baseUrl + self)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(baseUrl + page)}"/>
${entries.map((entry) => entryOf(entry, { hostname, baseUrl })).join("")}</feed>
`;
}

const entryOf = ({ code, href, title, summary, html, subjects = [], publishedAt, updatedAt }: FeedEntry, site: Site) =>
  `${[
    "<entry>",
    `<id>tag:${site.hostname},2026:${code}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(site.baseUrl + href)}"/>`,
    `<published>${publishedAt.toISOString()}</published>`,
    `<updated>${updatedAt.toISOString()}</updated>`,
    ...subjects.map(({ name }) => `<category term="${escapeXml(name)}"/>`),
    summary === undefined ? "" : `<summary>${escapeXml(summary)}</summary>`,
    html === undefined ? "" : `<content type="html">${escapeXml(withoutLive(html))}</content>`,
    "</entry>",
  ]
    .filter(Boolean)
    .join("\n")}\n`;

type Site = { hostname: string; baseUrl: string };

/** When anything in the feed was last changed; it has a date even when it is empty. */
export const lastChange = (entries: readonly { updatedAt: Date }[]): Date =>
  new Date(Math.max(0, ...entries.map(({ updatedAt }) => updatedAt.getTime())));
