import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { notifications } from "#db/schema/mail/notifications";
import { type Ctx, personIdOf } from "~/lib/ctx";

/** Of a kind whose causes name a thing by its id, those about things of which this holds. */
type About = { kind: string; about: (id: SQL) => SQL };

/** Marks one's own notifications as read: those about the given causes or things, or all of them. */
export async function markNotificationsRead(ctx: Ctx, which: { causes: string[] } | About | "all"): Promise<void> {
  const personId = personIdOf(ctx.actor);
  if (!personId || (which !== "all" && "causes" in which && which.causes.length === 0)) return;
  await ctx.db
    .update(notifications)
    .set({ readAt: ctx.now })
    .where(
      and(
        eq(notifications.personId, personId),
        isNull(notifications.readAt),
        which === "all" ? undefined : "causes" in which ? inArray(notifications.cause, which.causes) : areAbout(which),
      ),
    );
}

/** In this order: causes of other kinds hold no id. */
const areAbout = ({ kind, about }: About) =>
  sql`case when ${notifications.kind} = ${kind} then ${about(sql`split_part(${notifications.cause}, ':', 2)::uuid`)} else false end`;
