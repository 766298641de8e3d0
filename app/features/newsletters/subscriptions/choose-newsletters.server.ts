import { inArray } from "drizzle-orm";
import { newsletters } from "#db/schema/newsletters";
import { subscriptionOf } from "~/features/consents/joined-subscription.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { findOffered, type Offered } from "~/features/newsletters/newsletters.queries.server";
import { listHeldAddresses } from "~/features/people/addresses.server";
import { attachProvenAddress } from "~/features/people/persons.server";
import { findProof, spendProof } from "~/features/people/proofs.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { isPreferencesLinkGood } from "./preferences-link.policy";
import { ensureSignupWording } from "./signup-wording.server";
import { readerBehind } from "./subscription.queries.server";

type Source = "account" | "preferences";

/** `shown`: what was on when the page was made. Only the difference is carried out. */
export type Choices = { newsletter: readonly string[]; shown: readonly string[] };
export type LinkResult = { ok: true } | { ok: false; reason: "expired" };
export type ChoiceResult = { ok: true } | { ok: false; reason: "no-proven-address" };

/** In one's own account: what is ticked begins and what is unticked ends, at once and without a mail (PMN-20). */
export async function chooseInAccount(ctx: PersonCtx, choices: Choices): Promise<ChoiceResult> {
  const { personId } = ctx.actor;
  return inTransaction(ctx, async (ctx) => {
    const { begun, ended } = difference(choices);
    const addressId = await findProvenAddress(ctx, personId);
    if (begun.length > 0 && !addressId) return { ok: false, reason: "no-proven-address" };
    await leave(ctx, personId, ended, "account");
    if (addressId) await begin(ctx, { personId, addressId }, await findOffered(ctx, begun), "account");
    return { ok: true };
  });
}

export async function leaveAllInAccount(ctx: PersonCtx): Promise<void> {
  await leaveAll(ctx, ctx.actor.personId, "account");
}

/** Behind the link that was mailed on request: the mailbox is proven by it, so its owner's choices count at once as well. */
export function chooseByLink(ctx: Ctx, token: string, choices: Choices): Promise<LinkResult> {
  return actByLink(ctx, token, async (ctx, { canonical, personId, reader }) => {
    const { begun, ended } = difference(choices);
    if (personId) await leave(ctx, personId, ended, "preferences");
    if (begun.length === 0) return;
    const owner = await attachProvenAddress(ctx, { canonical, source: "newsletter-preferences" });
    await begin(ctx, owner, await findOffered(reader, begun), "preferences");
  });
}

export function leaveAllByLink(ctx: Ctx, token: string): Promise<LinkResult> {
  return actByLink(ctx, token, async (ctx, { personId }) => {
    if (personId) await leaveAll(ctx, personId, "preferences");
  });
}

function actByLink(
  ctx: Ctx,
  token: string,
  act: (ctx: Ctx, owner: { canonical: string; personId: PersonId | null; reader: Ctx }) => Promise<void>,
): Promise<LinkResult> {
  return inTransaction(ctx, async (ctx) => {
    const link = await findProof(ctx, "manage", token);
    if (!link) throw new NotFoundError("link");
    if (!isPreferencesLinkGood(link.proof, ctx.now)) return { ok: false, reason: "expired" };
    // answered: the address may ask for another link today, while this one stays good until it expires
    await spendProof(ctx, link.proof.id);
    const { canonical, subject } = link.proof;
    const { personId, reader } = await readerBehind(ctx, canonical);
    await act({ ...ctx, actor: { kind: "link", purpose: "manage", subject, personId } }, { canonical, personId, reader });
    return { ok: true };
  });
}

function difference({ newsletter, shown }: Choices) {
  return { begun: newsletter.filter((slug) => !shown.includes(slug)), ended: shown.filter((slug) => !newsletter.includes(slug)) };
}

async function begin(ctx: Ctx, who: { personId: PersonId; addressId: string }, offered: readonly Offered[], source: Source): Promise<void> {
  if (offered.length === 0) return;
  const wording = await ensureSignupWording(ctx, source === "account" ? "newsletter-account-signup" : "newsletter-signup");
  for (const { listId } of offered) await changeSubscription(ctx, { ...who, listId, action: "given", wordingId: wording.id, source });
}

async function leave(ctx: Ctx, personId: PersonId, slugs: readonly string[], source: Source): Promise<void> {
  if (slugs.length === 0) return;
  const named = await ctx.db
    .select({ listId: newsletters.listId })
    .from(newsletters)
    .where(inArray(newsletters.slug, [...slugs]));
  for (const { listId } of named) await changeSubscription(ctx, { personId, listId, action: "withdrawn", source });
}

async function leaveAll(ctx: Ctx, personId: PersonId, source: Source): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const held = await ctx.db
      .select({ listId: newsletters.listId })
      .from(newsletters)
      .innerJoin(...subscriptionOf(personId, newsletters.listId));
    for (const { listId } of held) await changeSubscription(ctx, { personId, listId, action: "withdrawn", source });
  });
}

/** The primary address, else any other that the person has proven. */
const findProvenAddress = async (ctx: Ctx, personId: PersonId): Promise<string | null> =>
  (await listHeldAddresses(ctx, personId))[0]?.id ?? null;
