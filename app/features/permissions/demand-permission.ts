import type { Ctx, PersonId } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { may, type Permission } from "./permissions";

/**
 * The first line of what staff alone do or see, and the portal itself; where it is about a person, also what they may do with their
 * `own` data when they are signed in. @throws ForbiddenError
 */
export function demandPermission({ actor }: Ctx, permission: Permission, own?: PersonId): void {
  const isOwn = own !== undefined && actor.kind === "person" && actor.personId === own;
  if (!isOwn && !may(actor, permission)) throw new ForbiddenError("not-for-your-role");
}
