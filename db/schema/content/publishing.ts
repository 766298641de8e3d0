import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../../classify";
import { key, moment } from "../../columns";
import { contentPages } from "../content";
import { persons } from "../people";

export const PLANNED_ACTS = ["publish", "take-down"] as const;

/** What will be done to a page at a moment: a row while it waits, gone when it is done or cancelled. */
export const contentPlans = pgTable(
  "content_plans",
  {
    id: key(),
    pageId: uuid()
      .notNull()
      .references(() => contentPages.id, { onDelete: "cascade" }),
    act: text({ enum: PLANNED_ACTS }).notNull(),
    /** The revision that goes out, and no later one. */
    version: integer(),
    at: moment().notNull(),
    plannedBy: uuid().references(() => persons.id),
    plannedAt: moment().notNull(),
  },
  (t) => [
    check("plan_version", sql`(${t.act} = 'publish') = (${t.version} is not null)`),
    unique("plan_of_page").on(t.pageId, t.act),
    // what is due, the longest due first
    index("plan_by_moment").on(t.at),
    index("plan_by_planner").on(t.plannedBy),
  ],
);

classify(contentPlans, {
  title: "Pages you scheduled",
  subjects: [{ by: "person", column: "plannedBy" }],
  erasure: { rows: "keep", why: "the network's publication; who scheduled it is an empty shell afterwards" },
  columns: {
    id: plain,
    pageId: plain,
    act: plain,
    version: plain,
    at: plain,
    plannedBy: who("publishing"),
    plannedAt: about("publishing", { erase: "keep" }),
  },
});

/** A draft that waits for somebody else to read it: a row while it waits. */
export const contentReviewRequests = pgTable(
  "content_review_requests",
  {
    pageId: uuid()
      .primaryKey()
      .references(() => contentPages.id, { onDelete: "cascade" }),
    /** The newest revision when it was asked; one that is saved later is read along. */
    version: integer().notNull(),
    askedBy: uuid().references(() => persons.id),
    askedAt: moment().notNull(),
  },
  (t) => [index("review_request_by_asker").on(t.askedBy)],
);

classify(contentReviewRequests, {
  title: "Reviews of drafts that you asked for",
  subjects: [{ by: "person", column: "askedBy" }],
  erasure: { rows: "keep", why: "the network's publication; who asked is an empty shell afterwards" },
  columns: {
    pageId: plain,
    version: plain,
    askedBy: who("publishing"),
    askedAt: about("publishing", { erase: "keep" }),
  },
});

/** What editors say to each other about a draft: kept with its revision. */
export const contentDraftComments = pgTable(
  "content_draft_comments",
  {
    id: key(),
    pageId: uuid()
      .notNull()
      .references(() => contentPages.id, { onDelete: "cascade" }),
    /** Which of the page's comments it is: the first, the second, … */
    nth: integer().notNull(),
    /** The revision that was read. */
    number: integer().notNull(),
    /** With it the draft went back to whoever asked. */
    sentBack: boolean().notNull(),
    body: text().notNull(),
    writtenBy: uuid()
      .notNull()
      .references(() => persons.id),
    writtenAt: moment().notNull(),
    submissionId: uuid().notNull(),
  },
  (t) => [
    unique("draft_comment_once").on(t.writtenBy, t.submissionId),
    // those of a page, newest first
    uniqueIndex("draft_comment_of_page").on(t.pageId, t.nth.desc().nullsFirst()),
  ],
);

classify(contentDraftComments, {
  title: "Your comments on drafts of pages",
  subjects: [{ by: "person", column: "writtenBy" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    pageId: plain,
    nth: plain,
    number: plain,
    sentBack: about("publishing"),
    body: about("publishing"),
    writtenBy: who("publishing"),
    writtenAt: about("publishing"),
    submissionId: plain,
  },
});

/** The link by which somebody without an account reads one text of a page before it is published. A page has one at a time. */
export const contentPreviewLinks = pgTable(
  "content_preview_links",
  {
    pageId: uuid()
      .primaryKey()
      .references(() => contentPages.id, { onDelete: "cascade" }),
    /** Half of its token: the other half is a signature. */
    code: text().notNull().unique("preview_link_by_code"),
    number: integer().notNull(),
    endsAt: moment().notNull(),
    madeBy: uuid().references(() => persons.id),
    madeAt: moment().notNull(),
  },
  (t) => [index("preview_link_by_maker").on(t.madeBy)],
);

classify(contentPreviewLinks, {
  title: "Links to drafts of pages that you made",
  subjects: [{ by: "person", column: "madeBy" }],
  erasure: { rows: "delete" },
  columns: {
    pageId: plain,
    code: plain,
    number: plain,
    endsAt: about("publishing"),
    madeBy: who("publishing"),
    madeAt: about("publishing"),
  },
});
