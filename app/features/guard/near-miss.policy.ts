import type { NEAR_MISS_PLACES } from "#db/schema/guard";
import { rolesWith } from "~/features/permissions/permissions";
import { type Actor, hasRole, type Role } from "~/lib/ctx";

type Place = (typeof NEAR_MISS_PLACES)[number];

/** Whose work the place is: they can open it. */
export const ROLE_OF_PLACE = {
  forum: "moderator",
  held: "moderator",
  page: "editor",
  issue: "newsletter-sender",
  "office-enquiry": "contacts-officer",
  "technical-enquiry": "administrator",
  "privacy-enquiry": "data-protection-officer",
} as const satisfies Record<Place, Role>;

/** What stands in the forum, and what waits to. */
export const FORUM_PLACES = ["forum", "held"] as const satisfies Place[];
const isInForum = (place: Place) => place === "forum" || place === "held";

/** Who is told: they, and the data protection officer of all outside the forum. */
export const toldRoles = (place: Place): readonly Role[] =>
  isInForum(place) ? [ROLE_OF_PLACE[place]] : [ROLE_OF_PLACE[place], "data-protection-officer"];

/** Who is shown it: administrators stand in. */
export const lookingRoles = (place: Place): readonly Role[] => [...toldRoles(place), "administrator"];

/**
 * To whom its address is open: what stands in the forum to whoever may read there, which is all that they are shown; what waits there to
 * moderators alone. Issues open to all who send them.
 */
export const openingRoles = (place: Place): readonly Role[] =>
  place === "issue" ? rolesWith("send-newsletters") : place === "forum" ? lookingRoles(place) : [ROLE_OF_PLACE[place]];

export const PLACES = Object.keys(ROLE_OF_PLACE) as Place[];

export const placesOf = (actor: Actor): Place[] => PLACES.filter((place) => hasRole(actor, ...lookingRoles(place)));

export const canOpen = (actor: Actor, place: Place): boolean => hasRole(actor, ...openingRoles(place));

export const PLACE_WORDS = {
  forum: "In the forum",
  held: "In what waits for a moderator",
  page: "On a page",
  issue: "In a newsletter",
  "office-enquiry": "In an enquiry",
  "technical-enquiry": "In an enquiry",
  "privacy-enquiry": "In an enquiry",
} as const satisfies Record<Place, string>;

export const FOUND_WORDS = {
  "nhs-number": "a number like an NHS number",
  "birth-date": "a name with a date of birth",
  postcode: "a name with a postcode",
} as const;
