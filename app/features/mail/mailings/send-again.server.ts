import { eq, sql } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { wake } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandMailer } from "~/features/mail/messages/demand-mailer";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { LIST_LIFE, mainDomainOf } from "./fill-mailing.server";
import { isEmptied } from "./mailing-content.server";
import { goingOn } from "./mailing-states.server";
import { type AgainBlocker, againBlocker, type Unreached } from "./unreached.policy";
import { endedAt, reachedNow } from "./unreached.queries.server";

type Asked = {
  group: Unreached;
  /** When the mailing had finished, as the page showed it: one press counts for one finish, whoever presses. */
  finishedAt: string;
};
export type AgainResult = { ok: true; count: number } | { ok: false; reason: AgainBlocker };

/**
 * Sends a finished mailing once more to those of a group whom its list reaches now. Each message keeps its Message-ID, by
 * which mailboxes that did get it may know it; the mailing is open again, and its sums are made anew.
 * @throws ForbiddenError for who may not send, NotFoundError
 */
export async function sendAgain(ctx: Ctx, mailingId: string, { group, finishedAt }: Asked): Promise<AgainResult> {
  return inTransaction(ctx, async (ctx) => {
    const mailing = await lockMailing(ctx, mailingId);
    const [kept] = await ctx.db.execute<{ count: number }>(
      sql`select count(*)::int as count from messages where mailing_id = ${mailingId}::uuid`,
    );
    const reason = againBlocker(mailing, { finishedAt }, kept!.count);
    if (reason) return { ok: false, reason };

    const again = await ctx.db.execute<{ person_id: string }>(sql`
      update messages m set state = 'pending', reason = null, attempt = 0, next_at = now(), final_at = null, smtp_code = null, smtp_status = null,
        queue_id = null, expires_at = now() + ${LIST_LIFE}::interval
      from ${reachedNow(ctx, mailingId, group)} reached where m.id = reached.id
      returning reached.person_id`);
    const count = new Set(again.map(({ person_id }) => person_id)).size;
    if (count === 0) return { ok: false, reason: "nobody" };
    await ctx.db
      .update(mailings)
      .set({
        ...goingOn(mailingId),
        releasedAt: sql`now()`,
        mainDomain: mainDomainOf(mailingId),
        finishedAt: null,
        accepted: null,
        failed: null,
        skipped: null,
        unknown: null,
        left: [],
      })
      .where(eq(mailings.id, mailingId));
    await recordEntry(ctx, {
      class: "act",
      action: "mailing.sent-again",
      objectKind: "mailing",
      objectId: mailingId,
      detail: { group, people: count },
    });
    await wake(ctx, "mail.drain");
    return { ok: true, count };
  });
}

/**
 * Leaves a group as it is: decided, and no longer offered as something to do.
 * @throws ForbiddenError for who may not send, NotFoundError
 */
export async function leaveUnreached(
  ctx: Ctx,
  mailingId: string,
  { group, finishedAt }: Asked,
): Promise<{ ok: true } | { ok: false; reason: AgainBlocker }> {
  return inTransaction(ctx, async (ctx) => {
    const mailing = await lockMailing(ctx, mailingId);
    const reason = againBlocker(mailing, { finishedAt }, mailing.audience ?? 0);
    if (reason) return { ok: false, reason };
    if (mailing.left.includes(group)) return { ok: true };
    await ctx.db
      .update(mailings)
      .set({ left: [...mailing.left, group] })
      .where(eq(mailings.id, mailingId));
    await recordEntry(ctx, { class: "act", action: "mailing.left", objectKind: "mailing", objectId: mailingId, detail: { group } });
    return { ok: true };
  });
}

async function lockMailing(ctx: Ctx, id: string) {
  demandMailer(ctx);
  const [mailing] = await ctx.db
    .select({
      endedAt,
      audience: mailings.audience,
      left: mailings.left,
      content: mailings.content,
    })
    .from(mailings)
    .where(eq(mailings.id, id))
    .for("update");
  if (!mailing || isEmptied(mailing.content)) throw new NotFoundError("mailing");
  return mailing;
}
