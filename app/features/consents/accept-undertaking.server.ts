import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { UNDERTAKING } from "./undertaking";
import { acceptWording } from "./wording-acceptances.server";
import { ensureWording } from "./wordings.server";

/** The acting person accepts the undertaking as they read it. */
export async function acceptUndertaking(ctx: Ctx, read: { version: number }): Promise<{ ok: true } | { ok: false; reason: "changed" }> {
  return inTransaction(ctx, async (ctx) => {
    const { version } = await ensureWording(ctx, UNDERTAKING);
    if (read.version !== version) return { ok: false, reason: "changed" };
    await acceptWording(ctx, UNDERTAKING.slug);
    return { ok: true };
  });
}
