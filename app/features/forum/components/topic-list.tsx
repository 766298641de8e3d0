import { classNames } from "~/components/class-names";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { postPath, topicPath } from "~/features/forum/topics/topic-address";
import type { Author, Moment } from "../types";

type Topic = {
  code: string;
  title: string;
  starter: Author;
  isPinned: boolean;
  isLocked: boolean;
  isAnswered: boolean;
  replies: number;
  lastPostNumber: number;
  lastPostAt: Moment;
  lastPoster: string;
  isUnread: boolean;
  newPosts: number;
  firstUnread: number;
};

export const TopicList = ({ topics }: { topics: readonly Topic[] }) => (
  <ul className="pn-rows pn-wide">
    {topics.map((topic) => (
      <li key={topic.code} className={classNames("pn-row", !topic.isUnread && "is-read")}>
        <div>
          <h2 className="pn-rows__title">
            <a href={topicPath({ ...topic, page: null })}>{topic.title}</a>
          </h2>
          <p className="pn-meta">
            {topic.isPinned ? <Tag>Pinned</Tag> : null} {topic.isLocked ? <Tag tone="grey">Closed</Tag> : null}{" "}
            {topic.isAnswered ? <Tag tone="green">Answered</Tag> : null} <NewPosts topic={topic} />
            {topic.starter.name}
            {topic.starter.practice ? `, ${topic.starter.practice}` : null}
          </p>
        </div>
        <p className="pn-meta">
          {topic.replies === 1 ? "1 reply" : `${topic.replies} replies`}
          <br />
          <a href={postPath({ topic: { code: topic.code, page: null }, number: topic.lastPostNumber })}>
            <span className="nhsuk-u-visually-hidden">Latest post in {topic.title}: </span>
            <When at={topic.lastPostAt} time />
          </a>
          {topic.replies > 0 ? <> by {topic.lastPoster}</> : null}
        </p>
      </li>
    ))}
  </ul>
);

/** The unread mark in words; it leads to where reading goes on. */
function NewPosts({ topic: { code, title, isUnread, newPosts, firstUnread } }: { topic: Topic }) {
  if (!isUnread) return null;

  const words = firstUnread === 1 ? "New topic" : newPosts === 1 ? "1 new post" : `${newPosts} new posts`;
  return (
    <>
      <a href={postPath({ topic: { code, page: null }, number: firstUnread })}>
        <strong>{words}</strong>
        <span className="nhsuk-u-visually-hidden"> in {title}</span>
      </a>
      {" · "}
    </>
  );
}
