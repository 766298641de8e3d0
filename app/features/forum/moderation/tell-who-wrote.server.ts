import { and, asc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { isVeiled, writerOf } from "~/features/forum/posts/author.queries.server";
import { notify } from "~/features/mail/notifications/notify.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import type { moderationDecisionNotice } from "./moderation-decision-notice.mail.server";
import type { moderationNotice } from "./moderation-notice.mail.server";

type WholeTopic = {
  moderationId: string;
  topicId: string;
  postId: string;
  writerId: PersonId | null;
  /** Also whose post a moderator removed: it may come back before whoever reads there now. */
  evenRemoved?: boolean;
};

/**
 * Tells everybody whose post went, moved or came back with a whole topic, once however much they wrote in it. Who began it is told by the
 * act itself, and whoever acts knows. In the order of their ids, as all who tell many.
 */
export async function tellWhoWrote(
  ctx: Ctx,
  { moderationId, topicId, postId, writerId: beganIt, evenRemoved = false }: WholeTopic,
  notice: typeof moderationNotice | typeof moderationDecisionNotice,
  cause: string,
  mail = true,
): Promise<void> {
  const { removedAt, removedBy } = forumPosts;
  const writer = writerOf(forumPosts);
  const wrote = await ctx.db
    .selectDistinct({ personId: sql<PersonId>`${writer}` })
    .from(forumPosts)
    .where(
      and(
        eq(forumPosts.topicId, topicId),
        or(isNull(removedAt), evenRemoved ? eq(removedBy, "moderator") : undefined),
        isNotNull(writer),
        sql`${writer} is distinct from ${beganIt}::uuid`,
        sql`${writer} is distinct from ${personIdOf(ctx.actor)}::uuid`,
      ),
    )
    .orderBy(asc(writer));
  const people = wrote.map(({ personId }) => personId);
  await notify(ctx, people, notice, { moderationId, postId }, { cause, mail, veiled: await isVeiled(ctx, postId) });
}
