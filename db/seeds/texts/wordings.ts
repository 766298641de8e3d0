import type { WordingSeed } from "./seed-types";

/**
 * What people agree to, word for word, as plain text. A consent record names the version that its person saw, so a changed sentence is a new version.
 * Each says what comes, how often, what the address is used for and how to leave (PMN-17, PMN-19, PMN-20).
 */
export const wordings = [
  {
    slug: "newsletter-signup",
    body: "Please email me this newsletter, as often as it says beside its name. The Practice Management Network uses my address only to send what I asked for, and gives it to nobody else. Nothing is sent until I confirm by pressing the button in the email that comes first. I can leave at any time with the link in every issue: sending stops as soon as I ask, and a second email lets me confirm that I am leaving or change my mind.",
  },
  {
    slug: "newsletter-account-signup",
    body: "Please email me this newsletter, as often as it says beside its name, at the address in my account. My membership does not depend on it. I can leave at any time: by unticking it here, which works at once, or with the link in every issue.",
  },
  {
    slug: "newsletter-import",
    body: "This subscription was taken over from a list that was kept elsewhere. The person asked there to be sent this newsletter, or a similar one; where, when and how they asked is recorded with the import. They can leave at any time with the link in every issue.",
  },
] as const satisfies readonly WordingSeed[];
