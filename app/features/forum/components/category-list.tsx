import { classNames } from "~/components/class-names";
import { When } from "~/components/ui/when";
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
  /** Only the latest topics were counted. */
  mayBeMore: boolean | null;
};

export const CategoryList = ({ categories }: { categories: readonly Category[] }) => (
  <ul className="pn-rows pn-wide">
    {categories.map(({ slug, name, description, readers, latest, unreadTopics, mayBeMore }) => (
      <li key={slug} className={classNames("pn-row", !unreadTopics && "is-read")}>
        <div>
          <h2 className="pn-rows__title">
            <a href={`/forum/${slug}`}>{name}</a> <ReadersTag readers={readers} />
          </h2>
          <p>{description}</p>
          {unreadTopics ? <p className="pn-meta">{topicsInWords(unreadTopics, mayBeMore)} with new posts</p> : null}
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

function topicsInWords(count: number, mayBeMore: boolean | null): string {
  if (mayBeMore) return `${count} or more topics`;
  return count === 1 ? "1 topic" : `${count} topics`;
}
