import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../classify";
import { key, moment } from "../columns";
import { persons } from "./people";
import { scopes } from "./permissions";

export const NEAR_MISS_PLACES = ["forum", "held", "page", "issue", "office-enquiry", "technical-enquiry", "privacy-enquiry"] as const;

/** Why a text that stands nowhere any more was emptied for good. */
export const TAKE_OUT_REASONS = ["patient-details", "about-somebody", "asked-for"] as const;

/**
 * Somebody said of a text that seemed to identify a patient that it is nobody's. Where it stands, and of what kind it is: no word of it.
 */
export const nearMisses = pgTable(
  "near_misses",
  {
    id: key(),
    code: text().notNull().unique("near_miss_by_code"),
    place: text({ enum: NEAR_MISS_PLACES }).notNull(),
    /** Where staff find the text. */
    path: text().notNull(),
    /** Who may read it; none: whoever works there. */
    scopeId: uuid().references(() => scopes.id),
    found: text({ enum: ["nhs-number", "birth-date", "postcode"] })
      .array()
      .notNull(),
    writerId: uuid().references(() => persons.id),
    at: moment().notNull(),
    lookedAt: moment(),
    lookedBy: uuid().references(() => persons.id),
  },
  (t) => [
    // what nobody looked at, the oldest first; retention
    index("near_miss_waiting").on(t.at).where(sql`${t.lookedAt} is null`),
    index("near_miss_age").on(t.at),
    index("near_miss_writer").on(t.writerId),
  ],
);

classify(nearMisses, {
  title: "Texts of yours that seemed to identify a patient, and you said they do not",
  subjects: [{ by: "person", column: "writerId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    code: plain,
    place: about("forum"),
    path: about("forum"),
    scopeId: plain,
    found: about("forum"),
    writerId: who("forum"),
    at: about("forum"),
    lookedAt: about("forum"),
    lookedBy: who("handling"),
  },
});
