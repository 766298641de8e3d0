import { DAY } from "~/lib/dates";

/** So long before a page is to be read through again its owner is reminded, in milliseconds. */
export const NOTICE = 14 * DAY;

/** What is told of a page's day to be read through again: once for each day. */
export const reviewCause = (pageId: string, told: "soon" | "overdue", dueAt: Date) => `review-${told}:${pageId}:${dueAt.toISOString()}`;

export const pageOfReviewCause = (cause: string) => cause.split(":")[1] ?? "";
