import { sql } from "drizzle-orm";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { ReachBlocker } from "~/features/consents/reach.queries.server";
import { maskAddress } from "~/lib/address";
import type { Ctx, PersonId } from "~/lib/ctx";
import { pageOf } from "~/lib/pages";
import { inTransaction } from "~/lib/transaction.server";
import { demandSender } from "./demand-sender";
import type { Issue } from "./issues.queries.server";

const PER_PAGE = 25;

export type AudienceRow = { ref: string; name: string | null; address: string; blocker: ReachBlocker | null };

/**
 * Who of an issue's audience would get it (`reachable`), or for one reason would not (a `ReachBlocker`). `after` is a person's reference.
 * Staff look at people here, so each of those shown has it in their own record of looks (`design.md` §5.4). @throws ForbiddenError
 */
export async function lookAtAudience(
  ctx: Ctx,
  issue: Issue,
  which: string,
  after?: string | null,
): Promise<{ rows: AudienceRow[]; next: string | null }> {
  demandSender(ctx);
  return inTransaction(ctx, async (ctx) => {
    const wanted = which === "reachable" ? sql`r.blocker is null` : sql`r.blocker = ${which}`;
    const found = await ctx.db.execute<{
      person_id: PersonId;
      ref: string;
      name: string | null;
      canonical: string;
      blocker: ReachBlocker | null;
    }>(
      sql`select r.person_id, p.ref, coalesce(p.display_name, p.full_name) as name, a.canonical, r.blocker
        from reach(${issue.newsletter.listId}::uuid, ${ctx.now.toISOString()}::timestamptz) r
        join persons p on p.id = r.person_id join addresses a on a.id = r.address_id
        where ${wanted} and p.ref > ${after ?? ""} order by p.ref limit ${PER_PAGE + 1}`,
    );
    const { rows, next } = pageOf(found, PER_PAGE, ({ ref }) => ref);
    for (const { person_id } of rows)
      await recordEntry(ctx, {
        class: "access",
        action: "audience.looked-at",
        objectKind: "newsletter-issue",
        objectId: issue.id,
        subjectId: person_id,
        purpose: "sending a newsletter",
      });
    return {
      rows: rows.map(({ ref, name, canonical, blocker }) => ({ ref, name, address: maskAddress(canonical), blocker })),
      next,
    };
  });
}
