import type { ReactNode } from "react";
import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { InsetText } from "~/components/ui/inset-text";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { isArticlePath, pageAddress } from "~/features/content/pages/page-path";
import type { LiveFound, PageLink, PageView } from "../types";
import { AUDIENCE_TAGS } from "./audience-tags";
import { PageBody } from "./page-body";
import { PageContents } from "./page-contents";
import { PageList } from "./page-list";

type Props = {
  page: PageView;
  above: readonly PageLink[];
  below: readonly PageLink[];
  beside: readonly PageLink[];
  /** What its reader gets in the places for it; left out in a preview. */
  live?: readonly LiveFound[];
  /** Where its reader may change it. */
  edit?: string | null;
  /** What belongs to the page and is not it: the comments. */
  children?: ReactNode;
};

/** One page or article, with the way to it and on from it. */
export function PageArticle({ page, above, below, beside, live, edit, children }: Props) {
  const isArticle = isArticlePath(page.path);
  const way = isArticle ? ["/news" as const] : above.map(({ title, path }) => ({ title, href: pageAddress(path) }));
  return (
    <>
      <Breadcrumbs crumbs={["/", ...way]} />
      <PageTitle intro={page.summary}>{page.title}</PageTitle>
      <Standing page={page} isArticle={isArticle} edit={edit} />
      {page.isOverdue && page.reviewDueAt ? (
        <InsetText>
          <p>
            This page was due to be checked by <When at={page.reviewDueAt} />. Some of it may have changed since.{" "}
            <a href="/contact">Tell us</a> if you know what.
          </p>
        </InsetText>
      ) : null}
      <PageContents html={page.bodyHtml} />
      <article>
        <PageBody html={page.bodyHtml} live={live} />
      </article>
      <Further id="below" heading="In this section" pages={below} />
      <Further id="beside" heading={`More in ${above.at(-1)?.title ?? "this section"}`} pages={isArticle ? [] : beside} />
      {children}
    </>
  );
}

type StandingProps = { page: PageView; isArticle: boolean; edit?: string | null };

/** Who it is for, what it is about, and how far it can be trusted. */
function Standing({ page, isArticle, edit }: StandingProps) {
  const audience = AUDIENCE_TAGS[page.audience];
  return (
    <p className="pn-meta">
      {audience ? (
        <>
          <Tag tone="grey">{audience}</Tag>{" "}
        </>
      ) : null}
      {isArticle && page.publishedAt ? <When at={page.publishedAt} /> : null}
      {!isArticle && page.reviewedAt ? (
        <>
          Checked on <When at={page.reviewedAt} />
          {page.reviewedBy ? <> by {page.reviewedBy}</> : null}
        </>
      ) : null}
      {page.interests.length > 0 ? <> · About {page.interests.join(", ")}</> : null}
      {edit ? (
        <>
          {" "}
          · <a href={edit}>Edit</a>
        </>
      ) : null}
    </p>
  );
}

function Further({ id, heading, pages }: { id: string; heading: string; pages: readonly PageLink[] }) {
  if (pages.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <PageList pages={pages} />
    </section>
  );
}
