import { and, desc, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { consentRecords, subscriptions, suppressions } from "#db/schema/consents";
import { mailings } from "#db/schema/mail/mailings";
import { messages } from "#db/schema/mail/messages";
import { newsletterIssues } from "#db/schema/newsletters";
import { addresses, proofs } from "#db/schema/people";
import { countReach } from "~/features/consents/reach.queries.server";
import { afterRecord, type ConsentAction, type SubscriptionState } from "~/features/consents/subscription.policy";
import { createNewsletter } from "~/features/newsletters/create-newsletter.server";
import { createIssue } from "~/features/newsletters/issues/compose-issue.server";
import { sendIssue } from "~/features/newsletters/issues/send-issue.server";
import { confirmSubscription } from "~/features/newsletters/subscriptions/confirm-subscription.server";
import { requestSubscription } from "~/features/newsletters/subscriptions/request-subscription.server";
import { buildProofToken, type ProofPurpose } from "~/features/people/proofs.server";
import type { Audience } from "~/features/permissions/scopes.server";
import { ctxFor, systemCtxFor } from "./context";
import { aMember, type TestPerson, visitor } from "./people";

export type TestNewsletter = { id: string; listId: string; slug: string; name: string };

let made = 0;

export async function aNewsletter(more: { audience?: Audience; name?: string } = {}): Promise<TestNewsletter> {
  const slug = `letter-${++made}-${uuidv7().slice(-6)}`;
  const name = more.name ?? `Letter ${made}`;
  const created = await createNewsletter(systemCtxFor(), {
    slug,
    name,
    description: "What changed and what to do about it.",
    frequency: "Every second Thursday",
    audience: more.audience ?? "open",
  });
  if (!created.ok) throw new Error(created.reason);
  return { id: created.id, listId: created.listId, slug, name };
}

export const anAddress = () => `reader${++made}-${uuidv7().slice(-6)}@test.example`;

/** Somebody with the role and the second factor that sending asks for. */
export const aSender = () => aMember({ roles: ["newsletter-sender"], secondFactorAt: new Date() });

/** The token of the latest link of a purpose to an address, as the mail would carry it. */
export async function tokenTo(purpose: ProofPurpose, canonical: string): Promise<string> {
  const [proof] = await systemCtxFor()
    .db.select()
    .from(proofs)
    .where(and(eq(proofs.purpose, purpose), eq(proofs.canonical, canonical)))
    .orderBy(desc(proofs.id))
    .limit(1);
  const token = proof && buildProofToken(proof);
  if (!token) throw new Error(`no ${purpose} link was made for ${canonical}`);
  return token;
}

export type Reader = { email: string; subscriptionId: string; personId: string };

/** Somebody who typed their address and pressed the button in the mail. */
export async function aReader(newsletter: TestNewsletter, email = anAddress(), now = new Date()): Promise<Reader> {
  await requestSubscription(ctxFor(visitor, now), { email, newsletter: [newsletter.slug] });
  const confirmed = await confirmSubscription(ctxFor(visitor, now), await tokenTo("subscribe", email));
  if (!confirmed.ok) throw new Error(confirmed.reason);
  const [row] = await systemCtxFor()
    .db.select({ subscriptionId: subscriptions.id, personId: subscriptions.personId })
    .from(subscriptions)
    .innerJoin(addresses, eq(addresses.id, subscriptions.addressId))
    .where(and(eq(subscriptions.listId, newsletter.listId), eq(addresses.canonical, email), isNull(addresses.releasedAt)));
  return { email, ...row! };
}

export async function subscriptionOf(personId: string, listId: string) {
  const [row] = await systemCtxFor()
    .db.select()
    .from(subscriptions)
    .where(and(eq(subscriptions.personId, personId), eq(subscriptions.listId, listId)));
  return row ?? null;
}

export const ledgerOf = (personId: string, listId: string) =>
  systemCtxFor()
    .db.select()
    .from(consentRecords)
    .where(and(eq(consentRecords.personId, personId), eq(consentRecords.listId, listId)))
    .orderBy(consentRecords.id);

export const mailsTo = (email: string, kind?: string) =>
  systemCtxFor()
    .db.select()
    .from(messages)
    .where(and(eq(messages.toEmail, email), kind ? eq(messages.kind, kind) : undefined))
    .orderBy(messages.id);

export const suppressionsOf = (listId: string) => systemCtxFor().db.select().from(suppressions).where(eq(suppressions.listId, listId));

export const someText = (more: Partial<{ subject: string; preheader: string; body: string }> = {}) => ({
  subject: "Quieter Mondays",
  preheader: "What one practice changed.",
  body: "## Finished by eleven\n\nThree changes, none of which cost money. [Read the guide](/guidance).",
  ...more,
});

export const aDraft = (sender: TestPerson, newsletter: TestNewsletter, more: Parameters<typeof someText>[0] = {}) =>
  createIssue(ctxFor(sender), newsletter.slug, someText(more));

/** An issue that has been handed to the worker. */
export async function aSentIssue(
  newsletter: TestNewsletter,
  more: Parameters<typeof someText>[0] & { sender?: TestPerson } = {},
): Promise<{ code: string }> {
  const sender = more.sender ?? (await aSender());
  const { code } = await aDraft(sender, newsletter, more);
  const { reachable } = await countReach(systemCtxFor(), newsletter.listId);
  const sent = await sendIssue(ctxFor(sender), code, { version: 1, people: reachable });
  if (!sent.ok) throw new Error(sent.reason);
  return { code };
}

/** One that was sent and ended, with nobody listed. */
export async function anEndedIssue(...[newsletter, more]: Parameters<typeof aSentIssue>): Promise<{ code: string; slug: string }> {
  await aReader(newsletter);
  const { code } = await aSentIssue(newsletter, more);
  const { db, now } = systemCtxFor();
  const [issue] = await db.select().from(newsletterIssues).where(eq(newsletterIssues.code, code));
  await db
    .update(mailings)
    .set({ state: "finished", finishedAt: now, audience: 0, accepted: 0, failed: 0, skipped: 0, unknown: 0 })
    .where(eq(mailings.id, issue!.mailingId!));
  return { code, slug: issue!.slug! };
}

/** Every address that a mail links to, in both parts, decoded. */
export function urlsOf(raw: string): string[] {
  const text = raw.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return [...text.matchAll(/https?:\/\/[^\s"<>)]+/g)].map(([url]) => url.replaceAll("&amp;", "&"));
}

/** The state that a ledger adds up to, oldest record first: a subscription row always equals it. */
export const replay = (records: readonly { action: ConsentAction; until: Date | null }[]): SubscriptionState =>
  records.reduce<SubscriptionState>(afterRecord, null);
