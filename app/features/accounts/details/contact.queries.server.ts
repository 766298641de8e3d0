import { listContactAnswers } from "~/features/consents/contact-lists.queries.server";
import {
  type Channel,
  MARKETING_CHANNELS,
  MARKETING_PURPOSES,
  marketingSlug,
  marketingWording,
} from "~/features/consents/marketing-purposes";
import { selectWordings, type Wording } from "~/features/consents/wordings.server";
import { CONTACT_CHANNELS, contactDetailsOf } from "~/features/people/contact-details.server";
import { selectPrimaryAddress } from "~/features/people/persons.server";
import { askTogether, firstOf, foundBy } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";

/** One box: a purpose by one channel, and the last answer to it. */
export type ContactChoice = { slug: string; channel: Channel; isOn: boolean; answeredAt: Date | null; source: string | null };
export type ContactPurpose = { purpose: string; wording: string | null; choices: ContactChoice[] };

/** Every purpose for which one may be reached beyond what one joined for, by channel; bulletins of the network after those. */
const answersAndWordings = (ctx: PersonCtx) => ({
  rows: foundBy(listContactAnswers(ctx, ctx.actor.personId)),
  wordings: foundBy(
    selectWordings(
      ctx,
      MARKETING_PURPOSES.map(({ key }) => marketingWording(key)),
    ),
  ),
});

type Answers = Awaited<ReturnType<typeof listContactAnswers>>;

function toPurposes({ rows, wordings }: { rows: Answers; wordings: Pick<Wording, "slug" | "body">[] }): ContactPurpose[] {
  const answerTo = (slug: string, channel: Channel): ContactChoice => {
    const row = rows.find((each) => each.slug === slug);
    return { slug, channel, isOn: row?.state === "active", answeredAt: row?.answeredAt ?? null, source: row?.source ?? null };
  };

  const asked = MARKETING_PURPOSES.map(({ key, purpose, wording }) => ({
    purpose,
    wording: wordings.find(({ slug }) => slug === marketingWording(key))?.body ?? wording,
    choices: MARKETING_CHANNELS.map((channel) => answerTo(marketingSlug(key, channel), channel)),
  }));
  const known = new Set(asked.flatMap(({ choices }) => choices.map(({ slug }) => slug)));
  const others = rows.filter(({ slug }) => !known.has(slug));
  return [...asked, ...others.map(({ slug, purpose, channel }) => ({ purpose, wording: null, choices: [answerTo(slug, channel)] }))];
}

/** All that the page of it shows. */
export async function getMyContact(ctx: PersonCtx) {
  const { personId } = ctx.actor;
  const { details, primary, ...asked } = await askTogether(ctx.db, {
    details: contactDetailsOf(ctx, personId),
    primary: firstOf(selectPrimaryAddress(ctx, personId)),
    ...answersAndWordings(ctx),
  });
  const given = CONTACT_CHANNELS.filter((channel) => details[channel] !== "");
  return { details, purposes: toPurposes(asked), reachable: [...(primary ? ["email" as const] : []), ...given] };
}
