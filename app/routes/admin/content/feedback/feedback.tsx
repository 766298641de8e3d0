import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { listFeedback } from "~/features/content/feedback/feedback.queries.server";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const found = await getPageToEdit(ctx, params.code ?? "");
    const after = new URL(request.url).searchParams.get("after");
    const { code, title, useful, notUseful } = found;
    return page({ code, title, useful, notUseful, isFirst: !after, ...(await listFeedback(ctx, found, after)) });
  });
}

export const meta = title("What readers wrote", "Manage");

export default function FeedbackPage() {
  const { code, title, useful, notUseful, isFirst, feedback, next } = useLoaderData<typeof loader>();
  const here = editPath(code, "feedback");
  return (
    <>
      <BackLink href={editPath(code)}>Back to the page</BackLink>
      <PageTitle caption={title} intro="Readers are asked under each guidance page. Who answered is not kept; each answer is, for a year.">
        What readers wrote
      </PageTitle>
      <p>
        {useful} said that it was useful, {notUseful} that it was not.
      </p>
      {feedback.length === 0 ? (
        <EmptyState text={isFirst ? "Nobody wrote anything yet. What readers miss will be here." : "There is nothing older."} />
      ) : (
        <Table
          caption="What readers wrote, newest first"
          captionHidden
          columns={[
            { heading: "When", cell: ({ givenAt }) => <When at={givenAt} /> },
            { heading: "Useful", cell: ({ isUseful }) => (isUseful ? "Yes" : "No") },
            { heading: "What was missing", cell: ({ words }) => <span className="pn-source">{words}</span> },
            {
              heading: "Remove",
              cell: ({ code, words }) => (
                <Form action={`${here}/${code}/remove`}>
                  <Button look="link" hidden={`“${words.slice(0, 40)}”`}>
                    Remove
                  </Button>
                </Form>
              ),
            },
          ]}
          rows={feedback}
          rowKey={({ code }) => code}
        />
      )}
      <NextPrevious previous={isFirst ? null : here} previousText="Newest" next={next ? `${here}?after=${next}` : null} nextText="Older" />
    </>
  );
}
