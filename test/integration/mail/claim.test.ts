import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { finishMailings, hasDueMail } from "~/features/mail/mailings/mailing-states.server";
import { commitBatch, recoverLeases, renewLeases } from "~/features/mail/transport/batch.server";
import { claimMessages } from "~/features/mail/transport/claim.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { ownerDb, systemCtxFor } from "../../support/context";
import { aMailing, manySubscribers } from "../../support/mail";
import { aList } from "../../support/people";

const AUDIENCE = 2000;
const CLAIMED = 50;
/** After five times a prepared statement may get a plan that knows none of its values. */
const CLAIMS = 8;

test("a claim reads as much of a list as it takes, also where the planner's statistics know nothing of the list yet", async () => {
  await aFilledMailing();
  await ownerDb().db.execute(sql`analyze`);
  await aFilledMailing();

  await inTransaction(systemCtxFor(), async (ctx) => {
    const before = await rowsRead(ctx, "subscriptions");
    for (let claim = 0; claim < CLAIMS; claim += 1) {
      const { leased } = await claimMessages(ctx, { owner: uuidv7(), seconds: 60 }, CLAIMED);
      expect(leased).toHaveLength(CLAIMED);
    }
    expect((await rowsRead(ctx, "subscriptions")) - before).toBeLessThanOrEqual(2 * CLAIMS * CLAIMED);
  });
});

test("looking for what has ended reads none of the mail that is still due, also where the planner's statistics know nothing of it yet", async () => {
  await aFilledMailing();
  await endAll();
  await ownerDb().db.execute(sql`analyze`);
  await aFilledMailing();

  await inTransaction(systemCtxFor(), async (ctx) => {
    // what earlier lists came to is added up once
    await finishMailings(ctx);
    const before = await rowsRead(ctx, "messages");
    for (let look = 0; look < CLAIMS; look += 1) await finishMailings(ctx);
    expect((await rowsRead(ctx, "messages")) - before).toBeLessThanOrEqual(2 * CLAIMS);
  });
});

test("a batch reads no more of a long list than of a short one, whoever refuses it, also where the planner's statistics know nothing of it yet", async () => {
  // nothing is learnt of the longer one while it is measured
  await ownerDb().db.execute(sql`alter table messages set (autovacuum_enabled = false)`);
  const short = await aMailingTo(200);
  await ownerDb().db.execute(sql`analyze`);
  const long = await aMailingTo(20_000);

  const [few, many] = [await blocksOfWaves(short), await blocksOfWaves(long)];

  const grown = Object.entries(many).filter(([step, blocks]) => blocks > 1.5 * few[step]! + 20);
  expect(grown.map(([step, blocks]) => `${step}: ${few[step]} → ${blocks}`)).toEqual([]);
});

/**
 * A paused mailing to 60 who are due first, each with a record that was joined to theirs and left out, and so many more: due, or got it,
 * or their domain refuses what it says, or their mailbox is gone or full.
 */
