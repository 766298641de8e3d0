import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { classify, plain } from "../classify";
import { moment } from "../columns";

/** What the operator chose; a key without a row has its default from the settings room. */
export const settings = pgTable("settings", {
  key: text().primaryKey(),
  value: jsonb().$type<unknown>().notNull(),
  changedAt: moment().notNull(),
});

classify(settings, { title: "Settings", columns: { key: plain, value: plain, changedAt: plain } });
