import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { SnippetForm } from "~/features/content/components/snippet-form";
import { addSnippet } from "~/features/content/snippets/save-snippet.server";
import { SNIPPET_REFUSALS } from "~/features/content/snippets/snippet.policy";
import { NewSnippetSchema } from "~/features/content/snippets/snippet.schema";
import { snippetPath } from "~/features/content/snippets/snippet-path";
import { listSnippets } from "~/features/content/snippets/snippets.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => page({ snippets: await listSnippets(ctx) }));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "arrange-snippets", async (ctx) => {
    const form = await parseForm(request, NewSnippetSchema);
    if (!form.ok) return badRequest(form);

    const blocker = await addSnippet(ctx, form.data);
    if (blocker) return badRequest(form.refused(SNIPPET_REFUSALS[blocker], "name"));
    return redirectTo(snippetPath(form.data.name), { success: `Pages can show it now: ::snippet ${form.data.name}` });
  });
}

export const meta = title("Snippets", "Manage");

export default function Snippets() {
  const { snippets } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/content"]} />
      <PageTitle form={form} intro="Words that are kept once. Where they change here, they change on each page that names them.">
        Snippets
      </PageTitle>
      {snippets.length > 0 ? (
        <Table
          caption="Snippets"
          captionHidden
          columns={[
            { heading: "What it is", cell: ({ name, title }) => <a href={snippetPath(name)}>{title}</a> },
            { heading: "In a page", cell: ({ name }) => <code>::snippet {name}</code> },
          ]}
          rows={snippets}
          rowKey={({ name }) => name}
        />
      ) : (
        <EmptyState text="There is no snippet yet. The first one that you make will be here." />
      )}
      <h2>Make a snippet</h2>
      <SnippetForm action={snippetPath()} form={form} />
    </>
  );
}
