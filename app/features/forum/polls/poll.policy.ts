import type { POLL_SHOWS } from "#db/schema/forum/polls";
import { isAuthor } from "~/features/forum/posts/post.policy";
import { type VoiceBlocker, voiceBlocker } from "~/features/forum/topics/topic.policy";
import type { Moment, PollView, Sanction } from "~/features/forum/types";
import type { Actor } from "~/lib/ctx";
import { DAY, endOfItsDay, later } from "~/lib/dates";

/** Of a poll without names fewer votes than these tell nobody anything: what few people chose is soon guessed of each. */
export const MOST_TO_HIDE = 4;

/** A poll of which nothing else is said closes then, and none stays open longer. */
export const POLL_DAYS = 366;

/** When a poll closes, by the day that was typed, or what is wrong with that. */
export function closingOf(typed: Date | null, now: Date): Date | "past" | "too-far" {
  const last = endOfItsDay(later(now, POLL_DAYS * DAY));
  if (typed === null) return last;
  return typed <= now ? "past" : typed > last ? "too-far" : typed;
}

export const CLOSING_REFUSALS: Record<"past" | "too-far", string> = {
  past: "Enter a day that is to come",
  "too-far": "Enter a day within a year",
};

export type PollRow = {
  question: string;
  options: string[];
  most: number;
  shows: (typeof POLL_SHOWS)[number];
  counts: number[];
  voters: number;
  closesAt: Moment;
  closedAt: Moment | null;
  /** What this reader chose. */
  own: number[] | null;
};

/** The post, and the topic, that a poll stands in. */
type Place = { writerId: string | null; isRemoved: boolean; isHidden: boolean; topicIsLocked: boolean; sanction: Sanction | null };

export type VoteBlocker = VoiceBlocker | "removed" | "locked" | "closed" | "none-chosen" | "too-many";

/** Whoever may write there votes, until the poll or its topic is closed. */
export function voteBlocker(actor: Actor, poll: Pick<PollRow, "closesAt" | "closedAt">, post: Place, now: Date): VoteBlocker | null {
  if (post.isRemoved || post.isHidden) return "removed";
  if (poll.closedAt !== null || new Date(poll.closesAt) <= now) return "closed";
  return voiceBlocker(actor, post) ?? (post.topicIsLocked ? "locked" : null);
}

/** Whether somebody may choose this much of it. */
export function choiceBlocker(poll: Pick<PollRow, "options" | "most">, choices: readonly number[]): "none-chosen" | "too-many" | null {
  if (choices.length === 0 || choices.some((each) => each >= poll.options.length)) return "none-chosen";
  return choices.length > poll.most ? "too-many" : null;
}

export type CloseBlocker = "signed-out" | "removed" | "not-yours";

/** Whoever asked closes it, also in a topic that is closed. */
export function closeBlocker(actor: Actor, post: Pick<Place, "writerId" | "isRemoved">): CloseBlocker | null {
  if (actor.kind !== "person") return "signed-out";
  if (post.isRemoved) return "removed";
  return isAuthor(actor, post) ? null : "not-yours";
}

/** Whether whoever chose so is told what was chosen. Of a poll without names nobody is before its end, when all is told at once. */
export function isTold({ shows, closedAt, voters, own }: Pick<PollRow, "shows" | "closedAt" | "voters" | "own">): boolean {
  if (shows === "anonymous") return closedAt !== null && voters > MOST_TO_HIDE;
  return shows === "always" || closedAt !== null || (shows === "voted" && own !== null);
}

/** A poll as this reader gets it. */
export function viewPoll(actor: Actor, { counts, voters, own, ...poll }: PollRow, post: Place, now: Date): PollView {
  const told = isTold({ ...poll, voters, own });
  const mayVote = voteBlocker(actor, poll, post, now) === null;
  return {
    question: poll.question,
    options: poll.options.map((words, index) => ({
      words,
      count: told ? counts[index]! : null,
      share: told && voters > 0 ? Math.round((100 * counts[index]!) / voters) : null,
      isOwn: own?.includes(index) ?? false,
    })),
    most: poll.most,
    shows: poll.shows,
    voters: told ? voters : null,
    closesAt: poll.closesAt,
    closedAt: poll.closedAt,
    hasVoted: own !== null,
    mayVote,
    mayClose: poll.closedAt === null && closeBlocker(actor, post) === null,
    maySeeNames: told && poll.shows !== "anonymous" && voters > 0 && voiceBlocker(actor, { sanction: null }) === null,
  };
}

export const VOTE_REFUSALS: Record<VoteBlocker, string> = {
  "signed-out": "Sign in to vote.",
  "not-a-member": "Only members vote.",
  sanctioned: "You cannot vote now. Where a reply is written you see why, until when, and how to appeal.",
  removed: "This poll is not there any more, so your vote was not counted.",
  locked: "This topic is closed, so nobody can vote now.",
  closed: "This poll is closed, so nothing changed.",
  "none-chosen": "Choose what you vote for",
  "too-many": "That is more than you may choose. Take some of them away",
};

export const CLOSE_REFUSALS: Record<CloseBlocker, string> = {
  "signed-out": "Sign in to close your poll.",
  removed: "This poll is not there any more.",
  "not-yours": "Only the person who asked closes a poll before its day.",
};
