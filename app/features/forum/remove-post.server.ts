import { eq } from "drizzle-orm";
import { forumPostRevisions, forumPosts } from "#db/schema/forum";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { isAuthor, type RemovalBlocker, removalBlocker } from "./post.policy";
import { findPostForUpdate, type PostAddress } from "./posts.queries.server";
import type { RemovalInput } from "./removal.schema";

export type RemovalResult = { ok: true } | { ok: false; reason: RemovalBlocker | "why-missing" };

/**
 * Leaves a stub in a post's place. What its author takes back is gone at once, with its history;
 * what a moderator removes is hidden, and kept for the author's copy and an appeal.
 */
export async function removePost(ctx: Ctx, { why, ...address }: RemovalInput & PostAddress): Promise<RemovalResult> {
  return inTransaction(ctx, async (ctx) => {
    const post = await findPostForUpdate(ctx, address);
    if (!post) throw new NotFoundError("post");

    const reason = removalBlocker(ctx.actor, post);
    if (reason) return { ok: false, reason };

    const isOwn = isAuthor(ctx.actor, post);
    if (!isOwn && !why) return { ok: false, reason: "why-missing" };

    await ctx.db
      .update(forumPosts)
      .set({
        removedAt: ctx.now,
        removedBy: isOwn ? "author" : "moderator",
        ...(isOwn ? { bodyMarkdown: "", bodyHtml: "" } : { removedWhy: why }),
      })
      .where(eq(forumPosts.id, post.id));
    if (isOwn) await ctx.db.delete(forumPostRevisions).where(eq(forumPostRevisions.postId, post.id));
    else await recordEntry(ctx, { class: "act", action: "post.removed", objectKind: "post", objectId: post.id, subjectId: post.authorId });
    return { ok: true };
  });
}
