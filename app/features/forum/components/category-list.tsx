import { classNames } from "~/components/class-names";
import type { Readers } from "../types";
import { ReadersTag } from "./readers-tag";

type Category = { slug: string; name: string; description: string; readers: Readers };
type Unread = {
  unreadTopics?: number | null;
  /** Only the latest topics were counted. */
  mayBeMore?: boolean | null;
};

/** `href`: where each leads, if not to its topics. */
export const CategoryList = ({
  categories,
  href = pathOf,
}: {
  categories: readonly (Category & Unread)[];
  href?: (slug: string) => string;
}) => (
  <ul className="pn-rows">
    {categories.map(({ slug, name, description, readers, unreadTopics, mayBeMore }) => (
      <li key={slug} className={classNames(!unreadTopics && "is-read")}>
        <h3 className="pn-rows__title">
          <a href={href(slug)}>{name}</a>
        </h3>
        <p className="pn-meta">
          <ReadersTag readers={readers} /> {description}
        </p>
        {unreadTopics ? (
          <p className="pn-meta">
            <strong>{topicsInWords(unreadTopics, mayBeMore)} with new posts</strong>
          </p>
        ) : null}
      </li>
    ))}
  </ul>
);

const pathOf = (slug: string) => `/forum/${slug}`;

function topicsInWords(count: number, mayBeMore?: boolean | null): string {
  if (mayBeMore) return `${count} or more topics`;
  return count === 1 ? "1 topic" : `${count} topics`;
}
