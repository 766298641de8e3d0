import { and, asc, eq, inArray, isNotNull, or } from "drizzle-orm";
import { forumPermalinks } from "#db/schema/forum/moving";
import { forumTopics } from "#db/schema/forum/topics";
import { getPost, type PostAddress } from "~/features/forum/posts/posts.queries.server";
import { postPath, topicPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, readableOnce, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { mergedInto } from "~/features/forum/topics/topics.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { oldAddress, topicOfAddress } from "./old-address";

/**
 * Where an address of a moved forum leads now, for who may read what is there; to others it is as absent as any that never was. Asked
 * where nothing else has this address. Of a topic that was merged into another it leads to that one, and of a post that was moved to where
 * that stands.
 */
export async function findPermalink(ctx: Ctx, path: string): Promise<string | null> {
  const address = oldAddress(path);
  if (!address) return null;
  const within = topicOfAddress(address);
  const found = await ctx.db
    .select({ ...topicColumns, path: forumPermalinks.path, number: forumPermalinks.number, into: mergedInto(ctx) })
    .from(forumPermalinks)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPermalinks.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(
      and(
        inArray(forumPermalinks.path, [address, ...(within ? [within.topic] : [])]),
        readableOnce(ctx),
        or(topicStands(ctx), isNotNull(mergedInto(ctx))),
      ),
    )
    .orderBy(asc(forumPermalinks.path));
  const exact = found.find((row) => row.path === address);
  const row = exact ?? found.at(0);
  if (!row) return null;
  const number = exact ? exact.number : (within?.number ?? null);
  const post = number === null ? null : await findPost(ctx, { topic: row.code, number });
  if (post) return postPath(post);
  if (row.into) return topicPath({ ...row.into, page: null });
  return number === null ? topicPath(row) : postPath({ topic: row, number });
}

/** Where it stands now, also once it was split off or its topic merged. */
const findPost = (ctx: Ctx, address: PostAddress) =>
  getPost(ctx, address).catch((error) => {
    if (error instanceof NotFoundError) return null;
    throw error;
  });
