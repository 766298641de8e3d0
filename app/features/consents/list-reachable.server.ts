import { eq, sql } from "drizzle-orm";
import { lists } from "#db/schema/consents";
import { recordEntries, recordEntry } from "~/features/audit/record-entry.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { csv } from "~/lib/csv";
import type { Ctx, PersonId } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { ensureMarketingLists } from "./marketing-lists.server";
import { type Channel, MARKETING_PURPOSES, marketingSlug } from "./marketing-purposes";

/** One read of a long list. */
const MOST = 5000;

type Reachable = { reference: string; name: string; address: string };
type ReachableResult = { ok: true; rows: Reachable[]; next: string | null } | { ok: false; reason: "unknown-purpose" };

/**
 * Whom a list may reach by its channel now, for a letter or a round of calls: by the same `reach()` as mail, so a missing, ended or
 * restricted permission leaves its owner out (PMN-2). The purpose must be the one that people agreed to (PMN-5). Each read is written down.
 * @throws ForbiddenError, NotFoundError
 */
export async function listReachable(
  ctx: Ctx,
  { listId, purpose, after = "" }: { listId: string; purpose: string; after?: string },
): Promise<ReachableResult> {
  demandPermission(ctx, "list-reachable");
  const [list] = await ctx.db.select({ purpose: lists.purpose }).from(lists).where(eq(lists.id, listId));
  if (!list) throw new NotFoundError("list");
  if (purpose !== list.purpose) {
    await recordEntry(ctx, { class: "disclosure", action: "list.export-refused", objectKind: "list", objectId: listId });
    return { ok: false, reason: "unknown-purpose" };
  }

  const rows = await ctx.db.execute<Reachable & { person_id: PersonId }>(sql`
    select r.person_id, p.ref as reference, coalesce(p.full_name, '') as name, a.value as address
    from reach(${listId}::uuid, ${ctx.now.toISOString()}::timestamptz) r
    join persons p on p.id = r.person_id join addresses a on a.id = r.address_id
    where r.blocker is null and p.ref > ${after} order by p.ref limit ${MOST}`);
  const detail = { people: rows.length };
  await recordEntry(ctx, { class: "disclosure", action: "list.exported", objectKind: "list", objectId: listId, purpose, detail });
  // whoever stands on it can see that
  await recordEntries(
    ctx,
    { class: "disclosure", action: "list.handed-out", objectKind: "list", objectId: listId, purpose },
    rows.map(({ person_id }) => person_id),
  );
  return {
    ok: true,
    rows: rows.map(({ reference, name, address }) => ({ reference, name, address })),
    next: rows.length === MOST ? rows.at(-1)!.reference : null,
  };
}

/** The whole list of a marketing purpose and channel, as a file for a spreadsheet. @throws ForbiddenError */
export async function exportReachable(ctx: Ctx, { purpose: key, channel }: { purpose: string; channel: Channel }): Promise<string> {
  const listId = (await ensureMarketingLists(ctx)).get(marketingSlug(key, channel))!;
  const { purpose } = MARKETING_PURPOSES.find((one) => one.key === key)!;
  const lines = [["Reference", "Name", channel === "phone" ? "Number" : "Address"]];
  let after: string | null = "";
  while (after !== null) {
    const found = await listReachable(ctx, { listId, purpose, after });
    if (!found.ok) throw new Error(found.reason);
    lines.push(...found.rows.map(({ reference, name, address }) => [reference, name, channel === "phone" ? dialled(address) : address]));
    after = found.next;
  }
  return csv(lines);
}

/** With a space and no plus, so that a spreadsheet takes it for text and keeps the zero. */
const dialled = (number: string) =>
  number
    .replace(/^\+44\s*(\(0\))?/, "0")
    .replace(/^\+/, "00")
    .replace(/^(\d{5})(\d+)$/, "$1 $2");
