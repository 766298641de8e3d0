import { findContactLists } from "~/features/consents/contact-lists.queries.server";
import { ensureMarketingLists } from "~/features/consents/marketing-lists.server";
import {
  type Channel,
  MARKETING_CHANNELS,
  MARKETING_PURPOSES,
  marketingSlug,
  marketingWording,
} from "~/features/consents/marketing-purposes";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { ensureWording } from "~/features/consents/wordings.server";
import { findPrimaryDetails } from "~/features/people/addresses.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

/** `shown`: what was on when the page was made. Only the difference is carried out. */
export type ContactChoices = { list: readonly string[]; shown: readonly string[] };
export type ContactResult = { ok: true } | { ok: false; reason: "no-detail"; channel: Channel };

/** What bulletins mean where they have no words of their own. */
const BULLETIN_WORDING = {
  slug: "bulletin-account",
  body: "Send me the bulletins that I have ticked. I can take each of them back at any time, here or by asking you, and it counts at once.",
};

/**
 * How one may be reached, each purpose and channel by itself: what is ticked begins and what is unticked ends, at once (PMN-1, PMN-2). A
 * channel can be allowed only with a detail to use it with.
 */
export async function chooseContact(ctx: PersonCtx, { list, shown }: ContactChoices, source = "account"): Promise<ContactResult> {
  const { personId } = ctx.actor;
  const begun = list.filter((slug) => !shown.includes(slug));
  const ended = shown.filter((slug) => !list.includes(slug));
  if (begun.length + ended.length === 0) return { ok: true };

  return inTransaction(ctx, async (ctx) => {
    await ensureMarketingLists(ctx);
    const starting = await findContactLists(ctx, begun);
    const reachedAt = await findPrimaryDetails(ctx, personId);
    const missing = starting.find(({ channel }) => !reachedAt.has(channel));
    if (missing) return { ok: false, reason: "no-detail", channel: missing.channel };

    for (const { id: listId, slug, channel } of starting) {
      const wordingId = await ensureWordingOf(ctx, slug);
      await changeSubscription(ctx, { personId, listId, addressId: reachedAt.get(channel)!, action: "given", wordingId, source });
    }
    for (const { id: listId } of await findContactLists(ctx, ended, { all: true }))
      await changeSubscription(ctx, { personId, listId, action: "withdrawn", source });
    return { ok: true };
  });
}

async function ensureWordingOf(ctx: Ctx, slug: string): Promise<string> {
  const asked = MARKETING_PURPOSES.find(({ key }) => MARKETING_CHANNELS.some((channel) => marketingSlug(key, channel) === slug));
  const wording = asked ? { slug: marketingWording(asked.key), body: asked.wording } : BULLETIN_WORDING;
  return (await ensureWording(ctx, wording)).id;
}
