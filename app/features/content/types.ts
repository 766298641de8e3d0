/** Where a page leads in lists and breadcrumbs. */
export type PageLink = { path: string; title: string; summary: string };

/** A page as its reader gets it. */
export type PageView = {
  path: string;
  title: string;
  summary: string;
  bodyHtml: string;
  audience: "open" | "members" | "groups";
  /** Text once it has passed through a loader. */
  reviewedAt: Date | string | null;
  reviewedBy: string | null;
};

/** All that is told of a members' page to those who may not read it. */
export type PageTeaser = { title: string; teaser: string };
