import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { drafts } from "#db/schema/drafts";
import type { Ctx, PersonId } from "~/lib/ctx";

type Rewrite = {
  /** Whose own drafts stay as they are. */
  except: PersonId;
  /** How the addresses of the forms begin. */
  below: RegExp;
  /** A field, as it may stay. */
  field: (name: string, typed: string) => string;
};

/** Changes what people have begun to write, where something that it repeats goes for good and the rest is theirs. */
export async function rewriteDrafts(ctx: Ctx, { except, below, field }: Rewrite): Promise<void> {
  const { personId, id, values } = drafts;
  const isOpen = isNull(drafts.closedAt);
  const found = await ctx.db
    .select({ personId, id })
    .from(drafts)
    .where(and(isOpen, ne(personId, except), sql`${drafts.path} ~ ${below.source}`))
    .orderBy(personId, id);
  for (const draft of found) {
    const isIt = and(eq(personId, draft.personId), eq(id, draft.id), isOpen);
    // what is saved or sent meanwhile is waited for
    const [typed] = await ctx.db.select({ values }).from(drafts).where(isIt).for("update");
    if (!typed) continue;
    const changed = Object.entries(typed.values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((one) => field(name, one)) : field(name, value),
    ]);
    await ctx.db
      .update(drafts)
      .set({ values: Object.fromEntries(changed) })
      .where(isIt);
  }
}
