import { z } from "zod";
import { TAKE_OUT_REASONS } from "#db/schema/guard";
import { readTexts } from "../read-texts";
import { Audience, Interests, Who } from "./people";

/** So many days ahead, at this hour in London. */
const Ahead = z.strictObject({ inDays: z.number(), hour: z.number() });

const Text = z.strictObject({
  title: z.string(),
  summary: z.string(),
  /** What those see who may not read the page; without one it does not exist for them. */
  teaser: z.string().optional(),
  audience: Audience,
  author: Who,
  body: z.string(),
  /** When its newest text goes out, and when it comes down, by itself. */
  goesOut: Ahead.optional(),
  comesDown: Ahead.optional(),
  /** What was written under it. */
  comments: z.array(z.strictObject({ author: Who, daysAgo: z.number(), body: z.string() })),
});

/** What the editor saved first in the same place, and took out for good. */
const TakenOut = z.strictObject({ to: z.string(), daysAgo: z.number(), why: z.enum(TAKE_OUT_REASONS) });

/** What another editor said about the draft, for which the first asked for a review. */
const Said = z.strictObject({ by: Who, hoursAgo: z.number(), body: z.string() });

const Page = Text.extend({
  interests: Interests.optional(),
  /** Also when it was published. */
  reviewedDaysAgo: z.number(),
  /** Order among its siblings. */
  position: z.number(),
  /** The editor has changed this since, and readers do not see it yet. */
  draft: z
    .strictObject({ from: z.string(), to: z.string(), daysAgo: z.number(), takenOut: TakenOut.optional(), said: z.array(Said).default([]) })
    .optional(),
  /** What readers answered who were asked whether it was useful. */
  said: z.array(z.strictObject({ useful: z.boolean(), daysAgo: z.number(), words: z.string().optional() })).optional(),
  /** So many months ago somebody opened it last; this month, unless told. */
  openedMonthsAgo: z.number().optional(),
  /** The path of the page that holds now. */
  supersededBy: z.string().optional(),
  /** The editor who looks after it, whoever checked it. */
  handedTo: Who.optional(),
  /** Begun, and never published. */
  unpublished: z.literal(true).optional(),
});
export type PageSeed = z.output<typeof Page> & { path: string };

const depthOf = ({ path }: { path: string }) => (path ? path.split("/").length : 0);

/** A file's place in the folder is the page's place in the tree. Parents come before their children. */
export const pages: readonly PageSeed[] = readTexts("pages", Page, "comments")
  .map(({ slug, ...page }) => ({ ...page, path: slug === "home" ? "" : slug }))
  .sort((a, b) => depthOf(a) - depthOf(b));

/** Articles are pages below `news`, and as old as they say. */
export const news: readonly PageSeed[] = readTexts("news", Text.extend({ daysAgo: z.number() }), "comments").map(
  ({ slug, daysAgo, ...article }) => ({ ...article, path: `news/${slug}`, reviewedDaysAgo: daysAgo, position: 0 }),
);
