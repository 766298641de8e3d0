import { postPath } from "~/features/forum/topics/topic-address";
import type { TopicPlace } from "../types";

type Props = { topic: TopicPlace; after: number; count: number };

/** What came while a topic was read: told, and nothing moves by itself. */
export const NewReplies = ({ topic, after, count }: Props) =>
  count > 0 ? (
    <p>
      <a href={postPath({ topic, number: after + 1 })}>{count === 1 ? "1 new reply" : `${count} new replies`}</a>
    </p>
  ) : null;

/** Milliseconds between two questions of a page that is looked at. */
const EVERY = 120_000;

/** Where that is told on the topic's page. */
export const NewRepliesLine = ({ topic, after }: Omit<Props, "count">) => (
  <div
    role="status"
    data-island="poll-fragment"
    data-fragment={`/forum/topics/${topic.code}/posts/${after}/new-replies`}
    data-every={EVERY}
  />
);
