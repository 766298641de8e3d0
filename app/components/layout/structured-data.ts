import type { OpenPage, SiteOfCard } from "./card";

type Thing = Record<string, unknown>;
type Crumb = { title: string; path: string };
type Open = OpenPage & {
  /** What it is to a search: only what everybody may read is told of. */
  as: "Article" | "NewsArticle" | "DiscussionForumPosting";
  /** The way to it, from the section on. */
  way: readonly Crumb[];
  author?: string | null;
  comments?: number;
};

const siteOf = ({ name, url }: SiteOfCard): Thing[] => [
  { "@type": "Organization", "@id": `${url}/#network`, name, url: `${url}/`, logo: `${url}/apple-touch-icon.png` },
  {
    "@type": "WebSite",
    "@id": `${url}/#site`,
    name,
    url: `${url}/`,
    inLanguage: "en-GB",
    publisher: { "@id": `${url}/#network` },
    potentialAction: {
      "@type": "SearchAction",
      target: `${url}/search?q={search_term_string}`,
      "query-input": "required name=search_term_string",
    },
  },
];

/** What a page is, for programs that read it (schema.org): the site, and what everybody may read of the page. */
export function structuredData(site: SiteOfCard, open?: Open): Thing[] {
  if (!site.url) return [];
  const graph = [...siteOf(site), ...(open ? [pageOf(site, open), wayOf(site, open)] : [])];
  return [{ "script:ld+json": { "@context": "https://schema.org", "@graph": graph } }];
}

function pageOf({ url }: SiteOfCard, { as, title, description, path, image, publishedAt, changedAt, author, comments }: Open): Thing {
  const moment = (at: Date | string | null | undefined) => (at ? new Date(at).toISOString() : undefined);
  return {
    "@type": as,
    headline: title,
    // of what people talk about the words stand in the page
    description: description || undefined,
    url: `${url}${path}`,
    image: `${url}${image}`,
    inLanguage: "en-GB",
    datePublished: moment(publishedAt),
    dateModified: moment(changedAt),
    author: author ? { "@type": "Person", name: author } : { "@id": `${url}/#network` },
    publisher: { "@id": `${url}/#network` },
    isPartOf: { "@id": `${url}/#site` },
    commentCount: comments,
  };
}

const wayOf = ({ url }: SiteOfCard, { way, title, path }: Open): Thing => ({
  "@type": "BreadcrumbList",
  itemListElement: [{ title: "Home", path: "/" }, ...way, { title, path }].map((crumb, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name: crumb.title,
    item: `${url}${crumb.path}`,
  })),
});
