import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { formatDate } from "~/lib/dates";
import { keptFor } from "./kept-for.server";
import {
  ABOUT_DECISION,
  findModeratedPost,
  type ModeratedPost,
  moderationArgs,
  placeOf,
  SAMPLE_ACT,
  wordModerations,
} from "./moderation-mail.server";
import { didWords, moderationPath } from "./moderation-words";

/** Tells an author what a moderator did to their post, why, and how to appeal. */
export const moderationNotice = notificationKind({
  name: "moderation",
  choice: null,
  args: moderationArgs,
  async load(ctx, message) {
    const act = await findModeratedPost(ctx, message);
    return act && !act.isUndone ? { ...act, keptFor: await keptFor(ctx) } : "undone";
  },
  words: (act, { baseUrl }) => ({
    subject: `A moderator ${didWords(act.kind)}`,
    paragraphs: [
      `A moderator ${didTo(act)}, which you wrote on ${formatDate(act.writtenAt)}.`,
      `Their reason: ${act.reason}`,
      `What stood there is kept for ${act.keptFor}. Only you and moderators can see it.`,
      "If you think that this was wrong, you can appeal once. Another moderator decides.",
    ],
    action: { label: "See what was done, or appeal", url: baseUrl + moderationPath(act.code) },
    why: ABOUT_DECISION,
  }),
  samples: {
    "a post removed": { ...SAMPLE_ACT, keptFor: "a year" },
    "a comment edited": {
      ...SAMPLE_ACT,
      kind: "edited",
      topic: { ...SAMPLE_ACT.topic, title: "Locum cover", page: "guidance/locum-cover" },
      keptFor: "a year",
    },
    "a topic removed": { ...SAMPLE_ACT, kind: "topic-removed", isReadable: false, keptFor: "a year" },
  },
  inbox: (ctx, causes) => wordModerations(ctx, causes, ({ kind }) => `A moderator ${didWords(kind)}`),
});

/** A topic that was removed or has another title now is not named by what it is called. */
const didTo = (act: ModeratedPost) =>
  act.kind === "removed" || act.kind === "edited" ? `${act.kind} ${placeOf(act)}` : didWords(act.kind);
