/** Stands where a name was, once its owner has left. */
export const FORMER_MEMBER = "Former member";

/** What somebody is called beside what they write. */
export const authorName = (name: string | null): string => name ?? FORMER_MEMBER;
