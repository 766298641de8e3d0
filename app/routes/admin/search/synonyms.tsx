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
import { addSynonyms } from "~/features/search/words/arrange-words.server";
import { SYNONYM_REFUSALS } from "~/features/search/words/search-words.policy";
import { listSynonyms } from "~/features/search/words/search-words.queries.server";
import { readWords, SynonymSchema } from "~/features/search/words/search-words.schema";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

const HERE = "/admin/search/synonyms";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => page({ synonyms: await listSynonyms(ctx), words: readWords(request) }));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "arrange-search-words", async (ctx) => {
    const form = await parseForm(request, SynonymSchema);
    if (!form.ok) return badRequest(form);

    const blocker = await addSynonyms(ctx, form.data.group);
    if (blocker) return badRequest(form.refused(SYNONYM_REFUSALS[blocker], "group"));
    return redirectTo(HERE, { success: "Who searches for one of these words finds the others too, within half a minute." });
  });
}

export const meta = title("Words that mean the same", "Manage");

export default function Synonyms() {
  const { synonyms, words } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/search"]} />
      <PageTitle form={form} intro="Who searches for one of them finds what holds any of the others, and is told so.">
        Words that mean the same
      </PageTitle>
      {synonyms.length > 0 ? (
        <Table
          caption="Words that mean the same"
          captionHidden
          columns={[
            { heading: "Words", cell: ({ words }) => words.join(" = ") },
            {
              heading: "Remove",
              cell: ({ code, words }) => (
                <Form action={`${HERE}/${code}/remove`}>
                  <Button look="link" hidden={`“${words.join(" = ")}”`}>
                    Remove
                  </Button>
                </Form>
              ),
            },
          ]}
          rows={synonyms}
          rowKey={({ code }) => code}
        />
      ) : (
        <EmptyState text="There are none yet. The first that you add will be here." />
      )}
      <h2>Add words</h2>
      <Form action={HERE}>
        <TextField
          name="group"
          label="Words or phrases that mean the same"
          hint="With = between them, like GP = general practitioner = family doctor. Short forms that people type help most."
          initial={words ? `${words} = ` : ""}
          form={form}
        />
        <Button>Add words</Button>
      </Form>
      <p>To change some, remove them and add them again.</p>
    </>
  );
}
