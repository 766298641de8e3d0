import { uuidv7 } from "uuidv7";
import type { CommentsView } from "~/features/forum/components/comments";
import { moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import { authorName } from "~/features/forum/posts/author";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { replyBlocker } from "~/features/forum/topics/topic.policy";
import { askedQuery, type Quoting } from "~/features/forum/topics/topic-address";
import type { Told } from "~/features/mail/notifications/notifications.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { getComments } from "./comments.queries.server";

type Shown = {
  page: { id: string; path: string };
  /** Of the pages of comments. */
  number: number;
  /** What the reader is called. */
  name: string | null;
  /** What the address asks to be quoted. */
  asked?: Quoting;
  /** What they were told of and have not read. */
  unread?: readonly Told[];
};

/** All that stands under a page, for its route; what is shown counts as read. @throws NotFoundError */
export async function showComments(ctx: Ctx, { page, number, name, asked = [], unread }: Shown): Promise<CommentsView> {
  const shown = await getComments(ctx, { pageId: page.id, page: number, asked });
  await markTopicRead(ctx, shown, unread);
  const { postIds: _, ...comments } = shown;
  return {
    ...comments,
    asked: askedQuery(asked),
    path: page.path,
    blocker: replyBlocker(ctx.actor, { isLocked: shown.topic?.isLocked ?? false, sanction: shown.sanction }),
    name: personIdOf(ctx.actor) ? authorName(name) : "",
    mayModerate: moderationBlocker(ctx.actor) === null,
    submissionId: uuidv7(),
  };
}
