import { REASONS, type Reason } from "~/features/forum/reports/report.schema";

/** Of fewer than so many alike it is not told how many. */
export const SMALLEST_CELL = 5;

export const KIND_WORDS = { report: "Report", held: "Held post", appeal: "Appeal", act: "Act of a moderator" } as const;
export const SOURCE_WORDS = { member: "A member", visitor: "A visitor" } as const;

const ABOUT: Record<string, string> = {
  words: "Watched words",
  newcomer: "First posts of a new writer",
  declined: "Declined before it was posted",
  removed: "Post removed",
  edited: "Post edited",
  retitled: "Title changed",
  "topic-removed": "Topic removed",
  "topic-moved": "Topic moved",
  "posts-split": "Posts moved to a topic of their own",
  "topic-merged": "Topic merged",
  warned: "Member warned",
  "read-only": "Member limited to reading",
  suspended: "Member suspended from the forum",
};

export const aboutWords = ({ kind, about }: { kind: keyof typeof KIND_WORDS; about: string }): string =>
  kind === "report" ? (REASONS[about as Reason]?.label ?? about) : (ABOUT[about] ?? about);

const OUTCOMES: Record<string, string> = {
  stands: "Let stand",
  edited: "Changed",
  removed: "Removed",
  through: "Let through",
  declined: "Declined",
  upheld: "The act stands",
  undone: "Undone",
  lifted: "Lifted",
  done: "Done",
};

export const outcomeWords = (outcome: string): string => OUTCOMES[outcome] ?? outcome;
