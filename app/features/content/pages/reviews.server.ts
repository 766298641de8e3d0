import { and, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { joinedPerson } from "~/features/people/joined-person.server";
import { rolesWith } from "~/features/permissions/permissions";
import { holdsRole, readsSomething, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";

/** A page's day to be read through again has come; news has none. */
export const isOverdue = ({ now }: Pick<Ctx, "now">): SQL<boolean> =>
  sql<boolean>`coalesce(${and(isNotNull(contentPages.reviewDueAt), lte(contentPages.reviewDueAt, now))}, false)`;

/** Who checked a page last: they are named on it, and reminded. */
export const owner = joinedPerson("owner");

const isEditor = ({ now }: Pick<Ctx, "now">) => holdsRole(contentPages.authorId, rolesWith("edit-pages"), now);

/** Over the joined owner: who checked a page last is still here, as a member, by a group or as an editor. */
export const isOwned = (ctx: Pick<Ctx, "now">): SQL<boolean> =>
  sql<boolean>`coalesce(${owner.isUsable} and (${readsSomething(contentPages.authorId, ctx.now)} or ${isEditor(ctx)}), false)`;

/** Over the joined owner and scope: they can still read it too, or edit it whoever it is for. */
export const isLookedAfter = (ctx: Pick<Ctx, "now">): SQL<boolean> =>
  sql<boolean>`(${isOwned(ctx)} and (${visibleToPerson(contentPages.authorId, ctx.now)} or ${isEditor(ctx)}))`;
