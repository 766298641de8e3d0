import type { ReactNode } from "react";
import { Columns } from "~/components/layout/columns";
import { PageTitle } from "~/components/layout/page-title";
import { SECTIONS } from "~/components/layout/sections";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { InsetText } from "~/components/ui/inset-text";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { isArticlePath, isGuidancePath, pageAddress } from "~/features/content/pages/page-path";
import type { LiveFound, Moment, PageLink, PageView, Successor } from "../types";
import { AUDIENCE_TAGS } from "./audience-tags";
import { PageBody } from "./page-body";
import { PageContents } from "./page-contents";
import { PageList } from "./page-list";
import { WasItUseful } from "./was-it-useful";

type Props = {
  page: PageView;
  above: readonly PageLink[];
  below: readonly PageLink[];
  beside: readonly PageLink[];
  /** What holds in its place, as far as its reader may read that. */
  successor?: Successor | null;
  /** It changed since its reader read it. */
  changed?: { at: Moment | null; since: Moment } | null;
  /** What its reader gets in the places for it; left out in a preview. */
  live?: readonly LiveFound[];
  /** Where its reader may change it. */
  edit?: string | null;
  /** What belongs to the page and is not it: the comments. */
  children?: ReactNode;
};

/** So many of the pages beside it are offered. */
const FEW = 3;

/** One page or article, with the way to it and on from it. */
export function PageArticle({ page, above, below, beside, successor, changed, live, edit, children }: Props) {
  const isArticle = isArticlePath(page.path);
  const way = isArticle
    ? [{ title: SECTIONS["/news"], href: "/news" }]
    : above.map(({ title, path }) => ({ title, href: pageAddress(path) }));
  return (
    <>
      <Breadcrumbs crumbs={["/", ...way]} />
      <PageTitle intro={page.summary}>{page.title}</PageTitle>
      <Standing page={page} isArticle={isArticle} edit={edit} />
      {changed ? (
        <InsetText>
          <p>
            This page changed
            {changed.at ? (
              <>
                {" "}
                on <When at={changed.at} />
              </>
            ) : null}
            , after you read it on <When at={changed.since} />. <a href={`/changed${pageAddress(page.path)}`}>See the words that changed</a>
          </p>
        </InsetText>
      ) : null}
      {page.isSuperseded ? <SupersededNote by={successor} /> : null}
      {page.isOverdue && page.reviewDueAt ? (
        <InsetText>
          <p>
            This page was due to be checked by <When at={page.reviewDueAt} />. Some of it may have changed since.{" "}
            <a href="/contact">Tell us</a> if you know what.
          </p>
        </InsetText>
      ) : null}
      <Columns
        above={<PageContents html={page.bodyHtml} />}
        below={
          <Further
            id="beside"
            heading={isArticle ? "More news" : `More in ${above.at(-1)?.title ?? "this section"}`}
            pages={beside.slice(0, FEW)}
            all={way.at(-1)}
          />
        }
      >
        <article>
          <PageBody html={page.bodyHtml} live={live} />
        </article>
        {isGuidancePath(page.path) ? <WasItUseful path={page.path} /> : null}
        <Further id="below" heading="In this section" pages={below} />
        {children}
      </Columns>
    </>
  );
}

/** Of a page that is kept to look back at: nobody is led away from it. */
const SupersededNote = ({ by }: { by?: Successor | null }) => (
  <InsetText>
    <p>
      This page is out of date. It is kept to look back at.
      {by ? (
        <>
          {" "}
          Read <a href={pageAddress(by.path)}>{by.title}</a> instead.
        </>
      ) : null}
    </p>
  </InsetText>
);

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
          {page.reviewDueAt && !page.isOverdue ? (
            <>
              {" "}
              · Next check by <When at={page.reviewDueAt} />
            </>
          ) : null}
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

type FurtherProps = { id: string; heading: string; pages: readonly PageLink[] /** Where all of them are, if these are not. */; all?: Step };
type Step = { title: string; href: string };

function Further({ id, heading, pages, all }: FurtherProps) {
  if (pages.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <PageList pages={pages} />
      {all ? (
        <p>
          <a href={all.href}>All of {all.title}</a>
        </p>
      ) : null}
    </section>
  );
}
