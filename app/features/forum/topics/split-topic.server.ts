import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopicTags } from "#db/schema/forum/tags";
import { forumTopics } from "#db/schema/forum/topics";
import { keepOriginal } from "~/features/forum/moderation/keep-original.server";
import { moderationNotice } from "~/features/forum/moderation/moderation-notice.mail.server";
import { tellWhoWrote } from "~/features/forum/moderation/tell-who-wrote.server";
import { getTopicToModerate } from "~/features/forum/moderation/topic-to-moderate.server";
import { guardedPost } from "~/features/forum/posts/guarded-post";
import { freshLabel } from "~/features/forum/posts/nameless";
import { moderationCause } from "~/features/forum/watching/causes";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { getReadership } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { movePosts } from "./move-posts.server";
import type { SplitBlocker } from "./topic.policy";
import type { SplitInput } from "./topic.schema";

export type SplitResult = { ok: true; topic: { code: string; title: string } } | { ok: false; reason: SplitBlocker };

/**
 * A moderator puts some replies of a topic into a new one of the same category, and so of the same readers, and the same tags; a topic
 * that is to stand elsewhere is moved then. Who wrote the first of them is told why and can appeal; the others, that it was.
 * @throws NotFoundError, ForbiddenError
 */
export async function splitTopic(
  ctx: Ctx,
  { topic: code, posts: numbers, title, why, vouch }: SplitInput & { topic: string },
): Promise<SplitResult> {
  return inTransaction(ctx, async (ctx) => {
    const from = await getTopicToModerate(ctx, code);
    if (from.page !== null) throw new NotFoundError("topic");
    if (!why) return { ok: false, reason: "why-missing" };
    const chosen = await ctx.db
      .select()
      .from(forumPosts)
      .where(and(eq(forumPosts.topicId, from.id), inArray(forumPosts.number, numbers), isNull(forumPosts.removedAt)))
      .orderBy(asc(forumPosts.number))
      .for("update");
    const [first] = chosen;
    if (!first || chosen.length !== new Set(numbers).size) return { ok: false, reason: "changed" };
    if (first.number === 1) return { ok: false, reason: "question" };
    if (chosen.some(({ hiddenAt }) => hiddenAt)) return { ok: false, reason: "hidden" };

    const to = { id: uuidv7(), code: randomCode(), title };
    const { authorId, namelessBy, namelessAs, createdAt } = first;
    const writerId = authorId ?? namelessBy;
    await ctx.db.insert(forumTopics).values({
      ...to,
      categoryId: from.categoryId,
      scopeId: from.scopeId,
      authorId,
      namelessBy,
      // the first of a new topic has the label without a number
      namelessAs: namelessAs && freshLabel(namelessAs, new Set()),
      createdAt,
      lastPostNumber: 0,
      lastPostAt: createdAt,
      lastPostBy: authorId,
      submissionId: uuidv7(),
    });
    await ctx.db.execute(sql`insert into ${forumTopicTags} (topic_id, tag_id, category_id, last_post_at)
      select ${to.id}::uuid, tag_id, category_id, ${createdAt.toISOString()}::timestamptz from ${forumTopicTags} where topic_id = ${from.id}`);
    const actId = await keepOriginal(ctx, {
      post: { ...first, writerId },
      kind: "posts-split",
      why,
      from: { readership: await getReadership(ctx, from.scopeId) },
    });
    await movePosts(ctx, actId, from, { ...to, last: 0 }, numbers);
    await tellWhoWrote(
      ctx,
      { moderationId: actId, topicId: to.id, postId: first.id, writerId },
      moderationNotice,
      moderationCause(actId),
      false,
    );
    const body = first.bodyMarkdown;
    const thing = guardedPost({ code: to.code, page: null, scopeId: from.scopeId }, 1);
    await guardTexts(ctx, { texts: { title, body }, before: [body], vouch, thing });
    return { ok: true, topic: to };
  });
}
