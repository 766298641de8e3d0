import { postPath } from "~/features/forum/topics/topic-address";
import type { NewSince, TopicPlace } from "../types";

type Props = { topic: TopicPlace & { lastPostNumber: number; newSince: NewSince }; pages: number };

/** The ways through a topic of several pages: to what is new, to the end, to a number or a day. */
export function TopicJumps({ topic, pages }: Props) {
  if (pages === 1) return null;
  const { newSince, lastPostNumber } = topic;
  const hasNew = newSince.number !== null && newSince.number < lastPostNumber;
  return (
    <nav aria-label="In this topic">
      <ul className="pn-acts">
        {hasNew ? (
          <li>
            <a href={postPath({ topic, number: newSince.number! + 1 })}>First new post</a>
          </li>
        ) : null}
        <li>
          <a href={postPath({ topic, number: lastPostNumber })}>Latest post</a>
        </li>
        <li>
          <a href={`/forum/topics/${topic.code}/go`}>Go to a number or a day</a>
        </li>
      </ul>
    </nav>
  );
}
