import { may } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import type { PlaceBlocker } from "./page-path";

/** How long a guide is trusted before it is to be read through again. */
const TRUSTED_MONTHS = 12;

/** So long before that day its owner is reminded, in milliseconds. */
export const NOTICE = 14 * DAY;

export type EditBlocker = "not-an-editor";

/** Editors write, publish and take down. The system does for seeds. */
export const editBlocker = (actor: Actor): EditBlocker | null => (may(actor, "edit-pages") ? null : "not-an-editor");

export type TakeOutBlocker = "newest" | "published" | "taken-out";

/**
 * Only what nobody works on or reads: the newest text is edited; what readers have is replaced by publishing, or the page is taken down.
 */
export function takeOutBlocker(
  { version, publishedVersion, archivedAt }: Pick<Standing, "version" | "publishedVersion" | "archivedAt">,
  { number, takenOutAt }: { number: number; takenOutAt: Date | null },
): TakeOutBlocker | null {
  if (number === version) return "newest";
  if (number === publishedVersion && !archivedAt) return "published";
  return takenOutAt ? "taken-out" : null;
}

export const PAGE_STATES = ["draft", "published", "changed", "due", "in-review", "scheduled", "taken-down"] as const;
export type PageState = (typeof PAGE_STATES)[number];

type Standing = {
  version: number;
  publishedVersion: number | null;
  archivedAt: Date | string | null;
  reviewDueAt: Date | string | null;
  /** When a text of it goes out, and when it comes down. */
  goesOutAt?: Date | string | null;
  comesDownAt?: Date | string | null;
  /** Since when its draft waits for somebody else to read it. */
  reviewAskedAt?: Date | string | null;
};

/** Everything that is true of a page at once: it may be published, changed since, due for review, waiting for one and scheduled. */
export function pageStates(page: Standing, now: Date): PageState[] {
  if (page.archivedAt) return ["taken-down"];
  const states: PageState[] = [page.publishedVersion === null ? "draft" : "published"];
  if (page.publishedVersion !== null && page.version > page.publishedVersion) states.push("changed");
  if (page.publishedVersion !== null && page.reviewDueAt && new Date(page.reviewDueAt) <= now) states.push("due");
  if (page.reviewAskedAt) states.push("in-review");
  if (page.goesOutAt || page.comesDownAt) states.push("scheduled");
  return states;
}

/**
 * When a page that is published now is to be read through again: its own date, unless it has come or is told of already. News and
 * what another page has replaced are not.
 */
export function nextReview(page: { reviewDueAt: Date | null; isArticle: boolean; supersededById?: string | null }, now: Date): Date | null {
  if (page.isArticle || page.supersededById) return null;
  return page.reviewDueAt && page.reviewDueAt > later(now, NOTICE) ? page.reviewDueAt : monthsAhead(now, TRUSTED_MONTHS);
}

export const monthsAhead = (now: Date, months: number): Date => later(now, Math.round((months * 365) / 12) * DAY);

/** What an editor may want to look through: somebody who is signed out, a member, or a holder of one group. */
export type PreviewReader = { kind: "visitor" } | { kind: "member" } | { kind: "group"; groupId: string };

export type Preview = "page" | "teaser" | "nothing";

/** What this reader is answered at the address of a published page. */
export function previewOf(
  page: { audience: "open" | "members" | "groups"; groupIds: readonly string[]; teaser: string | null },
  reader: PreviewReader,
): Preview {
  const reads =
    page.audience === "open" ||
    (page.audience === "members" && reader.kind === "member") ||
    (page.audience === "groups" && reader.kind === "group" && page.groupIds.includes(reader.groupId));
  if (reads) return "page";
  return page.audience === "members" && page.teaser ? "teaser" : "nothing";
}

export type CreateBlocker = PlaceBlocker | "taken" | "wider-than-parent" | "wider-below";
export type MoveBlocker = PlaceBlocker | "home" | "into-itself" | "too-long-below" | "no-parent" | "taken" | "wider-than-parent";
export type AudienceBlocker = "wider-than-parent" | "shuts-out-below";
export type SupersedeBlocker = "no-page" | "itself" | "superseded-too";
export type PublishBlocker = "changed" | "taken-down" | "own-text";

const place = {
  "not-a-path": "Use lower-case letters, numbers and hyphens, with a slash between a section and what is in it",
  reserved: "Another part of the site has that address. Choose another first word",
  "article-below": "A news article is directly in the news, and nothing is below one",
  taken: "There is a page at that address already. Choose another word",
};

const WIDER = "The page above is for fewer people. A page can be for the same people as the page above it or for fewer, never for more";

export const CREATE_REFUSALS: Record<CreateBlocker, string> = {
  ...place,
  "wider-than-parent": WIDER,
  "wider-below": "A page below that address is for more people. Narrow that page first",
};

export const MOVE_REFUSALS: Record<MoveBlocker, string> = {
  ...place,
  home: "The home page cannot be moved",
  "into-itself": "A page cannot be moved below itself",
  "too-long-below": "A page below this one would get an address of more than 200 characters. Choose a shorter one",
  "no-parent": "There is no page above that address. Make the section first, or check its spelling",
  "wider-than-parent": "The page above that address is for fewer people. Change who may read this page first, then move it",
};

export const AUDIENCE_REFUSALS: Record<AudienceBlocker, string> = {
  "wider-than-parent": WIDER,
  "shuts-out-below": "A page below this one is for other groups, and nobody could read it any more. Change that page first",
};

export const TAKE_OUT_REFUSALS: Record<TakeOutBlocker, string> = {
  newest: "This is the newest text now. Edit it, then take this one out.",
  published: "Readers have this text now. Publish another, or take the page down, then take this one out.",
  "taken-out": "This was taken out already.",
};

/** Where the network wants two to agree. */
export const OWN_TEXT = "You wrote this text, and in this network another editor publishes it. Ask for a review.";

export const SUPERSEDE_REFUSALS: Record<SupersedeBlocker, string> = {
  "no-page": "Readers have no page at that address. Check its spelling, or publish it first",
  itself: "A page cannot replace itself",
  "superseded-too": "That page is out of date too. Give the address of the one that holds now",
};

export const PUBLISH_REFUSALS: Record<PublishBlocker, string> = {
  changed: "Somebody saved this page after you opened this one. Look at the new text before you publish it.",
  "taken-down": "This page is taken down. Put it back first.",
  "own-text": OWN_TEXT,
};
