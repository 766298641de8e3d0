import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { scopes } from "#db/schema/permissions";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import type { Readership } from "./audience.policy";
import { holdGroups } from "./groups.queries.server";

/** Who may see a thing, as it is written in forms and seeds: groups by their slugs. */
export type Audience = "open" | "members" | { groups: string[] };

/** Makes a scope. The database refuses one that is wider than its parent. @throws NotFoundError for a group that is not there or ended */
export async function createScope(ctx: Ctx, audience: Audience, parentId: string | null = null): Promise<string> {
  const id = uuidv7();
  await ctx.db.insert(scopes).values({ id, parentId, ...(await readershipOf(ctx, audience)) });
  return id;
}

/** Whom a scope is for. @throws NotFoundError */
export async function getReadership(ctx: Ctx, scopeId: string): Promise<Readership> {
  const { audience, groupIds } = scopes;
  const [scope] = await ctx.db.select({ audience, groupIds }).from(scopes).where(eq(scopes.id, scopeId));
  if (!scope) throw new NotFoundError("scope");
  return scope;
}

/**
 * An audience as forms write it, as scopes hold it; none of its groups ends before the transaction does. `held`: the ids of groups that the
 * thing is for already, which may have ended. @throws NotFoundError for another group that is not there or has ended
 */
export async function readershipOf(ctx: Ctx, audience: Audience, held: readonly string[] = []): Promise<Readership> {
  if (typeof audience === "string") return { audience, groupIds: [] };
  const wanted = [...new Set(audience.groups)];
  const groupIds = await holdGroups(ctx, wanted, held);
  if (groupIds.length !== wanted.length) throw new NotFoundError("group");
  return { audience: "groups", groupIds };
}
