const PREFIX = "notice:";

/** What a notification of a changed notice is keyed by. */
export const noticeCause = (wordingId: string) => `${PREFIX}${wordingId}`;
export const wordingOfCause = (cause: string) => cause.slice(PREFIX.length);
