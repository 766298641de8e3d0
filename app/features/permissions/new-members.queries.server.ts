import { and, eq, isNull, type SQL } from "drizzle-orm";
import { grants } from "#db/schema/permissions";
import { countNewest } from "~/lib/count-newest.server";
import type { Ctx } from "~/lib/ctx";
import { demandPermission } from "./demand-permission";

/** Who became a member since a moment. @throws ForbiddenError */
export function countNewMembers(ctx: Ctx, since: Date): SQL<number> {
  demandPermission(ctx, "open-records");
  const where = and(eq(grants.role, "member"), isNull(grants.revokedAt));
  return countNewest({ table: grants, id: grants.id, at: grants.startsAt, since, where });
}
