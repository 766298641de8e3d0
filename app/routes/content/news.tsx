import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Columns } from "~/components/layout/columns";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { NewsList } from "~/features/content/components/news-list";
import { listNews } from "~/features/content/news/news.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    return page({ ...(await listNews(ctx, after)), isFirst: !after });
  });
}

export const meta = title("News");
export const links: LinksFunction = () => [{ rel: "alternate", type: "application/atom+xml", title: "News", href: "/news.xml" }];

export default function NewsPage() {
  const { articles, next, isFirst } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle intro="What is new for practices and in the network.">News</PageTitle>
      <Columns
        below={
          <>
            <h2>Get it as it comes</h2>
            <p>
              <a href="/news.xml">News as a feed</a> for your reader (Atom, open articles).
            </p>
            <p>
              <a href="/newsletters">Newsletters by email</a>, each with its last issue to read first.
            </p>
          </>
        }
      >
        {articles.length === 0 ? (
          <EmptyState text="There is no news yet. Articles will be listed here, the newest first." />
        ) : (
          <NewsList articles={articles} />
        )}
        <NextPrevious
          previous={isFirst ? null : "/news"}
          next={next ? `/news?after=${next}` : null}
          previousText="Newest news"
          nextText="Older news"
          label="More news"
        />
      </Columns>
    </>
  );
}
