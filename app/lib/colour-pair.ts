import { contrast } from "./contrast";

/** The two colours of a network: of header, links and buttons, and of grounds. */
export type Colours = { accentColour: string; groundColour: string };

const WHITE = "#ffffff";
/** Text, in the light. */
export const INK = "#1f2a2e";
/** What is written beside the thing itself, in the light: the palest text there is. */
export const QUIET = "#4a5a60";
/** WCAG 2.2 AA, for text. */
const READABLE = 4.5;

/** Why a pair of colours cannot be read, or null: white stands on the first, text and links of the first stand on the second. */
export function colourBlocker({ accentColour, groundColour }: Colours): "accent" | "ground" | "pair" | null {
  if (contrast(accentColour, WHITE) < READABLE) return "accent";
  if (contrast(groundColour, QUIET) < READABLE) return "ground";
  return contrast(accentColour, groundColour) < READABLE ? "pair" : null;
}

/** What is said of a pair of colours that cannot be read. */
export const COLOUR_WORDS = {
  accent: "White text on this colour would be hard to read. Choose a darker one.",
  ground: "Text on this colour would be hard to read. Choose a lighter one.",
  pair: "Links in the first colour would be hard to read on this one. Choose a lighter one.",
} as const;
