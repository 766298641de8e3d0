import { enqueue } from "#jobs/outbox.server";
import { isVeiled } from "~/features/forum/posts/author.queries.server";
import type { CategoryLevel } from "~/features/forum/types";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { topicCause } from "./causes";
import { notifyMentioned } from "./notify-mentioned.server";
import { findStanding } from "./notify-reply-recipients.server";
import { topicNotice } from "./topic-notice.mail.server";
import { listWatchers } from "./watchers.queries.server";

/**
 * Tells everybody who watches a category or a tag, of every post or of new topics, and may still read it of a topic that was begun
 * there, by its first post; except its author, and who ignores them. Whom it mentions is told of that instead. So many at a time, and
 * each once, as for replies.
 */
export async function notifyTopicRecipients(ctx: Ctx, postId: string, { after }: { after?: PersonId } = {}): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const first = await findStanding(ctx, postId);
    if (!first?.topic.categoryId) return;
    const { topic, writerId, knownAuthorId } = first;
    const mentioned = new Set(await notifyMentioned(ctx, postId));
    const about = { topicId: topic.id, categoryId: first.topic.categoryId };
    const levels: CategoryLevel[] = ["every-post", "first-posts"];
    const { people, next } = await listWatchers(ctx, { topic, writerId, knownAuthorId, levels, isReply: false, after });
    const others = people.filter(({ personId }) => !mentioned.has(personId));
    const told = { cause: topicCause(topic.id), veiled: await isVeiled(ctx, postId) };
    // by what each of them watches: that is what the link of the mail stops
    for (const tagId of new Set(others.map(({ tagId }) => tagId)))
      await notify(
        ctx,
        others.flatMap((each) => (each.tagId === tagId ? [each.personId] : [])),
        topicNotice,
        tagId ? { topicId: topic.id, tagId } : about,
        told,
      );
    if (next) await enqueue(ctx, "forum.notify-topic", { postId, after: next });
  });
}
