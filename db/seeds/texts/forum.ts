import { z } from "zod";
import { readTable, readTexts } from "../read-texts";
import { Audience, Who } from "./people";

/** What the author of a removed post answered, and what another moderator said to that. */
const Appeal = z.strictObject({
  hoursAfterRemoval: z.number(),
  text: z.string(),
  decision: z.strictObject({ by: Who, hoursAfterAppeal: z.number(), decision: z.enum(["upheld", "undone"]), why: z.string() }).optional(),
});

const Post = z.strictObject({
  author: Who,
  /** Hours after the topic was started. */
  hoursAfter: z.number(),
  body: z.string(),
  /** Without their name, which the category allows. */
  nameless: z.literal(true).optional(),
  /** What stood here first, and when it was changed. */
  edited: z.strictObject({ previously: z.string(), minutesAfter: z.number() }).optional(),
  /** By its author, or by a moderator who says why. */
  removed: z.strictObject({ by: Who, why: z.string().optional(), hoursAfterPost: z.number(), appeal: Appeal.optional() }).optional(),
  /** Under the first post: what it asks, who chose which, and when its maker closed it, or the day on which it closes. */
  poll: z
    .strictObject({
      question: z.string(),
      options: z.array(z.string()),
      most: z.number().default(1),
      shows: z.enum(["always", "voted", "closed", "anonymous"]),
      votes: z.record(z.string(), z.array(z.number())),
      closedHoursAfterPost: z.number().optional(),
      closesInDays: z.number().optional(),
    })
    .optional(),
  /** Marked as the answer by whoever began the topic, and perhaps taken back. */
  answer: z.strictObject({ hoursAfterPost: z.number(), takenBackHoursLater: z.number().optional() }).optional(),
  /** Kept by a reader, with a note and a day of a reminder, so many days from now; one before today was told. */
  bookmarked: z
    .strictObject({ by: Who, hoursAfterPost: z.number(), note: z.string().default(""), remindInDays: z.number().optional() })
    .optional(),
});
export type PostSeed = z.output<typeof Post>;

const Topic = z.strictObject({
  title: z.string(),
  daysAgo: z.number(),
  /** Names of tags. */
  tags: z.array(z.string()).default([]),
  pinned: z.literal(true).optional(),
  /** Goes on for ever: who writes in it reads it when they like, and mutes it; only who started it is told of each post. */
  mutedByWriters: z.literal(true).optional(),
  /** A moderator closed it, `hoursAfter` it was started; the last post says why. */
  locked: z.strictObject({ by: Who, hoursAfter: z.number() }).optional(),
  /** A moderator moved it to another category when it had been read for a while. */
  moved: z.strictObject({ by: Who, to: z.string(), why: z.string() }).optional(),
  /** A moderator moved some of its posts to a topic of their own. */
  split: z.strictObject({ by: Who, posts: z.array(z.number()), title: z.string(), why: z.string() }).optional(),
  /** So many days from now it closes; so long it is announced above all categories. */
  closesInDays: z.number().optional(),
  announcedForDays: z.number().optional(),
  /** Who comes back when all is written, and reads it. */
  readBy: z.array(Who).default([]),
  posts: z.array(Post).min(1),
});
export type TopicSeed = z.output<typeof Topic> & { category: string };

/** In the order in which they are listed. */
export const categories = readTable(
  "forum/categories.yaml",
  z.array(
    z.strictObject({ slug: z.string(), name: z.string(), description: z.string(), namelessAs: z.string().optional(), audience: Audience }),
  ),
);

/** What topics can be tagged with. */
export const tags = readTable("forum/tags.yaml", z.array(z.strictObject({ name: z.string(), description: z.string() })));

/** A category's topics lie in the folder of its slug. */
export const topics: readonly TopicSeed[] = categories.flatMap(({ slug }) =>
  readTexts(`forum/${slug}`, Topic, "posts").map((topic) => ({ ...topic, category: slug })),
);
