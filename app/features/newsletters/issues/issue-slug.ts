import { createHash } from "node:crypto";
import { slugOf } from "~/lib/slug";

const LONGEST = 60;

/** A subject as the last word of its address: lower case, no accents, words joined by “-”. `taken` gets a number. */
export function issueSlug(subject: string, taken: readonly string[] = []): string {
  const base = slugOf(subject, LONGEST) || "issue";
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(slug) && !taken.includes(takenOutSlug(slug))) return slug;
  }
}

/** Where an issue stands that was taken out: its words are in no address, and whoever has the old one finds it. */
export const takenOutSlug = (slug: string): string => `taken-out-${createHash("sha256").update(slug).digest("hex").slice(0, 16)}`;
