import { z } from "zod";

const ids = <K extends string>(...names: K[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.uuid()])) as Record<K, z.ZodUUID>);

/**
 * Follow-ups about one thing: a row of `job_outbox` in the transaction that causes them. `attempts` tries
 * with growing pauses, then it is left for staff.
 */
export const FOLLOW_UPS = {
  "forum.notify-reply": { payload: ids("postId").extend({ after: z.uuid().optional(), shownAgain: z.boolean().optional() }), attempts: 5 },
  "forum.notify-topic": { payload: ids("postId").extend({ after: z.uuid().optional() }), attempts: 5 },
  "forum.notify-mentioned": { payload: ids("postId"), attempts: 5 },
  "forum.note-refused-file": { payload: ids("fileId"), attempts: 5 },
  "content.note-refused-file": { payload: ids("fileId"), attempts: 5 },
  "content.note-changed-snippet": { payload: z.object({ name: z.string() }), attempts: 5 },
  "forum.clean-up": { payload: ids("cleanUpId"), attempts: 5 },
  "forum.undo-clean-up": { payload: ids("cleanUpId").extend({ before: z.uuid().optional(), back: z.number().optional() }), attempts: 5 },
  "enquiries.notify-queue": { payload: ids("enquiryId"), attempts: 5 },
} as const;

/** Wake-ups: no row, the scanned table is the truth. Each also ticks by itself, every so many seconds. */
export const WAKE_UPS = {
  "mail.drain": { everySeconds: 10 },
  "jobs.sweep": { everySeconds: 10 },
  "files.settle": { everySeconds: 30 },
  "newsletters.end-silent-holds": { everySeconds: 60 },
  "audit.seal-ledgers": { everySeconds: 60 },
  "privacy.carry-out-departures": { everySeconds: 60 },
  "privacy.carry-out-erasures": { everySeconds: 60 },
  "notices.tell-of-changes": { everySeconds: 60 },
  "forum.make-digests": { everySeconds: 60 },
  "content.carry-out-plans": { everySeconds: 10 },
  "content.remind-of-reviews": { everySeconds: 3600 },
  "content.tell-of-feedback": { everySeconds: 3600 },
  "forum.remind-of-bookmarks": { everySeconds: 300 },
  "forum.close-polls": { everySeconds: 300 },
  "accounts.ask-about-details": { everySeconds: 3600 },
  "retention.carry-out": { everySeconds: 3600 },
  "texts.render-again": { everySeconds: 3600 },
} as const;

export type FollowUp = keyof typeof FOLLOW_UPS;
export type WakeUp = keyof typeof WAKE_UPS;
export type PayloadOf<N extends FollowUp> = z.infer<(typeof FOLLOW_UPS)[N]["payload"]>;
