import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { NextPrevious } from "~/components/ui/next-previous";
import { LinkTable } from "~/features/content/components/link-table";
import { linksPath } from "~/features/content/web-links/link.schema";
import { areLinksChecked, type LinkList, listLinks, MOST_PAGES } from "~/features/content/web-links/links.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const asked = new URL(request.url).searchParams;
    const list: LinkList = asked.get("list") === "ignored" ? "ignored" : "broken";
    const after = asked.get("after");
    const [{ links, next }, isOn] = await Promise.all([listLinks(ctx, list, after), areLinksChecked(ctx)]);
    const shown = links.map((link) => ({ ...link, pages: link.pages.slice(0, MOST_PAGES), hasMore: link.pages.length > MOST_PAGES }));
    return page({ list, isFirst: !after, links: shown, next, isOn });
  });
}

export const meta = title("Links to other sites", "Manage");

export default function LinksPage() {
  const { list, isFirst, links, next, isOn } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="Each link of a page that readers have is looked at once a week. What leads nowhere is listed here, with its pages.">
        Links to other sites
      </PageTitle>
      {isOn ? null : <InsetText>No link is looked at now: a setting stops it, or this portal is not live.</InsetText>}
      <nav aria-label="Lists">
        <ul className="pn-acts">
          <li>{list === "broken" ? <strong aria-current="true">Broken</strong> : <a href={linksPath()}>Broken</a>}</li>
          <li>{list === "ignored" ? <strong aria-current="true">Ignored</strong> : <a href={linksPath("ignored")}>Ignored</a>}</li>
        </ul>
      </nav>
      {links.length > 0 ? (
        <LinkTable links={links} />
      ) : (
        <EmptyState text={list === "broken" ? "No link is known to lead nowhere." : "No link is ignored."} />
      )}
      <NextPrevious previous={isFirst ? null : linksPath(list)} previousText="First page" next={next ? linksPath(list, next) : null} />
    </>
  );
}
