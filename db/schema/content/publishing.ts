import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
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
