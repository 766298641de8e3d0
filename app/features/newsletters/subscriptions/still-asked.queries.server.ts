import { daysOf } from "#db/retention";
import { listAsked } from "~/features/consents/ask-again.server";
import { listNewslettersByList } from "~/features/newsletters/newsletters.queries.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";

/** What somebody agrees to who says that they still want it. */
export const STILL_WANTED = {
  slug: "still-wanted",
  body: "Yes, please go on with what is named on this page, as I asked for it before. I can stop each of them at any time, and it counts at once.",
} as const;

/**
 * What a person is asked about by one mail, newsletters by their names and everything else by its purpose, and when it ends without
 * an answer. Null, once they have answered.
 */
export async function findStillAsked(ctx: Ctx, subscriptionId: string): Promise<{ names: string[]; endsAt: Date } | null> {
  const asked = await listAsked(ctx, subscriptionId);
  const askedAt = asked[0]?.askedAt;
  if (!askedAt) return null;
  const newsletters = await listNewslettersByList(
    ctx,
    asked.map(({ listId }) => listId),
  );
  return {
    names: asked.map((one) => newsletters.find(({ listId }) => listId === one.listId)?.name ?? `${one.purpose}, by ${one.channel}`),
    endsAt: later(askedAt, daysOf("answer") * DAY),
  };
}
