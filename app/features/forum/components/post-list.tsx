import { Avatar } from "~/components/ui/avatar";
import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { postPath } from "../topic-address";
import type { Moment, PostView } from "../types";

type Props = {
  /** The topic's code. */
  topic: string;
  posts: readonly PostView[];
  /** How far the reader had come, and when. */
  lastRead: { number: number; at: Moment } | null;
};

/** One page of a topic; a line stands before the first post that is new to the reader. */
export const PostList = ({ topic, posts, lastRead }: Props) => (
  <>
    {posts.map((post) => (
      <div key={post.number}>
        {lastRead && post.number === lastRead.number + 1 ? (
          <p className="pn-divider">
            <span>
              New since <When at={lastRead.at} time />
            </span>
          </p>
        ) : null}
        <Post topic={topic} post={post} />
      </div>
    ))}
  </>
);

function Post({ topic, post }: { topic: string; post: PostView }) {
  const { number, author } = post;
  return (
    <article className="pn-post" id={`post-${number}`} aria-labelledby={`author-${number}`}>
      <div className="pn-post__head">
        <Avatar name={author.name} />
        <h2 className="pn-post__author" id={`author-${number}`}>
          {author.name}
        </h2>
        <span className="pn-meta">{[author.jobTitle, author.practice].filter(Boolean).join(", ")}</span>
        <a className="pn-post__link" href={postPath({ topic, number })}>
          <span className="nhsuk-u-visually-hidden">Post </span>
          {number} · <When at={post.createdAt} time />
        </a>
      </div>
      {post.removedBy ? <p className="pn-post--removed">{REMOVED[post.removedBy]}</p> : <Prose html={post.bodyHtml} />}
      {post.removedBy ? null : <PostActs topic={topic} post={post} />}
    </article>
  );
}

const REMOVED = { author: "This post was removed by its author.", moderator: "This post was removed by a moderator." };

function PostActs({ topic, post: { number, editedAt, mayEdit, mayRemove } }: { topic: string; post: PostView }) {
  if (!editedAt && !mayEdit && !mayRemove) return null;

  const hidden = <span className="nhsuk-u-visually-hidden"> post {number}</span>;
  return (
    <ul className="pn-acts">
      {mayEdit ? (
        <li>
          <a href={`/forum/topics/${topic}/posts/${number}/edit`}>Edit{hidden}</a>
        </li>
      ) : null}
      {mayRemove ? (
        <li>
          <a href={`/forum/topics/${topic}/posts/${number}/remove`}>Remove{hidden}</a>
        </li>
      ) : null}
      {editedAt ? (
        <li>
          <a href={`/forum/topics/${topic}/posts/${number}/history`}>
            Edited <When at={editedAt} time />
            <span className="nhsuk-u-visually-hidden">: earlier texts of post {number}</span>
          </a>
        </li>
      ) : null}
    </ul>
  );
}
