/** What a notification and a mail about a reply name as their cause: once per person and post. */
export const replyCause = (postId: string) => `reply:${postId}`;

/** The post that a cause names. */
export const postOfCause = (cause: string) => cause.slice("reply:".length);
