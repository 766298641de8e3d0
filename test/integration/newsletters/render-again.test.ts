import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { newsletterIssues } from "#db/schema/newsletters";
import { renderIssuesAgain } from "~/features/newsletters/issues/render-issues-again.server";
import type { Ctx } from "~/lib/ctx";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { inTransaction } from "~/lib/transaction.server";
import { ownerDb, systemCtxFor } from "../../support/context";
import { aNewsletter } from "../../support/newsletters";

const ISSUES = 1500;

test("rendering many texts again passes over each no more than a few times", async () => {
  await manyOldIssues();

  await inTransaction(systemCtxFor(), async (ctx) => {
    const before = await issuesRead(ctx);
    expect(await renderIssuesAgain(ctx)).toBe(ISSUES);
    expect((await issuesRead(ctx)) - before).toBeLessThanOrEqual(4 * ISSUES);
  });
});

async function manyOldIssues(): Promise<void> {
  const { id: newsletterId } = await aNewsletter();
  const now = new Date();
  const text = { subject: "s", bodyMarkdown: "Text", bodyHtml: "old", rendererVersion: RENDERER_VERSION - 1 };
  const times = { createdAt: now, updatedAt: now };
  const issues = Array.from({ length: ISSUES }, () => ({
    id: uuidv7(),
    newsletterId,
    code: uuidv7(),
    ...text,
    state: "draft" as const,
    ...times,
  }));
  await systemCtxFor().db.insert(newsletterIssues).values(issues);
  await ownerDb().db.execute(sql`analyze newsletter_issues`);
}

async function issuesRead({ db }: Ctx): Promise<number> {
  const [row] = await db.execute<{ rows: number }>(sql`
    select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables where relname = 'newsletter_issues'`);
  return row!.rows;
}
