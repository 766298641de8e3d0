import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { classify, plain } from "../../classify";
import { moment } from "../../columns";
import { contentPages } from "../content";

export const LINK_OUTCOMES = [
  "fine",
  "missing",
  "trouble",
  "closed",
  "no-such-site",
  "no-answer",
  "insecure",
  "astray",
  "not-asked",
  "odd",
  "private",
] as const;

/** Addresses of other sites that pages lead to, and what was found there. `note_web_links` keeps them whenever readers get another text. */
export const contentWebLinks = pgTable(
  "content_web_links",
  {
    /** Of the address: what names it in ours. */
    code: text().primaryKey(),
    url: text().notNull(),
    addedAt: moment().notNull().defaultNow(),
    /** When it is asked for next, or whoever asks now is taken for lost. */
    dueAt: moment().notNull().defaultNow(),
    checkedAt: moment(),
    outcome: text({ enum: LINK_OUTCOMES }),
    /** How often in a row it led nowhere, and since when. */
    failures: integer().notNull().default(0),
    failingSince: moment(),
    /** So often, or so surely, that editors are told. */
    isBroken: boolean().notNull().default(false),
    /** An editor says that it is right as it is: nobody asks for it any more. */
    ignoredAt: moment(),
    ignoredWhy: text(),
  },
  (t) => [
    check("link_code", sql`${t.code} ~ '^[0-9a-f]{20}$'`),
    check("link_ignored", sql`(${t.ignoredAt} is null) = (${t.ignoredWhy} is null)`),
    // what is to be asked, the longest due first
    index("link_due").on(t.dueAt).where(sql`${t.ignoredAt} is null`),
    // what editors are told of, the latest first
    index("link_broken").on(t.failingSince.desc().nullsFirst(), t.code.desc().nullsFirst()).where(sql`${t.isBroken}`),
    index("link_ignored_at").on(t.ignoredAt.desc().nullsFirst(), t.code.desc().nullsFirst()).where(sql`${t.ignoredAt} is not null`),
  ],
);

classify(contentWebLinks, {
  title: "Other sites that pages lead to",
  columns: {
    code: plain,
    url: plain,
    addedAt: plain,
    dueAt: plain,
    checkedAt: plain,
    outcome: plain,
    failures: plain,
    failingSince: plain,
    isBroken: plain,
    ignoredAt: plain,
    ignoredWhy: plain,
  },
});

/** Which pages lead there, as readers get them. */
export const contentPageWebLinks = pgTable(
  "content_page_web_links",
  {
    pageId: uuid()
      .notNull()
      .references(() => contentPages.id, { onDelete: "cascade" }),
    link: text()
      .notNull()
      .references(() => contentWebLinks.code, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ name: "page_link", columns: [t.pageId, t.link] }), index("page_link_of_link").on(t.link)],
);

classify(contentPageWebLinks, { title: "Which pages lead to other sites", columns: { pageId: plain, link: plain } });

/** Sites that are asked: what their robots.txt says, kept for a day, and when the next may ask. */
export const contentLinkSites = pgTable("content_link_sites", {
  origin: text().primaryKey(),
  nextAt: moment().notNull(),
  /** Null while it was never read; empty where everything may be asked. */
  robots: text(),
  robotsAt: moment(),
});

classify(contentLinkSites, {
  title: "Other sites that are asked",
  columns: { origin: plain, nextAt: plain, robots: plain, robotsAt: plain },
});
