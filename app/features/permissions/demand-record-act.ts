import type { Ctx, PersonId } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { mayDo, type RecordAct } from "./record.policy";

/** The first line of what is done with a record: by staff whose task it is or, where it is `own`, by that person signed in. @throws ForbiddenError */
export function demandRecordAct({ actor }: Ctx, act: RecordAct, own?: PersonId): void {
  const isOwn = own !== undefined && actor.kind === "person" && actor.personId === own;
  if (!isOwn && !mayDo(actor, act)) throw new ForbiddenError("not-for-your-role");
}
