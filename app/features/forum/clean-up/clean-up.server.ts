import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumCleanUps } from "#db/schema/forum/moderation";
import { enqueue } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { listPostsOf } from "~/features/forum/posts/posts-of-member.queries.server";
import { getWriter } from "~/features/forum/sanctions/get-writer.server";
import type { SanctionBlocker, SanctionEndBlocker } from "~/features/forum/sanctions/sanction.policy";
import { sanctionMember } from "~/features/forum/sanctions/sanction-member.server";
import { findRolesForUpdate, loadActor } from "~/features/people/actor.queries.server";
import type { PersonCtx } from "~/lib/ctx";
import { ForbiddenError, NotFoundError, SubmissionTakenError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { countChosen, findChosen, listChosenHeld } from "./chosen-posts.queries.server";
import { type CleanUpBlocker, cleanUpBlocker } from "./clean-up.policy";
import type { CleanUpChoice, CleanUpInput } from "./clean-up.schema";

export type CleanUpResult =
  | { ok: true; code: string }
  | { ok: false; by: "clean-up"; reason: CleanUpBlocker | "nothing" }
  | { ok: false; by: "sanction"; reason: SanctionBlocker | SanctionEndBlocker };

/** What stands or waits of so much of somebody's is offered to be ticked beside what they posted. */
const WAITING_SHOWN = 20;

/**
 * What somebody posted under their name, for a moderator who chooses what of it to remove, newest first; and what waits, on the first
 * page. @throws NotFoundError, ForbiddenError
 */
export async function showPostsToCleanUp(ctx: PersonCtx, ref: string, after: string | null) {
  const { personId, ...member } = await getCleanable(ctx, ref);
  const { posts, next } = await listPostsOf(ctx, personId, { began: false, after, judged: true });
  const everything = { personId, since: null, chosen: null, at: ctx.now };
  const held = after ? [] : await listChosenHeld(ctx, everything, WAITING_SHOWN);
  return { member, posts, next, held: held.map(({ code, title, heldAt }) => ({ code, title, heldAt })) };
}

/** What removing it will do. @throws NotFoundError, ForbiddenError */
export async function previewCleanUp(ctx: PersonCtx, ref: string, choice: CleanUpChoice) {
  const { personId, ...member } = await getCleanable(ctx, ref);
  return { member, counts: await countChosen(ctx, await findChosen(ctx, personId, choice)), reasons: await listReasons(ctx) };
}

async function getCleanable(ctx: PersonCtx, ref: string) {
  const { isOwn: _, ...member } = await getWriter(ctx, ref);
  const actor = await loadActor(ctx.db, member.personId, ctx.now);
  const blocker = cleanUpBlocker(ctx.actor, { personId: member.personId, roles: actor.kind === "person" ? actor.roles : [] });
  if (blocker) throw new ForbiddenError(blocker);
  return member;
}

/**
 * A moderator has much of what one member posted removed, for one reason, and sanctions them in the same step. A job removes it
 * (`carryOutCleanUp`). The same form sent twice does it once. @throws NotFoundError, ForbiddenError, SubmissionTakenError
 */
export async function cleanUp(ctx: PersonCtx, ref: string, { choice, why, sanction, submissionId }: CleanUpInput): Promise<CleanUpResult> {
  const { personId } = await getWriter(ctx, ref);
  return inTransaction<CleanUpResult, PersonCtx>(ctx, async (ctx) => {
    const roles = await findRolesForUpdate(ctx, personId);
    if (!roles) throw new NotFoundError("member");
    const { personId: moderatorId } = ctx.actor;
    const [sent] = await ctx.db.select().from(forumCleanUps).where(eq(forumCleanUps.submissionId, submissionId));
    if (sent && (sent.personId !== personId || sent.moderatorId !== moderatorId)) throw new SubmissionTakenError();
    if (sent) return { ok: true, code: sent.code };

    const { since, chosen, at } = await findChosen(ctx, personId, choice);
    const { topics, begun, replies, held } = await countChosen(ctx, { personId, since, chosen, at });
    const reason = cleanUpBlocker(ctx.actor, { personId, roles }) ?? (topics + begun + replies + held === 0 ? "nothing" : null);
    if (reason) return { ok: false, by: "clean-up", reason };
    const laid = sanction && (await sanctionMember(ctx, ref, sanction));
    if (laid && !laid.ok) return { ok: false, by: "sanction", reason: laid.reason };

    const id = uuidv7();
    const code = randomCode();
    await ctx.db.insert(forumCleanUps).values({ id, code, personId, reason: why, moderatorId, at, since, chosen, submissionId });
    await recordEntry(ctx, { class: "act", action: "member.cleaned-up", objectKind: "clean-up", objectId: code, subjectId: personId });
    await enqueue(ctx, "forum.clean-up", { cleanUpId: id });
    return { ok: true, code };
  });
}
