import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { classify, plain } from "../classify";
import { key, moment } from "../columns";
import { wordings } from "./consents";

/** What belongs to a published version of a notice beside its words: where they came from, what changed, and who has been told. */
export const noticeVersions = pgTable(
  "notice_versions",
  {
    id: key(),
    wordingId: uuid()
      .notNull()
      .unique("notice_version_of_wording")
      .references(() => wordings.id),
    /** The text as it was written: names and tables are still words in double brackets. The wording holds what they said on that day. */
    source: text().notNull(),
    bodyHtml: text().notNull(),
    rendererVersion: smallint().notNull(),
    /** What changed, in one sentence; null for the first version. */
    change: text(),
    /** A change that everybody is told of. */
    isMaterial: boolean().notNull(),
    /** Members are told in the order of their ids, up to here. */
    watermark: uuid(),
    toldAt: moment(),
  },
  (t) => [
    check("notice_change", sql`not ${t.isMaterial} or ${t.change} is not null`),
    // whom the worker has still to tell
    index("notice_untold").on(t.id).where(sql`${t.isMaterial} and ${t.toldAt} is null`),
  ],
);
classify(noticeVersions, {
  title: "Notices",
  columns: {
    id: plain,
    wordingId: plain,
    source: plain,
    bodyHtml: plain,
    rendererVersion: plain,
    change: plain,
    isMaterial: plain,
    watermark: plain,
    toldAt: plain,
  },
});
