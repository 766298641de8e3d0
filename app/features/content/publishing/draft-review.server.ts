import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { contentPages, contentRevisions } from "#db/schema/content";
import { contentReviewRequests } from "#db/schema/content/publishing";
import { notify } from "~/features/mail/notifications/notify.server";
import { isSamePerson, joinedPerson } from "~/features/people/joined-person.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { joinOf } from "~/lib/join.server";
import { draftReviewCause } from "./draft-review-cause";
import { draftReviewNotice } from "./draft-review-notice.mail.server";

const asker = joinedPerson("asker");
const request = alias(contentReviewRequests, "request");

/** Who waits for a review of a page's draft, and since when, in a statement about pages. */
export const reviewOfPage = {
  request: joinOf(request, eq(request.pageId, contentPages.id)),
  asker: asker.of(request.askedBy),
};
export const reviewColumns = { reviewAskedAt: request.askedAt };
export const reviewDetails = { reviewAskedBy: asker.name };

/** It waits. */
export const isInReview = sql`exists (select from ${contentReviewRequests} asked where asked.page_id = ${contentPages.id})`;

/** Over a joined revision: whoever asks saved it. */
export const isOwnRevision = (ctx: Ctx) => isSamePerson(sql`${contentRevisions.savedBy}`, sql`${personIdOf(ctx.actor)}::uuid`);

/** Whether somebody else has to publish this text of a page: the network wants it so, and the actor saved it. */
export async function needsAnother(ctx: Ctx, pageId: string, version: number): Promise<boolean> {
  if (!personIdOf(ctx.actor) || !(await isForAnother(ctx, true))) return false;
  const [own] = await ctx.db
    .select({ isOwn: sql<boolean>`coalesce(${isOwnRevision(ctx)}, false)` })
    .from(contentRevisions)
    .where(sql`${contentRevisions.pageId} = ${pageId} and ${contentRevisions.number} = ${version}`);
  return own?.isOwn ?? false;
}

/** The same of a text of which it is known whether the actor saved it. */
export const isForAnother = async (ctx: Ctx, isOwn: boolean): Promise<boolean> => isOwn && (await getSettings(ctx)).pageReviewers > 0;

/** Nobody waits any more: readers have the text, or will not get it. Whoever asked hears that they have it. */
export async function endReview(ctx: Ctx, pageId: string, published?: { version: number; by: PersonId | null }): Promise<void> {
  const [ended] = await ctx.db
    .delete(contentReviewRequests)
    .where(
      sql`${contentReviewRequests.pageId} = ${pageId} and ${published ? sql`${contentReviewRequests.version} <= ${published.version}` : sql`true`}`,
    )
    .returning();
  if (ended && published) await tellAsker(ctx, "published", pageId, ended.askedBy, published.by);
}

/** Tells whoever asked what became of it, unless they did it themselves, by a schedule too. */
export async function tellAsker(
  ctx: Ctx,
  turn: "sent-back" | "published",
  pageId: string,
  askedBy: PersonId | null,
  by = personIdOf(ctx.actor),
): Promise<void> {
  if (!askedBy || askedBy === by) return;
  await notify(ctx, [askedBy], draftReviewNotice, { pageId, turn }, { cause: draftReviewCause(turn, pageId, ctx.now) });
}
