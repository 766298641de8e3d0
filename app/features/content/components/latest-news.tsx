import type { NewsLink } from "../types";
import { NewsList } from "./news-list";

export function LatestNews({ articles }: { articles: readonly NewsLink[] }) {
  if (articles.length === 0) return null;

  return (
    <section aria-labelledby="news">
      <h2 id="news">News</h2>
      <NewsList articles={articles} />
      <p>
        <a href="/news">All news</a>
      </p>
    </section>
  );
}
