import { eq } from "drizzle-orm";
import { newsletters } from "#db/schema/newsletters";
import { recordEntry } from "~/features/audit/record-entry.server";
import { areInterests } from "~/features/people/interests.queries.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandSender } from "./issues/demand-sender";
import { getNewsletter } from "./newsletters.queries.server";

/** Says what the issues of a newsletter are about, or that it is no one subject. @throws ForbiddenError, NotFoundError */
export async function chooseSubject(
  ctx: Ctx,
  { slug, interest }: { slug: string; interest: string | null },
): Promise<{ ok: true } | { ok: false; reason: "unknown-interest" }> {
  demandSender(ctx);
  return inTransaction(ctx, async (ctx) => {
    const { id, interest: before } = await getNewsletter(ctx, slug);
    if (interest && !(await areInterests(ctx, [interest], before ? [before] : []))) return { ok: false, reason: "unknown-interest" };
    await ctx.db.update(newsletters).set({ interest }).where(eq(newsletters.id, id));
    const detail = { before, after: interest };
    await recordEntry(ctx, { class: "act", action: "newsletter.subject-chosen", objectKind: "newsletter", objectId: slug, detail });
    return { ok: true };
  });
}
