import { type AuditEntry, listEntriesAbout } from "~/features/audit/entries.queries.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { namePersons } from "./names.queries.server";
import { LOOK_PURPOSES, type LookPurpose, mayOpenRecords } from "./record.policy";

export type Look = {
  at: Date;
  /** What was looked at; `actionWords` says it. */
  action: string;
  /** In words; null where looks of this kind have no purpose of their own. */
  why: string | null;
  /** Who looked. */
  by: string;
};

/** Who looked at a person's data, when and why, newest first: for themselves, and for staff with their record open. */
export async function listLooks(
  ctx: Ctx,
  personId: PersonId,
  after: number | null = null,
): Promise<{ looks: Look[]; next: number | null }> {
  if (personIdOf(ctx.actor) !== personId && !mayOpenRecords(ctx.actor)) throw new ForbiddenError("not-for-your-role");
  const { entries, next } = await listEntriesAbout(ctx, { personId, part: "subject", classes: ["access", "disclosure"] }, after);
  const names = await namePersons(
    ctx,
    entries.map(({ actorId }) => actorId),
  );
  return {
    looks: entries.map((entry) => ({
      at: entry.at,
      action: entry.action,
      why: reasonOf(entry),
      by: entry.actorId === personId ? "You" : ((entry.actorId && names.get(entry.actorId)?.name) ?? "The portal itself"),
    })),
    next,
  };
}

/** Why, in words. */
export function reasonOf({ purpose, detail }: AuditEntry): string | null {
  const words = typeof detail?.words === "string" ? detail.words : null;
  const known = purpose && purpose in LOOK_PURPOSES ? LOOK_PURPOSES[purpose as LookPurpose] : purpose;
  if (purpose === "other") return words;
  return words && known ? `${known}: ${words}` : known;
}
