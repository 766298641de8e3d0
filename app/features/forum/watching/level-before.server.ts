import { and, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { forumTagWatches } from "#db/schema/forum/tags";
import type { forumCategoryWatches } from "#db/schema/forum/watching";
import type { CategoryLevel } from "~/features/forum/types";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

/** What people chose for categories or for tags. */
type Watches = typeof forumCategoryWatches | typeof forumTagWatches;

/** What stands in a choice that is being muted: muted again it is what it was before. */
export const beforeMuted = ({ level, before }: { level: PgColumn; before: PgColumn }): SQL =>
  sql`case when ${level} = 'muted' then ${before} else ${level} end`;

/** New topics are told of no more, by the link of a mail; what was chosen stays known, to be taken up again. `isTheirs`: the choice. */
export async function stopWatching(ctx: Ctx, watches: Watches, isTheirs: SQL | undefined, stoppedBy: string): Promise<void> {
  await inTransaction(ctx, ({ db, now: changedAt }) =>
    db
      .update(watches)
      .set({ level: "normal", before: sql`${watches.level}`, stoppedBy, changedAt })
      .where(and(isTheirs, inArray(watches.level, ["every-post", "first-posts"]))),
  );
}

/** Goes back to what was chosen before; false where nothing was. */
export async function restoreLevel(ctx: Ctx, watches: Watches, isTheirs: SQL | undefined, from: CategoryLevel[]): Promise<boolean> {
  return inTransaction(ctx, async ({ db, now: changedAt }) => {
    const restored = await db
      .update(watches)
      .set({ level: sql`coalesce(${watches.before}, 'normal')`, before: null, stoppedBy: null, changedAt })
      .where(and(isTheirs, inArray(watches.level, from)))
      .returning({ personId: watches.personId });
    return restored.length > 0;
  });
}
