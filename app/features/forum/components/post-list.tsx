import { Form } from "~/components/forms/form";
import { Avatar } from "~/components/ui/avatar";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { Prose } from "~/components/ui/prose";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { moderationPath } from "~/features/forum/moderation/moderation-words";
import { EDIT_GONE } from "~/features/forum/posts/post.policy";
import { actsPath, answerPath, postPath, quotePath, thanksPath } from "~/features/forum/topics/topic-address";
import type { AnswerView, Moment, NewSince, PostView, TopicPlace } from "../types";
import { BookmarkActs } from "./bookmark-acts";
import { MemberName } from "./member-name";
import { Poll } from "./poll";

type Props = {
  topic: TopicPlace;
  posts: readonly PostView[];
  /** What answered the topic, under its question. */
  answer?: AnswerView | null;
  /** What the address asks to be quoted already. */
  asked: string;
  newSince: NewSince;
};

/** One page of a topic or of comments; a line stands before the first post that is new to the reader. */
export const PostList = ({ topic, posts, answer = null, asked, newSince }: Props) => (
  <div data-island={posts.some(({ mayQuote }) => mayQuote) ? "quote-posts" : undefined}>
    {posts.map((post) => (
      <div key={post.number}>
        {newSince.number && newSince.at && post.number === newSince.number + 1 ? (
          <p className="pn-divider">
            <span>
              New since <When at={newSince.at} time said />
            </span>
          </p>
        ) : null}
        <Post topic={topic} post={post} asked={asked} />
        {answer && post.number === 1 ? <Answer topic={topic} answer={answer} /> : null}
      </div>
    ))}
    <button type="button" className="pn-toolbar__button" hidden>
      Quote these words
    </button>
  </div>
);

/** Under the question, so that who comes with the same one need not read to the end. */
const Answer = ({ topic, answer: { number, opening, author, isByAsker } }: { topic: TopicPlace; answer: AnswerView }) => (
  <section aria-labelledby="the-answer">
    <InsetText>
      <h2 id="the-answer" className="nhsuk-heading-s">
        The answer
      </h2>
      {opening === null ? null : <p>{opening}</p>}
      <p>
        <a href={postPath({ topic, number })}>
          Read the reply<span className="nhsuk-u-visually-hidden"> that is the answer</span>
        </a>{" "}
        by {opening === null ? "somebody whom you ignore" : <MemberName who={author} />}
        {isByAsker ? null : ". A moderator marked it."}
      </p>
    </InsetText>
  </section>
);

type PostProps = { topic: TopicPlace; post: PostView; asked: string };

function Post({ topic, post, asked }: PostProps) {
  const kind = topic.page === null ? "post" : "comment";
  const id = `${kind}-${post.number}`;
  if (post.isIgnored && !post.removedBy)
    return (
      <article className="pn-post" aria-label={`${kind === "post" ? "Post" : "Comment"} ${post.number}, by somebody whom you ignore`}>
        <details>
          <summary>{`A ${kind} by somebody whom you ignore. Show`}</summary>
          {/* a link to the post opens it */}
          <div id={id}>
            <Written topic={topic} post={post} asked={asked} kind={kind} />
          </div>
        </details>
      </article>
    );
  return (
    <article className="pn-post" id={id} aria-labelledby={`author-${post.number}`}>
      <Written topic={topic} post={post} asked={asked} kind={kind} />
    </article>
  );
}

function Written({ topic, post, asked, kind }: PostProps & { kind: "post" | "comment" }) {
  const { number, author } = post;
  return (
    <>
      <div className="pn-post__head">
        <Avatar name={author.name} />
        <h2 className="pn-post__author" id={`author-${number}`}>
          <MemberName who={author} />
        </h2>
        <span className="pn-meta">
          {author.nameless === "other" ? "posted without a name" : [author.jobTitle, author.practice].filter(Boolean).join(", ")}
        </span>
        <a className="pn-post__link" href={postPath({ topic, number })}>
          <span className="nhsuk-u-visually-hidden">{kind === "post" ? "Post" : "Comment"} </span>
          {number} · <When at={post.createdAt} time said />
        </a>
      </div>
      {post.isAnswer ? (
        <p>
          <Tag tone="green">Answer</Tag>
        </p>
      ) : null}
      {post.removedBy === "moved" ? (
        <p className="pn-post--removed">
          This post was moved. <a href={actsPath({ topic: topic.code, number })}>Where it is now</a>
        </p>
      ) : post.removedBy ? (
        <Stub post={post} kind={kind} by={post.removedBy} />
      ) : post.isHidden ? (
        <p className="pn-post--removed">This {kind} is hidden while a moderator looks at it.</p>
      ) : (
        <Prose html={post.bodyHtml} />
      )}
      {post.poll ? <Poll topic={topic} number={number} poll={post.poll} /> : null}
      {post.removedBy ? null : <PostActs topic={topic} post={post} asked={asked} kind={kind} />}
    </>
  );
}

type StubProps = { post: PostView; kind: "post" | "comment"; by: "author" | "moderator" };

