import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumWatches } from "#db/schema/forum/watching";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { readUnsubscribeToken, unsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { findMailed } from "~/features/mail/messages/find-mailed.server";
import { takeTurnOfLiving } from "~/features/people/persons.server";
import { scopeOf, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { categoryWatchOf, watchOf } from "./own-watch.queries.server";
import { restoreCategoryLevel, stopCategory } from "./watch-category.server";
import { chooseTopicLevel, restoreTopicLevel } from "./watch-topic.server";

/** The path of a mail's link that stops mails like it. It is signed for this mail, and so for one person and one topic or category. */
export const stopPath = (messageId: string) => `/forum/stop-mails/${unsubscribeToken("forum-mails", messageId)}`;

type Stoppable = {
  personId: PersonId;
  topicId: string;
  /** Of a mail about a new topic: what they watch; else the topic alone is what mails come from. */
  categoryId: string | null;
  name: string;
  isStopped: boolean;
  mayTakeBack: boolean;
};

/**
 * What a link in a mail stops, or null where it stops nothing: it is not ours, its mail is kept no more, its reader has left, or may not read
 * there any more.
 */
export async function findStoppable(ctx: Ctx, token: string): Promise<Stoppable | null> {
  const messageId = readUnsubscribeToken("forum-mails", token);
  const mailed = messageId ? await findMailed(ctx, messageId) : null;
  const parsed = Args.safeParse(mailed?.args);
  if (!mailed || !parsed.success) return null;
  const { personId } = mailed;
  const { topicId, postIds } = parsed.data;
  const which = topicId ?? sql`(select ${forumPosts.topicId} from ${forumPosts} where ${forumPosts.id} = ${postIds![0]})`;
  const place = await findPlace(ctx, personId, eq(forumTopics.id, which));
  if (!place) return null;
  if (topicId === undefined) {
    const isStopped = place.topicLevel === "muted";
    return { personId, topicId: place.topicId, categoryId: null, name: place.title, isStopped, mayTakeBack: isStopped };
  }
  const { categoryLevel, categoryBefore, ...ids } = place;
  return {
    personId,
    topicId: ids.topicId,
    categoryId: ids.categoryId,
    name: ids.category ?? "",
    isStopped: categoryLevel !== "every-post" && categoryLevel !== "first-posts",
    mayTakeBack: categoryLevel === "normal" && categoryBefore !== null,
  };
}

/** As the two kinds of mail name what they are about. */
const Args = z.union([
  z.object({ topicId: z.uuid(), postIds: z.undefined().optional() }),
  z.object({ postIds: z.array(z.uuid()).min(1), topicId: z.undefined().optional() }),
]);

/** Stops mails like the one that the link stands in: its topic is muted, or new topics of its category are told of no more. Twice is once. */
export const stopMails = (ctx: Ctx, token: string): Promise<boolean> =>
  change(ctx, token, ({ isStopped }) => !isStopped, {
    category: stopCategory,
    topic: (ctx, topic) => chooseTopicLevel(ctx, topic, "muted"),
  });

/** Takes that back: what was chosen before counts again. */
export const takeUpMails = (ctx: Ctx, token: string): Promise<boolean> =>
  change(ctx, token, ({ mayTakeBack }) => mayTakeBack, {
    category: (ctx, category) => restoreCategoryLevel(ctx, category, ["normal"]),
    topic: restoreTopicLevel,
  });

type Changes = {
  category: (ctx: Ctx, whose: { personId: PersonId; categoryId: string }) => Promise<unknown>;
  topic: (ctx: Ctx, whose: { personId: PersonId; topicId: string }) => Promise<unknown>;
};

/** Of two presses at once, or of one while its person is erased, each is looked at in its turn. */
async function change(ctx: Ctx, token: string, isDue: (found: Stoppable) => boolean, { category, topic }: Changes): Promise<boolean> {
  const found = await findStoppable(ctx, token);
  if (!found) return false;
  const { personId } = found;
  return inTransaction(ctx, async (ctx) => {
    await takeTurnOfLiving(ctx, personId);
    const still = await findStoppable(ctx, token);
    if (!still || !isDue(still)) return false;
    const { topicId, categoryId } = still;
    await (categoryId ? category(ctx, { personId, categoryId }) : topic(ctx, { personId, topicId }));
    return true;
  });
}

async function findPlace(ctx: Ctx, personId: PersonId, which: SQL) {
  const person = sql`${personId}::uuid`;
  const [place] = await ctx.db
    .select({
      topicId: forumTopics.id,
      categoryId: forumTopics.categoryId,
      title: topicColumns.title,
      topicLevel: forumWatches.level,
      category: forumCategories.name,
      categoryLevel: forumCategoryWatches.level,
      categoryBefore: forumCategoryWatches.before,
    })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .leftJoin(...pageOfTopic)
    .leftJoin(forumWatches, watchOf(person))
    .leftJoin(forumCategoryWatches, categoryWatchOf(person))
    .where(sql`${which} and ${visibleToPerson(person, ctx.now)} and ${topicStands(ctx)}`);
  return place ?? null;
}
