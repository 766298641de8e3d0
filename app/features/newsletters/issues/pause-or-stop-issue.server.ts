import { type MailingActResult, pauseMailing, resumeMailing, stopMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { getIssue } from "./issues.queries.server";

export const pauseIssue = (ctx: Ctx, code: string) => changeMailing(ctx, code, pauseMailing);
export const resumeIssue = (ctx: Ctx, code: string) => changeMailing(ctx, code, resumeMailing);
export const stopIssue = (ctx: Ctx, code: string) => changeMailing(ctx, code, stopMailing);

/** What a sender may read, a sender may pause or stop; whether they may at all, and whether there is still something to, the mail room decides. */
async function changeMailing(
  ctx: Ctx,
  code: string,
  act: (ctx: Ctx, mailingId: string) => Promise<MailingActResult>,
): Promise<MailingActResult> {
  const { mailingId } = await getIssue(ctx, code);
  if (!mailingId) throw new NotFoundError("mailing");
  return act(ctx, mailingId);
}
