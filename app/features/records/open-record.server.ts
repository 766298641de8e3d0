import { findLastAct } from "~/features/audit/entries.queries.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { findPersonByRef } from "~/features/people/find-person.queries.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { LookPurpose } from "~/features/permissions/record.policy";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { later, MINUTE } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";

/** A purpose given counts for this long, so that nobody is asked at each click. */
const LOOK_LASTS = 30 * MINUTE;

export type RecordPerson = {
  personId: PersonId;
  ref: string;
  name: string /** Why this actor has it open, or null. */;
  look: string | null;
};

/** The person behind a record's address, and whether the actor has said why they open it. @throws NotFoundError, ForbiddenError */
export async function getRecordPerson(ctx: Ctx, ref: string): Promise<RecordPerson> {
  demandPermission(ctx, "open-records");
  const person = await findPersonByRef(ctx, ref);
  if (!person) throw new NotFoundError("person");
  return { ...person, name: person.name ?? "No name given", look: await findLook(ctx, person.personId) };
}

/** Writes down that the actor opens a person's record and why: the person can read both (HELM-1). */
export async function openRecord(ctx: Ctx, ref: string, why: { purpose: LookPurpose; words: string }): Promise<void> {
  const { personId } = await getRecordPerson(ctx, ref);
  await recordEntry(ctx, {
    class: "access",
    action: "record.opened",
    objectKind: "person",
    subjectId: personId,
    purpose: why.purpose,
    detail: why.words ? { words: why.words } : undefined,
  });
}

async function findLook(ctx: Ctx, personId: PersonId): Promise<string | null> {
  const look = await findLastAct(ctx, {
    action: "record.opened",
    actorId: personIdOf(ctx.actor) ?? personId,
    subjectId: personId,
    since: later(ctx.now, -LOOK_LASTS),
  });
  return look?.purpose ?? null;
}
