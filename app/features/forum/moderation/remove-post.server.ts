import { eq } from "drizzle-orm";
import { forumPostRevisions, forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import { dropPoll } from "~/features/forum/polls/store-poll.server";
import { forgetQuotes } from "~/features/forum/posts/forget-quotes.server";
import { lockPost } from "~/features/forum/posts/lock-post.server";
import { isAuthor, type RemovalBlocker, removalBlocker } from "~/features/forum/posts/post.policy";
import type { PostAddress } from "~/features/forum/posts/posts.queries.server";
import { closeReports } from "~/features/forum/reports/close-reports.server";
import { settleLatest } from "~/features/forum/topics/settle-latest.server";
import { actsPath } from "~/features/forum/topics/topic-address";
import type { PostPlace } from "~/features/forum/types";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { keepOriginal } from "./keep-original.server";
import type { RemovalInput } from "./removal.schema";
import { hideTitle, hideTopic } from "./remove-topic.server";

/** `left`: the topic's category, where the topic went with its only post. */
export type RemovalResult = { ok: true; post: PostPlace; left: string | null } | { ok: false; reason: RemovalBlocker | "why-missing" };

/**
 * Leaves a stub in a post's place. What its author takes back is gone at once, with its history; what a moderator
 * removes is kept aside, for its author, an appeal and undoing. With the first post the title goes; where nobody
 * replied, its author takes the whole topic back with it.
 */
export async function removePost(
  ctx: Ctx,
  { why, cleanUpId, ...address }: RemovalInput & PostAddress & { cleanUpId?: string },
): Promise<RemovalResult> {
  return inTransaction(ctx, async (ctx) => {
    // before the post, as replying does: nobody replies meanwhile
    const { topic, post } = await lockPost(ctx, address);

    const reason = removalBlocker(ctx.actor, post);
    if (reason) return { ok: false, reason };

    const isOwn = isAuthor(ctx.actor, post);
    if (!isOwn && !why) return { ok: false, reason: "why-missing" };

    const by = isOwn ? "author" : "moderator";
    const isFirst = post.number === 1 && topic.page === null;
    const isAlone = isOwn && isFirst && topic.lastPostNumber === 1;
    if (isOwn) await ctx.db.delete(forumPostRevisions).where(eq(forumPostRevisions.postId, post.id));
    else await keepOriginal(ctx, { post, kind: "removed", why, title: isFirst ? topic.title : undefined, cleanUpId });
    await ctx.db
      .update(forumPosts)
      .set({ bodyMarkdown: "", bodyHtml: "", removedAt: ctx.now, removedBy: by })
      .where(eq(forumPosts.id, post.id));
    if (isOwn) await forgetQuotes(ctx, [post.id]);
    if (isOwn) await dropPoll(ctx, post.id);
    await settleLatest(ctx, eq(forumTopics.id, topic.id));
    await closeReports(ctx, [post.id], "removed", { tells: !cleanUpId });
    if (isFirst) await hideTitle(ctx, topic.id, by);
    if (isAlone) await hideTopic(ctx, topic.id, by);
    await forgetDraftsBelow(ctx, [actsPath(address), actsPath({ topic: topic.code, number: post.number })]);
    return { ok: true, post, left: isAlone ? topic.category : null };
  });
}
