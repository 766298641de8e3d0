import { Fragment } from "react";
import type { TagOfTopic } from "../types";

export const tagPath = (slug: string) => `/forum/tags/${slug}`;

/** Each leads to the topics that have it. */
export const TagLinks = ({ tags }: { tags: readonly TagOfTopic[] }) =>
  tags.map(({ slug, name }, index) => (
    <Fragment key={slug}>
      {index > 0 ? ", " : null}
      <a href={tagPath(slug)}>{name}</a>
    </Fragment>
  ));

/** What a topic is tagged with. */
export const TopicTags = ({ tags }: { tags: readonly TagOfTopic[] }) =>
  tags.length > 0 ? (
    <p className="pn-meta">
      Tagged <TagLinks tags={tags} />
    </p>
  ) : null;
