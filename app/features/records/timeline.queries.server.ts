import { type AuditEntry, listEntriesAbout } from "~/features/audit/entries.queries.server";
import { namePersons, type PersonName } from "~/features/people/names.queries.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { findGroupsById } from "~/features/permissions/groups.queries.server";
import { isRole, may, ROLE_WORDS } from "~/features/permissions/permissions";
import type { Ctx, PersonId } from "~/lib/ctx";

export type TimelineEntry = Omit<AuditEntry, "actorId" | "subjectId" | "objectId"> & {
  by: PersonName | null;
  about: PersonName | null;
  isOwn: boolean;
  /** The role or group that an act was about. */
  what: string | null;
};

/**
 * What happened to a person and what they did, newest first. Sign-ins, and what exactly was changed, only for those who answer for both.
 */
export async function listTimeline(
  ctx: Ctx,
  personId: PersonId,
  after: number | null,
): Promise<{ entries: TimelineEntry[]; next: number | null }> {
  demandPermission(ctx, "open-records");
  const mayReadAll = may(ctx.actor, "read-ledgers");
  const { entries, next } = await listEntriesAbout(
    ctx,
    { personId, part: "both", classes: mayReadAll ? undefined : ["access", "act", "disclosure"] },
    after,
  );
  return { entries: (await withNames(ctx, entries)).map((entry) => (mayReadAll ? entry : { ...entry, detail: null })), next };
}

/** Entries hold ids; this puts the names beside them. */
export async function withNames(ctx: Ctx, entries: readonly AuditEntry[]): Promise<TimelineEntry[]> {
  const names = await namePersons(
    ctx,
    entries.flatMap(({ actorId, subjectId }) => [actorId, subjectId]),
  );
  const groups = await findGroupsById(
    ctx,
    entries.flatMap(({ objectKind, objectId }) => (objectKind === "group" && objectId ? [objectId] : [])),
  );
  return entries.map(({ actorId, subjectId, objectId, ...entry }) => ({
    ...entry,
    what:
      entry.objectKind === "role" && objectId && isRole(objectId)
        ? ROLE_WORDS[objectId]
        : (groups.find(({ id }) => id === objectId)?.name ?? null),
    by: (actorId && names.get(actorId)) || null,
    about: (subjectId && names.get(subjectId)) || null,
    isOwn: actorId !== null && actorId === subjectId,
  }));
}
