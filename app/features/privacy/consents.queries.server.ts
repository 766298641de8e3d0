import { and, desc, eq, isNotNull, lt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { consentRecords, lists, subscriptions, wordings } from "#db/schema/consents";
import type { PersonCtx } from "~/lib/ctx";
import { pageOf } from "~/lib/pages";

const PER_PAGE = 25;

export type Consent = {
  slug: string;
  purpose: string;
  channel: "email" | "post" | "phone" | "fax";
  state: "active" | "held" | "ended";
  /** When the last answer was given, and where. */
  answeredAt: Date;
  source: string;
  /** What was agreed to last, in its own words. */
  wording: { text: string; version: number; agreedAt: Date } | null;
};
export type ConsentAct = { id: number; at: Date; purpose: string; channel: Consent["channel"]; action: string; source: string };

/** Everything one agreed to or took back, each with its wording. There is at most one per list. */
export async function listConsents(ctx: PersonCtx): Promise<Consent[]> {
  const { personId } = ctx.actor;
  const answer = alias(consentRecords, "answer");
  const rows = await ctx.db
    .selectDistinctOn([subscriptions.listId], {
      slug: lists.slug,
      purpose: lists.purpose,
      channel: lists.channel,
      state: subscriptions.state,
      answeredAt: subscriptions.changedAt,
      source: answer.source,
      text: wordings.body,
      version: wordings.version,
      agreedAt: consentRecords.at,
    })
    .from(subscriptions)
    .innerJoin(lists, eq(lists.id, subscriptions.listId))
    .innerJoin(answer, eq(answer.id, subscriptions.consentId))
    .leftJoin(
      consentRecords,
      and(eq(consentRecords.personId, personId), eq(consentRecords.listId, subscriptions.listId), isNotNull(consentRecords.wordingId)),
    )
    .leftJoin(wordings, eq(wordings.id, consentRecords.wordingId))
    .where(eq(subscriptions.personId, personId))
    .orderBy(subscriptions.listId, desc(consentRecords.id));
  return rows
    .map(({ text, version, agreedAt, ...row }) => ({
      ...row,
      wording: text !== null && version !== null && agreedAt !== null ? { text, version, agreedAt } : null,
    }))
    .sort((a, b) => a.purpose.localeCompare(b.purpose) || a.channel.localeCompare(b.channel));
}

/** The ledger of it, newest first. */
export async function listConsentActs(ctx: PersonCtx, after: number | null): Promise<{ acts: ConsentAct[]; next: number | null }> {
  const found = await ctx.db
    .select({
      id: consentRecords.id,
      at: consentRecords.at,
      purpose: lists.purpose,
      channel: lists.channel,
      action: consentRecords.action,
      source: consentRecords.source,
    })
    .from(consentRecords)
    .innerJoin(lists, eq(lists.id, consentRecords.listId))
    .where(and(eq(consentRecords.personId, ctx.actor.personId), after === null ? undefined : lt(consentRecords.id, after)))
    .orderBy(desc(consentRecords.id))
    .limit(PER_PAGE + 1);
  const { rows: acts, next } = pageOf(found, PER_PAGE, ({ id }) => id);
  return { acts, next };
}
