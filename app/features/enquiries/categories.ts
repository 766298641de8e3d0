import type { ENQUIRY_CATEGORIES, ENQUIRY_QUEUES } from "#db/schema/enquiries";

export type Category = (typeof ENQUIRY_CATEGORIES)[number];
export type Queue = (typeof ENQUIRY_QUEUES)[number];

/** What one can write about, in the words of the form and of staff, and the noun that mails use. */
export const CATEGORIES: Record<Category, { label: string; hint?: string; noun: string; queue: Queue }> = {
  question: { label: "A question about the network or its guidance", noun: "question", queue: "office" },
  joining: { label: "Joining, or my membership", noun: "question about joining", queue: "office" },
  technical: {
    label: "A problem with this site",
    hint: "Something does not work, is hard to use, or is not safe.",
    noun: "report of a problem",
    queue: "technical",
  },
  "stop-contact": { label: "Stop writing to me", noun: "request to stop mailings", queue: "privacy" },
  "personal-data": {
    label: "What you hold about me",
    hint: "To see it, correct it, have it erased, or ask about it.",
    noun: "question about your information",
    queue: "privacy",
  },
  complaint: { label: "A complaint", noun: "complaint", queue: "privacy" },
};

export const QUEUES: Record<Queue, string> = { office: "Office", technical: "Technical", privacy: "Privacy" };

export const isCategory = (text: string | null): text is Category => text !== null && Object.hasOwn(CATEGORIES, text);
export const isQueue = (text: string | null): text is Queue => text !== null && Object.hasOwn(QUEUES, text);
