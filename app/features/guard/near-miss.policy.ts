import type { NEAR_MISS_PLACES } from "#db/schema/guard";
import { type Actor, hasRole } from "~/lib/ctx";

type Place = (typeof NEAR_MISS_PLACES)[number];

/** Whose it is to look, by where the text stands. */
export const ROLE_OF_PLACE = {
  forum: "moderator",
  page: "data-protection-officer",
  issue: "data-protection-officer",
  enquiry: "data-protection-officer",
} as const satisfies Record<Place, string>;

/** Administrators stand in for data protection officers. */
export const NEAR_MISS_ROLES = ["moderator", "data-protection-officer", "administrator"] as const;

export const placesOf = (actor: Actor): Place[] =>
  (Object.keys(ROLE_OF_PLACE) as Place[]).filter((place) => hasRole(actor, ROLE_OF_PLACE[place], "administrator"));

export const PLACE_WORDS = {
  forum: "In the forum",
  page: "On a page",
  issue: "In a newsletter",
  enquiry: "In an enquiry",
} as const satisfies Record<Place, string>;

export const FOUND_WORDS = {
  "nhs-number": "a number like an NHS number",
  "birth-date": "a name with a date of birth",
  postcode: "a name with a postcode",
} as const;
