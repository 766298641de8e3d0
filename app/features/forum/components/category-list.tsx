import { classNames } from "~/components/class-names";
import { When } from "~/components/ui/when";
import { UNREAD_AMONG } from "~/features/forum/categories/category.policy";
import { postPath } from "~/features/forum/topics/topic-address";
import type { Moment, Readers } from "../types";
import { ReadersTag } from "./readers-tag";

type Category = {
  slug: string;
  name: string;
  description: string;
  readers: Readers;
  latest: { code: string; title: string; lastPostNumber: number; lastPostAt: Moment; lastPoster: string } | null;
  unreadTopics: number | null;
};

export const CategoryList = ({ categories }: { categories: readonly Category[] }) => (
  <ul className="pn-rows pn-wide">
    {categories.map(({ slug, name, description, readers, latest, unreadTopics }) => (
      <li key={slug} className={classNames("pn-row", !unreadTopics && "is-read")}>
        <div>
          <h2 className="pn-rows__title">
            <a href={`/forum/${slug}`}>{name}</a> <ReadersTag readers={readers} />
          </h2>
          <p>{description}</p>
          {unreadTopics ? <p className="pn-meta">{topicsInWords(unreadTopics)} with new posts</p> : null}
        </div>
        <p className="pn-meta">
          {latest ? (
            <>
              Latest: <a href={postPath({ topic: { code: latest.code, page: null }, number: latest.lastPostNumber })}>{latest.title}</a>
              <br />
              {latest.lastPoster}, <When at={latest.lastPostAt} time />
            </>
          ) : (
            "No topics yet"
          )}
        </p>
      </li>
    ))}
  </ul>
);

function topicsInWords(count: number): string {
  if (count === 1) return "1 topic";
  return count < UNREAD_AMONG ? `${count} topics` : `${count} or more topics`;
}
