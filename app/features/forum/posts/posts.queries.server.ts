import { and, desc, eq, isNull, not, type SQL, sql } from "drizzle-orm";
import { forumPostRevisions, forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { isByIgnored } from "~/features/forum/ignoring/ignores.queries.server";
import { notFoundHere, ownSanction } from "~/features/forum/sanctions/own-sanction.queries.server";
import { isClosed } from "~/features/forum/topics/topic-dates.queries.server";
import { fullTitle, pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { isOneOf } from "~/lib/ask-together.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { author, joinedAuthor, writerOf } from "./author.queries.server";
import { mentionsOf } from "./mentions.queries.server";
import { mayReadEarlier } from "./post.policy";
import { showText } from "./quotes";
import { quotesOf, quotesPerson } from "./quotes.queries.server";

/** Which post: its topic's code and its number there. */
export type PostAddress = { topic: string; number: number };

/**
 * One post as it is shown, with what its policy asks, also by an address from which it was moved.
 * @throws NotFoundError, also for a post that this reader may not see
 */
export async function getPost(ctx: Ctx, address: PostAddress, withQuotes?: WithQuotes) {
  const [found] = await selectPost(ctx, address, withQuotes);
  const [post] = found && !found.isMoved ? [found] : await selectPosts(ctx, movedFrom(address), withQuotes);
  if (!post) throw await notFoundHere(ctx, "post");
  return { ...post, bodyHtml: showText(post.bodyHtml, post) };
}

/** The post that stood at an address and was moved: the number there leads to it, wherever it is now. */
const movedFrom = ({ topic, number }: PostAddress) =>
  sql`${forumPosts.id} = (select stub.moved_to_id from ${forumPosts} stub join ${forumTopics} place on place.id = stub.topic_id
    where place.code = ${topic} and stub.number = ${number})`;

/** Locks the post's row, so that of two edits at once the second sees the first. */
export async function findPostForUpdate(ctx: Ctx, address: PostAddress) {
  const [post] = await selectPost(ctx, address).for("update", { of: forumPosts });
  return post ?? null;
}

/** The same of the post that its topic begins with: the first that no act moved elsewhere. */
export async function findFirstForUpdate(ctx: Ctx, topicId: string) {
  const isFirst = sql`${forumPosts.id} = (select first.id from ${forumPosts} first
    where first.topic_id = ${topicId} and first.moved_to_id is null order by first.number limit 1)`;
  const [post] = await selectPosts(ctx, isFirst).for("update", { of: forumPosts });
  return post ?? null;
}

/**
 * The texts that a post had, and the titles of its topic, newest first, ending with how it was first written: for its author and moderators
 * alone. An empty one was taken back by its author. A removed post has no history. @throws NotFoundError
 */
export async function getPostHistory(ctx: Ctx, address: PostAddress) {
  const post = await getPost(ctx, address, { earlier: true });
  if (post.isRemoved || !mayReadEarlier(ctx.actor, post)) throw new NotFoundError("post");
  const editor = joinedAuthor("editor");
  const revisions = await ctx.db
    .select({
      title: forumPostRevisions.title,
      bodyHtml: forumPostRevisions.bodyHtml,
      replacedAt: forumPostRevisions.replacedAt,
      replacedBy: editor.name,
    })
    .from(forumPostRevisions)
    .leftJoin(...editor.of(forumPostRevisions.replacedBy))
    .where(eq(forumPostRevisions.postId, post.id))
    .orderBy(desc(forumPostRevisions.id));
  const { name, nameless } = post.author;
  return {
    post,
    revisions: revisions.map((text) => ({
      ...text,
      replacedBy: nameless === null ? text.replacedBy : name,
      bodyHtml: showText(text.bodyHtml, post),
    })),
  };
}

/**
 * Whether whoever asks may read one of these posts, as it stands now: for what hangs on several. What a hidden one holds moderators open
 * as what they judge.
 */
export async function isAnyPostReadable(ctx: Ctx, postIds: readonly string[]): Promise<boolean> {
  if (postIds.length === 0) return false;
  const found = await ctx.db
    .select({ id: forumPosts.id })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(and(isOneOf(forumPosts.id, postIds), isNull(forumPosts.removedAt), isNull(forumPosts.hiddenAt), readableTopic(ctx)))
    .limit(1);
  return found.length > 0;
}

type WithQuotes = Parameters<typeof quotesOf>[1];

const selectPost = (ctx: Ctx, { topic, number }: PostAddress, withQuotes?: WithQuotes) =>
  selectPosts(ctx, and(eq(forumTopics.code, topic), eq(forumPosts.number, number))!, withQuotes);

function selectPosts(ctx: Ctx, where: SQL, withQuotes?: WithQuotes) {
  return ctx.db
    .select({
      id: forumPosts.id,
      number: forumPosts.number,
      topic: topicColumns,
      fullTitle,
      retitledAt: forumTopics.retitledAt,
      retitledBy: forumTopics.retitledBy,
      scopeId: forumTopics.scopeId,
      topicIsLocked: isClosed(ctx),
      authorId: forumPosts.authorId,
      writerId: writerOf(forumPosts),
      author: author.columns(ctx),
      isAuthorUsable: author.isUsable,
      bodyMarkdown: forumPosts.bodyMarkdown,
      bodyHtml: forumPosts.bodyHtml,
      quotes: quotesOf(ctx, withQuotes),
      mentions: mentionsOf(ctx, forumPosts.id),
      rendererVersion: forumPosts.rendererVersion,
      createdAt: forumPosts.createdAt,
      editedAt: forumPosts.editedAt,
      editedBy: forumPosts.editedBy,
      isHidden: sql<boolean>`${forumPosts.hiddenAt} is not null`,
      topicId: forumPosts.topicId,
      isRemoved: sql<boolean>`${forumPosts.removedAt} is not null`,
      isMoved: sql<boolean>`${forumPosts.movedToId} is not null`,
      sanction: ownSanction(ctx),
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .where(and(where, readableTopic(ctx)));
}

/** The posts behind notifications: those that this reader may still see, but what became hidden, was removed or is by whom they ignore. */
export const selectRepliedPosts = (ctx: Ctx, postIds: readonly string[]) =>
  ctx.db
    .select({
      id: forumPosts.id,
      topic: topicColumns,
      number: forumPosts.number,
      author: author.name,
      isToReader: quotesPerson(forumPosts.id, personIdOf(ctx.actor)),
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .where(
      and(
        isOneOf(forumPosts.id, postIds),
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
        not(isByIgnored(ctx)),
        readableTopic(ctx),
      ),
    );
