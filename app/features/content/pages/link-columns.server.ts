import { contentPages } from "#db/schema/content";
import type { Ctx } from "~/lib/ctx";
import { freshColumns } from "./fresh-pages.server";
import { isOverdue, isSuperseded } from "./reviews.server";

/** What a list says of a page: what it is about, and how far it can be trusted. */
export const linkColumns = (ctx: Pick<Ctx, "now">) => ({
  path: contentPages.path,
  title: contentPages.title,
  summary: contentPages.summary,
  isOverdue: isOverdue(ctx),
  isSuperseded,
  reviewDueAt: contentPages.reviewDueAt,
  ...freshColumns(ctx),
});
