import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { publishWording } from "~/features/consents/wordings.server";
import { createNewsletter } from "~/features/newsletters/create-newsletter.server";
import { issueSlug } from "~/features/newsletters/issues/issue-slug";
import { renderIssueMail } from "~/features/newsletters/issues/render-issue-mail.server";
import { systemCtx } from "~/lib/ctx";
import { DAY } from "~/lib/dates";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { addressHashes, randomCode, sha256, writingKeyId } from "~/lib/tokens.server";
import type { Connection } from "../client.server";
import { lists } from "../schema/consents";
import { mailings } from "../schema/mail/mailings";
import { newsletterIssues, newsletters } from "../schema/newsletters";
import { batchesOf, bytes, copy, inBatches, timestamp } from "./copy-rows";
import { ADDRESS_COLUMNS, addressOf, addressRow, VOLUME } from "./volume-people";

/** People of whom nothing but an address is known, each subscribed. */
export async function seedSubscribers(connection: Connection, wanted: number): Promise<void> {
  if (wanted === 0) return;
  const { listId, wordingId } = await ensureNewsletter(connection);
  const [{ count }] = await connection.sql<[{ count: number }]>`select count(*)::int as count from subscriptions where list_id = ${listId}`;
  const at = timestamp(Date.now() - 30 * DAY);
  const keyId = writingKeyId();
  const salt = Buffer.alloc(16);
  const commitment = bytes(sha256(Buffer.concat([salt, Buffer.from("null")])));
  const batches = batchesOf(wanted - count, 5000, count);
  await inBatches(connection, { label: "Subscribers", batches, sizeOf: (batch) => batch.count }, async (sql, { first, count }) => {
    const consents = await sql<{ id: string }[]>`
      select nextval(pg_get_serial_sequence('consent_records', 'id')) as id from generate_series(1, ${count}::int)`;
    const people = consents.map(({ id }, index) => ({
      consentId: id,
      personId: uuidv7(),
      id: uuidv7(),
      email: addressOf("subscriber", first + index),
    }));
    await copy(
      sql,
      "persons (id, ref, source, processing, created_at)",
      people.map(({ personId }) => [personId, randomCode().toUpperCase(), VOLUME, "none", at]),
    );
    await copy(
      sql,
      ADDRESS_COLUMNS,
      people.map((person) => addressRow(person, at)),
    );
    await copy(
      sql,
      "consent_records (id, at, person_id, list_id, action, wording_id, address_hash, key_id, actor_kind, source, salt, commitment)",
      people.map(({ consentId, personId, email }) => {
        const hash = bytes(addressHashes(email)[0]!);
        return [consentId, at, personId, listId, "given", wordingId, hash, keyId, "system", VOLUME, bytes(salt), commitment];
      }),
    );
    await copy(
      sql,
      "subscriptions (id, person_id, list_id, address_id, state, consent_id, changed_at)",
      people.map(({ consentId, personId, id }) => [uuidv7(), personId, listId, id, "active", consentId, at]),
    );
  });
}

/** Issues that went to all subscribers, the last to as many as are missing. */
export async function seedMessages(connection: Connection, wanted: number): Promise<void> {
  if (wanted === 0) return;
  const { id: newsletterId, listId } = await ensureNewsletter(connection);
  const [there] = await connection.sql<[{ subscribers: number; messages: number }]>`
    select (select count(*)::int from subscriptions where list_id = ${listId}) as subscribers,
           (select count(*)::int from messages where list_id = ${listId}) as messages`;
  if (there.subscribers === 0) throw new Error("messages need subscribers: ask for some with --subscribers");
  const ctx = systemCtx(connection.db, "volume");
  const newsletter = { slug: VOLUME, name: "Volume", isOpen: true };
  const batches = batchesOf(wanted - there.messages, there.subscribers, there.messages);
  await inBatches(connection, { label: "Messages", batches, sizeOf: (batch) => batch.count }, async (transaction, { first, count }) => {
    const [code, sentAt] = [randomCode(), new Date(Date.now() - (first % 300) * DAY)];
    const subject = `Volume ${code}`;
    const text = { subject, preheader: "", bodyHtml: "<p>Made to measure.</p>" };
    const content = await renderIssueMail(ctx, { newsletter, ...text });
    const mailingId = uuidv7();
    const at = sentAt.toISOString();
    const insert = async (query: { toSQL: () => { sql: string; params: unknown[] } }) => {
      const { sql: text, params } = query.toSQL();
      await transaction.unsafe(text, params as never[]);
    };
    await insert(
      connection.db.insert(mailings).values({
        id: mailingId,
        listId,
        kind: "issue",
        content,
        state: "finished",
        audience: count,
        accepted: count,
        failed: 0,
        skipped: 0,
        unknown: 0,
        startedAt: sentAt,
        finishedAt: sentAt,
      }),
    );
    await insert(
      connection.db.insert(newsletterIssues).values({
        id: uuidv7(),
        newsletterId,
        code,
        slug: issueSlug(subject, []),
        ...text,
        bodyMarkdown: "Made to measure.",
        rendererVersion: RENDERER_VERSION,
        state: "sent",
        mailingId,
        createdAt: sentAt,
        updatedAt: sentAt,
        sentAt,
      }),
    );
    await transaction`
      insert into messages (id, mailing_id, kind, class, list_id, person_id, address_id, to_email, to_hashes, message_id, verp,
                            state, smtp_code, attempt, final_at, expires_at, created_at)
      select id, ${mailingId}, 'issue', 'list', ${listId}, person_id, address_id, canonical, hashes, '<' || id || '@volume.example>',
             uuid_send(gen_random_uuid()), 'accepted', 250, 1, ${at}::timestamptz, ${at}::timestamptz + interval '48 hours', ${at}::timestamptz
      from (select gen_random_uuid() as id, s.person_id, s.address_id, a.canonical, a.hashes
            from subscriptions s join addresses a on a.id = s.address_id where s.list_id = ${listId} order by s.person_id limit ${count}) of_list`;
  });
}

async function ensureNewsletter(connection: Connection): Promise<{ id: string; listId: string; wordingId: string }> {
  const ctx = systemCtx(connection.db, "volume");
  const wordingId = (await publishWording(ctx, { slug: "newsletter-volume", body: "Subscribers made to measure." })).id;
  const [found] = await connection.db
    .select({ id: newsletters.id, listId: lists.id })
    .from(newsletters)
    .innerJoin(lists, eq(lists.id, newsletters.listId))
    .where(eq(newsletters.slug, VOLUME));
  if (found) return { ...found, wordingId };
  const newsletter = {
    slug: VOLUME,
    name: "Volume",
    description: "Subscribers made to measure.",
    frequency: "Never",
    audience: "open" as const,
  };
  const made = await createNewsletter(ctx, newsletter);
  if (!made.ok) throw new Error(made.reason);
  return { id: made.id, listId: made.listId, wordingId };
}
