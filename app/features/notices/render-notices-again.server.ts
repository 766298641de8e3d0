import { eq, lt } from "drizzle-orm";
import { noticeVersions } from "#db/schema/notices";
import { wordingColumns, wordingOf } from "~/features/consents/joined-wording.server";
import type { Ctx } from "~/lib/ctx";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { inTransaction } from "~/lib/transaction.server";
import { renderNotice } from "./render-notice.server";

/** Versions that an older renderer made; what they say stays, and there are few. Gives how many there were. */
export async function renderNoticesAgain(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const old = await ctx.db
      .select({ id: noticeVersions.id, body: wordingColumns.body })
      .from(noticeVersions)
      .innerJoin(...wordingOf(noticeVersions.wordingId))
      .where(lt(noticeVersions.rendererVersion, RENDERER_VERSION))
      .for("update", { of: noticeVersions, skipLocked: true });
    for (const { id, body } of old) {
      const { html, version } = renderNotice(body);
      await ctx.db.update(noticeVersions).set({ bodyHtml: html, rendererVersion: version }).where(eq(noticeVersions.id, id));
    }
    return old.length;
  });
}
