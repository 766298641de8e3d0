/** The site, as the root's data tell of it. */
export type SiteOfCard = { name?: string; url?: string };

/** A page that everybody may read, as other sites show it where somebody names its address. */
export type OpenPage = {
  title: string;
  description: string;
  /** From the first slash on. */
  path: string;
  kind: "article" | "website";
  /** Its card, from the first slash on. */
  image: string;
  publishedAt?: Date | string | null;
  changedAt?: Date | string | null;
};

type Descriptor = { property?: string; name?: string; content: string };

const SIZE = { width: "1200", height: "630" };
export const SITE_CARD = "/cards/site.png";

/** What other sites may show of a page: of one that is not for everybody, the site alone. */
export function cardOf({ name = "", url }: SiteOfCard, open?: OpenPage | null): Descriptor[] {
  if (!url) return [];
  const shown = open ?? {
    title: name,
    description: name,
    path: null,
    kind: "website",
    image: SITE_CARD,
    publishedAt: null,
    changedAt: null,
  };
  const moment = (property: string, at: Date | string | null | undefined) =>
    at ? [{ property, content: new Date(at).toISOString() }] : [];
  return [
    { property: "og:site_name", content: name },
    { property: "og:title", content: shown.title },
    { property: "og:description", content: shown.description },
    { property: "og:type", content: shown.kind },
    ...(shown.path === null ? [] : [{ property: "og:url", content: url + shown.path }]),
    { property: "og:image", content: url + shown.image },
    { property: "og:image:width", content: SIZE.width },
    { property: "og:image:height", content: SIZE.height },
    { property: "og:image:alt", content: shown.title },
    { name: "twitter:card", content: "summary_large_image" },
    ...moment("article:published_time", shown.publishedAt),
    ...moment("article:modified_time", shown.changedAt),
  ];
}
