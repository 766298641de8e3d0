import { and, eq, inArray, isNull } from "drizzle-orm";
import { notifications } from "#db/schema/mail/notifications";
import { type Ctx, personIdOf } from "~/lib/ctx";

/** Marks one's own notifications as read: those about the given causes, or all of them. */
export async function markNotificationsRead(ctx: Ctx, which: { causes: string[] } | "all"): Promise<void> {
  const personId = personIdOf(ctx.actor);
  if (!personId || (which !== "all" && which.causes.length === 0)) return;
  await ctx.db
    .update(notifications)
    .set({ readAt: ctx.now })
    .where(
      and(
        eq(notifications.personId, personId),
        isNull(notifications.readAt),
        which === "all" ? undefined : inArray(notifications.cause, which.causes),
      ),
    );
}
