import { and, isNull, lte } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { visibleTo } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";

/** Its day has come. What was taken down since counts: its readers are told that it is gone. */
export const published = (ctx: Ctx) => lte(contentPages.publishedAt, ctx.now);

/** Readers have it now, whoever they are. */
export const current = (ctx: Ctx) => and(published(ctx), isNull(contentPages.archivedAt));

/** Whoever asks may read it now; `scopes` is to be joined. Every list, count, feed and search of pages goes through this. */
export const readable = (ctx: Ctx) => and(current(ctx), visibleTo(ctx));

/** For what caches share: the same for everybody, whoever asks. */
export const asVisitor = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: "visitor" } });
