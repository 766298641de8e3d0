import { uuidv7 } from "uuidv7";
import { forumTopics } from "#db/schema/forum/topics";
import { holdReadablePage } from "~/features/content/pages/page-place.server";
import { addReply, type ReplyResult } from "~/features/forum/posts/add-reply.server";
import { notFoundHere } from "~/features/forum/sanctions/own-sanction.queries.server";
import { writingBlocker } from "~/features/forum/topics/topic.policy";
import { findTopicForUpdate } from "~/features/forum/topics/topics.queries.server";
import { takeOwnTurn } from "~/features/people/persons.server";
import type { Ctx } from "~/lib/ctx";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";

export type NewComment = { page: { id: string }; bodyMarkdown: string; submissionId: string; readers?: string; vouch?: string };

/** Writes a comment under a page. The first one makes the topic that holds them all, on the page's scope. @throws NotFoundError */
export async function commentOnPage(ctx: Ctx, { page, bodyMarkdown, ...sent }: NewComment): Promise<ReplyResult> {
  return inTransaction(ctx, async (ctx) => {
    const unwelcome = writingBlocker(ctx.actor);
    if (unwelcome) return { ok: false, reason: unwelcome };
    await takeOwnTurn(ctx);

    const topic = (await findTopicForUpdate(ctx, { pageId: page.id })) ?? (await makeTopic(ctx, page.id));
    if (!topic) throw await notFoundHere(ctx, "page");

    return addReply(ctx, topic, { body: bodyMarkdown, ...sent });
  });
}

/** Nobody starts this topic: its first post is a comment like the others. Of two first comments at once the second waits here. */
async function makeTopic(ctx: Ctx, pageId: string) {
  const page = await holdReadablePage(ctx, pageId);
  if (!page) return null;

  await ctx.db
    .insert(forumTopics)
    .values({
      id: uuidv7(),
      code: randomCode(),
      pageId,
      scopeId: page.scopeId,
      // it is called what its page is called: what that was is kept nowhere beside the page
      title: "",
      createdAt: ctx.now,
      lastPostNumber: 0,
      lastPostAt: ctx.now,
      submissionId: uuidv7(),
    })
    .onConflictDoNothing({ target: forumTopics.pageId });
  return findTopicForUpdate(ctx, { pageId });
}
