import { uuidv7 } from "uuidv7";
import { forumModerations } from "#db/schema/forum/moderation";
import { recordEntry } from "~/features/audit/record-entry.server";
import { countDecisions } from "~/features/forum/decisions/count-decision.server";
import { isVeiled } from "~/features/forum/posts/author.queries.server";
import { moderationCause } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Readership } from "~/features/permissions/audience.policy";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { randomCode } from "~/lib/tokens.server";
import { moderationNotice } from "./moderation-notice.mail.server";
import { isMove, type ModerationKind } from "./moderation-words";

type Moderated = {
  post: { id: string; authorId: string | null; writerId: string | null; bodyMarkdown: string };
  kind: ModerationKind;
  why: string;
  /** The title of its topic, where that is taken away. */
  title?: string;
  /** Who reads what it moves until then, and of a whole topic the category that it leaves. */
  from?: { readership: Readership; categoryId?: string };
  /** With much else of its author's, who is told of all of it once. */
  cleanUpId?: string;
};

/** What the ledger calls each act. */
const ACTIONS = {
  removed: "post.removed",
  edited: "post.edited",
  retitled: "topic.retitled",
  "topic-removed": "topic.removed",
  "topic-moved": "topic.moved",
  "posts-split": "topic.split",
  "topic-merged": "topic.merged",
  "writer-learned": "post.writer-learned",
} as const satisfies Record<ModerationKind, string>;

/** The words of the post stay where they are. */
const leavesText = (kind: ModerationKind) => kind === "retitled" || kind === "writer-learned" || isMove(kind);

/**
 * Puts a post's text or its topic's title aside before a moderator removes or replaces it, with the reason, and tells its author. Gives the
 * act's id.
 */
export async function keepOriginal(ctx: Ctx, { post, kind, why, title, from, cleanUpId }: Moderated): Promise<string> {
  const id = uuidv7();
  const code = randomCode();
  await ctx.db.insert(forumModerations).values({
    id,
    code,
    postId: post.id,
    kind,
    reason: why,
    originalMarkdown: leavesText(kind) ? "" : post.bodyMarkdown,
    originalTitle: title,
    fromCategoryId: from?.categoryId,
    fromAudience: from?.readership.audience,
    fromGroupIds: from?.readership.groupIds,
    moderatorId: personIdOf(ctx.actor),
    cleanUpId,
    at: ctx.now,
  });
  await countDecisions(ctx, [{ kind: "act", about: kind, outcome: "done" }]);
  await recordEntry(ctx, {
    class: "act",
    action: ACTIONS[kind],
    objectKind: "post",
    objectId: post.id,
    subjectId: post.authorId,
    // not the reason: it may name somebody else, and what this ledger holds of them could not be taken out
    detail: { moderation: code },
  });
  if (cleanUpId) return id;
  const told = { cause: moderationCause(id), veiled: await isVeiled(ctx, post.id) };
  if (post.writerId) await notify(ctx, [post.writerId], moderationNotice, { moderationId: id, postId: post.id }, told);
  return id;
}
