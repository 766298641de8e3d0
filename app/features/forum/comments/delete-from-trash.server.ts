import { inArray, type SQL } from "drizzle-orm";
import { daysOf } from "#db/retention";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumMailedReplies } from "#db/schema/forum/mailed";
import { forumImports, forumPermalinks } from "#db/schema/forum/moving";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumReads, forumWatches } from "#db/schema/forum/watching";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { deletePages } from "~/features/content/trash/delete-page.server";
import { listTrashedBefore } from "~/features/content/trash/trash.queries.server";
import { lockTrashed } from "~/features/content/trash/trash-page.server";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import { lockScopes } from "~/features/permissions/change-scope.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { eachAlone } from "~/lib/each-alone";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

/** Those of one run; the rest waits for the next. */
const MOST = 200;

/**
 * Deletes a page of the trash for good, with what went there with it and the comments under all of that.
 * @throws ForbiddenError, NotFoundError
 */
export async function deleteFromTrash(ctx: Ctx, code: string): Promise<void> {
  demandEditor(ctx);
  await inTransaction(ctx, async (ctx) => {
    await lockScopes(ctx);
    const pages = await lockTrashed(ctx, code);
    await deleteComments(
      ctx,
      pages.map(({ id }) => id),
    );
    await deletePages(ctx, pages);
    await forgetDraftsBelow(
      ctx,
      pages.map(({ path }) => `/comments/${path}`),
    );
  });
}

/**
 * The same with what has been in the trash for its days: each page with what went with it.
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

/** All that was said under pages; of a post goes what hangs on it. */
async function deleteComments(ctx: Ctx, pageIds: readonly string[]): Promise<void> {
  const { id, pageId } = forumTopics;
  const topics = await ctx.db
    .select({ id })
    .from(forumTopics)
    .where(inArray(pageId, [...pageIds]))
    .for("update");
  if (topics.length === 0) return;
  const ids = topics.map((topic) => topic.id);
  const wheres: [Parameters<typeof ctx.db.delete>[0], SQL][] = [
    [forumHeldPosts, inArray(forumHeldPosts.topicId, ids)],
    [forumPermalinks, inArray(forumPermalinks.topicId, ids)],
    [forumImports, inArray(forumImports.topicId, ids)],
    [forumMailedReplies, inArray(forumMailedReplies.topicId, ids)],
    [forumWatches, inArray(forumWatches.topicId, ids)],
    [forumReads, inArray(forumReads.topicId, ids)],
    [forumPosts, inArray(forumPosts.topicId, ids)],
    [forumTopics, inArray(id, ids)],
  ];
  for (const [table, where] of wheres) await ctx.db.delete(table).where(where);
}
