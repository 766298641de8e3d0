import { recordEntry } from "~/features/audit/record-entry.server";
import { setContactDetail } from "~/features/consents/contact-details.server";
import { CONTACT_CHANNELS, type ContactDetails, contactDetailsOf } from "~/features/people/contact-details.server";
import { takeTurn } from "~/features/people/persons.server";
import { askTogether } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

/** Stores how else one can be reached. None is needed (HELM-4). The ledger keeps old and new value of what changed (PMN-8). */
export async function saveContactDetails(ctx: PersonCtx, input: Partial<ContactDetails>): Promise<void> {
  const { personId } = ctx.actor;
  await inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, personId);
    const { before } = await askTogether(ctx.db, { before: contactDetailsOf(ctx, personId) });
    const now = { ...before, ...input };
    const changed = CONTACT_CHANNELS.filter((channel) => before[channel] !== now[channel]);
    if (changed.length === 0) return;
    for (const channel of changed) await setContactDetail(ctx, { personId, channel, value: now[channel] });
    const detail = Object.fromEntries(changed.map((channel) => [channel, { from: before[channel], to: now[channel] }]));
    await recordEntry(ctx, { class: "act", action: "contact.changed", subjectId: personId, detail });
  });
}
