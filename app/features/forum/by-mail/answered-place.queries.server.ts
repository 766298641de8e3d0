import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { ownLabelIn } from "~/features/forum/posts/nameless-label.server";
import { ownSanction } from "~/features/forum/sanctions/own-sanction.queries.server";
import { replyBlocker } from "~/features/forum/topics/topic.policy";
import { isClosed } from "~/features/forum/topics/topic-dates.queries.server";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { idOfCause } from "~/features/forum/watching/causes";
import { whoReads } from "~/features/forum/who-reads";
import type { Mailed } from "~/features/mail/messages/find-mailed.server";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import type { MailedBlocker } from "./mailed.policy";

/** A topic as whoever asks may answer in it: who reads it, in words, and what keeps them from it. */
export type AnsweredPlace = { topic: { code: string; title: string; page: string | null }; readers: string; blocker: MailedBlocker | null };

/** Null for a topic that they may not read, or that is not there any more. */
export async function findAnsweredPlace(ctx: Ctx, topicId: string): Promise<AnsweredPlace | null> {
  const [found] = await ctx.db
    .select({
      topic: topicColumns,
      readers: readersColumns,
      isLocked: isClosed(ctx),
      isNamelessHere: sql<boolean>`(${ownLabelIn(ctx, forumTopics.id)} is not null)`,
      sanction: ownSanction(ctx),
    })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(sql`${eq(forumTopics.id, topicId)} and ${readableTopic(ctx)}`);
  if (!found) return null;
  const blocker = replyBlocker(ctx.actor, found) as MailedBlocker | null;
  return { topic: found.topic, readers: whoReads(found.readers), blocker: blocker ?? (found.isNamelessHere ? "nameless-here" : null) };
}

/** As the kinds that can be answered name what they are about. */
const Args = z.union([
  z.object({ postIds: z.array(z.uuid()).min(1) }),
  z.object({ postId: z.uuid() }).transform(({ postId }) => ({ postIds: [postId] })),
  z.object({ topicId: z.uuid() }),
]);

/**
 * The topic in which the posts that a mail told of stand by now, wherever they were moved; of several the one that the mail was about. Null
 * where they are gone.
 */
export async function findAnsweredTopic(ctx: Ctx, { args, cause }: Pick<Mailed, "args" | "cause">): Promise<string | null> {
  const told = Args.safeParse(args).data;
  if (!told) return null;
  if ("topicId" in told) return followMerges(ctx, told.topicId);
  const about = cause?.startsWith("replies:") ? idOfCause(cause) : null;
  const [post] = await ctx.db
    .select({ topicId: forumPosts.topicId })
    .from(forumPosts)
    .where(isOneOf(forumPosts.id, told.postIds))
    .orderBy(desc(sql`(${forumPosts.topicId} is not distinct from ${about}::uuid)`), forumPosts.number)
    .limit(1);
  return post?.topicId ?? null;
}

/** Where a whole topic went that was merged into another one, and that one perhaps too; no topic leads back to itself for ever. */
async function followMerges(ctx: Ctx, topicId: string): Promise<string> {
  const seen = [topicId];
  for (;;) {
    const [topic] = await ctx.db
      .select({ into: forumTopics.mergedIntoId })
      .from(forumTopics)
      .where(eq(forumTopics.id, seen.at(-1)!));
    if (!topic?.into || seen.includes(topic.into)) return seen.at(-1)!;
    seen.push(topic.into);
  }
}
