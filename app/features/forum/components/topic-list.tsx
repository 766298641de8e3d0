import { classNames } from "~/components/class-names";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { postPath, topicPath } from "~/features/forum/topics/topic-address";
import type { Author, Moment, Named, Readers, TagOfTopic } from "../types";
import { MemberName } from "./member-name";
import { ReadersTag } from "./readers-tag";
import { TopicTags } from "./topic-tags";

type Topic = {
  code: string;
  title: string;
  category: { slug: string; name: string };
  readers: Readers;
  starter: Author;
  isAnnounced: boolean;
  isPinned: boolean;
  isLocked: boolean;
  isAnswered: boolean;
  tags: readonly TagOfTopic[];
  replies: number;
  lastPostNumber: number;
  lastPostAt: Moment;
  lastPoster: Named;
  isUnread: boolean;
  newPosts: number;
  firstUnread: number;
};

/** `across`: they are of several categories, which is said of each. */
export const TopicList = ({ topics, across = false }: { topics: readonly Topic[]; across?: boolean }) => (
  <ul className={classNames("pn-rows", !across && "pn-wide")}>
    {topics.map((topic) => (
      <li key={topic.code} className={classNames("pn-row", !topic.isUnread && "is-read")}>
        <div>
          <h2 className="pn-rows__title">
            <a href={topicPath({ ...topic, page: null })}>{topic.title}</a>
          </h2>
          <p className="pn-meta">
            {topic.isAnnounced ? <Tag>Announcement</Tag> : null} {topic.isPinned ? <Tag>Pinned</Tag> : null}{" "}
            {topic.isLocked ? <Tag tone="grey">Closed</Tag> : null} {topic.isAnswered ? <Tag tone="green">Answered</Tag> : null}{" "}
            {across ? <ReadersTag readers={topic.readers} /> : null} <NewPosts topic={topic} />
            <MemberName who={topic.starter} />
            {topic.starter.practice ? `, ${topic.starter.practice}` : null}
            {across ? (
              <>
                {" in "}
                <a href={`/forum/${topic.category.slug}`}>{topic.category.name}</a>
              </>
            ) : null}
          </p>
          <TopicTags tags={topic.tags} />
        </div>
        <p className="pn-meta">
          {topic.replies === 1 ? "1 reply" : `${topic.replies} replies`}
          <br />
          <a href={postPath({ topic: { code: topic.code, page: null }, number: topic.lastPostNumber })}>
            <span className="nhsuk-u-visually-hidden">Latest post in {topic.title}: </span>
            <When at={topic.lastPostAt} time said />
          </a>
          {topic.replies > 0 ? (
            <>
              {" "}
              by <MemberName who={topic.lastPoster} />
            </>
          ) : null}
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
