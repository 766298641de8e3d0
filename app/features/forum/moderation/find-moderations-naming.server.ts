import { asc, or } from "drizzle-orm";
import { forumCleanUps, forumModerations } from "#db/schema/forum/moderation";
import { forumSanctions } from "#db/schema/forum/sanctions";
import { namesIn } from "~/features/forum/posts/rewrite-others.server";
import { weighNames } from "~/features/forum/posts/weigh-names.server";
import { listNames } from "~/features/people/names.queries.server";
import type { Ctx, PersonId } from "~/lib/ctx";

/** Acts of moderators upon posts and members whose words name a person, as their mails did. For an erasure, before the names go. */
export async function findModerationsNaming(ctx: Ctx, personIds: readonly PersonId[]): Promise<string[]> {
  const names = await weighNames((await Promise.all(personIds.map((personId) => listNames(ctx, personId)))).flat());
  const { id, reason, decisionWhy } = forumModerations;
  const rows = await ctx.db
    .select({ id })
    .from(forumModerations)
    .where(or(namesIn(reason, names), namesIn(decisionWhy, names)))
    .orderBy(asc(id));
  const sanction = forumSanctions;
  const sanctions = await ctx.db
    .select({ id: sanction.id })
    .from(sanction)
    .where(or(namesIn(sanction.reason, names), namesIn(sanction.decisionWhy, names), namesIn(sanction.endedWhy, names)))
    .orderBy(asc(sanction.id));
  const cleanUps = await ctx.db
    .select({ id: forumCleanUps.id })
    .from(forumCleanUps)
    .where(namesIn(forumCleanUps.reason, names))
    .orderBy(asc(forumCleanUps.id));
  return [...rows, ...sanctions, ...cleanUps].map((row) => row.id);
}
