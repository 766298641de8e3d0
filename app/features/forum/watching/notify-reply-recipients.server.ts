import { and, eq, isNull } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { enqueue } from "#jobs/outbox.server";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { repliesCause, repliesEnd, replyCause } from "./causes";
import { replyNotice } from "./reply-notice.mail.server";
import { listWatchers } from "./watchers.queries.server";

/**
 * Tells everybody who watches the topic, or every post of its category, and may still read it of a reply, except its author: so many at a
 * time, from the first person whose id is greater than `after`; the others are a follow-up of their own. Running again tells nobody twice:
 * a cause is told once per person. Their mails leave at the end of some ten minutes, one for each topic. In the order of their ids, so that
 * two runs at once wait for each other instead of locking up.
 * @param shownAgain it was hidden before its mail left, which did not tell of it, and stands now
 */
export async function notifyReplyRecipients(ctx: Ctx, postId: string, { after, shownAgain = false }: Onward = {}): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const reply = await findStanding(ctx, postId);
    if (!reply) return;
    const { topic, authorId } = reply;
    const { people, next } = await listWatchers(ctx, { topic, authorId, levels: ["every-post"], isReply: true, after });
    const until = repliesEnd(reply.writtenAt);
    const cause = repliesCause(topic.id, until);
    const late = `${cause}:${postId}${shownAgain ? ":again" : ""}`;
    await notify(
      ctx,
      people,
      replyNotice,
      { postIds: [postId] },
      {
        cause: replyCause(postId),
        gathers: { cause, list: "postIds", late, again: shownAgain },
        waits: Math.max(0, until.getTime() - ctx.now.getTime()),
      },
    );
    if (next) await enqueue(ctx, "forum.notify-reply", { postId, after: next, shownAgain });
  });
}

type Onward = { after?: PersonId; shownAgain?: boolean };

/** A post that is neither removed nor hidden, with what its watchers are found by. */
export async function findStanding(ctx: Ctx, postId: string) {
  const [post] = await ctx.db
    .select({
      authorId: forumPosts.authorId,
      writtenAt: forumPosts.createdAt,
      topic: { id: forumTopics.id, categoryId: forumTopics.categoryId },
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .where(and(eq(forumPosts.id, postId), isNull(forumPosts.removedAt), isNull(forumPosts.hiddenAt)));
  return post ?? null;
}
