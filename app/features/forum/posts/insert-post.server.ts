import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumPosts } from "#db/schema/forum/posts";
import { forumReads, forumWatches } from "#db/schema/forum/watching";
import { closeDraft } from "~/features/drafts/save-draft.server";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import { readFurther } from "~/features/forum/topics/unread.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";

export type NewPost = { topicId: string; number: number; body: string; submissionId: string };

/** Writes a post of the actor's. Whoever writes watches, unless they muted the topic, and has read what they wrote. */
export async function insertPost(ctx: Ctx, { topicId, number, body, submissionId }: NewPost): Promise<{ id: string; number: number }> {
  const authorId = personIdOf(ctx.actor);
  if (!authorId) throw new ForbiddenError("signed-out");
  const id = uuidv7();
  const { html, version } = await renderWithFiles(ctx, body);
  await ctx.db.insert(forumPosts).values({
    id,
    topicId,
    number,
    authorId,
    bodyMarkdown: body,
    bodyHtml: html,
    rendererVersion: version,
    submissionId,
    createdAt: ctx.now,
  });
  await closeDraft(ctx, submissionId);
  await ctx.db.insert(forumWatches).values({ personId: authorId, topicId, level: "watching", changedAt: ctx.now }).onConflictDoNothing();
  await readOwnPost(ctx, { personId: authorId, topicId, number });
  return { id, number };
}

/** One's own post is no news, but it hides nothing that came just before it. */
async function readOwnPost(ctx: Ctx, { personId, topicId, number }: { personId: string; topicId: string; number: number }): Promise<void> {
  await ctx.db
    .insert(forumReads)
    .values({ personId, topicId, lastReadNumber: number, readAt: ctx.now })
    .onConflictDoUpdate({
      target: [forumReads.personId, forumReads.topicId],
      set: readFurther(ctx, number),
      setWhere: eq(forumReads.lastReadNumber, number - 1),
    });
}
