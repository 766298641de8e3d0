import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { When } from "~/components/ui/when";
import { bookmarkPath } from "~/features/forum/topics/topic-address";
import type { Moment } from "../types";

/** Null: there is none that its reader may read. */
type Post = { path: string; title: string; author: string | null; opening: string } | null;

type Bookmark = {
  code: string;
  note: string;
  remindOn: string | null;
  remindedAt: Moment | null;
  bookmarkedAt: Moment;
  post: Post;
};

export const BookmarkList = ({ bookmarks }: { bookmarks: readonly Bookmark[] }) => (
  <ul className="pn-rows">
    {bookmarks.map((bookmark) => (
      <li key={bookmark.code}>
        <BookmarkedPost post={bookmark.post} heading />
        {bookmark.note ? (
          <p className="pn-source">
            <strong>Your note:</strong> {bookmark.note}
          </p>
        ) : null}
        <p className="pn-meta">
          Bookmarked <When at={bookmark.bookmarkedAt} />
          <Reminder bookmark={bookmark} />
        </p>
        <ButtonRow>
          <a href={bookmarkPath(bookmark.code)}>
            Change<span className="nhsuk-u-visually-hidden"> note and reminder: {nameOf(bookmark)}</span>
          </a>
          <Form action={`${bookmarkPath(bookmark.code)}/remove`}>
            <Button look="link" hidden={`bookmark: ${nameOf(bookmark)}`}>
              Remove
            </Button>
          </Form>
        </ButtonRow>
      </li>
    ))}
  </ul>
);

const nameOf = ({ post, note }: Bookmark) => post?.title ?? (note || "a post that is not there");

function Reminder({ bookmark: { remindOn, remindedAt } }: { bookmark: Bookmark }) {
  if (remindOn)
    return (
      <>
        {" · Reminder on "}
        <When at={remindOn} />
      </>
    );
  if (!remindedAt) return null;
  return (
    <>
      {" · Reminded on "}
      <When at={remindedAt} />
    </>
  );
}

/** What a bookmark is of; plainly said where it is gone, and without a word of it. */
export function BookmarkedPost({ post, heading = false }: { post: Post; heading?: boolean }) {
  if (!post) return <p className="pn-post--removed">This post is not there for you to read any more.</p>;
  const link = <a href={post.path}>{post.title}</a>;
  return (
    <>
      {heading ? <h2 className="pn-rows__title">{link}</h2> : <p>{link}</p>}
      <p>
        {post.author}: {post.opening}
      </p>
    </>
  );
}
