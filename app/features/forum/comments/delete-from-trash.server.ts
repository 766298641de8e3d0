import { and, asc, count, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { daysOf } from "#db/retention";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumMailedReplies } from "#db/schema/forum/mailed";
import { forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumImports, forumPermalinks } from "#db/schema/forum/moving";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumReads, forumWatches } from "#db/schema/forum/watching";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { deletePages } from "~/features/content/trash/delete-page.server";
import type { DeleteBlocker } from "~/features/content/trash/trash.policy";
import { listTrashedBefore, listTrashedWith } from "~/features/content/trash/trash.queries.server";
import { lockTrashed } from "~/features/content/trash/trash-page.server";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import { appealWaits } from "~/features/forum/moderation/moderation-queue.queries.server";
import { lockScopes } from "~/features/permissions/change-scope.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { eachAlone } from "~/lib/each-alone";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

/** Those of one run; the rest waits for the next. */
const MOST = 200;

export type DeleteResult = { ok: true } | { ok: false; reason: DeleteBlocker };

/**
 * Deletes a page of the trash for good, with what is in the trash below it and the comments under all of that. What waits for a moderator
 * there keeps it: nobody makes a report or an appeal go unread.
 * @throws ForbiddenError, NotFoundError
 */
export async function deleteFromTrash(ctx: Ctx, code: string): Promise<DeleteResult> {
  demandEditor(ctx);
  return inTransaction<DeleteResult, Ctx>(ctx, async (ctx) => {
    // topics before scopes, as where a comment is let through
    const topics = await lockTopics(ctx, await listTrashedWith(ctx, code));
    await lockScopes(ctx);
    const pages = await lockTrashed(ctx, code);
    if (await isWaitedFor(ctx, topics)) return { ok: false, reason: "waits" };
    await deleteComments(ctx, topics);
    await deletePages(ctx, pages);
    await forgetDraftsBelow(
      ctx,
      pages.map(({ path }) => `/comments/${path}`),
    );
    return { ok: true };
  });
}

/**
 * The same with what has been in the trash for its days: each page with what is below it there. What waits for a moderator is left.
 * @throws the first failure, once the others are done
 */
export async function expireTrash(ctx: Ctx): Promise<void> {
  const due = await listTrashedBefore(ctx, later(ctx.now, -daysOf("trash") * DAY), MOST);
  await eachAlone(due, async ({ code }) => {
    await deleteFromTrash(ctx, code).catch((error) => {
      // it went with the page above it, or somebody restored it meanwhile
      if (!(error instanceof NotFoundError)) throw error;
    });
  });
}

async function lockTopics(ctx: Ctx, pageIds: readonly string[]): Promise<string[]> {
  const { id, pageId } = forumTopics;
  const topics = await ctx.db
    .select({ id })
    .from(forumTopics)
    .where(inArray(pageId, [...pageIds]))
    .orderBy(asc(id))
    .for("update");
  return topics.map((topic) => topic.id);
}

/** A report that nobody decided, an appeal, or a comment that is to be read first. */
async function isWaitedFor(ctx: Ctx, topics: string[]): Promise<boolean> {
  const posts = ctx.db.select({ id: forumPosts.id }).from(forumPosts).where(inArray(forumPosts.topicId, topics));
  const counts = await Promise.all([
    ctx.db.$count(forumReports, and(inArray(forumReports.postId, posts), isNull(forumReports.decidedAt))),
    ctx.db.$count(forumModerations, and(inArray(forumModerations.postId, posts), appealWaits)),
    ctx.db.$count(forumHeldPosts, and(inArray(forumHeldPosts.topicId, topics), eq(forumHeldPosts.state, "waiting"))),
  ]);
  return counts.some((waiting) => waiting > 0);
}

/** All that was said there; of a post goes what hangs on it. The ledger says how many went. */
async function deleteComments(ctx: Ctx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const { topicId } = forumPosts;
  const counted = await ctx.db.select({ topicId, post: count() }).from(forumPosts).where(inArray(topicId, ids)).groupBy(topicId);
  for (const { topicId: objectId, post } of counted)
    await recordEntry(ctx, { class: "act", action: "forum.comments-deleted", objectKind: "topic", objectId, detail: { post } });
  const wheres: [Parameters<typeof ctx.db.delete>[0], SQL][] = [
    [forumHeldPosts, inArray(forumHeldPosts.topicId, ids)],
    [forumPermalinks, inArray(forumPermalinks.topicId, ids)],
    [forumImports, inArray(forumImports.topicId, ids)],
    [forumMailedReplies, inArray(forumMailedReplies.topicId, ids)],
    [forumWatches, inArray(forumWatches.topicId, ids)],
    [forumReads, inArray(forumReads.topicId, ids)],
    [forumPosts, inArray(forumPosts.topicId, ids)],
    [forumTopics, inArray(forumTopics.id, ids)],
  ];
  for (const [table, where] of wheres) await ctx.db.delete(table).where(where);
}
