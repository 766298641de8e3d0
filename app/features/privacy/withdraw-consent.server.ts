import { eq } from "drizzle-orm";
import { lists } from "#db/schema/consents";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

/** Takes back what was agreed to, with one press. Taken back before: nothing happens. */
export async function withdrawConsent(ctx: PersonCtx, slug: string): Promise<void> {
  const { personId } = ctx.actor;
  const [list] = await ctx.db.select({ id: lists.id }).from(lists).where(eq(lists.slug, slug));
  if (!list) throw new NotFoundError("consent");
  await changeSubscription(ctx, { personId, listId: list.id, action: "withdrawn", source: "account" });
}
