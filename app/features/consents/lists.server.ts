import { uuidv7 } from "uuidv7";
import { lists } from "#db/schema/consents";
import type { Ctx } from "~/lib/ctx";

/** Makes a list that people can have on or off. The room that owns its noun calls this beside its own row. */
export async function createList(ctx: Ctx, list: Omit<typeof lists.$inferInsert, "id" | "closedAt">): Promise<string> {
  const id = uuidv7();
  await ctx.db.insert(lists).values({ id, ...list });
  return id;
}
