/** Words that nobody says, and what stands in their place: in no page, mail or notice of ours. What people write is theirs. */
export const NEVER: readonly { words: RegExp; say: string }[] = [
  { words: /(?<![-\w/])[Mm]ails?(?![-\w/]|\.[a-z])(?! relay| servers?\b)/, say: "email, emails" },
  { words: /\bWhat waits (for|longest|or)\b/, say: "To do, waiting" },
  { words: /\bWork that was given up\b/i, say: "Failed jobs" },
  { words: /\b(Appeals|Topics|Posts) that wait\b/i, say: "Appeals waiting" },
  { words: /\bWhat moderators did$/, say: "Moderation log" },
  { words: /\bWhose work\b/, say: "Assigned to" },
  { words: /^Came$/, say: "Received" },
  { words: /\bPassword right\b/, say: "Signed in with password" },
  { words: /\bhas weight\b/, say: "Enter your password again before …" },
  { words: /\bwill stand (here|in|at|under)\b/, say: "will be here" },
  { words: /\bstands? (why|at once|first|in its place)\b/, say: "is" },
  { words: /\bHalf within\b/, say: "Half answered within (hours)" },
  { words: /\b[Ss]ent long ago\b/, say: "emailed" },
  { words: /\bSign in to (comment|reply)\. Sign in\b/, say: "Sign in to comment, as the link" },
  { words: /Error: Error:/, say: "Error: once" },
  { words: /““|””/, say: "quotation marks once: `quoted`" },
];

/** What of a text is never said, or null. */
export const saidWrong = (text: string): string | null => {
  const found = NEVER.find(({ words }) => words.test(text));
  return found ? `“${text.trim().slice(0, 160)}” → ${found.say}` : null;
};
