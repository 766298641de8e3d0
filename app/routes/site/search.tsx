import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { NextPrevious } from "~/components/ui/next-previous";
import { NothingFound } from "~/features/search/components/nothing-found";
import { ResultList } from "~/features/search/components/result-list";
import { SearchForm } from "~/features/search/components/search-form";
import { findEverywhere, MOST_PAGES } from "~/features/search/search.queries.server";
import { QUERY_MAX, readQuery } from "~/features/search/search-query";
import { asAnyone } from "~/http/access/access.server";
import { askerOf, countAttempt } from "~/http/forms/limits.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const { searchParams } = new URL(request.url);
    const query = readQuery(searchParams.get("q"));
    const number = Math.min(MOST_PAGES, Number(/^[1-9]\d?$/.exec(searchParams.get("page") ?? "")?.[0] ?? 1));
    const isSignedIn = ctx.actor.kind === "person";
    if (!query.text) return page({ query, number, isSignedIn, results: null, hasMore: false });

    await countAttempt("search", askerOf(ctx));
    const { found, hasMore } = await findEverywhere(ctx, query.text, number);
    return page({ query, number, isSignedIn, results: found, hasMore });
  });
}

/** What was searched for stands in no title: those stay in histories. */
export const meta = title("Search");

export default function Search() {
  const { query, number, isSignedIn, results, hasMore } = useLoaderData<typeof loader>();
  const href = (to: number) => `/search?${new URLSearchParams({ q: query.text, ...(to > 1 ? { page: String(to) } : {}) })}`;
  return (
    <>
      <PageTitle>Search</PageTitle>
      <SearchForm text={query.text} />
      {query.isCut ? <p className="pn-meta">We searched for the first {QUERY_MAX} characters.</p> : null}
      {results && results.length === 0 ? <NothingFound text={query.text} isSignedIn={isSignedIn} /> : null}
      {results && results.length > 0 ? <ResultList results={results} /> : null}
      <NextPrevious
        label="More results"
        previous={number > 1 ? href(number - 1) : null}
        next={hasMore ? href(number + 1) : null}
        nextText="More results"
      />
    </>
  );
}
