import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { wordingAcceptances, wordings } from "#db/schema/people";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import type { NoticeSlug } from "./notices";

/** The acting person has read this version of a notice. Twice is once. @throws NotFoundError */
export async function acceptNotice(ctx: Ctx, slug: NoticeSlug, version: number): Promise<void> {
  const personId = ctx.actor.kind === "person" ? personIdOf(ctx.actor) : null;
  if (!personId) throw new ForbiddenError("persons-only");
  await inTransaction(ctx, async (ctx) => {
    const [wording] = await ctx.db
      .select({ id: wordings.id })
      .from(wordings)
      .where(and(eq(wordings.slug, slug), eq(wordings.version, version)));
    if (!wording) throw new NotFoundError("version");
    const [known] = await ctx.db
      .select({ id: wordingAcceptances.id })
      .from(wordingAcceptances)
      .where(and(eq(wordingAcceptances.personId, personId), eq(wordingAcceptances.wordingId, wording.id)))
      .limit(1);
    if (!known) await ctx.db.insert(wordingAcceptances).values({ id: uuidv7(), personId, wordingId: wording.id, acceptedAt: ctx.now });
  });
}