async function aMailingTo(count: number): Promise<string> {
  const list = await aList();
  await manySubscribers(list, 60, ["one.example", "two.example", "three.example"]);
  const id = await aMailing(list);
  await fillMailing(systemCtxFor());
  await ownerDb().db.execute(sql`
    with joined as (
      insert into persons (id, ref, source, processing, merged_into, created_at)
      select gen_random_uuid(), upper(translate(substr(md5(random()::text), 1, 10), 'ilou', '0000')), 'test', 'yes', person_id, now()
      from messages where mailing_id = ${id}::uuid returning id)
    insert into messages (id, mailing_id, kind, class, list_id, person_id, message_id, verp, state, reason, final_at, expires_at, created_at)
    select gen_random_uuid(), ${id}::uuid, 'issue', 'list', ${list}::uuid, id, '<' || gen_random_uuid() || '@test>', uuid_send(gen_random_uuid()),
           'skipped', 'ended', now(), now() + interval '1 day', now() from joined`);
  await ownerDb().db.execute(sql`
    insert into messages (id, mailing_id, kind, class, list_id, to_email, message_id, verp, state, reason, smtp_code, next_at, final_at, expires_at,
                          created_at)
    select gen_random_uuid(), ${id}::uuid, 'issue', 'list', ${list}::uuid, case n % 5 when 1 then 'many@strict.example' else 'many@' || n % 7 || '.example' end,
           '<' || gen_random_uuid() || '@test>', uuid_send(gen_random_uuid()), case n % 5 when 0 then 'accepted' when 4 then 'pending' else 'failed' end,
           (array['policy', 'no-such-mailbox', 'mailbox-full'])[n % 5], 550, case n % 5 when 4 then now() end,
           case when n % 5 <> 4 then now() - make_interval(secs => ${count} - n) end, now() + interval '1 day', now()
    from generate_series(1, ${count}) n`);
  await ownerDb().db.execute(sql`update mailings set state = 'paused', audience = audience + 60 + ${count} where id = ${id}::uuid`);
  return id;
}

/**
 * The blocks of our tables and indexes that each statement of the send loop looked at, in several
 * batches of the only mailing that is being sent.
 */
async function blocksOfWaves(mailing: string): Promise<Record<string, number>> {
  const { db } = ownerDb();
  await db.execute(sql`update mailings set state = 'paused' where state in ('filling', 'sending')`);
  await db.execute(sql`update mailings set state = 'sending' where id = ${mailing}::uuid`);
  const lease = { owner: uuidv7(), seconds: 60 };
  const got = { state: "accepted", reason: null, smtpCode: 250, smtpStatus: null, queueId: null } as const;
  const gone = { ...got, state: "failed", reason: "no-such-mailbox", smtpCode: 550, undeliverable: true } as const;
  const blocks: Record<string, number> = {};
  await inTransaction(systemCtxFor(), async (ctx) => {
    const read = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
      const before = await blocksRead(ctx);
      const result = await work();
      blocks[step] = (blocks[step] ?? 0) + (await blocksRead(ctx)) - before;
      return result;
    };
    for (let batch = 0; batch < CLAIMS; batch += 1) {
      const { leased } = await read("lease", () => claimMessages(ctx, lease, 5));
      expect(leased).toHaveLength(5);
      expect((await read("leave", () => commitBatch(ctx, lease, [], leased, []))).size).toBe(5);
      await read("renew", () =>
        renewLeases(
          ctx,
          lease,
          leased.map(({ id }) => id),
        ),
      );
      const ended = leased.map((message, index) => ({ message, outcome: index === 0 ? got : gone }));
      await read("end", () => commitBatch(ctx, lease, ended, [], []));
      await read("look", () => hasDueMail(ctx));
      await read("recover", () => recoverLeases(ctx));
      await read("fill", () => fillMailing(ctx));
      await read("settle", () => finishMailings(ctx));
    }
  });
  return blocks;
}

/** Everybody on the list is due, and nobody of the lists before it. */
async function aFilledMailing(): Promise<void> {
  await endAll();
  const list = await aList();
  await manySubscribers(list, AUDIENCE);
  await aMailing(list);
  await fillMailing(systemCtxFor());
}

const endAll = () =>
  systemCtxFor().db.execute(
    sql`update messages set state = 'skipped', reason = 'test', next_at = null, final_at = now() where final_at is null`,
  );

async function rowsRead({ db }: Ctx, table: string): Promise<number> {
  const [row] = await db.execute<{ rows: number }>(sql`
    select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables where relname = ${table}`);
  return row!.rows;
}

async function blocksRead({ db }: Ctx): Promise<number> {
  const [row] = await db.execute<{ blocks: number }>(sql`
    select sum(pg_stat_get_xact_blocks_fetched(oid))::int as blocks from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`);
  return row!.blocks;
}
