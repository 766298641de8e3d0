/** What is said of a pair of colours that cannot be read. */
export const COLOUR_REFUSALS = {
  accent: "White text on this colour would be hard to read. Choose a darker one.",
  ground: "Text on this colour would be hard to read. Choose a lighter one.",
  pair: "Links in the first colour would be hard to read on this one. Choose a lighter one.",
} as const;
