import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { moderationBlocker } from "./moderation.policy";

/** Before whatever moderators alone see or do, and after what the actor may not read was not found. @throws ForbiddenError */
export function demandModerator({ actor }: Ctx): void {
  const blocker = moderationBlocker(actor);
  if (blocker) throw new ForbiddenError(blocker);
}
