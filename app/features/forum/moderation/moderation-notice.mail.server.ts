import { topicPath } from "~/features/forum/topics/topic-address";
import { LEFT_OUT } from "~/features/forum/watching/watching-mail.server";
import { whoReads } from "~/features/forum/who-reads";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { formatDate } from "~/lib/dates";
import { quoted } from "~/lib/quoted";
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
import { didWords, isMove, moderationPath } from "./moderation-words";

const SAMPLE = { ...SAMPLE_ACT, place: "Running the practice now. It can be read by all members of the network", keptFor: "a year" };

/**
 * Tells an author what a moderator did to their post, why, and how to appeal; and everybody else who wrote in a topic that went as a whole
 * or was moved to where more people read it, that it did. The reason is about its first post, and for who began it.
 */
export const moderationNotice = notificationKind({
  name: "moderation",
  choice: null,
  args: moderationArgs,
  async load(ctx, message) {
    const act = await findModeratedPost(ctx, message);
    if (!act || act.isUndone) return "undone";
    const { category, readers } = act;
    const place = message.isLook ? LEFT_OUT : `${category} now. It can be read by ${whoReads(readers)}`;
    return { ...act, place, keptFor: await keptFor(ctx) };
  },
  words: (act, { baseUrl }) =>
    act.kind === "writer-learned"
      ? {
          subject: LEARNED,
          paragraphs: [
            `${LEARNED}: ${placeOf(act)}, of ${formatDate(act.writtenAt)}. Other readers and staff still see it without your name.`,
            `Their reason: ${act.reason}`,
            `${WRONG}, write to us: ${baseUrl}/contact`,
          ],
          action: { label: "See what was done", url: baseUrl + moderationPath(act.code) },
          why: ABOUT_DECISION,
        }
      : isMove(act.kind)
        ? movedWords(act, baseUrl)
        : act.isOwn
          ? {
              subject: `A moderator ${didWords(act.kind)}`,
              paragraphs: [
                `A moderator ${didTo(act)}, which you wrote on ${formatDate(act.writtenAt)}.`,
                `Their reason: ${act.reason}`,
                `What stood there is kept for ${act.keptFor}. Only you and moderators can see it.`,
                "If you think that this was wrong, you can appeal once. Another moderator decides.",
              ],
              action: { label: "See what was done, or appeal", url: baseUrl + moderationPath(act.code) },
              why: ABOUT_DECISION,
            }
          : {
              subject: WENT_WITH_IT,
              paragraphs: [
                "A moderator removed a whole topic, and what you wrote in it went with it. The reason may be what somebody else wrote.",
                `What you wrote there is kept for ${act.keptFor}, and nobody reads it in the forum. It is in the copy of your information, which you can make from your account.`,
                `We tell you if the topic is put back. If you think that this was wrong, write to us: ${baseUrl}/contact`,
              ],
              action: { label: "Make a copy", url: baseUrl + COPY },
              why: ABOUT_DECISION,
            },
  samples: {
    "a post removed": { ...SAMPLE },
    "a comment edited": {
      ...SAMPLE,
      kind: "edited",
      topic: { ...SAMPLE_ACT.topic, title: "Locum cover", page: "guidance/locum-cover" },
    },
    "a topic removed": { ...SAMPLE, kind: "topic-removed", isReadable: false },
    "a writer found out": { ...SAMPLE, kind: "writer-learned" },
    "a topic moved": { ...SAMPLE, kind: "topic-moved" },
    "a post moved to a topic of its own": { ...SAMPLE, kind: "posts-split" },
    "a topic merged": { ...SAMPLE, kind: "topic-merged" },
    "a topic moved with one’s reply": { ...SAMPLE, kind: "topic-moved", isOwn: false },
    "a topic removed with one’s reply": { ...SAMPLE, kind: "topic-removed", isOwn: false, isReadable: false },
  },
  inbox: (ctx, causes) =>
    wordModerations(
      ctx,
      causes,
      ({ kind }) => (kind === "writer-learned" ? LEARNED : `A moderator ${didWords(kind)}`),
      // that it is back is said by itself
      ({ kind, undoneAt, isReadable, topic }) =>
        undoneAt
          ? null
          : isMove(kind)
            ? isReadable
              ? { before: `${MOVED}:`, text: topic.title, href: topicPath(topic) }
              : null
            : { before: `${WENT_WITH_IT}. Your words are in`, text: "a copy that you can make", href: COPY },
    ),
});

const LEARNED = "A moderator found out that you wrote a post without your name";
const MOVED = "A moderator moved a topic or post that you wrote";
const WRONG = "If you think that this was wrong";

/** Where it stands now is named to those who may still read it; the reason is for who began it. */
function movedWords({ isOwn, isReadable, topic, place, reason, code, kind }: ModeratedPost & { place: string }, baseUrl: string) {
  const now = isReadable ? `${quoted(topic.title)} is in ${place}.` : "It is where you cannot read it now.";
  return {
    subject: isOwn ? `A moderator ${didWords(kind)}` : MOVED,
    paragraphs: isOwn
      ? [`A moderator ${didWords(kind)}. ${now}`, `Their reason: ${reason}`, `${WRONG}, you can appeal once. Another moderator decides.`]
      : [`${MOVED}. ${now}`, `${WRONG}, write to us: ${baseUrl}/contact`],
    action: isOwn
      ? { label: "See what was done, or appeal", url: baseUrl + moderationPath(code) }
      : isReadable
        ? { label: "See the topic", url: baseUrl + topicPath(topic) }
        : { label: "See the forum", url: `${baseUrl}/forum` },
    why: ABOUT_DECISION,
  };
}

const WENT_WITH_IT = "A moderator removed a topic that you wrote in";
const COPY = "/account/privacy/copy";

/** A topic that was removed or has another title now is not named by what it is called. */
const didTo = (act: ModeratedPost) =>
  act.kind === "removed" || act.kind === "edited" ? `${act.kind} ${placeOf(act)}` : didWords(act.kind);
