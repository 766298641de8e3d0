import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTags, forumTagWatches, forumTopicTags } from "#db/schema/forum/tags";
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
import { idOfCause } from "./causes";
import { watchOf } from "./own-watch.queries.server";
import { restoreCategoryLevel, stopCategory } from "./watch-category.server";
import { restoreTagLevel, stopTag } from "./watch-tag.server";
import { chooseTopicLevel, restoreTopicLevel } from "./watch-topic.server";

/** The path of a mail's link that stops mails like it. It is signed for this mail, and so for one person and one topic or category. */
export const stopPath = (messageId: string) => `/forum/stop-mails/${unsubscribeToken("forum-mails", messageId)}`;

/** Of what mails like it come: a topic, a watched category or tag, or the digest, which has neither id nor name. */
type Stoppable = {
  personId: PersonId;
  what: "topic" | "category" | "tag" | "digest";
  id: string;
  name: string;
  isStopped: boolean;
  /** This link did it. */
  mayTakeBack: boolean;
  messageId: string;
};

/**
 * What a link in a mail stops, or null where it stops nothing: it is not ours, its mail is kept no more, its reader has left, or may not
 * read there any more.
 */
export async function findStoppable(ctx: Ctx, token: string): Promise<Stoppable | null> {
  const messageId = readUnsubscribeToken("forum-mails", token);
  const mailed = messageId ? await findMailed(ctx, messageId) : null;
  const parsed = Args.safeParse(mailed?.args);
  if (!messageId || !mailed || !parsed.success) return null;
  const { personId } = mailed;
  const { postIds, since } = parsed.data;
  const found = since
    ? await findDigest(ctx, personId)
    : postIds
      ? await findMailedTopic(ctx, personId, postIds[0]!, mailed.cause)
      : await findWatched(ctx, personId, parsed.data, messageId);
  if (!found) return null;
  const { stoppedBy, ...what } = found;
  return { ...what, personId, messageId, mayTakeBack: stoppedBy === messageId };
}

/** As the kinds of mail name what they are about. */
const Args = z
  .object({
    categoryId: z.uuid().optional(),
    tagId: z.uuid().optional(),
    topicId: z.uuid().optional(),
    postIds: z.array(z.uuid()).min(1).optional(),
    since: z.string().optional(),
  })
  .refine((args) => args.categoryId ?? args.tagId ?? args.postIds ?? args.since);

/** `stoppedBy`: the mail whose link did it, while nothing else was chosen since. */
type Found = Pick<Stoppable, "what" | "id" | "name" | "isStopped"> & { stoppedBy: string | null };

async function findDigest(ctx: Ctx, personId: PersonId): Promise<Found | null> {
  const { nextAt, stoppedBy } = forumDigests;
  const [digest] = await ctx.db.select({ nextAt, stoppedBy }).from(forumDigests).where(eq(forumDigests.personId, personId));
  return digest ? { what: "digest", id: "", name: "", isStopped: digest.nextAt === null, stoppedBy: digest.stoppedBy } : null;
}

/**
 * Stops mails like the one that the link stands in: its topic is muted, its category or tag watched no more, or the digest ends. Twice is
 * once.
 */
export const stopMails = (ctx: Ctx, token: string): Promise<boolean> =>
  change(ctx, token, ({ isStopped }) => !isStopped, {
    category: (ctx, { personId, id, messageId }) => stopCategory(ctx, { personId, categoryId: id }, messageId),
    tag: (ctx, { personId, id, messageId }) => stopTag(ctx, { personId, tagId: id }, messageId),
    topic: (ctx, { personId, id, messageId }) => chooseTopicLevel(ctx, { personId, topicId: id }, "muted", messageId),
    digest: (ctx, { personId, messageId }) => stopDigest(ctx, personId, messageId),
  });

/** Takes back what this same link did, while nothing was chosen since: what was chosen before counts again. */
export const takeUpMails = (ctx: Ctx, token: string): Promise<boolean> =>
  change(ctx, token, ({ mayTakeBack }) => mayTakeBack, {
    category: (ctx, { personId, id }) => restoreCategoryLevel(ctx, { personId, categoryId: id }, ["normal"]),
    tag: (ctx, { personId, id }) => restoreTagLevel(ctx, { personId, tagId: id }, ["normal"]),
    topic: (ctx, { personId, id }) => restoreTopicLevel(ctx, { personId, topicId: id }),
    digest: (ctx, { personId }) => takeUpDigest(ctx, personId),
  });

type Changes = Record<Stoppable["what"], (ctx: Ctx, found: Stoppable) => Promise<unknown>>;

