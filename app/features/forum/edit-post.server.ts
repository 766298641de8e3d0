import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumPostRevisions, forumPosts } from "#db/schema/forum";
import { recordEntry } from "~/features/audit/record-entry.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { renderMarkdown } from "~/lib/markdown.server";
import { inTransaction } from "~/lib/transaction.server";
import type { EditInput } from "./edit.schema";
import { type EditBlocker, editBlocker, isAuthor } from "./post.policy";
import { findPostForUpdate, type PostAddress } from "./posts.queries.server";

export type EditResult = { ok: true } | { ok: false; reason: EditBlocker | "why-missing" } | { ok: false; reason: "changed"; now: string };

/** Puts a new text in a post's place and keeps the old one in its history. */
export async function editPost(ctx: Ctx, input: EditInput & PostAddress): Promise<EditResult> {
  return inTransaction(ctx, async (ctx) => {
    const post = await findPostForUpdate(ctx, input);
    if (!post) throw new NotFoundError("post");

    const reason = editBlocker(ctx.actor, post, ctx.now);
    if (reason) return { ok: false, reason };
    if (post.bodyMarkdown === input.body) return { ok: true };
    if (input.basedOn !== editVersion(post)) return { ok: false, reason: "changed", now: post.bodyMarkdown };

    const isOwn = isAuthor(ctx.actor, post);
    if (!isOwn && !input.why) return { ok: false, reason: "why-missing" };

    await replaceText(ctx, post, input.body);
    if (!isOwn)
      await recordEntry(ctx, {
        class: "act",
        action: "post.edited",
        objectKind: "post",
        objectId: post.id,
        subjectId: post.authorId,
        detail: { why: input.why },
      });
    return { ok: true };
  });
}

/** What an edit form is based on: sent with it, and compared when it comes back. */
export const editVersion = (post: { editedAt: Date | null }) => post.editedAt?.toISOString() ?? "";

type Text = { id: string; bodyMarkdown: string; bodyHtml: string; rendererVersion: number };

async function replaceText(ctx: Ctx, { id, bodyMarkdown, bodyHtml, rendererVersion }: Text, body: string): Promise<void> {
  await ctx.db.insert(forumPostRevisions).values({
    id: uuidv7(),
    postId: id,
    bodyMarkdown,
    bodyHtml,
    rendererVersion,
    replacedAt: ctx.now,
    replacedBy: personIdOf(ctx.actor),
  });
  const { html, version } = renderMarkdown(body);
  await ctx.db
    .update(forumPosts)
    .set({ bodyMarkdown: body, bodyHtml: html, rendererVersion: version, editedAt: ctx.now })
    .where(eq(forumPosts.id, id));
}
