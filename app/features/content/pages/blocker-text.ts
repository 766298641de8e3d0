import type { AudienceBlocker } from "./change-audience.server";
import type { CreateBlocker } from "./create-page.server";
import type { MoveBlocker } from "./move-page.server";
import type { TakeOutBlocker } from "./page.policy";

const place = {
  "not-a-path": "Use lower-case letters, numbers and hyphens, with a slash between a section and what is in it",
  reserved: "Another part of the site has that address. Choose another first word",
  "article-below": "A news article stands directly in the news, and nothing stands below one",
  taken: "There is a page at that address already. Choose another word",
};

const WIDER = "The page above is for fewer people. A page can be for the same people as the page above it or for fewer, never for more";

export const createBlockerText: Record<CreateBlocker, string> = {
  ...place,
  "wider-than-parent": WIDER,
  "wider-below": "A page below that address is for more people. Narrow that page first",
};

export const moveBlockerText: Record<MoveBlocker, string> = {
  ...place,
  home: "The home page cannot be moved",
  "into-itself": "A page cannot be moved below itself",
  "too-long-below": "A page below this one would get an address of more than 200 characters. Choose a shorter one",
  "no-parent": "There is no page above that address. Make the section first, or check its spelling",
  "wider-than-parent": "The page above that address is for fewer people. Change who may read this page first, then move it",
};

export const audienceBlockerText: Record<AudienceBlocker, string> = {
  "wider-than-parent": WIDER,
  "shuts-out-below": "A page below this one is for other groups, and nobody could read it any more. Change that page first",
};

export const takeOutBlockerText: Record<TakeOutBlocker, string> = {
  newest: "This is the newest text now. Edit it, then take this one out.",
  published: "Readers have this text now. Publish another, then take this one out.",
  "taken-out": "This was taken out already.",
};
