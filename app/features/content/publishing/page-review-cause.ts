/** What is told of a page's day to be read through again: once for each day. */
export const reviewCause = (pageId: string, told: "soon" | "overdue", dueAt: Date) => `review-${told}:${pageId}:${dueAt.toISOString()}`;

export const pageOfReviewCause = (cause: string) => cause.split(":")[1] ?? "";
