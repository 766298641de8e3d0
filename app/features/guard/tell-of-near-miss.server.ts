import { and, eq, isNull } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import { notify } from "~/features/mail/notifications/notify.server";
import { listRoleHolders } from "~/features/people/role-holders.queries.server";
import { rolesWith } from "~/features/permissions/permissions";
import type { Ctx, PersonId, Role } from "~/lib/ctx";
import { toldRoles } from "./near-miss.policy";
import { nearMissNotice } from "./near-miss-notice.mail.server";

export const nearMissCause = (id: string) => `near-miss:${id}`;

/**
 * Tells whoever looks after the place, as far as they may read it. Where nobody does, the administrators, who can give
 * somebody the role; its writer only where nobody else is.
 */
export async function tellOfNearMiss(ctx: Ctx, id: string): Promise<void> {
  const [miss] = await ctx.db
    .select({ place: nearMisses.place, scopeId: nearMisses.scopeId, writerId: nearMisses.writerId })
    .from(nearMisses)
    .where(eq(nearMisses.id, id));
  if (!miss) return;
  const theirs = await listHolders(ctx, toldRoles(miss.place), miss.scopeId);
  const isOther = (personId: PersonId) => personId !== miss.writerId;
  const others = (theirs.some(isOther) ? theirs : await listHolders(ctx, rolesWith("change-roles"), null)).filter(isOther);
  await notify(ctx, others.length > 0 ? others : theirs, nearMissNotice, { nearMissId: id }, { cause: nearMissCause(id) });
}

const listHolders = async (ctx: Ctx, roles: readonly Role[], scopeId: string | null): Promise<PersonId[]> =>
  (await listRoleHolders(ctx, { roles, scopeId })).map(({ id }) => id);

/** A thing became somebody else's work: so did what nobody looked at of it. */
export const moveNearMisses = async (ctx: Ctx, { place, path }: Pick<typeof nearMisses.$inferSelect, "place" | "path">): Promise<void> =>
  void (await ctx.db
    .update(nearMisses)
    .set({ place })
    .where(and(eq(nearMisses.path, path), isNull(nearMisses.lookedAt))));
