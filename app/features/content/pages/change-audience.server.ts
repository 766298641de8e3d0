import { recordEntry } from "~/features/audit/record-entry.server";
import { changeScope, lockScopes } from "~/features/permissions/change-scope.server";
import type { Audience } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandEditor } from "./demand-editor";
import type { AudienceBlocker } from "./page.policy";
import { getPageForUpdate } from "./page-for-update.server";

export type AudienceResult = { ok: true; narrowed: number } | { ok: false; reason: AudienceBlocker };

/**
 * Says anew who may read a page. Wider pages below it are narrowed along, and the comments under each follow its page.
 * @throws ForbiddenError, NotFoundError
 */
export async function changeAudience(ctx: Ctx, { code, audience }: { code: string; audience: Audience }): Promise<AudienceResult> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    await lockScopes(ctx);
    const page = await getPageForUpdate(ctx, code);
    const changed = await changeScope(ctx, page.scopeId, audience);
    if (!changed.ok) return changed;
    await recordEntry(ctx, {
      class: "act",
      action: "content.audience-changed",
      objectKind: "page",
      objectId: page.id,
      detail: { before: changed.before, after: audience, narrowed: changed.narrowed },
    });
    return { ok: true, narrowed: changed.narrowed };
  });
}
