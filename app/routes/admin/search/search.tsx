import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { LEAST_TIMES } from "~/features/search/words/miss.policy";
import { listMisses } from "~/features/search/words/search-words.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    return page({ ...(await listMisses(ctx, after)), isFirst: !after });
  });
}

const HERE = "/admin/search";
const withWords = (list: string, words: string) => `${HERE}/${list}?${new URLSearchParams({ words })}`;

export const meta = title("Search", "Manage");

export default function ManageSearch() {
  const { misses, next, isFirst } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="What people looked for and did not find, and what you can do about it.">Search</PageTitle>
      <p>
        <a href={`${HERE}/synonyms`}>Words that mean the same</a> · <a href={`${HERE}/suggestions`}>Suggested pages</a>
      </p>
      <h2>Searches that found nothing</h2>
      <p>
        Words are listed once {LEAST_TIMES} searches for them found nothing, and one person mostly counts once a day. Nobody’s name is kept
        with them. What looks like a name, an address or a long number is left out; a rare name in small letters looks like any word, so
        forget one that you see.
      </p>
      {misses.length > 0 ? (
        <Table
          caption="Words that nothing was found for"
          captionHidden
          columns={[
            { heading: "Words", cell: ({ words }) => words },
            { heading: "Searches", isNumber: true, cell: ({ times }) => times.toLocaleString("en-GB") },
            { heading: "Last", cell: ({ lastDay }) => <When at={`${lastDay}T12:00:00Z`} /> },
            {
              heading: "What to do",
              cell: ({ code, words }) => (
                <ul className="pn-acts">
                  <li>
                    <a href={withWords("synonyms", words)}>
                      Add words that mean the same<span className="nhsuk-u-visually-hidden"> as “{words}”</span>
                    </a>
                  </li>
                  <li>
                    <a href={withWords("suggestions", words)}>
                      Suggest a page<span className="nhsuk-u-visually-hidden"> for “{words}”</span>
                    </a>
                  </li>
                  <li>
                    <Form action={`${HERE}/words/${code}/forget`}>
                      <Button look="link" hidden={`“${words}”`}>
                        Forget
                      </Button>
                    </Form>
                  </li>
                </ul>
              ),
            },
          ]}
          rows={misses}
          rowKey={({ code }) => code}
        />
      ) : (
        <EmptyState text="No words are listed. Those that several people look for and do not find will be here." />
      )}
      <NextPrevious
        label="More words"
        previous={isFirst ? null : HERE}
        previousText="First page"
        next={next ? `${HERE}?${new URLSearchParams({ after: next })}` : null}
      />
    </>
  );
}
