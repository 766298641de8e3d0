import { eq, sql } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { messages } from "#db/schema/mail/messages";
import { findRelayTrouble } from "~/features/mail/transport/domain-rests.server";
import type { MailingProgress } from "~/features/mail/types";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

/** How a mailing stands: from its messages until it is settled, from then on by its own sums, which outlive them. */
export async function getMailingProgress(ctx: Ctx, id: string): Promise<MailingProgress> {
  const [found] = await ctx.db
    .select({
      state: mailings.state,
      why: mailings.why,
      audience: mailings.audience,
      accepted: mailings.accepted,
      failed: mailings.failed,
      skipped: mailings.skipped,
      unknown: mailings.unknown,
      startedAt: mailings.startedAt,
      releasedAt: mailings.releasedAt,
      finishedAt: mailings.finishedAt,
    })
    .from(mailings)
    .where(eq(mailings.id, id));
  if (!found) throw new NotFoundError("mailing");
  const { releasedAt, ...mailing } = found;
  const since = releasedAt ?? mailing.startedAt;
  const late = sql<number>`count(*) filter (where ${messages.finalAt} > ${since.toISOString()}::timestamptz)::int`;
  const last = sql<Date | null>`max(${messages.finalAt})`.mapWith(messages.finalAt);
  const rows = await ctx.db
    .select({ state: messages.state, reason: messages.reason, count: sql<number>`count(*)::int`, late, last })
    .from(messages)
    .where(eq(messages.mailingId, id))
    .groupBy(messages.state, messages.reason);
  const sum = (...states: string[]) => rows.reduce((total, row) => total + (states.includes(row.state) ? row.count : 0), 0);
  return {
    id,
    ...mailing,
    audience: mailing.audience ?? rows.reduce((total, row) => total + row.count, 0),
    waiting: sum("pending"),
    sending: sum("leased", "sending"),
    deferred: sum("deferred"),
    accepted: mailing.accepted ?? sum("accepted"),
    failed: mailing.failed ?? sum("failed"),
    skipped: mailing.skipped ?? sum("skipped"),
    unknown: mailing.unknown ?? sum("unknown"),
    lastTakenAt: rows.find(({ state }) => state === "accepted")?.last ?? null,
    relay: mailing.state === "paused" && mailing.why?.startsWith("relay-") ? await findRelayTrouble(ctx) : null,
    lately: { since, done: rows.reduce((total, row) => total + row.late, 0) },
    reasons: rows
      .flatMap(({ state, reason, count }) =>
        (state === "failed" || state === "skipped" || state === "unknown") && reason ? [{ state, reason, count }] : [],
      )
      .sort((a, b) => b.count - a.count),
  };
}
