import { z } from "zod";
import { endOfDay, startOfDay } from "~/lib/dates";
import { momentOfTyped } from "~/lib/typed-day";

/** From the first moment of the day on which it closes or opens, to the last of the day until which it is pinned or announced. */
export const TOPIC_DAYS = { closesOn: startOfDay, opensOn: startOfDay, pinnedUntil: endOfDay, announcedUntil: endOfDay } as const;

export type TopicDay = keyof typeof TOPIC_DAYS;
export type TopicDates = Record<TopicDay, Date | null>;

const PARTS = ["Day", "Month", "Year"] as const;
const NAMES = Object.keys(TOPIC_DAYS) as TopicDay[];
const part = z.string().trim().max(4).default("");

type Typed = Record<`${TopicDay}${(typeof PARTS)[number]}`, string>;
const fields = Object.fromEntries(NAMES.flatMap((name) => PARTS.map((each) => [`${name}${each}`, part]))) as Record<
  keyof Typed,
  typeof part
>;

const typedDay = (typed: Typed, name: TopicDay) =>
  momentOfTyped([typed[`${name}Day`], typed[`${name}Month`], typed[`${name}Year`]], TOPIC_DAYS[name]);

/** Four days, each typed in three boxes or left empty. */
export const TopicDatesSchema = z.object(fields).superRefine((typed, check) => {
  for (const name of NAMES)
    if (typedDay(typed, name) === undefined)
      check.addIssue({ code: "custom", path: [`${name}Day`], message: "Enter a whole day, like 31 3 2027" });
});

/** The moments that were typed; null where nothing was. */
export const topicDatesOf = (typed: Typed) => Object.fromEntries(NAMES.map((name) => [name, typedDay(typed, name) ?? null])) as TopicDates;
