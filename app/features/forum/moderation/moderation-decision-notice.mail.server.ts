import { topicPath } from "~/features/forum/topics/topic-address";
import { decisionCause } from "~/features/forum/watching/causes";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { quoted } from "~/lib/quoted";
import { ABOUT_DECISION, findModeratedPost, moderationArgs, placeOf, SAMPLE_ACT, wordModerations } from "./moderation-mail.server";
import { isMove, type ModerationKind, moderationPath } from "./moderation-words";

/** Tells an author how their appeal ended, or that an act was taken back without one; who else wrote in a whole topic, that it is back. */
export const moderationDecisionNotice = notificationKind({
  name: "moderation-decision",
  choice: null,
  args: moderationArgs,
  async load(ctx, message) {
    const act = await findModeratedPost(ctx, message);
    if (act && !act.isOwn) return act.isUndone && act.isReadable ? act : "not-in-audience";
    if (act?.isUndone && act.decision === "upheld" && message.cause === decisionCause(message.args.moderationId)) return "undone-since";
    return act && (act.isUndone || act.decision) ? act : "undecided";
  },
  words(act, { baseUrl }) {
    if (!act.isOwn)
      return {
        subject: "A topic that you wrote in is back",
        paragraphs: [`${quoted(act.topic.title)}, which a moderator had removed as a whole, is back, and what you wrote in it.`],
        action: { label: "See the topic", url: baseUrl + topicPath(act.topic) },
        why: ABOUT_DECISION,
      };
    const isUpheld = act.decision === "upheld" && !act.isUndone;
    return {
      subject: isUpheld ? "Your appeal: the moderator’s act stands" : backWords(act.kind),
      paragraphs: [
        isUpheld
          ? `Another moderator looked at your appeal about ${placeOf(act)}. What was done stands.`
          : `What a moderator did to ${placeOf(act)} was undone. ${isMove(act.kind) ? "It is where it was again." : "It is as you wrote it again."}`,
        ...(act.decisionWhy && isUpheld === (act.decision === "upheld") ? [`Their words: ${act.decisionWhy}`] : []),
      ],
      action: { label: "See the decision", url: baseUrl + moderationPath(act.code) },
      why: ABOUT_DECISION,
    };
  },
  samples: {
    "the act stands": { ...SAMPLE_ACT, decision: "upheld", decisionWhy: "The name has to go, whoever wrote it." },
    "a post is back": { ...SAMPLE_ACT, isUndone: true },
    "a topic is back": { ...SAMPLE_ACT, kind: "topic-removed", isUndone: true },
    "a topic is back with one’s reply": { ...SAMPLE_ACT, kind: "topic-removed", isUndone: true, isOwn: false },
  },
  inbox: (ctx, causes) =>
    wordModerations(
      ctx,
      causes,
      ({ id, kind, decision, undoneAt }, cause) => {
        if (decision === "upheld" && cause === decisionCause(id))
          return undoneAt ? null : "Your appeal was decided: the moderator’s act stands";
        return kind === "removed" || kind === "edited" ? "Your post is back as you wrote it" : backWords(kind);
      },
      ({ kind, isReadable, topic }) =>
        isReadable
          ? {
              before: isMove(kind) ? "What a moderator moved is where it was again, in" : "A topic that you wrote in is back:",
              text: topic.title,
              href: topicPath(topic),
            }
          : null,
    ),
});

function backWords(kind: ModerationKind): string {
  if (kind === "topic-removed") return "Your topic is back";
  if (isMove(kind)) return kind === "posts-split" ? "Your post is back where it was" : "Your topic is back where it was";
  return "Your post is back";
}
