import { eq } from "drizzle-orm";
import { forumSanctions } from "#db/schema/forum/sanctions";
import { recordEntry } from "~/features/audit/record-entry.server";
import { countDecisions } from "~/features/forum/decisions/count-decision.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import type { DecisionInput } from "~/features/forum/moderation/moderation.schema";
import { sanctionOutcomeCause } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type LiftBlocker, liftBlocker, type SanctionDecisionBlocker, sanctionDecisionBlocker } from "./sanction.policy";
import type { LiftInput } from "./sanction.schema";
import { sanctionOutcomeNotice } from "./sanction-outcome-notice.mail.server";
import { findSanctionForUpdate, getSanction, type SanctionForUpdate } from "./sanctions.queries.server";

/** A sanction for a moderator. The look is written down, and the member sees it. @throws ForbiddenError, NotFoundError */
export async function openSanction(ctx: Ctx, code: string) {
  demandModerator(ctx);
  return inTransaction(ctx, async (ctx) => {
    const sanction = await getSanction(ctx, code);
    if (!sanction.isOwn) await recordAct(ctx, sanction, "access", "sanction.opened");
    return sanction;
  });
}

/** Ends a sanction before its time, or takes back one that was wrong; the member is told why. @throws NotFoundError, ForbiddenError */
export async function liftSanction(
  ctx: Ctx,
  code: string,
  { as, why }: LiftInput,
): Promise<{ ok: true } | { ok: false; reason: LiftBlocker }> {
  return inTransaction(ctx, async (ctx) => {
    const sanction = await getSanctionForUpdate(ctx, code);
    const reason = liftBlocker(ctx.actor, sanction, as);
    if (reason) return { ok: false, reason };

    await end(ctx, sanction, { endedAs: as, endedWhy: why });
    await countDecisions(ctx, [{ kind: "act", about: sanction.kind, outcome: as }]);
    await recordAct(ctx, sanction, "act", as === "lifted" ? "sanction.lifted" : "sanction.undone");
    return { ok: true };
  });
}

export type SanctionDecisionResult = { ok: true } | { ok: false; reason: SanctionDecisionBlocker };

/** Another moderator answers an appeal: it stands, or it is taken back. @throws NotFoundError, ForbiddenError */
export async function decideSanctionAppeal(
  ctx: Ctx,
  code: string,
  { decision, why }: Pick<DecisionInput, "decision" | "why">,
): Promise<SanctionDecisionResult> {
  return inTransaction(ctx, async (ctx) => {
    const sanction = await getSanctionForUpdate(ctx, code);
    const reason = sanctionDecisionBlocker(ctx.actor, sanction);
    if (reason) return { ok: false, reason };

    await ctx.db
      .update(forumSanctions)
      .set({ decision, decisionWhy: why, decidedAt: ctx.now, decidedBy: personIdOf(ctx.actor) })
      .where(eq(forumSanctions.id, sanction.id));
    await countDecisions(ctx, [{ kind: "appeal", about: sanction.kind, outcome: decision, since: sanction.appealedAt }]);
    await recordAct(ctx, sanction, "act", `appeal.${decision}`);
    if (decision === "undone") await end(ctx, sanction, { endedAs: "undone", endedWhy: why });
    else await tell(ctx, sanction, "upheld");
    return { ok: true };
  });
}

/** Somebody looked again at a suspension without an end, and it goes on. False where it is over. @throws NotFoundError, ForbiddenError */
export async function reviewSanction(ctx: Ctx, code: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const sanction = await getSanctionForUpdate(ctx, code);
    if (!sanction.isStanding || sanction.personId === personIdOf(ctx.actor)) return false;
    await ctx.db.update(forumSanctions).set({ reviewedAt: ctx.now }).where(eq(forumSanctions.id, sanction.id));
    await recordAct(ctx, sanction, "act", "sanction.reviewed");
    return true;
  });
}

async function getSanctionForUpdate(ctx: Ctx, code: string): Promise<SanctionForUpdate> {
  demandModerator(ctx);
  const sanction = await findSanctionForUpdate(ctx, code);
  if (!sanction) throw new NotFoundError("sanction");
  return sanction;
}

async function end(ctx: Ctx, sanction: SanctionForUpdate, as: { endedAs: "lifted" | "undone"; endedWhy: string }): Promise<void> {
  await ctx.db
    .update(forumSanctions)
    .set({ ...as, endedAt: ctx.now, endedBy: personIdOf(ctx.actor) })
    .where(eq(forumSanctions.id, sanction.id));
  await tell(ctx, sanction, as.endedAs);
}

const tell = (ctx: Ctx, { id, personId }: SanctionForUpdate, outcome: "upheld" | "undone" | "lifted") =>
  notify(ctx, [personId], sanctionOutcomeNotice, { sanctionId: id, outcome }, { cause: sanctionOutcomeCause(id, outcome) });

type Action = "sanction.opened" | "sanction.lifted" | "sanction.undone" | "sanction.reviewed" | "appeal.upheld" | "appeal.undone";

/** Without reasons: they may name somebody else. */
const recordAct = (ctx: Ctx, { code, personId }: { code: string; personId: string }, kind: "act" | "access", action: Action) =>
  recordEntry(ctx, {
    class: kind,
    action,
    objectKind: "sanction",
    objectId: code,
    subjectId: personId,
    ...(kind === "access" ? { purpose: "moderation" } : {}),
  });
