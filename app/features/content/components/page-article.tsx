import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Prose } from "~/components/ui/prose";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { pageAddress } from "../page-path";
import type { PageLink, PageView } from "../types";
import { PageList } from "./page-list";

type Props = { page: PageView; above: readonly PageLink[]; below: readonly PageLink[]; beside: readonly PageLink[] };

const AUDIENCES = { open: null, members: "Members", groups: "Group" } as const;

/** One page with the way to it and on from it. */
export function PageArticle({ page, above, below, beside }: Props) {
  return (
    <>
      <Breadcrumbs crumbs={[{ title: "Home", href: "/" }, ...above.map(({ title, path }) => ({ title, href: pageAddress(path) }))]} />
      <PageTitle intro={page.summary}>{page.title}</PageTitle>
      <Reviewed page={page} />
      <article>
        <Prose html={page.bodyHtml} />
      </article>
      {below.length > 0 ? (
        <section aria-labelledby="below">
          <h2 id="below">In this section</h2>
          <PageList pages={below} />
        </section>
      ) : null}
      {beside.length > 0 ? (
        <section aria-labelledby="beside">
          <h2 id="beside">More in {above.at(-1)?.title ?? "this section"}</h2>
          <PageList pages={beside} />
        </section>
      ) : null}
    </>
  );
}

function Reviewed({ page }: { page: PageView }) {
  const audience = AUDIENCES[page.audience];
  if (!audience && !page.reviewedAt) return null;

  return (
    <p className="pn-meta">
      {audience ? (
        <>
          <Tag tone="grey">{audience}</Tag>{" "}
        </>
      ) : null}
      {page.reviewedAt ? (
        <>
          Last reviewed <When at={page.reviewedAt} />
          {page.reviewedBy ? <> by {page.reviewedBy}</> : null}
        </>
      ) : null}
    </p>
  );
}
