/** What a mail is called where staff look through them: its kind, as words. */
export const messageTitle = (kind: string) => {
  const words = kind.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** States as people say them. */
export const STATE_WORDS: Record<string, string> = {
  pending: "Waiting",
  leased: "About to be sent",
  sending: "Being sent",
  deferred: "Will be tried again",
  accepted: "Accepted",
  failed: "Failed",
  skipped: "Not sent",
  unknown: "Not known",
};
