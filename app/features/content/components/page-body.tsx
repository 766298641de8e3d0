import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { liveParts } from "~/lib/markdown/directives";
import type { LiveFound } from "../types";
import { NewsList } from "./news-list";

type Props = {
  html: string;
  /** What its reader gets in the places for it, in their order; left out where nobody in particular reads it, and the places are named. */
  live?: readonly LiveFound[];
};

/** The text of a page, with what each reader gets in it as it is now. Where they may read nothing of it, there is nothing. */
export function PageBody({ html, live }: Props) {
  if (!live) return <Prose html={html} />;
  let place = 0;
  return liveParts(html).map((part, index) => {
    const key = `part-${index}`;
    if (typeof part === "string") return part.trim() ? <Prose key={key} html={part} /> : null;
    const found = live[place++];
    return found ? <Live key={key} found={found} /> : null;
  });
}

function Live({ found }: { found: LiveFound }) {
  if (found.name === "latest-news") return found.articles.length > 0 ? <NewsList articles={found.articles} /> : null;
  if (!found.category) return null;
  return (
    <div className="pn-contact">
      <p>
        <strong>
          In the forum: <a href={`/forum/${found.category.slug}`}>{found.category.name}</a>
        </strong>
      </p>
      <ul>
        {found.topics.map(({ path, title, lastPostAt }) => (
          <li key={path}>
            <a href={path}>{title}</a>, last post on <When at={lastPostAt} />
          </li>
        ))}
      </ul>
    </div>
  );
}
