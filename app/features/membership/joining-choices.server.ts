import { listJoinable } from "~/features/consents/lists.server";
import { ensureMarketingLists } from "~/features/consents/marketing-lists.server";
import { MARKETING_PURPOSES, marketingSlug } from "~/features/consents/marketing-purposes";
import { selectWordings, type Wording } from "~/features/consents/wordings.server";
import { listInterests } from "~/features/people/interests.queries.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { JOINING, JOINING_CHOICES } from "./joining-wordings";
import type { JoiningChoice } from "./types";

/**
 * Each marketing purpose that a network has from its first day is a choice of its own, by the one channel
 * that an applicant has given (PMN-1, PMN-3).
 */
const MARKETING = MARKETING_PURPOSES.map(({ key, purpose }) => ({ slug: marketingSlug(key, "email"), purpose }));

/**
 * What the form of joining shows: what its reader may ask for besides (marketing purposes, and newsletters that are open to everybody), the
 * interests that are offered, and the wordings in force.
 */
export const getJoiningForm = (ctx: Ctx) =>
  askTogether(ctx.db, {
    choices: foundBy(listJoinable(ctx), toChoices),
    interests: foundBy(listInterests(ctx)),
    wordings: foundBy(selectWordings(ctx, [JOINING.slug, JOINING_CHOICES.slug]), (found) => {
      const textOf = ({ slug, body }: Pick<Wording, "slug" | "body">) => found.find((wording) => wording.slug === slug)?.body ?? body;
      return { joining: textOf(JOINING), choices: textOf(JOINING_CHOICES) };
    }),
  });

function toChoices(known: Awaited<ReturnType<typeof listJoinable>>): JoiningChoice[] {
  const made = known.filter(({ isOffered }) => isOffered).map(({ slug, purpose }) => ({ slug, label: purpose }));
  const yetToMake = MARKETING.filter(({ slug }) => !known.some((list) => list.slug === slug));
  return [...yetToMake.map(({ slug, purpose }) => ({ slug, label: purpose })), ...made];
}

/** The lists behind the boxes that were ticked; whatever else was sent is left out. */
export async function resolveChoices(ctx: Ctx, slugs: readonly string[]): Promise<string[]> {
  if (slugs.length === 0) return [];
  if (MARKETING.some(({ slug }) => slugs.includes(slug))) await ensureMarketingLists(ctx);
  return (await listJoinable(ctx)).filter(({ slug, isOffered }) => isOffered && slugs.includes(slug)).map(({ id }) => id);
}

/** Those of the lists that are still offered: one may have closed between the form and the button. */
export async function stillOffered(ctx: Ctx, listIds: readonly string[]): Promise<{ id: string; label: string }[]> {
  if (listIds.length === 0) return [];
  const known = await listJoinable(ctx);
  return known.filter(({ id, isOffered }) => isOffered && listIds.includes(id)).map(({ id, purpose }) => ({ id, label: purpose }));
}
