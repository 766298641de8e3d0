import { and, asc, gt, isNotNull, isNull, lte, min, not, type SQL, sql } from "drizzle-orm";
import { contentOpenings, contentPages } from "#db/schema/content";
import { usefulness } from "~/features/content/feedback/feedback.queries.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { pageAddress } from "~/features/content/pages/page-path";
import { current } from "~/features/content/pages/readable.server";
import { checkedBy, checker, ownedBy, ownerOfPage } from "~/features/content/pages/reviews.server";
import { below } from "~/features/content/pages/tree.server";
import { csv } from "~/lib/csv";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { pageOf } from "~/lib/pages";
import { monthOf } from "./note-opened.server";
import type { ReportChoice } from "./page-report";

const PER_PAGE = 50;
/** Of a file. A network has some hundred pages. */
const MOST = 5000;
const YEAR = 365 * DAY;

/** The pages that readers have and that are overdue, were not checked for a year, or were not opened for so long; by their addresses. */
export async function listReported(ctx: Ctx, choice: ReportChoice, after: string | null) {
  demandEditor(ctx);
  const from = after
    ? gt(contentPages.path, sql`(select cursor_.path from ${contentPages} cursor_ where cursor_.code = ${after})`)
    : undefined;
  const found = await selectReported(ctx, and(isReported(ctx, choice), from), PER_PAGE + 1);
  const { rows: pages, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { pages, next };
}

/** The same as a file for a spreadsheet. */
export async function reportFile(ctx: Ctx, choice: ReportChoice): Promise<string> {
  demandEditor(ctx);
  const pages = await selectReported(ctx, isReported(ctx, choice), MOST);
  const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? "";
  return csv([
    ["Page", "Address", "Looked after by", "Checked by", "Checked on", "Check due", "Last opened in", "Useful", "Not useful"],
    ...pages.map((page) => [
      page.title,
      pageAddress(page.path),
      page.owner ?? "",
      page.checkedBy ?? "",
      day(page.reviewedAt),
      day(page.reviewDueAt),
      page.lastOpened?.slice(0, 7) ?? "",
      String(page.useful),
      String(page.notUseful),
    ]),
  ]);
}

/** Since which month it is noted that pages are opened; null while nobody opened any. */
export async function openingsSince(ctx: Ctx): Promise<string | null> {
  demandEditor(ctx);
  const [row] = await ctx.db.select({ month: min(contentOpenings.month) }).from(contentOpenings);
  return row?.month ?? null;
}

function isReported(ctx: Ctx, { report, months }: ReportChoice): SQL | undefined {
  const { reviewDueAt, reviewedAt, publishedAt, supersededById } = contentPages;
  if (report === "overdue") return lte(reviewDueAt, ctx.now);
  if (report === "unchecked")
    return and(not(below("news")), isNull(supersededById), isNotNull(reviewedAt), lte(reviewedAt, later(ctx.now, -YEAR)));
  const since = sql`(${monthOf(ctx.now)}::date - make_interval(months => ${months}::int))::date`;
  // what nobody could have been seen to open for so long is not said to be unread
  const isKnown = sql`(select min(opened.month) from ${contentOpenings} opened) < ${since}`;
  return and(
    isKnown,
    sql`${publishedAt} < ${since}`,
    sql`not exists (select from ${contentOpenings} opened where opened.page_id = ${contentPages.id} and opened.month >= ${since})`,
  );
}

const selectReported = (ctx: Ctx, where: SQL | undefined, limit: number) => {
  const { code, path, title, reviewedAt, reviewDueAt } = contentPages;
  return ctx.db
    .select({
      ...{ code, path, title, reviewedAt, reviewDueAt },
      checkedBy: checkedBy(ctx),
      owner: ownedBy(ctx),
      lastOpened: sql<
        string | null
      >`(select max(opened.month)::text from ${contentOpenings} opened where opened.page_id = ${contentPages.id})`,
      ...usefulness,
    })
    .from(contentPages)
    .leftJoin(...checker.of(contentPages.authorId))
    .leftJoin(...ownerOfPage)
    .where(and(current(ctx), where))
    .orderBy(asc(path))
    .limit(limit);
};
