/** Mail programs show the mails of a topic together. */
export const threadOf = ({ code }: { code: string }) => `topic.${code}`;

/** Whoever looks through the mail log may not be let in where this was written. */
export const LEFT_OUT = "[left out here]";
