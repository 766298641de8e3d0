import { OWN_TEXT } from "~/features/content/pages/page.policy";
import { DAY, formatComing, later } from "~/lib/dates";

/** What is planned for a page: that a text goes out, or that the page comes down. */
export type PlannedAct = "publish" | "take-down";

export const isPlannedAct = (word: string | undefined): word is PlannedAct => word === "publish" || word === "take-down";

/** Nothing is planned for longer than a year: its day is said without one. */
const LONGEST = 365 * DAY;

export type PlanBlocker =
  | "own-text"
  | "past"
  | "too-far"
  | "changed"
  | "taken-down"
  | "published"
  | "not-published"
  | "before-it-goes-out"
  | "after-it-comes-down";

type Planning = {
  act: PlannedAct;
  at: Date;
  page: { version: number; publishedVersion: number | null; archivedAt: Date | null };
  /** Of a text: the version that was looked at. */
  version: number;
  /** The other thing that is planned for the page. */
  other: Date | null;
};

/** Why this cannot be planned for a page as it stands. */
export function planBlocker({ act, at, page, version, other }: Planning, now: Date): PlanBlocker | null {
  if (page.archivedAt) return "taken-down";
  if (at <= now) return "past";
  if (at > later(now, LONGEST)) return "too-far";
  if (act === "publish") {
    if (page.version !== version) return "changed";
    if (page.publishedVersion === version) return "published";
    return other && other <= at ? "after-it-comes-down" : null;
  }
  if (page.publishedVersion === null && !other) return "not-published";
  return other && at <= other ? "before-it-goes-out" : null;
}

export const PLAN_REFUSALS: Record<PlanBlocker, string> = {
  "own-text": OWN_TEXT,
  past: "That time has passed. Enter one to come",
  "too-far": "Enter a day within a year from now",
  changed: "Somebody saved this page after you opened this one. Look at the new text before you schedule it.",
  "taken-down": "This page is taken down. Put it back first.",
  published: "Readers have this text already. Change it first, then say when the changes go out.",
  "not-published": "Readers do not have this page yet. Publish it, or say when it goes out, first.",
  "before-it-goes-out": "The page goes out after that. Enter a later time",
  "after-it-comes-down": "The page comes down before that. Enter an earlier time, or change when it comes down first",
};

/** Which of these are about the time that was typed. */
export const isAboutTime = (blocker: PlanBlocker) => !["own-text", "changed", "taken-down", "published", "not-published"].includes(blocker);

/** “Goes out Monday 7 December, 9am”. */
export const PLANNED_WORDS: Record<PlannedAct, string> = { publish: "Goes out", "take-down": "Comes down" };
export const plannedWords = (act: PlannedAct, at: Date | string) => `${PLANNED_WORDS[act]} ${formatComing(at)}`;
