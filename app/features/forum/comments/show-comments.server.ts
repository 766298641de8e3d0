import { uuidv7 } from "uuidv7";
import type { LiveFound } from "~/features/content/types";
import type { CommentsView } from "~/features/forum/components/comments";
import { moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import { authorName } from "~/features/forum/posts/author";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { replyBlocker } from "~/features/forum/topics/topic.policy";
import { askedQuery, type Quoting } from "~/features/forum/topics/topic-address";
import type { Told } from "~/features/mail/notifications/notifications.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { liveParts } from "~/lib/markdown/directives";
import { getComments } from "./comments.queries.server";
import { askLiveBlocks } from "./live-blocks.queries.server";

type Shown = {
  page: { id: string; path: string; bodyHtml?: string };
  /** Of the pages of comments. */
  number: number;
  /** What the reader is called. */
  name: string | null;
  /** What the address asks to be quoted. */
  asked?: Quoting;
  /** What they were told of and have not read. */
  unread?: readonly Told[];
};

/**
 * All that stands under a page, for its route, and what its reader gets in the places that the page has for it; what is shown counts as
 * read. @throws NotFoundError
 */
export async function showComments(
  ctx: Ctx,
  { page, number, name, asked = [], unread }: Shown,
): Promise<CommentsView & { live: LiveFound[] }> {
  const blocks = liveParts(page.bodyHtml ?? "").filter((part) => typeof part !== "string");
  const shown = await getComments(ctx, { pageId: page.id, page: number, asked, live: askLiveBlocks(ctx, blocks) });
  await markTopicRead(ctx, shown, unread);
  const { postIds: _, live, ...comments } = shown;
  return {
    live: blocks.flatMap((_, index) => live[`block${index}`] ?? []),
    ...comments,
    asked: askedQuery(asked),
    path: page.path,
    blocker: replyBlocker(ctx.actor, { isLocked: shown.topic?.isLocked ?? false, sanction: shown.sanction }),
    name: personIdOf(ctx.actor) ? authorName(name) : "",
    mayModerate: moderationBlocker(ctx.actor) === null,
    submissionId: uuidv7(),
  };
}
