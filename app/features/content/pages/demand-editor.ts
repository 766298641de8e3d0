import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { editBlocker } from "./page.policy";

/** The first line of whatever only editors do or see. @throws ForbiddenError */
export function demandEditor(ctx: Ctx): void {
  const blocker = editBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
}