const Stub = ({ post: { moderation, number }, kind, by }: StubProps) => (
  <p className="pn-post--removed">
    {`This ${kind} was removed by ${by === "author" ? "its author" : "a moderator"}.`}
    {moderation ? (
      <>
        {" "}
        <a href={moderationPath(moderation)}>
          Why, and what it said
          <span className="nhsuk-u-visually-hidden">
            : {kind} {number}
          </span>
        </a>
      </>
    ) : null}
  </p>
);

function PostActs({ topic, post, asked, kind }: PostProps & { kind: "post" | "comment" }) {
  const { number, mayEdit, editGone, mayRemove, mayReport, mayThank, mayQuote, mayAnswer, isAnswer, thanks, isThanked, mayBookmark } = post;
  const mayAct = mayEdit || mayRemove || mayReport || mayThank || mayQuote || mayBookmark || mayAnswer;
  if (!post.editedAt && !mayAct && !editGone && thanks === 0) return null;

  const act = `/forum/topics/${topic.code}/posts/${number}`;
  const thanksAt = thanksPath({ topic: topic.code, number });
  const answerAt = answerPath({ topic: topic.code, number });
  const hidden = (
    <span className="nhsuk-u-visually-hidden">
      {" "}
      {kind} {number}
    </span>
  );
  return (
    <ul className="pn-acts">
      {mayQuote ? (
        <>
          <li>
            <a href={quotePath({ topic, number }, "answer", asked)} rel="nofollow" data-quote={`[${kind} ${number}]`}>
              Reply<span className="nhsuk-u-visually-hidden">{` to ${kind} ${number}`}</span>
            </a>
          </li>
          <li>
            <a href={quotePath({ topic, number }, "quote", asked)} rel="nofollow" data-quote={`[${kind} ${number}]`} data-words="">
              Quote{hidden}
            </a>
          </li>
        </>
      ) : null}
      {mayThank ? (
        <li>
          <Form action={isThanked ? `${thanksAt}/take-back` : thanksAt}>
            <Button look="link" hidden={`for ${kind} ${number}`}>
              {isThanked ? "Take thanks back" : "Say thanks"}
            </Button>
          </Form>
        </li>
      ) : null}
      {thanks > 0 && !post.isHidden ? (
        <li>
          {post.maySeeThanks ? (
            <a href={thanksAt} rel="nofollow">
              {thanksWords(thanks)}
              <span className="nhsuk-u-visually-hidden">
                {" "}
                for {kind} {number}
              </span>
            </a>
          ) : (
            <span className="pn-meta">{thanksWords(thanks)}</span>
          )}
        </li>
      ) : null}
      <BookmarkActs at={`${act}/bookmark`} post={post} thing={`${kind} ${number}`} />
      {mayAnswer ? (
        <li>
          <Form action={isAnswer ? `${answerAt}/take-back` : answerAt}>
            <Button look="link" hidden={`: ${kind} ${number}`}>
              {isAnswer ? "Not the answer after all" : "That answered it"}
            </Button>
          </Form>
        </li>
      ) : null}
      {mayEdit ? (
        <li>
          <a href={`${act}/edit`}>Edit{hidden}</a>
        </li>
      ) : null}
      {editGone ? (
        <li>
          <span className="pn-meta">{EDIT_GONE[editGone]}</span>
        </li>
      ) : null}
      {mayRemove ? (
        <li>
          <a href={`${act}/remove`}>Remove{hidden}</a>
        </li>
      ) : null}
      {post.author.nameless === "other" && post.mayReadEarlier ? (
        <li>
          <a href={`${act}/writer`} rel="nofollow">
            Who wrote this<span className="nhsuk-u-visually-hidden">{`: ${kind} ${number}`}</span>
          </a>
        </li>
      ) : null}
      {mayReport ? (
        <li>
          <a href={`${act}/report`} rel="nofollow">
            Report{hidden}
          </a>
        </li>
      ) : null}
      {post.editedAt ? (
        <li>
          <EditedMark post={post} at={post.editedAt} history={`${act}/history`} kind={kind} />
        </li>
      ) : null}
    </ul>
  );
}

const thanksWords = (count: number) => (count === 1 ? "1 member said thanks" : `${count} members said thanks`);

/** Everybody is told that it was edited, and when; moderators and the author are led to what stood there. */
function EditedMark({ post, at, history, kind }: { post: PostView; at: Moment; history: string; kind: "post" | "comment" }) {
  if (post.editedBy === "author") {
    if (!post.mayReadEarlier)
      return (
        <span className="pn-meta">
          Edited <When at={at} time said />
        </span>
      );
    return (
      <a href={history}>
        Edited <When at={at} time said />
        <span className="nhsuk-u-visually-hidden">
          : earlier texts of {kind} {post.number}
        </span>
      </a>
    );
  }
  const words = (
    <>
      Edited by moderator <When at={at} time said />
    </>
  );
  if (!post.moderation) return <span className="pn-meta">{words}</span>;
  return (
    <>
      <a href={moderationPath(post.moderation)}>{words}</a>
      {post.mayReadEarlier ? (
        <>
          {" "}
          <a href={history}>
            Earlier texts<span className="nhsuk-u-visually-hidden">{` of ${kind} ${post.number}`}</span>
          </a>
        </>
      ) : null}
    </>
  );
}
