import { and, inArray, isNotNull } from "drizzle-orm";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { readersColumns, readershipColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { pageOfTopic, readableTopic, shownTitle } from "./topic-place.queries.server";

const readers = { groups: readersColumns.groups, ...readershipColumns };

/** Which of some codes name a topic that whoever asks may read, and who else may. */
export const listLinkedTopics = (ctx: Ctx, codes: readonly string[]) =>
  ctx.db
    .select({ path: forumTopics.code, title: shownTitle, ...readers })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(and(inArray(forumTopics.code, [...codes]), isNotNull(forumTopics.categoryId), readableTopic(ctx)));

/** The same of categories, by their slugs. */
export const listLinkedCategories = (ctx: Ctx, slugs: readonly string[]) =>
  ctx.db
    .select({ path: forumCategories.slug, title: forumCategories.name, ...readers })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .where(and(inArray(forumCategories.slug, [...slugs]), visibleTo(ctx)));
