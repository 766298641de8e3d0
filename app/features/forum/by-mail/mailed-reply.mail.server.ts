import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { forumMailedReplies } from "#db/schema/forum/mailed";
import { topicPath } from "~/features/forum/topics/topic-address";
import { LEFT_OUT } from "~/features/forum/watching/watching-mail.server";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { quoted } from "~/lib/quoted";
import { findAnsweredPlace } from "./answered-place.queries.server";
import { MAILED_REFUSALS, type MailedBlocker, type MailedOutcome } from "./mailed.policy";

/** Tells who answered by mail what came of it, where that is not simply a post; what was not posted is given back. */
export const mailedReplyMail = mailKind({
  name: "mailed-reply",
  class: "service",
  args: z.object({ mailedId: z.uuid() }),
  async load(ctx, { personId, args, isLook }) {
    const { outcome, hasFiles, body, topicId } = forumMailedReplies;
    const [mailed] = personId
      ? await ctx.db
          .select({ outcome, hasFiles, body, topicId })
          .from(forumMailedReplies)
          .where(and(eq(forumMailedReplies.id, args.mailedId), eq(forumMailedReplies.personId, personId)))
      : [];
    if (!mailed || !personId) return "not-kept";
    const reader = { ...ctx, actor: await loadActor(ctx.db, personId, ctx.now) };
    const place = mailed.topicId ? await findAnsweredPlace(reader, mailed.topicId) : null;
    return {
      outcome: mailed.outcome as MailedOutcome,
      hasFiles: mailed.hasFiles,
      body: isLook ? LEFT_OUT : mailed.body,
      topic: isLook || !place ? null : { title: place.topic.title, path: topicPath(place.topic) },
    };
  },
  words: ({ outcome, hasFiles, body, topic }, { baseUrl }) => {
    const isPosted = outcome === "posted";
    const files = "Files and pictures are not taken by email: add them on the site.";
    return {
      subject: isPosted
        ? "Posted, without its files"
        : outcome === "held"
          ? "Your reply waits for a moderator"
          : "Your reply was not posted",
      paragraphs: [
        `You answered an email of the forum${topic ? ` about ${quoted(topic.title)}` : ""}.`,
        isPosted
          ? "What you wrote is in the forum."
          : outcome === "held"
            ? "Only you and moderators can see it until a moderator let it through. You are told when it is decided."
            : MAILED_REFUSALS[outcome as MailedBlocker],
        ...(hasFiles ? [files] : []),
      ],
      action:
        outcome === "held"
          ? { label: "See what waits", url: `${baseUrl}/forum/held` }
          : { label: topic ? "Open the topic" : "Open the forum", url: baseUrl + (topic?.path ?? "/forum") },
      after: body ? ["This is what you wrote:", body] : [],
      why: "You get this email because you answered an email of the forum by email. Answers to this one are not posted.",
    };
  },
  samples: {
    "not posted": {
      outcome: "locked",
      hasFiles: false,
      body: "We share one mailbox and a rota.\n\nWhoever has it that week answers by noon.",
      topic: { title: "Who answers the mailbox?", path: "/forum/topics/7k2mq9xw4d-who-answers-the-mailbox" },
    },
    "too late": { outcome: "too-old", hasFiles: true, body: "We do.", topic: null },
    "waits for a moderator": { outcome: "held", hasFiles: false, body: "", topic: null },
    "posted without its files": {
      outcome: "posted",
      hasFiles: true,
      body: "",
      topic: { title: "Who answers the mailbox?", path: "/forum/topics/7k2mq9xw4d-who-answers-the-mailbox" },
    },
  },
});
