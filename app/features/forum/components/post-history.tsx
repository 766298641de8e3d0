import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import type { Moment } from "../types";

type Props = {
  post: { bodyHtml: string; createdAt: Moment };
  /** Newest first. */
  revisions: readonly { bodyHtml: string; replacedAt: Moment; replacedBy: string }[];
};

/** The text of a post now, and each one before it. */
export const PostHistory = ({ post, revisions }: Props) => (
  <>
    <section className="pn-post">
      <h2 className="pn-post__author">Now</h2>
      <Prose html={post.bodyHtml} />
    </section>
    {revisions.map(({ bodyHtml, replacedAt, replacedBy }, index) => (
      <section key={String(replacedAt)} className="pn-post">
        <h2 className="pn-post__author">
          Until <When at={replacedAt} time />
        </h2>
        <p className="pn-meta">
          {index === revisions.length - 1 ? (
            <>
              Written <When at={post.createdAt} time />,{" "}
            </>
          ) : null}
          changed by {replacedBy}
        </p>
        <Prose html={bodyHtml} />
      </section>
    ))}
  </>
);
