import { type AnyColumn, eq, isNull, sql } from "drizzle-orm";
import { lists } from "#db/schema/consents";
import { scopeOf } from "~/features/permissions/scope.server";
import { joinOf } from "~/lib/join.server";

/** Joins the list that a column names. */
export const listOf = (listId: AnyColumn) => joinOf(lists, eq(lists.id, listId));

/** Joins whom the joined list is for. */
export const scopeOfList = scopeOf(lists.scopeId);

/** How the joined list is named. */
export const listColumns = { slug: lists.slug };

/** Nobody can begin the joined list any more. */
export const isListClosed = sql<boolean>`${lists.closedAt} is not null`;
export const isListOpen = isNull(lists.closedAt);
