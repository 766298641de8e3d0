import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { claimMessages } from "~/features/mail/claim.server";
import { fillMailing } from "~/features/mail/fill-mailing.server";
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
    const before = await subscriptionsRead(ctx);
    for (let claim = 0; claim < CLAIMS; claim += 1) {
      const { leased } = await claimMessages(ctx, { owner: uuidv7(), seconds: 60 }, CLAIMED);
      expect(leased).toHaveLength(CLAIMED);
    }
    expect((await subscriptionsRead(ctx)) - before).toBeLessThanOrEqual(2 * CLAIMS * CLAIMED);
  });
});

/** Everybody on the list is due, and nobody of the lists before it. */
async function aFilledMailing(): Promise<void> {
  const { db } = systemCtxFor();
  await db.execute(sql`update messages set state = 'skipped', reason = 'test', next_at = null, final_at = now() where final_at is null`);
  const list = await aList();
  await manySubscribers(list, AUDIENCE);
  await aMailing(list);
  await fillMailing(systemCtxFor());
}

async function subscriptionsRead({ db }: Ctx): Promise<number> {
  const [row] = await db.execute<{ rows: number }>(sql`
    select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables where relname = 'subscriptions'`);
  return row!.rows;
}
