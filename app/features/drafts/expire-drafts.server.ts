import { and, isNotNull, lt, or } from "drizzle-orm";
import { draftOpenings, drafts, forgottenPlaces } from "#db/schema/drafts";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { DRAFT_DAYS } from "./draft.policy";

/** A save that was on its way when its form was sent has come, or never will. */
const CLOSED_FOR = DAY;

/** Deletes what was not touched for thirty days, the marks of what was sent or discarded, and who opened what before. */
export async function expireDrafts(ctx: Ctx): Promise<void> {
  const isOld = lt(drafts.savedAt, later(ctx.now, -DRAFT_DAYS * DAY));
  const isDone = and(isNotNull(drafts.closedAt), lt(drafts.closedAt, later(ctx.now, -CLOSED_FOR)));
  await ctx.db.delete(drafts).where(or(isOld, isDone));
  await ctx.db.delete(draftOpenings).where(lt(draftOpenings.seenAt, later(ctx.now, -CLOSED_FOR)));
  await ctx.db.delete(forgottenPlaces).where(lt(forgottenPlaces.at, later(ctx.now, -DRAFT_DAYS * DAY)));
}
