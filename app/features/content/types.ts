/** A date as queries give it, or as the text that it becomes on the way to the page. */
export type Moment = Date | string;

export type AudienceKind = "open" | "members" | "groups";

/** Where a page leads in lists and breadcrumbs. */
export type PageLink = {
  path: string;
  title: string;
  summary: string;
  isOverdue?: boolean;
  isSuperseded?: boolean;
  reviewDueAt?: Moment | null;
};

/** An article in a list. */
export type NewsLink = PageLink & { publishedAt: Moment | null; audience: AudienceKind };

/** A page as its reader gets it. */
export type PageView = {
  path: string;
  title: string;
  summary: string;
  bodyHtml: string;
  audience: AudienceKind;
  publishedAt: Moment | null;
  reviewedAt: Moment | null;
  /** Its owner, who checked it last; nobody once they left. */
  reviewedBy: string | null;
  reviewDueAt: Moment | null;
  /** That day has passed. */
  isOverdue: boolean;
  /** Another page holds now. */
  isSuperseded: boolean;
  interests: string[];
};

/** The page that holds in place of another, for those who may read it. */
export type Successor = Pick<PageLink, "path" | "title">;

/** All that is told of a members' page to those who may not read it. */
export type PageTeaser = { title: string; teaser: string };

/** What one reader gets where a page has a place for it. */
export type LiveFound =
  | { name: "latest-news"; articles: NewsLink[] }
  | { name: "topics"; category: { name: string; slug: string } | null; topics: { path: string; title: string; lastPostAt: Moment }[] };
