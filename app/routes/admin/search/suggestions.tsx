import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { pageAddress } from "~/features/content/pages/page-path";
import { pinPage } from "~/features/search/words/arrange-words.server";
import { PIN_REFUSALS } from "~/features/search/words/search-words.policy";
import { listPins } from "~/features/search/words/search-words.queries.server";
import { PinSchema, readWords } from "~/features/search/words/search-words.schema";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

const HERE = "/admin/search/suggestions";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => page({ pins: await listPins(ctx), words: readWords(request) }));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "arrange-search-words", async (ctx) => {
    const form = await parseForm(request, PinSchema);
    if (!form.ok) return badRequest(form);

    const blocker = await pinPage(ctx, form.data);
    if (blocker) return badRequest(form.refused(PIN_REFUSALS[blocker], blocker === "no-page" ? "page" : "words"));
    return redirectTo(HERE, { success: "The page is suggested for these words, within half a minute." });
  });
}

export const meta = title("Suggested pages", "Manage");

export default function Suggestions() {
  const { pins, words } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/search"]} />
      <PageTitle form={form} intro="A page that comes first for just these words. Whoever may not read it is not told of it.">
        Suggested pages
      </PageTitle>
      {pins.length > 0 ? (
        <Table
          caption="Suggested pages"
          captionHidden
          columns={[
            { heading: "Words", cell: ({ words }) => words },
            { heading: "Page", cell: ({ path, title }) => <a href={pageAddress(path)}>{title}</a> },
            {
              heading: "Remove",
              cell: ({ code, words }) => (
                <Form action={`${HERE}/${code}/remove`}>
                  <Button look="link" hidden={`the page for “${words}”`}>
                    Remove
                  </Button>
                </Form>
              ),
            },
          ]}
          rows={pins}
          rowKey={({ code }) => code}
        />
      ) : (
        <EmptyState text="No page is suggested yet. The first that you add will be here." />
      )}
      <h2>Suggest a page</h2>
      <Form action={HERE}>
        <TextField
          name="words"
          label="Words"
          hint="As people type them: holiday pay. Capitals and accents do not matter."
          initial={words}
          form={form}
        />
        <TextField name="page" label="Address of the page" hint="Copied from your browser, or like /guidance/leases." form={form} />
        <Button>Suggest the page</Button>
      </Form>
    </>
  );
}
