import type { TransactionSql } from "postgres";
import { connect } from "#db/client.server";
import { makeDigests } from "~/features/forum/digest/make-digests.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { systemCtx } from "~/lib/ctx";

/**
 * Who is told, and of what: as the worker does it (`isOurs`), or the rows of that and nothing else, as many in one transaction. Digests are
 * of everybody whose is due.
 */
export type TellingOrder = { isOurs: boolean } & ({ postIds: readonly string[] } | { digests: number });

const { db, sql } = connect(process.env.DATABASE_URL!);
const BATCH = { watchers: 500, digests: 200 };

process.on("message", async (order: TellingOrder) => {
  const began = performance.now();
  const units = "postIds" in order ? await tellWatchers(order) : await makeAll(order);
  process.send!({ units, seconds: (performance.now() - began) / 1000 });
});
process.on("disconnect", () => process.exit(0));
process.send!("ready");

async function tellWatchers({ isOurs, postIds }: { isOurs: boolean; postIds: readonly string[] }): Promise<number> {
  for (const postId of postIds) {
    let after: string | undefined;
    do {
      if (isOurs) await notifyReplyRecipients(systemCtx(db, "bench"), postId, { after });
      after = isOurs ? await nextOf(postId) : await tellByRows(postId, after);
    } while (after);
  }
  return postIds.length;
}

/** The follow-up that goes on with the next of the watchers. */
async function nextOf(postId: string): Promise<string | undefined> {
  const [next] = await sql<{ after: string }[]>`
    delete from job_outbox where name = 'forum.notify-reply' and payload ->> 'postId' = ${postId} returning payload ->> 'after' as after`;
  return next?.after;
}

const tellByRows = (postId: string, after = "00000000-0000-0000-0000-000000000000") =>
  sql.begin(async (sql) => {
    const people = await sql<{ id: string }[]>`
      select w.person_id as id from forum_watches w join forum_posts p on p.topic_id = w.topic_id
      where p.id = ${postId} and w.level = 'watching' and w.person_id > ${after} order by w.person_id limit ${BATCH.watchers}`;
    const ids = people.map(({ id }) => id);
    await sql`insert into notifications (id, person_id, kind, cause, created_at)
      select gen_random_uuid(), id, 'reply', ${`reply:${postId}`}, now() from unnest(${ids}::uuid[]) id`;
    await insertMessages(sql, ids, "reply-notification", { postIds: [postId] }, `replies:${postId}`);
    return ids.at(-1);
  });

async function makeAll({ isOurs, digests }: { isOurs: boolean; digests: number }): Promise<number> {
  if (isOurs) await makeDigests(systemCtx(db, "bench"));
  else while ((await digestsByRows()) === BATCH.digests) {}
  return digests;
}

const digestsByRows = () =>
  sql.begin(async (sql) => {
    const due = await sql<{ id: string; since: Date }[]>`select person_id as id, told_until as since from forum_digests
      where next_at <= now() order by next_at limit ${BATCH.digests} for update`;
    const ids = due.map(({ id }) => id);
    const since = due[0] ? new Date(due[0].since).toISOString() : "";
    await insertMessages(sql, ids, "forum-digest", { since, until: new Date().toISOString() }, `digest:${since}`);
    await sql`update forum_digests set next_at = now() + interval '1 day', told_until = now() where person_id = any(${ids}::uuid[])`;
    return ids.length;
  });

const insertMessages = (on: TransactionSql, people: string[], kind: string, args: object, cause: string) =>
  on`insert into messages (id, kind, class, person_id, address_id, to_email, to_hashes, args, cause, message_id, verp, state, next_at, expires_at, created_at)
    select made.id, ${kind}, 'service', a.person_id, a.id, a.canonical, a.hashes, ${JSON.stringify(args)}::text::jsonb, ${cause}, '<' || made.id || '@bench>',
      uuid_send(gen_random_uuid()), 'pending', now() + interval '1 day', now() + interval '3 days', now()
    from unnest(${people}::uuid[]) person join addresses a on a.person_id = person and a.is_primary, lateral (select gen_random_uuid() as id where person is not null) made`;
