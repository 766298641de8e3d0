/**
 * What somebody typed, for a mail to a stranger: mail programs make a link of whatever looks like an address, so an invisible space stands
 * where one would begin (`trust.md` B20).
 */
export const unlinked = (text: string): string => text.replace(/([.:@/\\])(?=\S)/g, "$1\u200B");
