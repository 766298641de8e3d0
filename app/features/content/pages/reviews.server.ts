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

/** Over the joined owner: who checked a page last is still here. */
export const isOwned = ({ now }: Pick<Ctx, "now">): SQL<boolean> =>
  sql<boolean>`coalesce(${owner.isUsable} and ${readsSomething(contentPages.authorId, now)}, false)`;

/** Over the joined owner and scope: they can still read it too, or edit it whoever it is for. */
export const isLookedAfter = (ctx: Pick<Ctx, "now">): SQL<boolean> =>
  sql<boolean>`(${isOwned(ctx)} and (${visibleToPerson(contentPages.authorId, ctx.now)} or ${holdsRole(contentPages.authorId, rolesWith("edit-pages"), ctx.now)}))`;
