import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

/** Whose pages and acts these are: the person who is signed in, or whose mailed link it is. @throws NotFoundError */
export function getMyPersonId(ctx: Ctx): PersonId {
  const personId = personIdOf(ctx.actor);
  if (!personId) throw new NotFoundError("person");
  return personId;
}
