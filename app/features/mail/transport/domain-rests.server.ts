import { and, desc, eq, ne, sql } from "drizzle-orm";
import { mailRests } from "#db/schema/mail/transport";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx } from "~/lib/ctx";
import type { RelayTrouble } from "./smtp-outcome.policy";

export const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

export type Rest = { domain: string; smtpCode: number | null; smtpStatus: string | null };

/**
 * Leaves whole domains alone: five minutes, twice as long each time that one asks for it again soon after, at most an
 * hour. What is due to somebody there is put off when it would be leased, by every worker. A domain that rests already
 * goes on resting: several messages hear the same at once.
 */
export async function restDomains(ctx: Ctx, rests: Rest[]): Promise<void> {
  if (rests.length === 0) return;
  const asked = rests.map(({ domain, smtpCode, smtpStatus }) => ({ domain, smtp_code: smtpCode, smtp_status: smtpStatus }));
  await ctx.db.execute(sql`
    insert into mail_rests as r (domain, until, smtp_code, smtp_status)
    select distinct on (domain) domain, now() + interval '5 minutes', smtp_code, smtp_status
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(domain text, smtp_code smallint, smtp_status text) order by domain
    on conflict (domain) do update set
      again = case when r.until > now() - interval '5 minutes' then least(r.again + 1, 9) else 0 end,
      until = now() + case when r.until > now() - interval '5 minutes'
                           then least(interval '5 minutes' * 2 ^ least(r.again + 1, 9), interval '1 hour') else interval '5 minutes' end,
      smtp_code = excluded.smtp_code, smtp_status = excluded.smtp_status
    where r.until <= now()`);
}

/** In the place of a domain: the relay itself. What is due is kept back by its own pause and that of the mailings. */
const RELAY = "";

/**
 * What was wrong with the relay when it was last tried, and how many milliseconds it is left alone; nothing: it takes mail. Whatever waits
 * for it, or is paused by hand.
 */
export async function noteRelay(ctx: Ctx, rest?: { trouble: RelayTrouble; pause: number }): Promise<void> {
  if (!rest) await ctx.db.delete(mailRests).where(eq(mailRests.domain, RELAY));
  else
    await ctx.db.execute(sql`
      insert into mail_rests (domain, until, smtp_status) values (${RELAY}, now() + make_interval(secs => ${rest.pause / 1000}), ${rest.trouble})
      on conflict (domain) do update set until = excluded.until, smtp_status = excluded.smtp_status`);
}

/** For a day: what was not tried for longer may be well again. */
const isRelay = and(eq(mailRests.domain, RELAY), sql`${mailRests.until} > now() - interval '1 day'`);

/** What was wrong with the relay when it was last tried, and when it is tried again. */
export async function findRelayTrouble(ctx: Ctx): Promise<{ trouble: RelayTrouble; nextAt: Date } | null> {
  const [row] = await ctx.db.select({ trouble: mailRests.smtpStatus, nextAt: mailRests.until }).from(mailRests).where(isRelay);
  return row ? { trouble: row.trouble as RelayTrouble, nextAt: row.nextAt } : null;
}

/** The same trouble for another statement: null where the relay takes mail. */
export const relayTrouble = sql<string | null>`(select smtp_status from mail_rests where ${isRelay})`;

/** Which domains rest at the moment, longest first. @throws ForbiddenError */
export async function listRestingDomains(ctx: Ctx) {
  demandPermission(ctx, "see-health");
  return ctx.db
    .select({ domain: mailRests.domain, until: mailRests.until, smtpCode: mailRests.smtpCode, smtpStatus: mailRests.smtpStatus })
    .from(mailRests)
    .where(and(ne(mailRests.domain, RELAY), sql`${mailRests.until} > now()`))
    .orderBy(desc(mailRests.until), mailRests.domain)
    .limit(20);
}
