import { and, desc, eq, inArray, isNull, lt, not, or, type SQL, sql } from "drizzle-orm";
import { messages } from "#db/schema/mail/messages";
import { listColumns, listOf } from "~/features/consents/joined-list.server";
import { isNamed } from "~/features/mail/messages/message-ids.server";
import { dkimBlemish } from "~/features/mail/transport/dkim.server";
import { findRelayTrouble } from "~/features/mail/transport/domain-rests.server";
import { RELAY_TROUBLE_WORDS } from "~/features/mail/transport/relay-words";
import { getMailSender } from "~/features/mail/transport/sender.server";
import { addressColumns, addressOf, idsOfAddress } from "~/features/people/joined-address.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";

const recipient = joinedPerson("recipient");

/** Of a list, and not claimed yet: it names no address of its own. */
const goesToHolder = and(isNull(messages.toEmail), isNull(messages.finalAt))!;

const PER_PAGE = 30;
const PROBLEMS = ["failed", "unknown", "deferred"] as const;

/** `to` is a canonical address; `after` the name of the last message that was shown. */
export type MailLogFilter = { problems: boolean; to: string | null; after: string | null };

/**
 * What was queued or sent, newest first; not what would tell who wrote something without their name (`notify`). A message is named by
 * what stands before the @ of its Message-ID, which every copy carries.
 * @throws ForbiddenError
 */
export async function listMessages(ctx: Ctx, { problems, to, after }: MailLogFilter) {
  demandPermission(ctx, "read-mail-log");
  const before = after ? sql`(select id from ${messages} where ${isNamed(after)})` : null;
  const found = await selectMessages(
    ctx,
    and(
      problems ? inArray(messages.state, [...PROBLEMS]) : undefined,
      to ? or(eq(messages.toEmail, to), and(goesToHolder, sql`${messages.addressId} = any (${idsOfAddress(to)})`)) : undefined,
      before ? lt(messages.id, before) : undefined,
    ),
  )
    .orderBy(desc(messages.id))
    .limit(PER_PAGE + 1);
  const { rows, next } = pageOf(found, PER_PAGE, ({ name }) => name);
  return { messages: rows, next };
}

export type LoggedMessage = Awaited<ReturnType<typeof listMessages>>["messages"][number];

/** @throws ForbiddenError, NotFoundError */
export async function getMessage(ctx: Ctx, name: string): Promise<LoggedMessage> {
  demandPermission(ctx, "read-mail-log");
  const [message] = await selectMessages(ctx, isNamed(name));
  if (!message) throw new NotFoundError("message");
  return message;
}

const selectMessages = (ctx: Ctx, which: SQL | undefined) =>
  ctx.db
    .select({
      name: messages.id,
      kind: messages.kind,
      class: messages.class,
      list: listColumns.slug,
      to: sql<string | null>`coalesce(${messages.toEmail}, case when ${goesToHolder} then ${addressColumns.canonical} end)`,
      personRef: recipient.ref,
      state: messages.state,
      reason: messages.reason,
      attempt: messages.attempt,
      smtpCode: messages.smtpCode,
      smtpStatus: messages.smtpStatus,
      createdAt: messages.createdAt,
      nextAt: messages.nextAt,
      finalAt: messages.finalAt,
    })
    .from(messages)
    .leftJoin(...recipient.of(messages.personId))
    .leftJoin(...listOf(messages.listId))
    .leftJoin(...addressOf(messages.addressId))
    .where(and(which, not(messages.isVeiled)));

/**
 * How mail stands, for the page of health: what is due and since when, what went wrong in the last 24 hours, and what stands in its way.
 * @throws ForbiddenError
 */
export async function getMailHealth(ctx: Ctx): Promise<{
  due: number;
  oldestDue: string | null;
  failed: number;
  unknown: number;
  relay: { words: string; nextAt: string | null } | null;
  signature: string | null;
}> {
  demandPermission(ctx, "see-health");
  const [row] = await ctx.db.execute<{
    due: number;
    oldest: string | null;
    failed: number;
    unknown: number;
  }>(sql`
    with due as materialized (
      select next_at from messages where state in ('pending', 'deferred') and mailing_id is null and next_at <= now() order by next_at limit 1000),
    wrong as materialized (
      select state from (
        select state, created_at from messages where state in ('failed', 'unknown', 'deferred') and not is_veiled order by id desc limit 1000) newest
      where created_at > now() - interval '24 hours')
    select (select count(*)::int from due) as due, (select min(next_at)::text from due) as oldest,
      (select count(*)::int from wrong where state = 'failed') as failed, (select count(*)::int from wrong where state = 'unknown') as unknown`);
  const relay = await findRelayTrouble(ctx);
  return {
    due: row!.due,
    oldestDue: row!.oldest,
    failed: row!.failed,
    unknown: row!.unknown,
    relay: relay && {
      words: RELAY_TROUBLE_WORDS[relay.trouble] ?? relay.trouble,
      nextAt: relay.nextAt > ctx.now ? relay.nextAt.toISOString() : null,
    },
    signature: dkimBlemish(env().dkim, (await getMailSender(ctx)).from.address),
  };
}
