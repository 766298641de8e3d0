import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumDigests, forumWatches } from "#db/schema/forum/watching";
import { stopDigest, takeUpDigest } from "~/features/forum/digest/choose-digest.server";
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

/** Of what mails like it come: a topic, a watched category, or the digest, which has neither id nor name. */
type Stoppable = {
  personId: PersonId;
  what: "topic" | "category" | "digest";
  id: string;
  name: string;
  isStopped: boolean;
  mayTakeBack: boolean;
};

/**
 * What a link in a mail stops, or null where it stops nothing: it is not ours, its mail is kept no more, its reader has left, or may not
 * read there any more.
 */
export async function findStoppable(ctx: Ctx, token: string): Promise<Stoppable | null> {
  const messageId = readUnsubscribeToken("forum-mails", token);
  const mailed = messageId ? await findMailed(ctx, messageId) : null;
  const parsed = Args.safeParse(mailed?.args);
  if (!mailed || !parsed.success) return null;
  const { personId } = mailed;
  const { topicId, postIds, since } = parsed.data;
  if (since) return findDigest(ctx, personId);
  const which = topicId ?? sql`(select ${forumPosts.topicId} from ${forumPosts} where ${forumPosts.id} = ${postIds![0]})`;
  const place = await findPlace(ctx, personId, eq(forumTopics.id, which));
  if (!place) return null;
  if (topicId === undefined) {
    const isStopped = place.topicLevel === "muted";
    return { personId, what: "topic", id: place.topicId, name: place.title, isStopped, mayTakeBack: isStopped };
  }
  const { categoryLevel, categoryBefore, categoryId, category } = place;
  if (!categoryId) return null;
  return {
    personId,
    what: "category",
    id: categoryId,
    name: category ?? "",
    isStopped: categoryLevel !== "every-post" && categoryLevel !== "first-posts",
    mayTakeBack: categoryLevel === "normal" && categoryBefore !== null,
  };
}

/** As the kinds of mail name what they are about. */
const Args = z
  .object({ topicId: z.uuid().optional(), postIds: z.array(z.uuid()).min(1).optional(), since: z.string().optional() })
  .refine((args) => args.topicId ?? args.postIds ?? args.since);

async function findDigest(ctx: Ctx, personId: PersonId): Promise<Stoppable | null> {
  const { nextAt } = forumDigests;
  const [digest] = await ctx.db.select({ nextAt }).from(forumDigests).where(eq(forumDigests.personId, personId));
  const isStopped = digest?.nextAt === null;
  return digest ? { personId, what: "digest", id: "", name: "", isStopped, mayTakeBack: isStopped } : null;
}

/**
 * Stops mails like the one that the link stands in: its topic is muted, its category watched no more, or the digest ends. Twice is once.
 */
export const stopMails = (ctx: Ctx, token: string): Promise<boolean> =>
  change(ctx, token, ({ isStopped }) => !isStopped, {
    category: (ctx, personId, categoryId) => stopCategory(ctx, { personId, categoryId }),
    topic: (ctx, personId, topicId) => chooseTopicLevel(ctx, { personId, topicId }, "muted"),
    digest: stopDigest,
  });

/** Takes that back: what was chosen before counts again. */
export const takeUpMails = (ctx: Ctx, token: string): Promise<boolean> =>
  change(ctx, token, ({ mayTakeBack }) => mayTakeBack, {
    category: (ctx, personId, categoryId) => restoreCategoryLevel(ctx, { personId, categoryId }, ["normal"]),
    topic: (ctx, personId, topicId) => restoreTopicLevel(ctx, { personId, topicId }),
    digest: takeUpDigest,
  });

type Changes = Record<Stoppable["what"], (ctx: Ctx, personId: PersonId, id: string) => Promise<unknown>>;

/** Of two presses at once, or of one while its person is erased, each is looked at in its turn. */
async function change(ctx: Ctx, token: string, isDue: (found: Stoppable) => boolean, changes: Changes): Promise<boolean> {
  const found = await findStoppable(ctx, token);
  if (!found) return false;
  const { personId } = found;
  return inTransaction(ctx, async (ctx) => {
    await takeTurnOfLiving(ctx, personId);
    const still = await findStoppable(ctx, token);
    if (!still || !isDue(still)) return false;
    await changes[still.what](ctx, personId, still.id);
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
