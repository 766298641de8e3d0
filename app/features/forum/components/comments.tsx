import type { FormState } from "~/components/forms/form-state";
import { EmptyState } from "~/components/ui/empty-state";
import { Pagination } from "~/components/ui/pagination";
import type { ReplyBlocker } from "~/features/forum/topics/topic.policy";
import { commentsPath } from "~/features/forum/topics/topic-address";
import type { NewSince, PostView, Readers, Sanction, TopicPlace, Watch } from "../types";
import { CommentForm } from "./comment-form";
import { OwnWaiting, type OwnWaitingPost } from "./own-waiting";
import { PostList } from "./post-list";
import { TopicActs } from "./topic-acts";

export type CommentsView = {
  /** The page's path. */
  path: string;
  readers: Readers;
  sanction: Sanction | null;
  /** Null until the first comment. */
  topic:
    | (TopicPlace & { watch: Watch; isLocked: boolean; isPinned: boolean; newSince: NewSince; ownWaiting: readonly OwnWaitingPost[] })
    | null;
  page: number;
  pages: number;
  posts: readonly PostView[];
  /** What the address asks to be quoted, and as it is typed. */
  asked: string;
  added: string;
  blocker: ReplyBlocker | null;
  /** The name that a comment appears under; empty for visitors. */
  name: string;
  mayModerate: boolean;
  submissionId: string;
};

/** What stands under a page: its comments, and the form to write one. */
export const Comments = ({ comments, form }: { comments: CommentsView; form?: FormState }) => {
  const { path, topic, page, pages, posts, asked, name, mayModerate } = comments;
  return (
    <section id="comments" aria-labelledby="comments-heading">
      <h2 id="comments-heading">Comments</h2>
      <OwnWaiting waiting={topic?.ownWaiting ?? []} what="comment" />
      {topic && posts.length > 0 ? (
        <>
          <PostList topic={topic} posts={posts} asked={asked} newSince={topic.newSince} />
          <Pagination page={page} pages={pages} href={(number) => commentsPath(path, number)} label="Pages of comments" />
          {name ? <TopicActs topic={topic} mayModerate={mayModerate} /> : null}
        </>
      ) : comments.sanction?.kind === "suspended" ? null : (
        <EmptyState text="No comments yet. Questions and experience with this will be here." />
      )}
      <CommentForm {...comments} form={form} />
    </section>
  );
};
