import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { mailings } from "#db/schema/mail/mailings";
import { messages } from "#db/schema/mail/messages";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import type { MailingContent } from "~/features/mail/mailings/mailing-content.server";
import { startMailing } from "~/features/mail/mailings/start-mailing.server";
import { type MailKind, mailKind, type StoredMessage } from "~/features/mail/messages/mail-kind.server";
import { closePostOffice, openPostOffice, type PostOffice, type PostOfficeOptions } from "~/features/mail/messages/post-office.server";
import { drainMail } from "~/features/mail/transport/drain.server";
import type { MailClass } from "~/features/mail/types";
import { ownerDb, systemCtxFor } from "./context";
import { aList, aPerson, aWording, type TestPerson } from "./people";
import { type Sink, type SinkOptions, startSink } from "./smtp-sink";

const open: (() => Promise<void>)[] = [];

/** What a test leaves unsent is not the next one's business. */
export async function clearMail(): Promise<void> {
  for (const close of open.splice(0)) await close();
  const { db } = systemCtxFor();
  await db.execute(sql`update mailings set state = 'stopped' where state <> 'finished'`);
  await db.execute(sql`update messages set state = 'skipped', reason = 'test', next_at = null, lease_owner = null, lease_until = null, final_at = now()
                       where final_at is null`);
  await db.execute(sql`delete from mail_rests`);
}

/** A sink for this test. */
export async function aSink(options: SinkOptions = {}): Promise<Sink> {
  const sink = await startSink(options);
  open.push(sink.close);
  return sink;
}

/**
 * The sending side of a worker, for this test. It leaves a relay alone for milliseconds, where a real one does
 * for minutes; what it waits for is an answer.
 */
export function aPostOffice(sink: { url: string }, more: Partial<PostOfficeOptions> & { connections?: number } = {}): PostOffice {
  const timeouts = { firstPause: 1, longestPause: 1, ...more.relay?.timeouts };
  const post = openPostOffice({
    kinds: [aKind()],
    dkim: null,
    clock: () => new Date(),
    ...more,
    relay: { url: sink.url, connections: more.connections ?? 2, ...more.relay, timeouts },
  });
  open.push(() => closePostOffice(post, 2000));
  return post;
}

export const drain = (post: PostOffice) => drainMail(systemCtxFor(), post);

const hello = mailKind({
  name: "hello",
  class: "service",
  args: z.object({}),
  load: async () => ({}),
  words: () => ({ subject: "Hello", paragraphs: ["Good morning."], why: "You asked for a test." }),
  samples: {},
});

/** A kind of mail that says hello, unless told otherwise. */
export const aKind = <const Class extends MailClass = "service">(
  more: Partial<Pick<MailKind, "name" | "stillAllowed" | "build">> & { class?: Class } = {},
): MailKind<Record<string, never>, Class> => ({ ...hello, ...more }) as MailKind<Record<string, never>, Class>;

export async function aSubscriber(
  listId: string,
  more: Parameters<typeof aPerson>[0] = {},
): Promise<TestPerson & { subscriptionId: string }> {
  const person = await aPerson(more);
  const { personId, addressId } = person;
  const given = await changeSubscription(systemCtxFor(), {
    personId,
    addressId,
    listId,
    action: "given",
    wordingId: await aWording(),
    source: "test",
  });
  if (!given.ok) throw new Error(given.reason);
  return { ...person, subscriptionId: given.subscriptionId };
}

export const aPlaceholder = "unsubscribe-000000000000000000000000";

export function someContent(more: Partial<MailingContent> = {}): MailingContent {
  const leave = `http://localhost:3000/newsletters/unsubscribe/${aPlaceholder}`;
  return {
    subject: "The week",
    html: `<!doctype html><html lang="en"><head><title>The week</title></head><body><p>News. <a href="${leave}">Unsubscribe</a></p></body></html>`,
    text: `News.\n\nUnsubscribe: ${leave}\n`,
    fromName: "The weekly",
    placeholder: aPlaceholder,
    ...more,
  };
}

export const aMailing = (listId: string, more: Partial<MailingContent> = {}) =>
  startMailing(systemCtxFor(), { listId, kind: "issue", content: someContent(more) });

/** A mailing to so many people on a list of their own; their addresses take turns at the domains. */
export async function aMailingTo(count: number, domains?: string[]): Promise<string> {
  const list = await aList();
  await manySubscribers(list, count, domains);
  return aMailing(list);
}

export async function storedMailing(id: string) {
  const [row] = await systemCtxFor().db.select().from(mailings).where(eq(mailings.id, id));
  return row!;
}

export async function storedMessage(id: string) {
  const [row] = await systemCtxFor().db.select().from(messages).where(eq(messages.id, id));
  return row!;
}

export const messagesOf = (mailingId: string) => systemCtxFor().db.select().from(messages).where(eq(messages.mailingId, mailingId));

/** Makes what waits due now, as if its pause had passed, and the rests of domains with it. */
export async function passPauses(): Promise<void> {
  await systemCtxFor().db.execute(sql`update mail_rests set until = now() - interval '1 hour'`);
  await systemCtxFor().db.execute(sql`update messages set next_at = now() where state in ('pending', 'deferred')`);
}

/** Makes every lease look as if its worker had died long ago. */
export async function expireLeases(): Promise<void> {
  await systemCtxFor().db.execute(sql`update messages set lease_until = now() - interval '1 second' where lease_until is not null`);
}

/** Many people on one list, in one statement; their addresses take turns at the domains. */
export async function manySubscribers(listId: string, count: number, domains = ["test.example"]): Promise<void> {
  const wordingId = await aWording();
  await ownerDb().db.execute(sql`
    with made as materialized (
      select gen_random_uuid() as person, gen_random_uuid() as address, gen_random_uuid() as subscription, n,
             'many' || n || '-' || substr(md5(random()::text), 1, 6) || '@' ||
             (string_to_array(${domains.join()}, ','))[1 + n % ${domains.length}::int] as email from generate_series(1, ${count}) n),
    people as (
      insert into persons (id, ref, source, processing, created_at)
      select person, upper(translate(substr(md5(person::text), 1, 10), 'ilou', '0000')), 'test', 'yes', now() from made returning 1),
    held as (
      insert into addresses (id, person_id, channel, value, canonical, hashes, is_primary, source, verified_at, created_at)
      select address, person, 'email', email, email, array[sha256(convert_to(email, 'UTF8'))], true, 'test', now(), now() from made returning 1),
    agreed as (
      insert into consent_records (at, person_id, list_id, action, wording_id, actor_kind, source, commitment)
      select now(), person, ${listId}::uuid, 'given', ${wordingId}::uuid, 'system', 'test', sha256(''::bytea) from made returning id, person_id)
    insert into subscriptions (id, person_id, list_id, address_id, state, consent_id, changed_at)
    select subscription, person, ${listId}::uuid, address, 'active', agreed.id, now() from made join agreed on agreed.person_id = made.person`);
}

/** What was queued for somebody, as its kind is told of it. */
export async function messagesTo({ personId }: { personId: string }): Promise<StoredMessage[]> {
  const rows = await systemCtxFor().db.select().from(messages).where(eq(messages.personId, personId)).orderBy(messages.id);
  return rows.map((row) => row);
}
