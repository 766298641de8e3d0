import { queueMail } from "~/features/mail/messages/queue-mail.server";
import type { PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandSender } from "./demand-sender";
import { issueTestMail } from "./issue-test.mail.server";
import { getIssue } from "./issues.queries.server";

/** Sends an issue, as it stands, to whoever asks, and to nobody else. @throws ForbiddenError, NotFoundError */
export async function sendTest(ctx: PersonCtx, code: string): Promise<void> {
  demandSender(ctx);
  const { personId } = ctx.actor;
  await inTransaction(ctx, async (ctx) => {
    const issue = await getIssue(ctx, code);
    await queueMail(ctx, issueTestMail, { issueId: issue.id }, { personId });
  });
}
