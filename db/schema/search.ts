import { sql } from "drizzle-orm";
import { date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { classify, plain } from "../classify";
import { key } from "../columns";
import { contentPages } from "./content";

/** Words and phrases that mean the same: whoever searches for one finds texts with any of the others. */
export const searchSynonyms = pgTable("search_synonyms", {
  id: key(),
  code: text().notNull().unique("synonym_by_code"),
  /** As editors read them; two or more. */
  words: text().array().notNull(),
});

classify(searchSynonyms, { title: "Words that mean the same", columns: { id: plain, code: plain, words: plain } });

/** Pages that stand first where somebody searches for these words. */
export const searchPins = pgTable(
  "search_pins",
  {
    id: key(),
    code: text().notNull().unique("pin_by_code"),
    /** As search compares them: without case, accents and signs. */
    words: text().notNull().unique("pin_by_words"),
    pageId: uuid()
      .notNull()
      .references(() => contentPages.id, { onDelete: "cascade" }),
  },
  (t) => [index("pin_by_page").on(t.pageId)],
);

classify(searchPins, { title: "Pages suggested for words", columns: { id: plain, code: plain, words: plain, pageId: plain } });

/**
 * Words that search found nothing for. Nobody is named, and until as many searched for them as the report asks for only their keyed hash is
 * here, not the words.
 */
export const searchMisses = pgTable(
  "search_misses",
  {
    hash: text().primaryKey(),
    code: text().notNull().unique("miss_by_code"),
    words: text(),
    times: integer().notNull(),
    /** On which they were last searched for: nothing finer is known. */
    lastDay: date({ mode: "string" }).notNull(),
  },
  (t) => [
    // the report, by how often
    index("miss_shown").on(t.times.desc().nullsFirst(), t.code).where(sql`${t.words} is not null`),
    // what goes by its age
    index("miss_age").on(t.lastDay),
  ],
);

classify(searchMisses, {
  title: "Words that search found nothing for",
  columns: { hash: plain, code: plain, words: plain, times: plain, lastDay: plain },
});
