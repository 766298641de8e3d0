import { type VoiceBlocker, voiceBlocker } from "~/features/forum/topics/topic.policy";
import type { Sanction } from "~/features/forum/types";
import { may } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";
import { isAuthor } from "./post.policy";

/** Why somebody may not say what answered a topic, whichever reply it is. */
export type AnswererBlocker = VoiceBlocker | "comments" | "not-yours";
export type AnswerBlocker = AnswererBlocker | "question" | "removed";

/** Whoever began a topic says what answered it, and so do moderators; also when it is closed. */
export function answererBlocker(
  actor: Actor,
  topic: { writerId: string | null; page: string | null; sanction: Sanction | null },
): AnswererBlocker | null {
  if (actor.kind !== "person") return "signed-out";
  if (topic.page !== null) return "comments";
  if (may(actor, "moderate") && !topic.sanction) return null;
  return voiceBlocker(actor, topic) ?? (isAuthor(actor, topic) ? null : "not-yours");
}

export function answerBlocker(
  actor: Actor,
  topic: { writerId: string | null; page: string | null; sanction: Sanction | null },
  post: { number: number; isRemoved: boolean; isHidden: boolean },
): AnswerBlocker | null {
  const blocker = answererBlocker(actor, topic);
  if (blocker) return blocker;
  if (post.number === 1) return "question";
  return post.isRemoved || post.isHidden ? "removed" : null;
}

export const ANSWER_REFUSALS: Record<AnswerBlocker | "not-the-answer", string> = {
  "signed-out": "Sign in to say what answered this topic.",
  "not-a-member": "Only members say what answered their topic.",
  sanctioned: "You cannot mark an answer now. Where a reply is written you see why, until when, and how to appeal.",
  comments: "Comments have no answer: they are under a page.",
  "not-yours": "Only the person who began this topic, or a moderator, says what answered it.",
  question: "This is the question itself. Mark a reply as the answer.",
  removed: "This reply was removed or is hidden now, so it was not marked as the answer.",
  "not-the-answer": "This reply is not marked as the answer any more, so nothing changed.",
};