/** Of two presses at once, or of one while its person is erased, each is looked at in its turn. */
async function change(ctx: Ctx, token: string, isDue: (found: Stoppable) => boolean, changes: Changes): Promise<boolean> {
  const found = await findStoppable(ctx, token);
  if (!found) return false;
  const { personId } = found;
  return inTransaction(ctx, async (ctx) => {
    await takeTurnOfLiving(ctx, personId);
    const still = await findStoppable(ctx, token);
    if (!still || !isDue(still)) return false;
    await changes[still.what](ctx, still);
    return true;
  });
}

/**
 * Of a mail about a new topic the category or the tag that it was sent for, also where that is stopped already; where it is gone, merged
 * into another, or theirs to read no more, what else they watch the topic by, as the mail does.
 */
async function findWatched(ctx: Ctx, personId: PersonId, args: z.output<typeof Args>, messageId: string): Promise<Found | null> {
  const { categoryId, tagId, topicId } = args;
  const sent = categoryId ? await findCategory(ctx, personId, categoryId) : await findTag(ctx, personId, tagId!);
  if (sent || !topicId) return sent;
  const { level, stoppedBy } = forumTagWatches;
  const [other] = await ctx.db
    .select({ id: forumTopicTags.tagId })
    .from(forumTopicTags)
    .innerJoin(forumTagWatches, and(eq(forumTagWatches.tagId, forumTopicTags.tagId), eq(forumTagWatches.personId, personId)))
    .where(and(eq(forumTopicTags.topicId, topicId), or(inArray(level, ["every-post", "first-posts"]), eq(stoppedBy, messageId))))
    .orderBy(forumTopicTags.tagId)
    .limit(1);
  if (other) return findTag(ctx, personId, other.id);
  const [topic] = await ctx.db.select({ categoryId: forumTopics.categoryId }).from(forumTopics).where(eq(forumTopics.id, topicId));
  const around = tagId && topic?.categoryId ? await findCategory(ctx, personId, topic.categoryId) : null;
  return around && (!around.isStopped || around.stoppedBy === messageId) ? around : null;
}

async function findCategory(ctx: Ctx, personId: PersonId, categoryId: string): Promise<Found | null> {
  const person = sql`${personId}::uuid`;
  const { level, stoppedBy } = forumCategoryWatches;
  const [category] = await ctx.db
    .select({ name: forumCategories.name, level, stoppedBy })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .leftJoin(forumCategoryWatches, and(eq(forumCategoryWatches.categoryId, forumCategories.id), eq(forumCategoryWatches.personId, person)))
    .where(and(eq(forumCategories.id, categoryId), visibleToPerson(person, ctx.now)));
  if (!category) return null;
  const isStopped = category.level !== "every-post" && category.level !== "first-posts";
  return { what: "category", id: categoryId, name: category.name, isStopped, stoppedBy: category.stoppedBy };
}

async function findTag(ctx: Ctx, personId: PersonId, tagId: string): Promise<Found | null> {
  const { level, stoppedBy } = forumTagWatches;
  const [tag] = await ctx.db
    .select({ name: forumTags.name, level, stoppedBy })
    .from(forumTags)
    .leftJoin(forumTagWatches, and(eq(forumTagWatches.tagId, forumTags.id), eq(forumTagWatches.personId, personId)))
    .where(eq(forumTags.id, tagId));
  if (!tag) return null;
  const isStopped = tag.level !== "every-post" && tag.level !== "first-posts";
  return { what: "tag", id: tagId, name: tag.name, isStopped, stoppedBy: tag.stoppedBy };
}

/** The topic that a mail told of, whatever of its replies was split off since; once that is merged, the one in which they stand. */
async function findMailedTopic(ctx: Ctx, personId: PersonId, postId: string, cause: string | null): Promise<Found | null> {
  const told = cause?.startsWith("replies:") ? await findTopic(ctx, personId, eq(forumTopics.id, idOfCause(cause))) : null;
  return told ?? findTopic(ctx, personId, eq(forumPosts.id, postId));
}

async function findTopic(ctx: Ctx, personId: PersonId, which: SQL): Promise<Found | null> {
  const person = sql`${personId}::uuid`;
  const [topic] = await ctx.db
    .select({ id: forumTopics.id, name: topicColumns.title, level: forumWatches.level, stoppedBy: forumWatches.stoppedBy })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(forumWatches, watchOf(person))
    .where(and(which, visibleToPerson(person, ctx.now), topicStands(ctx)))
    .limit(1);
  return topic ? { what: "topic", id: topic.id, name: topic.name, isStopped: topic.level === "muted", stoppedBy: topic.stoppedBy } : null;
}
