import { eq } from "drizzle-orm";
import { forumPostRevisions, forumPosts } from "#db/schema/forum";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { keepOriginal } from "./keep-original.server";
import { isAuthor, type RemovalBlocker, removalBlocker } from "./post.policy";
import { findPostForUpdate, type PostAddress } from "./posts.queries.server";
import type { RemovalInput } from "./removal.schema";
import type { PostPlace } from "./types";

export type RemovalResult = { ok: true; post: PostPlace } | { ok: false; reason: RemovalBlocker | "why-missing" };

/**
 * Leaves a stub in a post's place. What its author takes back is gone at once, with its history;
 * what a moderator removes is kept aside, for its author, an appeal and undoing.
 */
export async function removePost(ctx: Ctx, { why, ...address }: RemovalInput & PostAddress): Promise<RemovalResult> {
  return inTransaction(ctx, async (ctx) => {
    const post = await findPostForUpdate(ctx, address);
    if (!post) throw new NotFoundError("post");

    const reason = removalBlocker(ctx.actor, post);
    if (reason) return { ok: false, reason };

    const isOwn = isAuthor(ctx.actor, post);
    if (!isOwn && !why) return { ok: false, reason: "why-missing" };

    if (isOwn) await ctx.db.delete(forumPostRevisions).where(eq(forumPostRevisions.postId, post.id));
    else await keepOriginal(ctx, { post, kind: "removed", why });
    await ctx.db
      .update(forumPosts)
      .set({ bodyMarkdown: "", bodyHtml: "", removedAt: ctx.now, removedBy: isOwn ? "author" : "moderator" })
      .where(eq(forumPosts.id, post.id));
    return { ok: true, post };
  });
}
