import { uuidv7 } from "uuidv7";
import { forumModerations } from "#db/schema/forum";
import { recordEntry } from "~/features/audit/record-entry.server";
import { notify } from "~/features/mail/notify.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { randomCode } from "~/lib/tokens.server";
import { moderationCause } from "./causes";

type Moderated = {
  post: { id: string; authorId: string | null; bodyMarkdown: string };
  kind: "removed" | "edited";
  why: string;
};

/** Puts a post's text aside before a moderator removes or replaces it, with the reason, and tells its author. */
export async function keepOriginal(ctx: Ctx, { post, kind, why }: Moderated): Promise<void> {
  const id = uuidv7();
  const code = randomCode();
  await ctx.db.insert(forumModerations).values({
    id,
    code,
    postId: post.id,
    kind,
    reason: why,
    originalMarkdown: post.bodyMarkdown,
    moderatorId: personIdOf(ctx.actor),
    at: ctx.now,
  });
  await recordEntry(ctx, {
    class: "act",
    action: `post.${kind}`,
    objectKind: "post",
    objectId: post.id,
    subjectId: post.authorId,
    // not the reason: it may name somebody else, and what this ledger holds of them could not be taken out
    detail: { moderation: code },
  });
  if (post.authorId)
    await notify(ctx, {
      personId: post.authorId,
      kind: "moderation",
      cause: moderationCause(id),
      mail: true,
      args: { moderationId: id, postId: post.id },
    });
}
