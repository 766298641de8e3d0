import { and, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { joinedPerson } from "~/features/people/joined-person.server";
import { readsSomething } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";

/** A page's day to be read through again has come; news has none. */
export const isOverdue = ({ now }: Pick<Ctx, "now">): SQL<boolean> =>
  sql<boolean>`coalesce(${and(isNotNull(contentPages.reviewDueAt), lte(contentPages.reviewDueAt, now))}, false)`;

/** Who vouched for a page last: they are named on it, and reminded. */
export const owner = joinedPerson("owner");

/** Over the joined owner: who vouched for a page is still here to look after it. */
export const isOwned = ({ now }: Pick<Ctx, "now">): SQL<boolean> =>
  sql<boolean>`coalesce(${owner.isUsable} and ${readsSomething(contentPages.authorId, now)}, false)`;
