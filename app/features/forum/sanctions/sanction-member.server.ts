import { uuidv7 } from "uuidv7";
import { forumSanctions } from "#db/schema/forum/sanctions";
import { recordEntry } from "~/features/audit/record-entry.server";
import { countDecisions } from "~/features/forum/decisions/count-decision.server";
import { sanctionCause } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import { findRolesForUpdate } from "~/features/people/actor.queries.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { getWriter } from "./get-writer.server";
import { type SanctionBlocker, type SanctionEndBlocker, sanctionBlocker, sanctionEndBlocker } from "./sanction.policy";
import type { SanctionInput } from "./sanction.schema";
import { sanctionNotice } from "./sanction-notice.mail.server";
import { listStandingKinds } from "./sanctions.queries.server";

export type SanctionResult = { ok: true; code: string } | { ok: false; reason: SanctionBlocker | SanctionEndBlocker };

/**
 * A moderator warns somebody, limits them to reading or suspends them from the forum. They are told at once, in the
 * moderator's words. @throws NotFoundError, ForbiddenError
 */
export async function sanctionMember(ctx: PersonCtx, ref: string, { kind, reason: why, endsAt }: SanctionInput): Promise<SanctionResult> {
  const { personId } = await getWriter(ctx, ref);
  return inTransaction(ctx, async (ctx) => {
    // of two moderators at once the second sees what the first did
    const roles = await findRolesForUpdate(ctx, personId);
    if (!roles) throw new NotFoundError("member");
    const standing = await listStandingKinds(ctx, personId);
    const reason = sanctionBlocker(ctx.actor, { personId, roles, standing }, kind) ?? sanctionEndBlocker(kind, endsAt, ctx.now);
    if (reason) return { ok: false, reason };

    const id = uuidv7();
    const code = randomCode();
    const { personId: moderatorId } = ctx.actor;
    await ctx.db.insert(forumSanctions).values({ id, code, personId, kind, reason: why, moderatorId, at: ctx.now, endsAt });
    await recordEntry(ctx, {
      class: "act",
      action: "member.sanctioned",
      objectKind: "sanction",
      objectId: code,
      subjectId: personId,
      // not the reason: it may name somebody else
      detail: { kind },
    });
    await countDecisions(ctx, [{ kind: "act", about: kind, outcome: "done" }]);
    await notify(ctx, [personId], sanctionNotice, { sanctionId: id }, { cause: sanctionCause(id) });
    return { ok: true, code };
  });
}
