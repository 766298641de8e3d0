import { type AnyColumn, and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { forumBookmarks } from "#db/schema/forum/bookmarks";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { listCategories } from "~/features/forum/categories/categories.queries.server";
import { author } from "~/features/forum/posts/author.queries.server";
import { namedHtml } from "~/features/forum/posts/mentions.queries.server";
import { withoutHoles } from "~/features/forum/posts/quotes";
import { ownSanction, visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { writingBlocker } from "~/features/forum/topics/topic.policy";
import { postPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, readableTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import { type Ctx, type PersonCtx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { openingOf } from "~/lib/opening.server";
import { cursorOf, pageOf, readCursor } from "~/lib/pages";

const PER_PAGE = 30;

/** A page of one's own bookmarks, newest first, beside the categories. `url`: the address asked for, with `?after=`. */
export async function getBookmarks(ctx: PersonCtx, url: string) {
  const after = new URL(url).searchParams.get("after");
  const cursor = readCursor(after, /^[0-9a-z]{10}$/);
  const older = cursor
    ? sql`(${forumBookmarks.bookmarkedAt}, ${forumBookmarks.code}) < (${cursor.at.toISOString()}::timestamptz, ${cursor.tie})`
    : undefined;
  const newest = selectBookmarks(ctx)
    .where(and(eq(forumBookmarks.personId, ctx.actor.personId), older))
    .orderBy(desc(forumBookmarks.bookmarkedAt), desc(forumBookmarks.code))
    .limit(PER_PAGE + 1);
  const { found, ...front } = await askTogether(ctx.db, {
    found: foundBy(newest),
    categories: foundBy(listCategories(ctx)),
    sanction: ownSanction(ctx),
  });
  const { rows, next } = pageOf(found, PER_PAGE, ({ bookmarkedAt, code }) => cursorOf({ at: bookmarkedAt, tie: code }));
  return { bookmarks: rows.map(viewBookmark), next, after, ...front, mayWrite: writingBlocker(ctx.actor) === null };
}

/** One of one's own bookmarks. @throws NotFoundError */
export async function getBookmark(ctx: PersonCtx, code: string) {
  const [bookmark] = await selectBookmarks(ctx).where(and(eq(forumBookmarks.code, code), eq(forumBookmarks.personId, ctx.actor.personId)));
  if (!bookmark) throw new NotFoundError("bookmark");
  return viewBookmark(bookmark);
}

/** The code of the reader's bookmark of a post. */
export const ownBookmark = (ctx: Ctx) =>
  sql<string | null>`(select ${forumBookmarks.code} from ${forumBookmarks}
    where ${forumBookmarks.postId} = ${forumPosts.id} and ${forumBookmarks.personId} = ${personIdOf(ctx.actor)})`;

/** What may be told of over a bookmark's post, its topic, scope and page: it is there, and this person may read it. */
export const mayBeTold = (ctx: Ctx, reader: AnyColumn | SQL): SQL<boolean> =>
  sql<boolean>`${and(isNull(forumPosts.removedAt), isNull(forumPosts.hiddenAt), visibleToPerson(reader, ctx.now), topicStands(ctx))}`;

/** With the post while its reader may read it: of any other nothing is told, not even what became of it. */
function selectBookmarks(ctx: Ctx) {
  const post = ctx.db
    .select({
      number: forumPosts.number,
      bodyHtml: namedHtml(ctx, forumPosts.bodyHtml, forumPosts.id).as("body_html"),
      topic: sql<string>`${forumTopics.code}`.as("topic"),
      title: topicColumns.title.as("title"),
      page: topicColumns.page.as("page"),
      author: author.name.as("author"),
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .where(and(eq(forumPosts.id, forumBookmarks.postId), isNull(forumPosts.removedAt), isNull(forumPosts.hiddenAt), readableTopic(ctx)))
    .as("post");
  const { code, note, remindOn, remindedAt, bookmarkedAt } = forumBookmarks;
  return ctx.db
    .select({
      code,
      note,
      remindOn,
      remindedAt,
      bookmarkedAt,
      number: post.number,
      bodyHtml: post.bodyHtml,
      topic: post.topic,
      title: post.title,
      page: post.page,
      author: post.author,
    })
    .from(forumBookmarks)
    .leftJoinLateral(post, sql`true`);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectBookmarks>["where"]>>[number];

function viewBookmark({ number, bodyHtml, topic, title, page, author, ...bookmark }: Row) {
  if (number === null || topic === null || title === null) return { ...bookmark, post: null };
  return {
    ...bookmark,
    post: { path: postPath({ topic: { code: topic, page }, number }), title, author, opening: openingOf(withoutHoles(bodyHtml ?? "")) },
  };
}
