import { createContext } from "react";

/** The steps of text size: each scales everything by `rem` (`app/styles/_display.scss`). */
export const TEXT_SIZES = ["normal", "large", "larger", "largest"] as const;

export const CONTRASTS = ["normal", "high"] as const;

export type Display = { textSize: (typeof TEXT_SIZES)[number]; contrast: (typeof CONTRASTS)[number] };

export const PLAIN_DISPLAY: Display = { textSize: "normal", contrast: "normal" };

/** How this visitor wants pages to look. Around every document, those of problems too, so that it needs no loader's data. */
export const DisplayContext = createContext<Display>(PLAIN_DISPLAY);
