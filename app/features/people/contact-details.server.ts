import { and, eq, isNull, ne, type SQL } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { addresses } from "#db/schema/people";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { addressHashes } from "~/lib/tokens.server";

export const CONTACT_CHANNELS = ["post", "phone", "fax"] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];
export type ContactDetails = Record<ContactChannel, string>;

/** What a person gave beside their e-mail addresses; empty where nothing. */
export function contactDetailsOf(ctx: Ctx, personId: PersonId): SQL<ContactDetails> {
  const given = ctx.db
    .select({ channel: addresses.channel, value: addresses.value })
    .from(addresses)
    .where(and(eq(addresses.personId, personId), ne(addresses.channel, "email"), isNull(addresses.releasedAt)));
  return foundBy(given, (rows) => {
    const details: ContactDetails = { post: "", phone: "", fax: "" };
    for (const { channel, value } of rows) if (channel !== "email") details[channel] = value;
    return details;
  });
}

type Detail = { personId: PersonId; channel: ContactChannel };

/** The row of a channel, also where it is empty now. */
export async function findContactDetail(ctx: Ctx, { personId, channel }: Detail): Promise<{ id: string } | null> {
  const [row] = await ctx.db
    .select({ id: addresses.id })
    .from(addresses)
    .where(and(eq(addresses.personId, personId), eq(addresses.channel, channel)));
  return row ?? null;
}

export async function writeContactDetail(ctx: Ctx, { personId, channel, value }: Detail & { value: string }): Promise<void> {
  const row = await findContactDetail(ctx, { personId, channel });
  const canonical = channel === "post" ? value : value.replace(/[^\d+]/g, "");
  // several people share a practice's number: one's leaving must not be another's, so the hash is of person and number
  const hashes = addressHashes(`${channel}:${personId}:${canonical}`);
  const now = { value, canonical, hashes, verifiedAt: ctx.now, releasedAt: null, releasedWhy: null };
  if (row) await ctx.db.update(addresses).set(now).where(eq(addresses.id, row.id));
  else
    await ctx.db
      .insert(addresses)
      .values({ id: uuidv7(), personId, channel, ...now, isPrimary: true, source: "account", createdAt: ctx.now });
}

/** The row stays for the consents that name it, empty. */
export async function emptyContactDetail(ctx: Ctx, addressId: string): Promise<void> {
  await ctx.db
    .update(addresses)
    .set({ value: "", canonical: "", hashes: [], releasedAt: ctx.now, releasedWhy: "removed by the person" })
    .where(eq(addresses.id, addressId));
}
