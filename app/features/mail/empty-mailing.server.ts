import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { messages } from "#db/schema/mail/messages";
import { caughtMails } from "#db/schema/mail/transport";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { OPEN } from "./mailings/mailing-states.server";

const isOver = sql<boolean>`${mailings.state} = 'finished' or ${mailings.state} = 'stopped'
  and not exists (select from messages m where m.mailing_id = ${mailings}.id and m.state in ${OPEN})`;

/**
 * Empties for good what a mailing said that has ended, whose messages stay with what became of them; nobody is sent it
 * again. False while something of it is on its way.
 */
export async function emptyMailing(ctx: Ctx, id: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const [mailing] = await ctx.db.select({ isOver }).from(mailings).where(eq(mailings.id, id)).for("update");
    if (!mailing?.isOver) return false;
    await ctx.db.update(mailings).set({ content: {} }).where(eq(mailings.id, id));
    await forgetCaughtWhere(ctx, eq(messages.mailingId, id));
    return true;
  });
}

/** Takes out what a demo's local inbox caught of the mails with this argument. */
export const forgetCaught = (ctx: Ctx, about: Record<string, string>): Promise<void> =>
  forgetCaughtWhere(ctx, sql`${messages.args} @> ${JSON.stringify(about)}::jsonb`);

async function forgetCaughtWhere(ctx: Ctx, which: SQL): Promise<void> {
  const theirs = ctx.db.select({ messageId: messages.messageId }).from(messages).where(which);
  await ctx.db.delete(caughtMails).where(inArray(caughtMails.messageId, theirs));
}
