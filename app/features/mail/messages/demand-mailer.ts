import { mailingBlocker } from "~/features/mail/mailings/mailing.policy";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";

/** The first line of whatever only those who send to a list do or see. @throws ForbiddenError */
export function demandMailer(ctx: Ctx): void {
  const blocker = mailingBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
}
