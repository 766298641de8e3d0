/** What a notification and a mail name as their cause: once per person and thing. */
export const replyCause = (postId: string) => `reply:${postId}`;
export const moderationCause = (moderationId: string) => `moderation:${moderationId}`;
export const decisionCause = (moderationId: string) => `moderation-decision:${moderationId}`;

export const reportCause = (reportId: string) => `report:${reportId}`;
export const outcomeCause = (reportId: string) => `report-outcome:${reportId}`;
export const hiddenCause = (reportId: string) => `post-hidden:${reportId}`;
export const lookedAtCause = (reportId: string) => `post-looked-at:${reportId}`;

/** The id that a cause names. */
export const idOfCause = (cause: string) => cause.slice(cause.indexOf(":") + 1);
