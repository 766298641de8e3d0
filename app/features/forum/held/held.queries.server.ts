import { and, asc, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { joinedAuthor } from "~/features/forum/posts/author.queries.server";
import { isAuthor } from "~/features/forum/posts/post.policy";
import { showQuotes } from "~/features/forum/posts/quotes";
import { checkQuotes } from "~/features/forum/posts/store-quotes.server";
import { visibleTo, visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { tagsNamed } from "~/features/forum/tags/tags.queries.server";
import { actsPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { ownPart } from "~/features/forum/words/check-words.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { may } from "~/features/permissions/permissions";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError, RefusedTextError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { declineAppealBlocker, heldBlocker } from "./held.policy";

/** Over what waits: where it is to stand, whose readers may be other ones by now. */
const scopeId = sql`coalesce(${forumTopics.scopeId}, ${forumCategories.scopeId})`;
export const categoryOfHeld = sql`${forumCategories.id} = coalesce(${forumHeldPosts.categoryId}, ${forumTopics.categoryId})`;
export const scopeOfHeld = scopeOf(scopeId);

/** Who wrote it, as moderators are told. */
export const heldAuthor = joinedAuthor("author", forumHeldPosts);
/** The same row, whatever they are told. */
const person = joinedPerson("author");

export type HeldRow = Awaited<ReturnType<typeof selectHeld>>[number];

/** What was held, over its place. What became of the place does not take it away: somebody has to tell its writer. */
export function selectHeld(ctx: Ctx, where: SQL | undefined) {
  return ctx.db
    .select({
      id: forumHeldPosts.id,
      code: forumHeldPosts.code,
      title: forumHeldPosts.title,
      bodyMarkdown: forumHeldPosts.bodyMarkdown,
      authorId: forumHeldPosts.authorId,
      author: heldAuthor.name,
      ref: heldAuthor.ref,
      namelessAs: forumHeldPosts.namelessAs,
      tagIds: forumHeldPosts.tagIds,
      tags: tagsNamed(sql`${forumHeldPosts.tagIds}`),
      poll: forumHeldPosts.poll,
      submissionId: forumHeldPosts.submissionId,
      audience: forumHeldPosts.audience,
      groupIds: forumHeldPosts.groupIds,
      why: forumHeldPosts.why,
      words: forumHeldPosts.words,
      heldAt: forumHeldPosts.heldAt,
      state: forumHeldPosts.state,
      declinedBy: forumHeldPosts.declinedBy,
      declinedAt: forumHeldPosts.declinedAt,
      reason: forumHeldPosts.reason,
      appeal: forumHeldPosts.appeal,
      appealedAt: forumHeldPosts.appealedAt,
      isAppealed: sql<boolean>`${forumHeldPosts.appealedAt} is not null`,
      decisionWhy: forumHeldPosts.decisionWhy,
      decidedBy: forumHeldPosts.decidedBy,
      decidedAt: forumHeldPosts.decidedAt,
      topicId: forumHeldPosts.topicId,
      topic: topicColumns,
      isThere: sql<boolean>`(${forumHeldPosts.topicId} is null or ${topicStands(ctx)})`,
      category: {
        id: sql<string | null>`${forumCategories.id}`,
        slug: sql<string | null>`${forumCategories.slug}`,
        name: sql<string | null>`${forumCategories.name}`,
      },
      scopeId: sql<string>`${scopeId}`,
      readers: readersColumns,
      isVisible: sql<boolean>`${visibleTo(ctx)}`,
      mayAuthorRead: sql<boolean>`(${person.isUsable} and ${visibleToPerson(forumHeldPosts.authorId, ctx.now)})`,
      post: sql<{ topic: string; number: number } | null>`(select json_build_object('topic', place.code, 'number', post.number)
        from forum_posts post join forum_topics place on place.id = post.topic_id where post.id = ${forumHeldPosts.postId})`,
    })
    .from(forumHeldPosts)
    .leftJoin(forumTopics, eq(forumTopics.id, forumHeldPosts.topicId))
    .leftJoin(forumCategories, categoryOfHeld)
    .innerJoin(...scopeOfHeld)
    .leftJoin(...pageOfTopic)
    .leftJoin(...heldAuthor.of(forumHeldPosts.authorId))
    .where(where);
}

/** What waits or waited, for whoever wrote it, and for moderators who may read its place. @throws NotFoundError */
export async function getHeld(ctx: Ctx, code: string) {
  const [held] = await selectHeld(ctx, eq(forumHeldPosts.code, code));
  const isOwn = held !== undefined && isAuthor(ctx.actor, { writerId: held.authorId });
  if (!held || !(isOwn || (held.isVisible && may(ctx.actor, "moderate")))) throw new NotFoundError("held post");
  return { ...held, isOwn };
}

/** The same as its page shows it. @throws NotFoundError */
export async function showHeld(ctx: Ctx, code: string) {
  const held = await getHeld(ctx, code);
  const { id, authorId, isOwn, isVisible, isThere, topic, topicId, title, category, bodyMarkdown } = held;
  const { why, words, heldAt, state, reason, declinedAt, appeal, appealedAt, decisionWhy, decidedAt, author, post } = held;
  // whoever wrote it and may not read there now sees what is their own, without the words of others
  const told = isVisible ? bodyMarkdown : ownPart(bodyMarkdown);
  return {
    id,
    code,
    authorId,
    namelessAs: held.namelessAs,
    poll: held.poll,
    isOwn,
    author,
    ref: isOwn ? null : held.ref,
    title,
    tags: held.tags,
    // named to those who may read it now
    place: isVisible && isThere ? { topic: topicId ? topic : null, category: category.name } : null,
    why,
    words,
    heldAt,
    state,
    reason,
    declinedAt,
    appeal,
    appealedAt,
    decisionWhy,
    decidedAt,
    post: post ? actsPath(post) : null,
    ...(state === "through" ? { html: "", problem: null } : await renderHeld(ctx, { topicId, authorId, bodyMarkdown: told })),
    source: isOwn ? told : "",
    blocker: heldBlocker(ctx.actor, held),
    appealBlocker: declineAppealBlocker(ctx.actor, held),
  };
}

type Text = { topicId: string | null; authorId: HeldRow["authorId"]; bodyMarkdown: string };

/** As readers would get it, and why it cannot stand so now. */
async function renderHeld(ctx: Ctx, { topicId, authorId, bodyMarkdown: body }: Text): Promise<{ html: string; problem: string | null }> {
  const render = async (text: string) => (await renderWithFiles(ctx, text, { author: authorId, alone: true })).html;
  try {
    const { text, quotes } = topicId ? await checkQuotes(ctx, { topicId, number: 0, body }) : { text: body, quotes: [] };
    return { html: showQuotes(await render(text), quotes), problem: null };
  } catch (error) {
    if (!(error instanceof RefusedTextError)) throw error;
    return { html: await render(body), problem: error.sentence };
  }
}

/** More than anybody decides in a day: counting stops there. */
const MOST_WAITING = 100;

/** For the task list of staff: what waits in what this moderator may read. @throws ForbiddenError */
export async function countWaitingHeld(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  demandModerator(ctx);
  const waiting = await selectHeld(ctx, and(eq(forumHeldPosts.state, "waiting"), visibleTo(ctx)))
    .orderBy(asc(forumHeldPosts.heldAt))
    .limit(MOST_WAITING);
  return { count: waiting.length, oldest: waiting[0]?.heldAt ?? null };
}

const PER_PAGE = 20;

/** What of the reader's own waits or was declined, the newest first. `after`: the code of the last one shown. */
export async function listOwnHeld(ctx: Ctx, after: string | null) {
  const { id, authorId, state } = forumHeldPosts;
  const cursor = after ? sql`${id} < (select shown.id from ${forumHeldPosts} shown where shown.code = ${after})` : undefined;
  const found = await selectHeld(ctx, and(eq(authorId, personIdOf(ctx.actor)!), ne(state, "through"), cursor))
    .orderBy(desc(id))
    .limit(PER_PAGE + 1);
  const { rows, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  const held = rows.map(({ code, title, heldAt, state, topicId, topic, category, isVisible, isThere }) => ({
    code,
    title,
    heldAt,
    state,
    place: isVisible && isThere ? { topic: topicId ? topic : null, category: category.name } : null,
  }));
  return { held, next };
}

const MOST_SHOWN = 20;

/** Over a topic or a category: what of the reader's own waits there, the newest of it. */
export function ownWaiting(ctx: Ctx, place: SQL): SQL<OwnWaiting[]> {
  const me = personIdOf(ctx.actor);
  if (!me) return sql<OwnWaiting[]>`'[]'::json`;
  return sql<
    OwnWaiting[]
  >`(select coalesce(json_agg(json_build_object('code', own.code, 'title', own.title, 'heldAt', own.held_at) order by own.id), '[]')
    from (select * from (select id, code, title, held_at, topic_id, category_id from ${forumHeldPosts} where author_id = ${me} and state = 'waiting') own
      where ${place} order by id desc limit ${MOST_SHOWN}) own)`;
}

export type OwnWaiting = { code: string; title: string | null; heldAt: string };
