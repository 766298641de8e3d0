import { and, eq, ne, sql } from "drizzle-orm";
import { subscriptions } from "#db/schema/consents";
import { loadDataSubject } from "~/features/people/personal-rows.server";
import { askTogether } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { heldBy } from "./held.queries.server";
import { myStanding } from "./my-standing.server";

/** How many kinds of information are held about oneself, how many permissions are in force, and how one stands. @throws NotFoundError */
export async function getMyPrivacy(ctx: PersonCtx) {
  const { personId } = ctx.actor;
  const inForce = and(eq(subscriptions.personId, personId), ne(subscriptions.state, "ended"));
  const { held, agreed, standing } = await askTogether(ctx.db, {
    held: heldBy(await loadDataSubject(ctx, personId), 1),
    agreed: sql<number>`(select count(*)::int from ${subscriptions} where ${inForce})`,
    standing: myStanding(ctx),
  });
  if (!standing) throw new NotFoundError("person");
  return { kinds: held.length, agreed, standing };
}
