import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { mailingBlocker } from "./mailing.policy";

/** The first line of whatever only those who send to a list do or see. @throws ForbiddenError */
export function demandMailer(ctx: Ctx): void {
  const blocker = mailingBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
}
