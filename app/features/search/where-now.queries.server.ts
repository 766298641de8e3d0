import { listLatestNews } from "~/features/content/news/news.queries.server";
import { listGuides } from "~/features/content/pages/pages.queries.server";
import { similarGuidance } from "~/features/content/pages/similar-pages.queries.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { wordsOfAddress } from "./words-of-address";

const FEW = 3;

/**
 * Where to go on from an address that leads nowhere: the guides that its words are about, or the first ones, and the latest news, as far as
 * whoever asks may read them. The same for an address that is hidden from them and one that never was.
 */
export async function findWhereNow(ctx: Ctx, path: string) {
  const words = wordsOfAddress(path);
  const { similar, guides, articles } = await askTogether(ctx.db, {
    similar: foundBy(similarGuidance(ctx, words)),
    guides: foundBy(listGuides(ctx, FEW)),
    articles: foundBy(listLatestNews(ctx, FEW)),
  });
  const linksOf = (pages: readonly { path: string; title: string }[]) => pages.map(({ path, title }) => ({ path, title }));
  return { words, isSimilar: similar.length > 0, guides: linksOf(similar.length > 0 ? similar : guides), articles: linksOf(articles) };
}

export type WhereNow = Awaited<ReturnType<typeof findWhereNow>>;
