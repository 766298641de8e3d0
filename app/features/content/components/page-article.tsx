import type { ReactNode } from "react";
import { Columns } from "~/components/layout/columns";
import { PageTitle } from "~/components/layout/page-title";
import { SECTIONS } from "~/components/layout/sections";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { InsetText } from "~/components/ui/inset-text";
import { When } from "~/components/ui/when";
import { isArticlePath, isGuidancePath, pageAddress, pdfPath } from "~/features/content/pages/page-path";
import { formatDate } from "~/lib/dates";
import type { GuidanceOfSubject, LiveFound, Moment, PageLink, PageView, Successor } from "../types";
import { GuidanceIndex, Subjects } from "./guidance-index";
import { PageBody } from "./page-body";
import { PageContents } from "./page-contents";
import { PageList } from "./page-list";
import { Standing } from "./page-standing";
import { WasItUseful } from "./was-it-useful";

type Props = {
  page: PageView;
  above: readonly PageLink[];
  below: readonly PageLink[];
  /** Where to go on to: related pages, or the latest news. */
  beside: readonly PageLink[];
  /** Of the page over all guidance: what there is, by subject. */
  index?: readonly GuidanceOfSubject[];
  /** What holds in its place, as far as its reader may read that. */
  successor?: Successor | null;
  /** It changed since its reader read it. */
  changed?: { at: Moment | null; since: Moment } | null;
  /** What its reader gets in the places for it; left out in a preview. */
  live?: readonly LiveFound[];
  /** What paper says of where it is from, and which day's it is. */
  printed?: { address: string; at: Moment };
  /** Where its reader may change it. */
  edit?: string | null;
  /** What belongs to the page and is not it: the comments. */
  children?: ReactNode;
};

/** One page or article, with the way to it and on from it. */
export function PageArticle({ page, above, below, beside, index = [], successor, changed, live, printed, edit, children }: Props) {
  const isArticle = isArticlePath(page.path);
  const hasIndex = index.some(({ name }) => name);
  const isLong = page.path === "guidance" && index.length === 0;
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
        above={hasIndex ? <Subjects index={index} /> : <PageContents html={page.bodyHtml} />}
        below={<Further id="beside" heading={isArticle ? "More news" : "Related pages"} pages={beside} all={way.at(-1)} />}
      >
        <article>
          <PageBody html={page.bodyHtml} live={live} />
        </article>
        {printed ? (
          <p className="pn-print">
            {printed.address}, as it was on {formatDate(printed.at)}
          </p>
        ) : null}
        {printed ? (
          <p className="pn-useful">
            <a href={pdfPath(page.path)} rel="nofollow">
              Download as PDF<span className="nhsuk-u-visually-hidden">: {page.title}</span>
            </a>
          </p>
        ) : null}
        {isGuidancePath(page.path) ? <WasItUseful path={page.path} /> : null}
        {hasIndex ? (
          <GuidanceIndex index={index} />
        ) : (
          <Further id="below" heading="In this section" pages={below} all={isLong ? SUBJECTS : undefined} />
        )}
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

/** Where there is more guidance than one page can show. */
const SUBJECTS = { title: "its subjects", href: "/subjects" };

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
