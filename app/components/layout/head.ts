import { type OpenPage, SITE_CARD, type SiteOfCard } from "./card";
import { structuredData } from "./structured-data";
import { type MetaArgs, title } from "./title";

const siteOf = ({ matches }: MetaArgs): SiteOfCard =>
  (matches.find(({ id }) => id === "root")?.data as { site?: SiteOfCard } | undefined)?.site ?? {};

/** Where a feed reader finds what a page lists, as a Remix meta descriptor. */
export const feedLink = (name: string, href: string) => ({
  tagName: "link" as const,
  rel: "alternate",
  type: "application/atom+xml",
  title: name,
  href,
});

type Told = Parameters<typeof structuredData>[1];

/** The head of a page that everybody may read: its title, its card for other sites, and what it is for programs that read it. */
export const openHead = (args: MetaArgs, within: Parameters<typeof title>[1], told: NonNullable<Told>) => [
  ...title(told.title, within, told.description, told)(args),
  ...structuredData(siteOf(args), told),
];

/** The same of the front of the site. */
export function siteHead(args: MetaArgs, description?: string | null) {
  const site = siteOf(args);
  const told: OpenPage = {
    title: site.name ?? "",
    description: description || (site.name ?? ""),
    path: "/",
    kind: "website",
    image: SITE_CARD,
  };
  return [...title(undefined, undefined, description, told)(args), ...structuredData(site)];
}
