import { auditEntries } from "#db/schema/audit";
import { committed } from "~/lib/commitment.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import type { AuditAction } from "./action-words";

export type AuditClass = "access" | "act" | "disclosure" | "security";

/**
 * Writes one entry of the audit ledger, in the caller's transaction. Ids and plain words only: `detail` is erased with its subject,
 * everything else stays, so nothing that identifies anybody belongs in `action`, `objectId` or `purpose`.
 */
export async function recordEntry(ctx: Ctx, entry: AuditEntry): Promise<void> {
  await ctx.db.insert(auditEntries).values(rowOf(ctx, entry));
}

/** As many as one statement writes. */
const BATCH = 500;

/** Writes the same entry about each of these people. */
export async function recordEntries(ctx: Ctx, entry: Omit<AuditEntry, "subjectId">, subjectIds: readonly PersonId[]): Promise<void> {
  for (let from = 0; from < subjectIds.length; from += BATCH)
    await ctx.db.insert(auditEntries).values(subjectIds.slice(from, from + BATCH).map((subjectId) => rowOf(ctx, { ...entry, subjectId })));
}

type AuditEntry = {
  class: AuditClass;
  action: AuditAction;
  objectKind?: string;
  objectId?: string;
  subjectId?: string | null;
  purpose?: string;
  detail?: Record<string, unknown>;
};

function rowOf(ctx: Ctx, entry: AuditEntry) {
  return {
    at: ctx.now,
    class: entry.class,
    actorKind: ctx.actor.kind,
    actorId: personIdOf(ctx.actor),
    action: entry.action,
    objectKind: entry.objectKind ?? null,
    objectId: entry.objectId ?? null,
    subjectId: entry.subjectId ?? null,
    purpose: entry.purpose ?? null,
    requestId: ctx.requestId,
    ...committed(entry.detail ?? null),
  };
}
