import { expect, test } from "vitest";
import { listFeed, listNews } from "~/features/content/news/news.queries.server";
import { listSurroundings } from "~/features/content/pages/pages.queries.server";
import { publishPage } from "~/features/content/publishing/publish-page.server";
import { HOUR, later } from "~/lib/dates";
import { countQueries, ctxFor, systemCtxFor } from "../../support/context";
import { visitor } from "../../support/people";

const now = new Date();
const anArticle = (slug: string, hoursAgo: number) =>
  publishPage(systemCtxFor(later(now, -hoursAgo * HOUR)), {
    path: `news/${slug}`,
    title: slug,
    summary: "About.",
    bodyMarkdown: "Text.",
    audience: "open",
  });

test("news is paged newest first, and every article is on one page", async () => {
  for (let index = 0; index < 45; index++) await anArticle(`article-${String(index).padStart(2, "0")}`, Math.floor(index / 3));
  const ctx = ctxFor(visitor, later(now, HOUR));

  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const { articles, next }: Awaited<ReturnType<typeof listNews>> = await listNews(ctx, after);
    pages.push(articles.map(({ path }) => path));
    after = next;
  } while (after);

  expect(pages.map(({ length }) => length)).toEqual([20, 20, 5]);
  expect(new Set(pages.flat()).size).toBe(45);
  expect(pages[0]!.slice(0, 3)).toEqual(["news/article-02", "news/article-01", "news/article-00"]);
  expect(await listFeed(ctx)).toHaveLength(20);
});

test.each(["nonsense", "1-", "-a", "1e9-a", "9".repeat(30), "1700000000000-A"])(
  "“%s” is no place in the list, so it begins",
  async (after) => {
    const ctx = ctxFor(visitor, later(now, HOUR));

    expect((await listNews(ctx, after)).articles).toEqual((await listNews(ctx, null)).articles);
  },
);

test("an article has no date before it is out", async () => {
  await anArticle("tomorrow", -24);

  expect((await listNews(ctxFor(visitor, now), null)).articles.some(({ path }) => path === "news/tomorrow")).toBe(false);
});

test("articles stand in no tree and a list of them is one statement", async () => {
  const ctx = ctxFor(visitor);

  const { above, below, beside } = await listSurroundings(ctx, "news/article-01");
  expect([above, below]).toEqual([[], []]);
  // the latest others
  expect(beside.length).toBeGreaterThan(0);
  expect(beside.every(({ path }) => path.startsWith("news/") && path !== "news/article-01")).toBe(true);
  expect(await countQueries(() => listNews(ctx, null))).toHaveLength(1);
});
