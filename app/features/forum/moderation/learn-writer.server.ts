import { memberPage } from "~/features/accounts/member-page.queries.server";
import { lockPost } from "~/features/forum/posts/lock-post.server";
import type { PostAddress } from "~/features/forum/posts/posts.queries.server";
import type { Named } from "~/features/forum/types";
import { joinedPerson } from "~/features/people/joined-person.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandModerator } from "./demand-moderator";
import { keepOriginal } from "./keep-original.server";
import { type LearningBlocker, learningBlocker } from "./moderation.policy";

/**
 * The one way to who wrote a post without their name: a moderator gives a reason, and its writer is told.
 * @throws NotFoundError, ForbiddenError
 */
export async function learnWriter(
  ctx: Ctx,
  { why, ...address }: PostAddress & { why: string },
): Promise<{ ok: true; writer: Named } | { ok: false; reason: LearningBlocker }> {
  return inTransaction(ctx, async (ctx) => {
    const { post } = await lockPost(ctx, address);
    demandModerator(ctx);
    const writer = await findWriter(ctx, post.writerId);
    const blocker = learningBlocker(post.author);
    if (blocker || !writer) return { ok: false, reason: blocker ?? "gone" };
    await keepOriginal(ctx, { post, kind: "writer-learned", why });
    return { ok: true, writer };
  });
}

/** Nobody, where they left. */
async function findWriter(ctx: Ctx, writerId: string | null): Promise<Named | null> {
  if (!writerId) return null;
  const writer = joinedPerson("writer");
  const [person, isThem] = writer.among([writerId]);
  const [found] = await ctx.db
    .select({ name: writer.name, member: memberPage(ctx, writer) })
    .from(person)
    .where(isThem);
  return found?.name ? { name: found.name, member: found.member } : null;
}
