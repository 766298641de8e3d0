import { may, type Permission } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";
import { daysAfter, monthAfter, workingDaysAfter } from "~/lib/working-days";
import type { Category, Queue } from "./categories";

/** Who works on each queue. */
export const ANSWERS = {
  office: "answer-office-questions",
  technical: "answer-technical-questions",
  privacy: "answer-privacy-questions",
} as const satisfies Record<Queue, Permission>;

/** The queues that an actor works on, and so may read. */
export const queuesOf = (actor: Actor): Queue[] => (Object.keys(ANSWERS) as Queue[]).filter((queue) => may(actor, ANSWERS[queue]));

/** Answers about rights reach people whose data is restricted, too. */
export const mailClass = (queue: Queue) => (queue === "privacy" ? ("rights" as const) : ("service" as const));

/** Days within which the receipt of a complaint about personal data is acknowledged (Data Protection Act 2018, s164A). */
const ACKNOWLEDGE_WITHIN = 30;

/** By when an enquiry that came at `from` is due: a right within a month, a complaint acknowledged within 30 days, the rest as promised. */
export function dueDate(category: Category, from: Date, answerWithinDays: number): Date {
  if (category === "complaint") return daysAfter(from, ACKNOWLEDGE_WITHIN);
  if (category === "stop-contact" || category === "personal-data") return monthAfter(from);
  return workingDaysAfter(from, answerWithinDays);
}

/** Where what is written stands, for those who are told that it seemed to identify a patient. */
export const guardedEnquiry = (code: string, queue: Queue) => ({ place: `${queue}-enquiry` as const, path: `/admin/enquiries/${code}` });

export const STATE_WORDS = { new: "New", open: "Open", answered: "Answered", closed: "Closed" } as const;
export type EnquiryState = keyof typeof STATE_WORDS;

/** What the list can be narrowed to; `waiting` is whatever is not closed. */
export const FILTER_STATES = { waiting: "Not closed", ...STATE_WORDS } as const;
export type FilterState = keyof typeof FILTER_STATES;
export const isFilterState = (text: string | null): text is FilterState => text !== null && Object.hasOwn(FILTER_STATES, text);

export type ReplyBlocker = "closed" | "no-address";

/** Why nobody can reply now; a closed one is opened again first, one whose address was let go stays without an answer. */
export function replyBlocker({ state, address }: { state: EnquiryState; address: string | null }): ReplyBlocker | null {
  if (state === "closed") return "closed";
  return address === null ? "no-address" : null;
}

export const REPLY_REFUSALS: Record<ReplyBlocker, string> = {
  closed: "A colleague closed this enquiry. Open it again to reply",
  "no-address": "Nobody can be reached: the address is gone",
};
