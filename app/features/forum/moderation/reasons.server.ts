import { asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumReasons } from "#db/schema/forum/desk";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { demandModerator } from "./demand-moderator";
import { MOST_REASONS, moderationBlocker, type ReasonBlocker } from "./moderation.policy";

/** What moderators choose a reason from, in the order of the alphabet; nothing for others, who give none. */
export async function listReasons(ctx: Ctx): Promise<{ code: string; words: string }[]> {
  if (moderationBlocker(ctx.actor)) return [];
  const { code, words } = forumReasons;
  return ctx.db.select({ code, words }).from(forumReasons).orderBy(asc(words)).limit(MOST_REASONS);
}

/** Offers a reason from now on; once, however often it is sent. @throws ForbiddenError */
export async function addReason(ctx: Ctx, words: string): Promise<{ ok: true } | { ok: false; reason: ReasonBlocker }> {
  demandModerator(ctx);
  return inTransaction(ctx, async (ctx) => {
    await lockByName(ctx, "forum-reasons");
    const offered = await listReasons(ctx);
    if (offered.some((each) => each.words === words)) return { ok: true };
    if (offered.length >= MOST_REASONS) return { ok: false, reason: "too-many" };
    const code = randomCode();
    await ctx.db.insert(forumReasons).values({ id: uuidv7(), code, words, addedAt: ctx.now });
    // not its words: they may name somebody
    await recordEntry(ctx, { class: "act", action: "reason.added", objectKind: "reason", objectId: code });
    return { ok: true };
  });
}

/** Offers it no more; where it was given it stands. @throws ForbiddenError, NotFoundError */
export async function removeReason(ctx: Ctx, code: string): Promise<void> {
  demandModerator(ctx);
  await inTransaction(ctx, async (ctx) => {
    const [gone] = await ctx.db.delete(forumReasons).where(eq(forumReasons.code, code)).returning({ id: forumReasons.id });
    if (!gone) throw new NotFoundError("reason");
    await recordEntry(ctx, { class: "act", action: "reason.removed", objectKind: "reason", objectId: code });
  });
}
