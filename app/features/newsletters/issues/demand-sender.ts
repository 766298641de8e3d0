import { composeBlocker } from "~/features/newsletters/newsletter.policy";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";

/** The first line of whatever only those who send newsletters do or see. @throws ForbiddenError */
export function demandSender(ctx: Ctx): void {
  const blocker = composeBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
}
