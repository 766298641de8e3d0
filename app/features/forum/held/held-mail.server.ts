import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { idOfCause, wordEach } from "~/features/forum/watching/causes";
import { type MailMessage, SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { rolesWith } from "~/features/permissions/permissions";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { holdsRole } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { categoryOfHeld, scopeOfHeld } from "./held.queries.server";

/** What the mails about a held post are queued with. */
export const heldArgs = z.object({ heldId: z.uuid() });

export type ToldHeld = Awaited<ReturnType<typeof selectTold>>[number];

/** What was held, as far as somebody who is told of it may know now. */
export async function findMailedHeld(ctx: Ctx, { args, personId }: MailMessage<z.infer<typeof heldArgs>>): Promise<ToldHeld | null> {
  if (!personId) return null;
  const [held] = await selectTold(ctx, personId, [args.heldId]);
  return held ?? null;
}

/** The same for the inbox. */
export const wordHeld = (
  ctx: Ctx,
  causes: string[],
  say: (held: ToldHeld, cause: string) => NotificationWords | null,
): SQL<Map<string, NotificationWords>> =>
  foundBy(selectTold(ctx, personIdOf(ctx.actor), causes.map(idOfCause)), (held) => wordEach(causes, held, say));

function selectTold(ctx: Ctx, personId: PersonId | null, ids: string[]) {
  const reader = sql`${personId}::uuid`;
  const mayRead = sql`(${visibleToPerson(reader, ctx.now)} and (${forumHeldPosts.topicId} is null or ${topicStands(ctx)}))`;
  return ctx.db
    .select({
      id: forumHeldPosts.id,
      code: forumHeldPosts.code,
      state: forumHeldPosts.state,
      heldAt: forumHeldPosts.heldAt,
      reason: forumHeldPosts.reason,
      declinedAt: forumHeldPosts.declinedAt,
      decisionWhy: forumHeldPosts.decisionWhy,
      decidedAt: forumHeldPosts.decidedAt,
      isAppealed: sql<boolean>`${forumHeldPosts.appealedAt} is not null`,
      isOwn: sql<boolean>`${forumHeldPosts.authorId} is not distinct from ${reader}`,
      mayJudge: sql<boolean>`(${holdsRole(reader, rolesWith("moderate"), ctx.now)} and ${visibleToPerson(reader, ctx.now)})`,
      /** Named to those who may read it. */
      place: sql<string | null>`case when ${mayRead} then coalesce(${topicColumns.title}, ${forumCategories.name}) end`,
      ...readersColumns,
    })
    .from(forumHeldPosts)
    .leftJoin(forumTopics, eq(forumTopics.id, forumHeldPosts.topicId))
    .leftJoin(forumCategories, categoryOfHeld)
    .innerJoin(...scopeOfHeld)
    .leftJoin(...pageOfTopic)
    .where(isOneOf(forumHeldPosts.id, ids));
}

export const SAMPLE_HELD: ToldHeld = {
  id: "",
  code: "3hd8w2kq7p",
  state: "waiting",
  heldAt: SAMPLE_DAY,
  reason: null,
  declinedAt: null,
  decisionWhy: null,
  decidedAt: null,
  isAppealed: false,
  isOwn: true,
  mayJudge: true,
  place: "Who answers the mailbox?",
  audience: "members",
  groups: [],
};
