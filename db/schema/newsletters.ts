import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../classify";
import { key, moment } from "../columns";
import { lists } from "./consents";
import { TAKE_OUT_REASONS } from "./guard";
import { mailings } from "./mail/mailings";
import { persons } from "./people";

/** A list of kind `newsletter`, as it is offered. Its scope is its list's. */
export const newsletters = pgTable("newsletters", {
  id: key(),
  listId: uuid()
    .notNull()
    .unique("newsletter_list")
    .references(() => lists.id),
  slug: text().notNull().unique("newsletter_slug"),
  name: text().notNull(),
  /** What is in it, in one or two sentences. */
  description: text().notNull(),
  /** How often, in words: “Every second Thursday”. */
  frequency: text().notNull(),
  position: integer().notNull().default(0),
});

classify(newsletters, {
  title: "Newsletters",
  columns: { id: plain, listId: plain, slug: plain, name: plain, description: plain, frequency: plain, position: plain },
});

export const newsletterIssues = pgTable(
  "newsletter_issues",
  {
    id: key(),
    newsletterId: uuid()
      .notNull()
      .references(() => newsletters.id),
    /** Names it to staff from the first draft on, whatever becomes of its subject. */
    code: text().notNull().unique("issue_code"),
    /** Its address in the archive, made from the subject as it was sent. */
    slug: text(),
    subject: text().notNull(),
    /** The line that mail programs show beside the subject. */
    preheader: text().notNull().default(""),
    bodyMarkdown: text().notNull(),
    bodyHtml: text().notNull(),
    rendererVersion: smallint().notNull(),
    state: text({ enum: ["draft", "sent"] }).notNull(),
    /** Rises with each save; a save that names an older one is a conflict. */
    version: integer().notNull().default(1),
    mailingId: uuid()
      .unique("issue_mailing")
      .references(() => mailings.id),
    authorId: uuid().references(() => persons.id),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    sentAt: moment(),
    /** When a sent issue was taken out of the archive for good; the row stays, its words gone from subject, texts and address. */
    takenOutAt: moment(),
    takenOutBy: uuid().references(() => persons.id),
    takenOutWhy: text({ enum: TAKE_OUT_REASONS }),
  },
  (t) => [
    unique("issue_slug").on(t.newsletterId, t.slug),
    check("issue_state", sql`${t.state} in ('draft','sent')`),
    check(
      "issue_sent",
      sql`(${t.state} = 'sent') = (${t.mailingId} is not null) and (${t.state} = 'sent') = (${t.sentAt} is not null) and (${t.state} = 'sent') = (${t.slug} is not null)`,
    ),
    // the archive and the sender's list, newest first
    index("issue_by_newsletter").on(t.newsletterId, t.id.desc().nullsFirst()),
    index("issue_by_author").on(t.authorId),
  ],
);

classify(newsletterIssues, {
  title: "Issues you composed",
  subjects: [{ by: "person", column: "authorId" }],
  erasure: { rows: "keep", why: "the network's publication; its author is an empty shell afterwards" },
  columns: {
    id: plain,
    newsletterId: plain,
    code: plain,
    slug: plain,
    subject: about("publishing", { erase: "keep" }),
    preheader: plain,
    bodyMarkdown: plain,
    bodyHtml: plain,
    rendererVersion: plain,
    state: plain,
    version: plain,
    mailingId: plain,
    authorId: who("publishing"),
    createdAt: plain,
    updatedAt: plain,
    sentAt: plain,
    takenOutAt: about("publishing", { erase: "keep" }),
    takenOutBy: who("handling"),
    takenOutWhy: about("publishing", { erase: "keep" }),
  },
});
