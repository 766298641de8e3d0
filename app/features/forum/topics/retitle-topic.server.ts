import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumPostRevisions } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { refuseUnseen } from "~/features/forum/held/why-held.server";
import { keepOriginal } from "~/features/forum/moderation/keep-original.server";
import { formVersion, isBasedOn } from "~/features/forum/posts/form-version.server";
import { guardedPost } from "~/features/forum/posts/guarded-post";
import { isAuthor, retitleBlocker, type TitleBlocker } from "~/features/forum/posts/post.policy";
import { findFirstForUpdate } from "~/features/forum/posts/posts.queries.server";
import type { TopicPlace } from "~/features/forum/types";
import { checkChangedWords } from "~/features/forum/words/check-words.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { momentAfter } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { inTransaction } from "~/lib/transaction.server";
import type { TitleInput } from "./topic.schema";
import { findTopicForUpdate } from "./topics.queries.server";

export type RetitleResult =
  | { ok: true; topic: TopicPlace & { title: string } }
  | { ok: false; reason: TitleBlocker | "why-missing" }
  | { ok: false; reason: "changed"; now: string; version: string };

/**
 * Gives a topic another title; its address follows, and the one before leads on to it. The title before stays for its author and
 * moderators: in the history of the first post, or when a moderator changed it, aside. @throws NotFoundError
 */
export async function retitleTopic(ctx: Ctx, input: TitleInput & { topic: string }): Promise<RetitleResult> {
  return inTransaction(ctx, async (ctx) => {
    const topic = await findTopicForUpdate(ctx, { code: input.topic });
    const post = topic && (await findFirstForUpdate(ctx, topic.id));
    if (!post) throw new NotFoundError("topic");

    const reason = retitleBlocker(ctx.actor, topic, ctx.now);
    if (reason) return { ok: false, reason };
    const { title } = input;
    if (topic.title === title) return { ok: true, topic };
    if (!isBasedOn(input.seen ?? input.basedOn, topic.retitledAt, topic.title))
      return { ok: false, reason: "changed", now: topic.title, version: titleVersion(topic) };

    const isOwn = isAuthor(ctx.actor, topic);
    if (!isOwn && !input.why) return { ok: false, reason: "why-missing" };

    if (isOwn) await refuseUnseen(ctx, "title", { ...topic, id: post.id });
    const isNameless = topic.isNameless && isOwn;
    await checkChangedWords(ctx, { field: "title", texts: { title }, before: [topic.title], heard: input.heard, isNameless });
    const at = momentAfter(ctx.now, topic.retitledAt);
    if (!isOwn) await keepOriginal(ctx, { post, kind: "retitled", why: input.why, title: topic.title });
    // with the first post its history has gone: nobody would find the title there
    else if (!post.isRemoved)
      await keepTitle(ctx, {
        postId: post.id,
        title: topic.title,
        replacedAt: at,
        replacedBy: topic.isNameless ? null : personIdOf(ctx.actor),
      });
    await ctx.db
      .update(forumTopics)
      .set({ title, retitledAt: at, retitledBy: isOwn ? "author" : "moderator" })
      .where(eq(forumTopics.id, topic.id));
    const thing = guardedPost(topic, 1);
    const body = post.bodyMarkdown;
    await guardTexts(ctx, { texts: { title, body }, before: [topic.title, body], vouch: input.vouch, thing, isNameless });
    return { ok: true, topic: { ...topic, title } };
  });
}

export const titleVersion = (topic: { retitledAt: Date | null; title: string }) => formVersion(topic.retitledAt, topic.title);

const keepTitle = (ctx: Ctx, title: { postId: string; title: string; replacedAt: Date; replacedBy: string | null }) =>
  ctx.db.insert(forumPostRevisions).values({
    id: uuidv7(),
    ...title,
    bodyMarkdown: "",
    bodyHtml: "",
    rendererVersion: RENDERER_VERSION,
  });
