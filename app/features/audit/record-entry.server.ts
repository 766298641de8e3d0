import { auditEntries } from "#db/schema/audit";
import { committed } from "~/lib/commitment.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import type { AuditAction } from "./action-words";

export type AuditClass = "access" | "act" | "disclosure" | "security";

/**
 * Writes one entry of the audit ledger, in the caller's transaction. Ids and plain words only: `detail` is erased with its subject,
 * everything else stays, so nothing that identifies anybody belongs in `action`, `objectId` or `purpose`.
 */
export async function recordEntry(
  ctx: Ctx,
  entry: {
    class: AuditClass;
    action: AuditAction;
    objectKind?: string;
    objectId?: string;
    subjectId?: string | null;
    purpose?: string;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  await ctx.db.insert(auditEntries).values({
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
  });
}
