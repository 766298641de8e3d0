import { and, inArray, isNotNull } from "drizzle-orm";
import { grants } from "#db/schema/permissions";
import { type AuditEntry, listEntriesAbout } from "~/features/audit/entries.queries.server";
import { lookReason } from "~/features/records/look-reason";
import type { Ctx, PersonCtx, PersonId, Role } from "~/lib/ctx";

/** One look at a person's details, or one time they were handed out: by which function, never by whose name. */
export type Look = { id: number; at: Date; by: "you" | "system" | "link" | { roles: Role[] }; action: string; why: string | null };

/** Who looked at one's own details and why, newest first. `after` is the number of the last one seen. */
export async function listMyLooks(ctx: PersonCtx, after: number | null): Promise<{ looks: Look[]; next: number | null }> {
  const { personId } = ctx.actor;
  const { entries, next } = await listEntriesAbout(ctx, { personId, part: "subject", classes: ["access", "disclosure"] }, after);
  const held = await listRoles(ctx, entries);
  const looks = entries.map((entry) => {
    const { id, at, action } = entry;
    return { id, at, action, why: lookReason(entry), by: whoOf(entry, at, personId, held) };
  });
  return { looks, next };
}

type Held = { personId: PersonId; role: Role; startsAt: Date; endsAt: Date | null; revokedAt: Date | null };

function whoOf(entry: Pick<AuditEntry, "actorKind" | "actorId">, at: Date, personId: PersonId, held: Held[]): Look["by"] {
  if (entry.actorKind === "system" || entry.actorKind === "visitor") return "system";
  if (entry.actorId === personId) return entry.actorKind === "link" ? "link" : "you";
  const live = held.filter(
    (grant) =>
      grant.personId === entry.actorId &&
      grant.startsAt <= at &&
      (grant.endsAt === null || grant.endsAt > at) &&
      (grant.revokedAt === null || grant.revokedAt > at),
  );
  return { roles: live.map(({ role }) => role).filter((role) => role !== "member") };
}

/** The roles that those who looked have or had. */
async function listRoles(ctx: Ctx, entries: AuditEntry[]): Promise<Held[]> {
  const ids = [...new Set(entries.flatMap(({ actorId }) => (actorId ? [actorId] : [])))];
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({
      personId: grants.personId,
      role: grants.role,
      startsAt: grants.startsAt,
      endsAt: grants.endsAt,
      revokedAt: grants.revokedAt,
    })
    .from(grants)
    .where(and(inArray(grants.personId, ids), isNotNull(grants.role)));
  return rows.flatMap(({ role, ...row }) => (role ? [{ ...row, role }] : []));
}
