import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { isIgnoredId } from "~/features/forum/ignoring/ignores.queries.server";
import { postPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { recordsOf } from "~/features/people/persons.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { openingOf } from "~/lib/opening.server";
import { cursorOf, pageOf, readCursor } from "~/lib/pages";
import { namedHtml } from "./mentions.queries.server";
import { withoutHoles } from "./quotes";

const PER_PAGE = 20;
/** Of so many of somebody's posts, from where a page begins, those are found that its reader may read: the work has an end. */
const LOOKED_AT = 300;

/**
 * A page of what somebody wrote and this reader may read, newest first; `began`: the topics that they began. `after` is the `next` of the
 * page before. It begins after a post that the reader was shown, so nothing tells of those that they may not read. And whether the reader
 * ignores them. `judged`: for a moderator who decides about them, of all their records and also of what is hidden, without its words.
 */
export async function listPostsOf(
  ctx: Ctx,
  personId: PersonId,
  { began, after, judged = false }: { began: boolean; after: string | null; judged?: boolean },
) {
  const cursor = readCursor(after, /^[0-9a-z]{10}\.\d{1,7}$/);
  const [topic, number] = cursor?.tie.split(".") ?? [];
  const last = sql`(select p.id from ${forumPosts} p join ${forumTopics} t on t.id = p.topic_id where t.code = ${topic} and p.number = ${Number(number)})`;
  const { id, topicId, number: at, bodyHtml, createdAt, removedAt, hiddenAt } = forumPosts;
  const newest = ctx.db
    .select({ id, topicId, number: at, bodyHtml, createdAt, removedAt, hiddenAt })
    .from(forumPosts)
    .where(
      and(
        judged ? sql`${sql`${forumPosts.authorId}`} = any(${recordsOf(personId)})` : eq(forumPosts.authorId, personId),
        began ? sql`${at} = 1` : undefined,
        cursor ? sql`(${createdAt}, ${id}) < (${cursor.at.toISOString()}::timestamptz, ${last})` : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(LOOKED_AT)
    .as("newest");
  const written = ctx.db
    .select({
      number: newest.number,
      topic: topicColumns,
      bodyHtml: namedHtml(ctx, newest.bodyHtml, newest.id),
      createdAt: newest.createdAt,
      isHidden: sql<boolean>`${newest.hiddenAt} is not null`,
    })
    .from(newest)
    .innerJoin(forumTopics, eq(forumTopics.id, newest.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(
      and(
        isNull(newest.removedAt),
        judged ? undefined : isNull(newest.hiddenAt),
        began ? isNull(forumTopics.pageId) : undefined,
        readableTopic(ctx),
      ),
    )
    .orderBy(desc(newest.createdAt), desc(newest.id))
    .limit(PER_PAGE + 1);
  const { found, isIgnored } = await askTogether(ctx.db, { found: foundBy(written), isIgnored: isIgnoredId(ctx, sql`${personId}::uuid`) });
  const { rows, next } = pageOf(found, PER_PAGE, (post) => cursorOf({ at: post.createdAt, tie: `${post.topic.code}.${post.number}` }));
  return {
    posts: rows.map(({ bodyHtml, isHidden, ...post }) => ({
      title: post.topic.title,
      path: postPath(post),
      place: post,
      opening: isHidden ? null : openingOf(withoutHoles(bodyHtml)),
      createdAt: post.createdAt,
    })),
    next,
    isIgnored,
  };
}
