import { queueMessage } from "~/features/mail/queue-message.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { getIssue } from "./issues.queries.server";
import { composeBlocker } from "./newsletter.policy";

/** Sends an issue, as it stands, to whoever asks, and to nobody else. @throws ForbiddenError, NotFoundError */
export async function sendTest(ctx: Ctx, code: string): Promise<void> {
  const personId = personIdOf(ctx.actor);
  const blocker = composeBlocker(ctx.actor);
  if (blocker || !personId) throw new ForbiddenError(blocker ?? "signed-out");
  await inTransaction(ctx, async (ctx) => {
    const issue = await getIssue(ctx, code);
    await queueMessage(ctx, { kind: "issue-test", class: "service", personId, args: { issueId: issue.id } });
  });
}
