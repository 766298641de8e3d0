import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import type { Moment } from "../types";

type Props = {
  post: { bodyHtml: string; createdAt: Moment };
  /** Newest first; an empty text was taken back. */
  revisions: readonly { title: string | null; bodyHtml: string; replacedAt: Moment; replacedBy: string }[];
  /** Where one is taken back, to its author. */
  takeBack: ((replacedAt: Moment) => string) | null;
};

/** The text of a post now, and each one before it. */
export const PostHistory = ({ post, revisions, takeBack }: Props) => (
  <>
    <section className="pn-post">
      <h2 className="pn-post__author">Now</h2>
      <Prose html={post.bodyHtml} />
    </section>
    {revisions.length === 0 ? (
      <p>
        Its author has changed nothing. What a moderator changed stands on the page that “Edited by moderator” leads to, under the post.
      </p>
    ) : null}
    {revisions.map(({ title, bodyHtml, replacedAt, replacedBy }, index) => (
      <section key={String(replacedAt)} className="pn-post">
        <h2 className="pn-post__author">
          {title === null ? "Until" : "Title until"} <When at={replacedAt} time />
        </h2>
        <p className="pn-meta">
          {index === revisions.length - 1 ? (
            <>
              Written <When at={post.createdAt} time />,{" "}
            </>
          ) : null}
          changed by {replacedBy}
        </p>
        {bodyHtml ? <Prose html={bodyHtml} /> : <p className={title ? undefined : "pn-post--removed"}>{title || TAKEN_BACK}</p>}
        {(bodyHtml || title) && takeBack ? (
          <p>
            <a href={takeBack(replacedAt)}>{title === null ? "Take this text back" : "Take this title back"}</a>
          </p>
        ) : null}
      </section>
    ))}
  </>
);

const TAKEN_BACK = "Its author took this back.";
