import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { MINUTE } from "~/lib/dates";

/** What a notification and a mail name as their cause: once per person and thing. */
export const replyCause = (postId: string) => `reply:${postId}`;
/** Of a post, so that whoever it answers or quotes is told once. */
export const quoteCause = (postId: string) => `quote:${postId}`;
/** Of a post, so that whom it mentions is told once, however often it is edited. */
export const mentionCause = (postId: string) => `mention:${postId}`;
/** Replies of a topic whose time ends then: one mail tells of them all. */
export const repliesCause = (topicId: string, until: Date) => `replies:${topicId}:${until.getTime()}`;

/** Milliseconds: of the replies of a topic in so long one mail tells, at its end. */
const ONE_MAIL_FOR = 10 * MINUTE;

/** When the time ends in which a reply was written. */
export const repliesEnd = (writtenAt: Date) => new Date((Math.floor(writtenAt.getTime() / ONE_MAIL_FOR) + 1) * ONE_MAIL_FOR);

/** Of a topic that was begun in a category that somebody watches. */
export const topicCause = (topicId: string) => `topic:${topicId}`;

/** Of a day (`2026-11-30`), so that its author is told once. */
export const thanksCause = (day: string) => `thanks:${day}`;
/** Of a reply, so that its author is told once, however often it is marked. */
export const answerCause = (postId: string) => `answer:${postId}`;
/** Of a post that somebody bookmarked, for a day (`2026-11-30`): another day is told again. */
export const bookmarkCause = (postId: string, day: string) => `bookmark:${postId}:${day}`;
/** Whether it reminds of one of these posts. */
export const isReminderOf = (cause: string, postIds: readonly string[]) =>
  cause.startsWith("bookmark:") && postIds.includes(idOfCause(cause));
export const moderationCause = (moderationId: string) => `moderation:${moderationId}`;
/** How an appeal ended, and that an act was undone: after an appeal was refused both are told. */
export const decisionCause = (moderationId: string) => `moderation-decision:${moderationId}`;
export const undoneCause = (moderationId: string) => `moderation-undone:${moderationId}`;

export const reportCause = (reportId: string) => `report:${reportId}`;
/** Of a report that came back with its topic there is another outcome later. */
export const outcomeCause = (reportId: string, decidedAt: Date, others = 0) =>
  `report-outcome:${reportId}:${decidedAt.getTime()}${others > 0 ? `:${others}` : ""}`;
/** How many more reports of the same person had that outcome, of which they are told with it. */
export const othersOf = (cause: string): number => Number(cause.split(":")[3] ?? 0);
/** When that outcome was, in milliseconds. */
export const momentOf = (cause: string): number => Number(cause.split(":")[2] ?? 0);
/** Whether it is the outcome as it is now. Those that were told before outcomes had a moment have none. */
export const isLatestOutcome = (cause: string, decidedAt: Date | null) =>
  [undefined, String(decidedAt?.getTime())].includes(cause.split(":")[2]);
export const hiddenCause = (reportId: string) => `post-hidden:${reportId}`;
export const lookedAtCause = (reportId: string, decidedAt: Date) => `post-looked-at:${reportId}:${decidedAt.getTime()}`;

/** That much of what somebody posted was removed at once, and that it was put back, then. */
export const cleanUpCause = (cleanUpId: string) => `clean-up:${cleanUpId}`;
export const cleanUpUndoneCause = (cleanUpId: string, undoneAt: Date) => `clean-up-undone:${cleanUpId}:${undoneAt.getTime()}`;

export const sanctionCause = (sanctionId: string) => `sanction:${sanctionId}`;
/** What became of it: each is told once. */
export const sanctionOutcomeCause = (sanctionId: string, outcome: "upheld" | "undone" | "lifted") => `sanction-${outcome}:${sanctionId}`;

/** That something waits for moderators, and again once its writer appealed or declining it was undone, then; what became of it, then. */
export const heldCause = (heldId: string, again?: "appeal" | Date) =>
  `held:${heldId}${again ? `:${again === "appeal" ? again : again.getTime()}` : ""}`;
export const heldOutcomeCause = (heldId: string, decidedAt: Date) => `held-outcome:${heldId}:${decidedAt.getTime()}`;

/** The id that a cause names. */
export const idOfCause = (cause: string) => cause.split(":")[1]!;

/** The words of each cause whose thing, by its id, is still there to be told of. */
export function wordEach<Thing extends { id: string }>(
  causes: string[],
  things: readonly Thing[],
  word: (thing: Thing, cause: string) => NotificationWords | null,
): Map<string, NotificationWords> {
  const thingOf = new Map(things.map((thing) => [thing.id, thing]));
  return new Map(
    causes.flatMap((cause) => {
      const thing = thingOf.get(idOfCause(cause));
      const words = thing && word(thing, cause);
      return words ? [[cause, words]] : [];
    }),
  );
}
