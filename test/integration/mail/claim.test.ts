import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { claimMessages } from "~/features/mail/claim.server";
import { fillMailing } from "~/features/mail/fill-mailing.server";
import { settleMailings } from "~/features/mail/mailing-states.server";
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
    await settleMailings(ctx);
    const before = await rowsRead(ctx, "messages");
    for (let look = 0; look < CLAIMS; look += 1) await settleMailings(ctx);
    expect((await rowsRead(ctx, "messages")) - before).toBeLessThanOrEqual(2 * CLAIMS);
  });
});

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
