import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { openedWith, seenIn } from "~/components/forms/form-state";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { SnippetForm } from "~/features/content/components/snippet-form";
import { editPath } from "~/features/content/pages/edit-path";
import { pageAddress } from "~/features/content/pages/page-path";
import { changeSnippet } from "~/features/content/snippets/save-snippet.server";
import { MOST_USES, SNIPPET_REFUSALS } from "~/features/content/snippets/snippet.policy";
import { ChangedSnippetSchema } from "~/features/content/snippets/snippet.schema";
import { snippetPath } from "~/features/content/snippets/snippet-path";
import { getSnippet, listUses } from "~/features/content/snippets/snippets.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params: { name = "" } }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => page({ snippet: await getSnippet(ctx, name), uses: await listUses(ctx, name) }));
}

export async function action({ request, params: { name = "" } }: ActionFunctionArgs) {
  return asStaff(request, "arrange-snippets", async (ctx) => {
    const form = await parseForm(request, ChangedSnippetSchema);
    if (!form.ok) return badRequest(form);

    const { version, seen = version, ...typed } = form.data;
    const blocker = await changeSnippet(ctx, name, { ...typed, version: seen });
    if (!blocker) return redirectTo(snippetPath(name), { success: "The snippet is saved. Pages that name it show it within a minute." });
    // both texts: nothing of either is lost
    const current = await getSnippet(ctx, name);
    return conflict(form.refused(SNIPPET_REFUSALS[blocker]), { theirs: current.body }, { seen: String(current.version) });
  });
}

export const meta = title("Change a snippet", "Manage");

export default function Snippet() {
  const { snippet, uses } = useLoaderData<typeof loader>();
  const form = useForm();
  const conflict = useActionData<{ theirs?: string }>();
  const { name, title, body, version, savedAt, savedBy } = snippet;
  return (
    <>
      <BackLink href={snippetPath()}>Back to the snippets</BackLink>
      <PageTitle form={form} caption={`::snippet ${name}`}>
        {title}
      </PageTitle>
      <p className="pn-meta">
        Saved on <When at={savedAt} time />
        {savedBy ? ` by ${savedBy}` : ""} · <a href={snippetPath(name, "remove")}>Remove this snippet</a>
      </p>
      {conflict?.theirs ? (
        <section aria-labelledby="theirs">
          <h2 id="theirs">What stands now</h2>
          <pre className="pn-source">{conflict.theirs}</pre>
        </section>
      ) : null}
      <SnippetForm
        action={snippetPath(name)}
        back={snippetPath()}
        snippet={{ title, body }}
        opened={{ version: openedWith(form, "version", String(version)), ...seenIn(form) }}
        form={form}
      />
      <h2>Where it stands</h2>
      <p>
        Readers of the pages that name it get what you save here. No other editor is asked, not even where another one publishes each page.
      </p>
      {uses.length > 0 ? (
        <Table
          caption="Pages that name it"
          captionHidden
          columns={[
            { heading: "Page", cell: ({ code, title }) => <a href={editPath(code)}>{title}</a> },
            { heading: "Address", cell: ({ path }) => pageAddress(path) },
            { heading: "State", cell: ({ isRead }) => (isRead ? "Readers see it" : <Tag tone="grey">Not in what readers have</Tag>) },
          ]}
          rows={uses}
          rowKey={({ code }) => code}
        />
      ) : (
        <p>No page names it.</p>
      )}
      {uses.length === MOST_USES ? <p>There may be more: these are the first {MOST_USES}.</p> : null}
    </>
  );
}
