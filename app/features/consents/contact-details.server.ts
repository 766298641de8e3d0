import { and, eq, isNull, ne } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { subscriptions } from "#db/schema/consents";
import { addresses } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";
import { addressHashes } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { changeSubscription } from "./subscriptions.server";

export const CONTACT_CHANNELS = ["post", "phone", "fax"] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];
export type ContactDetails = Record<ContactChannel, string>;

/** What a person gave beside their e-mail addresses; empty where nothing. */
export async function getContactDetails(ctx: Ctx, personId: PersonId): Promise<ContactDetails> {
  const rows = await ctx.db
    .select({ channel: addresses.channel, value: addresses.value })
    .from(addresses)
    .where(and(eq(addresses.personId, personId), ne(addresses.channel, "email"), isNull(addresses.releasedAt)));
  const details: ContactDetails = { post: "", phone: "", fax: "" };
  for (const { channel, value } of rows) if (channel !== "email") details[channel] = value;
  return details;
}

/**
 * Keeps one postal address, one phone and one fax number for a person, by their own word. What was allowed with it goes on with the new one; when
 * it is taken away, that ends, and nothing of it stays.
 */
export async function setContactDetail(
  ctx: Ctx,
  { personId, channel, value }: { personId: PersonId; channel: ContactChannel; value: string },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .select({ id: addresses.id })
      .from(addresses)
      .where(and(eq(addresses.personId, personId), eq(addresses.channel, channel)));
    if (!value) {
      if (row) await takeAway(ctx, personId, row.id);
      return;
    }
    const canonical = channel === "post" ? value : value.replace(/[^\d+]/g, "");
    // several people share a practice's number: one's leaving must not be another's, so the hash is of person and number
    const hashes = addressHashes(`${channel}:${personId}:${canonical}`);
    const now = { value, canonical, hashes, verifiedAt: ctx.now, releasedAt: null, releasedWhy: null };
    if (row) await ctx.db.update(addresses).set(now).where(eq(addresses.id, row.id));
    else
      await ctx.db
        .insert(addresses)
        .values({ id: uuidv7(), personId, channel, ...now, isPrimary: true, source: "account", createdAt: ctx.now });
  });
}

/** The row stays for the consents that name it, empty. */
async function takeAway(ctx: Ctx, personId: PersonId, addressId: string): Promise<void> {
  const on = await ctx.db
    .select({ listId: subscriptions.listId })
    .from(subscriptions)
    .where(and(eq(subscriptions.addressId, addressId), ne(subscriptions.state, "ended")));
  for (const { listId } of on) await changeSubscription(ctx, { personId, listId, action: "withdrawn", source: "detail-removed" });
  await ctx.db
    .update(addresses)
    .set({ value: "", canonical: "", hashes: [], releasedAt: ctx.now, releasedWhy: "removed by the person" })
    .where(eq(addresses.id, addressId));
}
