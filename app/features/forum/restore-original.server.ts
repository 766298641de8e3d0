import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { forumModerations, forumPostRevisions, forumPosts } from "#db/schema/forum";
import { notify } from "~/features/mail/notify.server";
import type { Ctx } from "~/lib/ctx";
import { renderMarkdown } from "~/lib/markdown.server";
import { decisionCause } from "./causes";
import type { ModerationForUpdate } from "./moderations.queries.server";

/** Puts a post's text back as it was before an act of a moderator. */
export async function restoreOriginal(ctx: Ctx, act: ModerationForUpdate): Promise<void> {
  const { html, version } = renderMarkdown(act.originalMarkdown);
  const unmarked = act.kind === "removed" ? { removedAt: null, removedBy: null } : await findEditBefore(ctx, act);
  await ctx.db
    .update(forumPosts)
    .set({ bodyMarkdown: act.originalMarkdown, bodyHtml: html, rendererVersion: version, ...unmarked })
    .where(eq(forumPosts.id, act.postId));
  await ctx.db.update(forumModerations).set({ undoneAt: ctx.now }).where(eq(forumModerations.id, act.id));
}

/** The author hears of a decision, and of an act that was taken back. */
export async function tellAuthor(ctx: Ctx, { id, postId, authorId }: ModerationForUpdate): Promise<void> {
  if (!authorId) return;
  await notify(ctx, {
    personId: authorId,
    kind: "moderation-decision",
    cause: decisionCause(id),
    mail: true,
    args: { moderationId: id, postId },
  });
}

/** When and by whom the text that comes back was last edited. */
async function findEditBefore(ctx: Ctx, { id, postId }: ModerationForUpdate) {
  const [moderated] = await ctx.db
    .select({ at: forumModerations.at })
    .from(forumModerations)
    .where(
      and(
        eq(forumModerations.postId, postId),
        eq(forumModerations.kind, "edited"),
        isNull(forumModerations.undoneAt),
        lt(forumModerations.id, id),
      ),
    )
    .orderBy(desc(forumModerations.id))
    .limit(1);
  if (moderated) return { editedAt: moderated.at, editedBy: "moderator" as const };

  const [revision] = await ctx.db
    .select({ at: forumPostRevisions.replacedAt })
    .from(forumPostRevisions)
    .where(eq(forumPostRevisions.postId, postId))
    .orderBy(desc(forumPostRevisions.id))
    .limit(1);
  return revision ? { editedAt: revision.at, editedBy: "author" as const } : { editedAt: null, editedBy: null };
}
