import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads, forumWatches } from "#db/schema/forum/watching";
import { pageWithReaders } from "~/features/content/pages/page-place.server";
import type { LiveFound } from "~/features/content/types";
import { ownWaiting } from "~/features/forum/held/held.queries.server";
import { author } from "~/features/forum/posts/author.queries.server";
import { typedQuotes } from "~/features/forum/posts/quotes";
import { quotableIn } from "~/features/forum/posts/quotes.queries.server";
import { admitted, ownSanction } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfPost, type Quoting } from "~/features/forum/topics/topic-address";
import { isClosed } from "~/features/forum/topics/topic-dates.queries.server";
import { onPage, postColumns, viewPost } from "~/features/forum/topics/topics.queries.server";
import { newSince, ownRead } from "~/features/forum/topics/unread.queries.server";
import type { PostView } from "~/features/forum/types";
import { ownCategoryWatch, ownId, ownWatch, watchColumns } from "~/features/forum/watching/own-watch.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

type Asked = { pageId: string; page: number; asked?: Quoting; live?: Record<string, SQL<LiveFound>> };

/**
 * One page of the comments under a content page, in one statement, with who can read what is written there; `topic` is null until the first
 * comment. A number beyond the end is the first page. @throws NotFoundError, also for a page that this reader may not read
 */
export async function getComments(ctx: Ctx, { pageId, page, asked = [], live = {} }: Asked) {
  const rows = await selectComments(ctx, pageId, page, asked, live);
  const [first] = rows;
  if (!first) throw new NotFoundError("page");
  const pages = Math.max(1, pageOfPost(first.topic?.lastPostNumber ?? 0));
  if (page > pages) return getComments(ctx, { pageId, page: 1, live });

  const { readers, watch, lastRead, newSince, sanction } = first;
  const topic = first.topic && { ...first.topic, readers, watch, lastRead, newSince, isPinned: false };
  // nobody asked, and nothing is the answer
  const postTopic = {
    isLocked: topic?.isLocked ?? false,
    writerId: null,
    code: topic?.code ?? "",
    page: topic?.page ?? "",
    answer: null,
    sanction,
  };
  const posts = topic ? rows.flatMap(({ post }) => (post ? [post] : [])) : [];
  return {
    topic,
    readers,
    sanction,
    added: typedQuotes({ page: "" }, asked, first.quotable),
    page,
    pages,
    posts: posts.map((post): PostView => viewPost(ctx, post, postTopic)),
    postIds: posts.map(({ id }) => id),
    live: first.live,
  };
}

async function selectComments(ctx: Ctx, pageId: string, page: number, asked: Quoting, live: Record<string, SQL<LiveFound>>) {
  const { author: shownAuthor, ...post } = postColumns(ctx);
  // none is no object that can be selected
  const places: Record<string, SQL<LiveFound | null>> = { none: sql`null`, ...live };
  const commented = pageWithReaders(ctx, pageId);
  const rows = await ctx.db
    .select({
      readers: { audience: commented.audience, groups: commented.groups },
      topic: {
        id: forumTopics.id,
        code: forumTopics.code,
        isLocked: isClosed(ctx),
        lastPostNumber: forumTopics.lastPostNumber,
        ownWaiting: ownWaiting(ctx, sql`own.topic_id = ${forumTopics.id}`),
      },
      quotable: quotableIn(
        ctx,
        forumTopics.id,
        asked.map(({ number }) => number),
      ),
      pagePath: commented.path,
      watch: watchColumns(ownId(ctx)),
      lastRead: forumReads.lastReadNumber,
      newSince: newSince(ctx),
      sanction: ownSanction(ctx),
      live: places,
      post,
      author: shownAuthor,
    })
    .from(commented)
    .leftJoin(forumTopics, and(eq(forumTopics.pageId, commented.id), admitted(ctx)))
    .leftJoin(forumWatches, ownWatch(ctx))
    .leftJoin(forumCategoryWatches, ownCategoryWatch(ctx))
    .leftJoin(forumReads, ownRead(ctx))
    .leftJoin(forumPosts, and(eq(forumPosts.topicId, forumTopics.id), onPage(page)))
    .leftJoin(...author.of(forumPosts.authorId))
    .orderBy(asc(forumPosts.number));
  return rows.map(({ topic, pagePath, post, author, ...row }) => ({
    ...row,
    topic: topic?.id ? { ...topic, page: pagePath } : null,
    post: post?.id ? { ...post, author } : null,
  }));
}
