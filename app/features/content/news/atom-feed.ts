import { pageAddress } from "~/features/content/pages/page-path";
import { withoutLive } from "~/lib/markdown/directives";
import { escapeXml } from "~/lib/xml";

type Article = { code: string; path: string; title: string; summary: string; bodyHtml: string; publishedAt: Date | null; updatedAt: Date };
type Feed = { title: string; baseUrl: string; articles: readonly Article[] };

/** The Atom feed of articles (RFC 4287). HTML stands in it as escaped text. */
export function atomFeed({ title, baseUrl, articles }: Feed): string {
  const home = new URL(baseUrl);
  const entries = articles.map(
    ({ code, path, title, summary, bodyHtml, publishedAt, updatedAt }) => `<entry>
<id>tag:${home.hostname},2026:${code}</id>
<title>${escapeXml(title)}</title>
<link rel="alternate" type="text/html" href="${escapeXml(baseUrl + pageAddress(path))}"/>
<published>${(publishedAt ?? updatedAt).toISOString()}</published>
<updated>${updatedAt.toISOString()}</updated>
<summary>${escapeXml(summary)}</summary>
<content type="html">${escapeXml(withoutLive(bodyHtml))}</content>
</entry>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB" xml:base="${escapeXml(`${baseUrl}/`)}">
<id>${escapeXml(`${baseUrl}/news.xml`)}</id>
<title>${escapeXml(title)}</title>
<updated>${lastChange(articles).toISOString()}</updated>
<author><name>${escapeXml(title)}</name></author>
<link rel="self" type="application/atom+xml" href="${escapeXml(`${baseUrl}/news.xml`)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(`${baseUrl}/news`)}"/>
${entries.join("")}</feed>
`;
}

/** When anything in the feed was last changed; it has a date even when it is empty. */
export const lastChange = (articles: readonly { updatedAt: Date }[]): Date =>
  new Date(Math.max(0, ...articles.map(({ updatedAt }) => updatedAt.getTime())));
