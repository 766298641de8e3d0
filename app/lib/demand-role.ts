import { type Ctx, hasRole } from "./ctx";
import { ForbiddenError } from "./errors";

/** The first line of what only holders of one of these roles, or the portal itself, do or see. @throws ForbiddenError */
export function demandRole({ actor }: Ctx, roles: readonly string[]): void {
  if (actor.kind !== "system" && !hasRole(actor, ...roles)) throw new ForbiddenError("not-for-your-role");
}
