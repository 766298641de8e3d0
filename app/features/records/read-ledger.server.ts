import { listEntries, listEntriesAbout } from "~/features/audit/entries.queries.server";
import { type AuditClass, recordEntry } from "~/features/audit/record-entry.server";
import { findPersonByRefOrAddress } from "~/features/people/find-person.queries.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";
import { type TimelineEntry, withNames } from "./timeline.queries.server";

export type LedgerFilter = { class: string; what: string; person: string };

/**
 * The audit ledger with names, for those who answer for it. Reading it is an entry too, and one about the person whose entries were asked
 * for. `isUnknown`: nobody has that reference or address. @throws ForbiddenError
 */
export async function readLedger(
  ctx: Ctx,
  filter: LedgerFilter,
  after: number | null,
): Promise<{ entries: TimelineEntry[]; next: number | null; isUnknown: boolean }> {
  demandPermission(ctx, "read-ledgers");
  const person = filter.person ? await findPersonByRefOrAddress(ctx, filter.person) : null;
  if (filter.person && !person) return { entries: [], next: null, isUnknown: true };
  const { entries, next } = await findEntries(ctx, filter, person?.personId ?? null, after);
  await recordEntry(ctx, {
    class: "access",
    action: "audit.looked-at",
    subjectId: person?.personId ?? null,
    detail: { class: filter.class || null, action: filter.what || null },
  });
  return { entries: await withNames(ctx, entries), next, isUnknown: false };
}

function findEntries(ctx: Ctx, filter: LedgerFilter, personId: PersonId | null, after: number | null) {
  const auditClass = isAuditClass(filter.class) ? filter.class : undefined;
  const action = filter.what || undefined;
  if (!personId) return listEntries(ctx, { class: auditClass, action }, after);
  return listEntriesAbout(ctx, { personId, part: "both", classes: auditClass && [auditClass], action }, after);
}

const isAuditClass = (word: string): word is AuditClass => ["access", "act", "disclosure", "security"].includes(word);
