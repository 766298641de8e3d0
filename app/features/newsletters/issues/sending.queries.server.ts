import { getMailingProgress } from "~/features/mail/mailings/mailing.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import type { Issue } from "./issues.queries.server";
import { type SendingView, viewSending } from "./sending.policy";

/** How the sending of a sent issue stands. @throws NotFoundError for a draft */
export async function getSending(ctx: Ctx, issue: Issue): Promise<SendingView> {
  if (!issue.mailingId) throw new NotFoundError("mailing");
  return viewSending(await getMailingProgress(ctx, issue.mailingId), ctx.now);
}
