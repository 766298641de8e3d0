import { Fragment } from "react";
import type { TagOfTopic } from "../types";

export const tagPath = (slug: string) => `/forum/tags/${slug}`;

/** What a topic is tagged with, each leading to the other topics that are. */
export const TopicTags = ({ tags }: { tags: readonly TagOfTopic[] }) =>
  tags.length > 0 ? (
    <p className="pn-meta">
      Tagged{" "}
      {tags.map(({ slug, name }, index) => (
        <Fragment key={slug}>
          {index > 0 ? ", " : null}
          <a href={tagPath(slug)}>{name}</a>
        </Fragment>
      ))}
    </p>
  ) : null;
