import { and, eq } from "drizzle-orm";
import { forumBookmarks } from "#db/schema/forum/bookmarks";
import { getPost, type PostAddress } from "~/features/forum/posts/posts.queries.server";
import { takeTurn } from "~/features/people/persons.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { type BookmarkBlocker, bookmarkBlocker, type ReminderBlocker, reminderBlocker } from "./bookmark.policy";

type Post = Awaited<ReturnType<typeof getPost>>;
type Bookmarked = { ok: true; post: Post } | { ok: false; reason: BookmarkBlocker; post: Post };

/** Keeps a post to be found again, once however often it is pressed. @throws NotFoundError */
export async function bookmarkPost(ctx: PersonCtx, address: PostAddress): Promise<Bookmarked> {
  return inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor;
    await takeTurn(ctx, personId);
    const post = await getPost(ctx, address);
    const reason = bookmarkBlocker(ctx.actor, post);
    if (reason) return { ok: false, reason, post };
    const bookmark = { personId, postId: post.id, code: randomCode(), bookmarkedAt: ctx.now };
    await ctx.db.insert(forumBookmarks).values(bookmark).onConflictDoNothing();
    return { ok: true, post };
  });
}

/** Takes the bookmark of a post away, under the post. @throws NotFoundError */
export async function takeBookmarkBack(ctx: PersonCtx, address: PostAddress): Promise<Bookmarked> {
  return inTransaction(ctx, async (ctx) => {
    const post = await getPost(ctx, address);
    await ctx.db.delete(forumBookmarks).where(and(eq(forumBookmarks.postId, post.id), own(ctx)));
    return { ok: true, post };
  });
}

/** Takes a bookmark away, also one whose post is gone. False where there was none any more. */
export async function removeBookmark(ctx: PersonCtx, code: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const removed = await ctx.db
      .delete(forumBookmarks)
      .where(and(eq(forumBookmarks.code, code), own(ctx)))
      .returning({ code: forumBookmarks.code });
    return removed.length > 0;
  });
}

type Changed = { ok: true } | { ok: false; reason: ReminderBlocker };

/** Stores the note of a bookmark and the day of its reminder, each in place of the one before. @throws NotFoundError */
export async function changeBookmark(
  ctx: PersonCtx,
  code: string,
  { note, remindOn }: { note: string; remindOn: string | null },
): Promise<Changed> {
  return inTransaction(ctx, async (ctx) => {
    const [before] = await ctx.db
      .select({ remindOn: forumBookmarks.remindOn })
      .from(forumBookmarks)
      .where(and(eq(forumBookmarks.code, code), own(ctx)))
      .for("update");
    if (!before) throw new NotFoundError("bookmark");
    const reason = reminderBlocker(remindOn, before.remindOn, ctx.now);
    if (reason) return { ok: false, reason };
    await ctx.db
      .update(forumBookmarks)
      .set({ note, remindOn })
      .where(and(eq(forumBookmarks.code, code), own(ctx)));
    return { ok: true };
  });
}

const own = ({ actor }: PersonCtx) => eq(forumBookmarks.personId, actor.personId);
