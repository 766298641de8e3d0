import type { LINK_OUTCOMES } from "#db/schema/content/web-links";

type LinkOutcome = (typeof LINK_OUTCOMES)[number];

/** What was found at an address, for editors. */
export const OUTCOME_WORDS: Record<LinkOutcome, string> = {
  fine: "Opens",
  missing: "The page is not there any more",
  trouble: "The site has a fault",
  closed: "The site lets no program look",
  "no-such-site": "There is no site of this name",
  "no-answer": "The site does not answer",
  insecure: "The site’s certificate is not valid, so browsers warn of it",
  astray: "It leads on and on, and arrives nowhere",
  "not-asked": "The site asks programs not to look",
  odd: "Nobody looks at an address of this kind: on a port of its own, say",
  private: "It is not on the public internet, so most readers cannot open it",
};

/** After how many times in a row editors are told; null for what is right, or cannot be told. A fault may be over in a week. */
export function brokenAfter(outcome: LinkOutcome): number | null {
  if (outcome === "fine" || outcome === "closed" || outcome === "not-asked" || outcome === "odd") return null;
  return outcome === "trouble" || outcome === "no-answer" || outcome === "astray" ? 2 : 1;
}
