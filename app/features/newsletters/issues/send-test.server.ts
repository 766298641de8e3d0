import { queueMessage } from "~/features/mail/messages/queue-message.server";
import { getMyPersonId } from "~/features/people/my-person-id";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandSender } from "./demand-sender";
import { getIssue } from "./issues.queries.server";

/** Sends an issue, as it stands, to whoever asks, and to nobody else. @throws ForbiddenError, NotFoundError */
export async function sendTest(ctx: Ctx, code: string): Promise<void> {
  demandSender(ctx);
  const personId = getMyPersonId(ctx);
  await inTransaction(ctx, async (ctx) => {
    const issue = await getIssue(ctx, code);
    await queueMessage(ctx, { kind: "issue-test", class: "service", personId, args: { issueId: issue.id } });
  });
}
