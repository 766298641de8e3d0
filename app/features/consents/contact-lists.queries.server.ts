import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { consentRecords, lists, subscriptions } from "#db/schema/consents";
import { scopeOf, visibleTo } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";

/** Lists beyond what one joined for: marketing and bulletins, by channel. */
const isForContact = inArray(lists.kind, ["marketing", "bulletin"]);

/** Those of the named lists that are offered; with `all`, for leaving, whatever they have become since. */
export async function findContactLists(ctx: Ctx, slugs: readonly string[], { all = false } = {}) {
  if (slugs.length === 0) return [];
  return ctx.db
    .select({ id: lists.id, slug: lists.slug, channel: lists.channel })
    .from(lists)
    .innerJoin(...scopeOf(lists.scopeId))
    .where(and(inArray(lists.slug, [...slugs]), isForContact, all ? undefined : and(isNull(lists.closedAt), visibleTo(ctx))))
    .orderBy(asc(lists.slug));
}

/** Every such list that is offered or on, with a person's last answer to it. */
export const listContactAnswers = (ctx: Ctx, personId: PersonId | null) =>
  ctx.db
    .select({
      slug: lists.slug,
      purpose: lists.purpose,
      channel: lists.channel,
      state: subscriptions.state,
      answeredAt: subscriptions.changedAt,
      source: consentRecords.source,
    })
    .from(lists)
    .innerJoin(...scopeOf(lists.scopeId))
    .leftJoin(subscriptions, and(eq(subscriptions.listId, lists.id), personId ? eq(subscriptions.personId, personId) : sql`false`))
    .leftJoin(consentRecords, eq(consentRecords.id, subscriptions.consentId))
    .where(and(isForContact, or(and(isNull(lists.closedAt), visibleTo(ctx)), eq(subscriptions.state, "active"))))
    .orderBy(asc(lists.slug));
