import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { NextPrevious } from "~/components/ui/next-previous";
import { TagLinks } from "~/features/forum/components/topic-tags";
import { NothingFound } from "~/features/search/components/nothing-found";
import { ResultList } from "~/features/search/components/result-list";
import { SearchForm } from "~/features/search/components/search-form";
import { SearchNotes } from "~/features/search/components/search-notes";
import { lookFor } from "~/features/search/look-for.server";
import { readFilter, searchPath } from "~/features/search/search-filter";
import { listSearchPlaces, tagsCalled } from "~/features/search/search-places.queries.server";
import { QUERY_MAX, readQuery } from "~/features/search/search-query";
import { asAnyone } from "~/http/access/access.server";
import { askerOf, countAttempt } from "~/http/forms/limits.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const { searchParams } = new URL(request.url);
    const query = readQuery(searchParams.get("q"));
    const filter = readFilter(searchParams);
    const isSignedIn = ctx.actor.kind === "person";
    if (!query.text) return page({ query, filter, isSignedIn, after: null, places: null, tags: NO_TAGS, answer: null });

    await countAttempt("search", askerOf(ctx));
    const after = searchParams.get("after");
    const isExact = searchParams.has("exact");
    const [{ places, tags }, answer] = await Promise.all([
      listSearchPlaces(ctx),
      lookFor(ctx, { text: query.text, filter, after, isExact }),
    ]);
    return page({ query, filter, isSignedIn, after, places, tags: after ? NO_TAGS : tagsCalled(tags, query.text), answer });
  });
}

const NO_TAGS: { slug: string; name: string }[] = [];

/** What was searched for stands in no title: those stay in histories. */
export const meta = title("Search");

export default function Search() {
  const { query, filter, isSignedIn, after, places, tags, answer } = useLoaderData<typeof loader>();
  const searched = answer?.corrected ?? query.text;
  return (
    <>
      <PageTitle>Search</PageTitle>
      <SearchForm text={query.text} filter={filter} places={places ?? []} />
      {query.isCut ? <p className="pn-meta">We searched for the first {QUERY_MAX} characters.</p> : null}
      {tags.length > 0 ? (
        <p>
          {tags.length === 1 ? "A tag of the forum is called so: " : "Tags of the forum are called so: "}
          <TagLinks tags={tags} />
        </p>
      ) : null}
      {answer && answer.found.length > 0 ? (
        <>
          <SearchNotes text={query.text} corrected={answer.corrected} leftOut={answer.leftOut} filter={filter} />
          <ResultList results={answer.found} />
          {answer.isPartial ? <p className="pn-meta">{PARTIAL}</p> : null}
        </>
      ) : null}
      {answer && answer.found.length === 0 ? (
        <>
          <NothingFound text={query.text} filter={filter} isSignedIn={isSignedIn} isTooCommon={answer.isTooCommon} alone={answer.alone} />
          {answer.isPartial ? <p className="pn-meta">{PARTIAL}</p> : null}
        </>
      ) : null}
      <NextPrevious
        label="More results"
        previous={after ? searchPath(query.text, filter) : null}
        previousText="First results"
        next={answer?.next ? searchPath(searched, filter, { after: answer.next }) : null}
        nextText="More results"
      />
    </>
  );
}

const PARTIAL =
  "Only a part of the texts was looked through for this, so there may be more. A further word, more of a name or a date finds them.";
