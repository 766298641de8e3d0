import { and, eq, sql } from "drizzle-orm";
import { forumPostRevisions } from "#db/schema/forum/posts";
import { recordEntry } from "~/features/audit/record-entry.server";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import { actsPath } from "~/features/forum/topics/topic-address";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { forgetQuotes } from "./forget-quotes.server";
import { lockPost } from "./lock-post.server";
import { isAuthor } from "./post.policy";
import type { PostAddress } from "./posts.queries.server";
import { withoutName } from "./without-name";

/** Which earlier text of a post: the one that was replaced at a moment. */
export type EarlierText = PostAddress & { replacedAt: Date };

/**
 * Its author takes an earlier text of a post, or title of its topic, back for good: it is gone for everybody. That there was one, and until
 * when, stays. What a moderator put aside of it is kept as long as the settings say. @throws NotFoundError, ForbiddenError
 */
export async function takeBackEarlierText(ctx: Ctx, { replacedAt, ...address }: EarlierText): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { post } = await lockPost(ctx, address);
    if (post.isRemoved) throw new NotFoundError("post");
    if (!isAuthor(ctx.actor, post)) throw new ForbiddenError("not-yours");

    const emptied = await ctx.db
      .update(forumPostRevisions)
      .set({ title: sql`case when ${forumPostRevisions.title} is not null then '' end`, bodyMarkdown: "", bodyHtml: "" })
      .where(and(eq(forumPostRevisions.postId, post.id), eq(forumPostRevisions.replacedAt, replacedAt)))
      .returning({ id: forumPostRevisions.id });
    if (emptied.length === 0) throw new NotFoundError("revision");
    await forgetQuotes(ctx, [post.id]);
    await forgetDraftsBelow(ctx, [actsPath(address), actsPath({ topic: post.topic.code, number: post.number })]);
    await recordEntry(withoutName(ctx, post), {
      class: "act",
      action: "post.earlier-text-taken-back",
      objectKind: "post",
      objectId: post.id,
      subjectId: post.authorId,
    });
  });
}
