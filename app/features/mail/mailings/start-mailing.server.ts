import { uuidv7 } from "uuidv7";
import { mailings } from "#db/schema/mail/mailings";
import { wake } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { mailingBlocker } from "./mailing.policy";
import { contentBlocker, type MailingContent, parseContent } from "./mailing-content.server";

/**
 * Starts a mailing to everybody whom the list reaches: its content is frozen here, the worker fills and sends it.
 * @throws ForbiddenError for who may not send, or when the content may not be sent
 */
export async function startMailing(ctx: Ctx, mailing: { listId: string; kind: string; content: MailingContent }): Promise<string> {
  const blocker = mailingBlocker(ctx.actor) ?? contentBlocker(mailing.content);
  if (blocker) throw new ForbiddenError(blocker);
  return inTransaction(ctx, async (ctx) => {
    const id = uuidv7();
    const { listId, kind } = mailing;
    await ctx.db
      .insert(mailings)
      .values({ id, listId, kind, content: parseContent(mailing.content), state: "filling", startedAt: ctx.now });
    await recordEntry(ctx, { class: "act", action: "mailing.started", objectKind: "mailing", objectId: id });
    await wake(ctx, "mail.drain");
    return id;
  });
}
