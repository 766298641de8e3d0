import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { newsletters } from "#db/schema/newsletters";
import { recordEntry } from "~/features/audit/record-entry.server";
import { listOf, scopeOfList } from "~/features/consents/joined-list.server";
import { createList, isListTaken } from "~/features/consents/lists.server";
import { audienceBlocker } from "~/features/permissions/audience.policy";
import { isFor } from "~/features/permissions/scope.server";
import { type Audience, createScope, readershipOf } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { demandSender } from "./issues/demand-sender";
import { type NewsletterBlocker, slugBlocker } from "./newsletter.policy";

export type NewNewsletter = {
  slug: string;
  name: string;
  /** What is in it, in one or two sentences. */
  description: string;
  /** How often, in words. */
  frequency: string;
  /** Who may read, and so get, it. */
  audience: Audience;
};
export type NewsletterResult = { ok: true; id: string; listId: string } | { ok: false; reason: NewsletterBlocker };

/**
 * Makes a newsletter, the last in their order, and the list of those who get it.
 * @throws ForbiddenError, NotFoundError for an unknown group
 */
export async function createNewsletter(ctx: Ctx, { audience, ...newsletter }: NewNewsletter): Promise<NewsletterResult> {
  demandSender(ctx);
  const { slug } = newsletter;
  const wrong = slugBlocker(slug);
  if (wrong) return { ok: false, reason: wrong };

  return inTransaction(ctx, async (ctx) => {
    // of two with one address the second is refused, not broken off
    await lockByName(ctx, "newsletters");
    const readership = await readershipOf(ctx, audience);
    const [same] = await ctx.db
      .select({ id: newsletters.id, listId: newsletters.listId })
      .from(newsletters)
      .innerJoin(...listOf(newsletters.listId))
      .innerJoin(...scopeOfList)
      .where(
        and(
          eq(newsletters.slug, slug),
          eq(newsletters.name, newsletter.name),
          eq(newsletters.description, newsletter.description),
          eq(newsletters.frequency, newsletter.frequency),
          isFor(readership),
        ),
      );
    // pressed twice
    if (same) return { ok: true, ...same };
    if (await isListTaken(ctx, slug)) return { ok: false, reason: "taken" };
    const unreadable = audienceBlocker(ctx.actor, readership);
    if (unreadable) return { ok: false, reason: unreadable };

    const scopeId = await createScope(ctx, audience);
    const purpose = `The newsletter ${newsletter.name}`;
    const listId = await createList(ctx, { slug, kind: "newsletter", purpose, channel: "email", scopeId });
    const id = uuidv7();
    const position = sql`(select coalesce(max(position) + 1, 0) from ${newsletters})`;
    await ctx.db.insert(newsletters).values({ id, listId, ...newsletter, position });
    await recordEntry(ctx, { class: "act", action: "newsletter.created", objectKind: "newsletter", objectId: slug, detail: { audience } });
    return { ok: true, id, listId };
  });
}
