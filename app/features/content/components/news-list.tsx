import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { pageAddress } from "~/features/content/pages/page-path";
import type { NewsLink } from "../types";
import { AUDIENCE_TAGS } from "./audience-tags";

/** Articles to go on to, with their dates. */
export const NewsList = ({ articles }: { articles: readonly NewsLink[] }) => (
  <ul className="pn-rows">
    {articles.map(({ path, title, summary, publishedAt, audience }) => (
      <li key={path}>
        <p className="pn-rows__title">
          <a href={pageAddress(path)}>{title}</a>
        </p>
        <p>{summary}</p>
        <p className="pn-meta">
          {publishedAt ? <When at={publishedAt} /> : null}
          {AUDIENCE_TAGS[audience] ? (
            <>
              {" "}
              <Tag tone="grey">{AUDIENCE_TAGS[audience]}</Tag>
            </>
          ) : null}
        </p>
      </li>
    ))}
  </ul>
);
