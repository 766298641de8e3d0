import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "~/lib/ctx";

/** A mail that does not get to somebody is repeated after so long, and so many are sent in all; then it counts as if it had. */
const AGAIN_AFTER = "7 days";
const MOST_MAILS = 3;
/** Longer than all of them take. */
const TOGETHER = "60 days";

/**
 * Whether somebody, a row of another table, was not reached by the mail of a kind that was queued for them at `toldAt`, and is to get
 * another one now: a mailbox that refuses each is not written to for ever, and what was announced to it comes in the end.
 */
export const isToldAgain = (ctx: Ctx, { personId, kind, toldAt }: { personId: SQL; kind: string; toldAt: SQL }): SQL => sql`(
  ${toldAt} <= ${ctx.now.toISOString()}::timestamptz - ${AGAIN_AFTER}::interval
  and exists (select from messages m where m.person_id = ${personId} and m.kind = ${kind} and m.created_at = ${toldAt} and m.state in ('failed', 'skipped'))
  and (select count(distinct m.created_at) from messages m where m.person_id = ${personId} and m.kind = ${kind}
    and m.created_at > ${toldAt} - ${TOGETHER}::interval and m.state in ('failed', 'skipped')) < ${MOST_MAILS}::int)`;
