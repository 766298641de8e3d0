import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { PageName } from "~/features/content/components/page-table";
import { listLinksTo, listRedirects } from "~/features/content/links/links.queries.server";
import { MOST_LINKS } from "~/features/content/links/most-links";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { pageAddress } from "~/features/content/pages/page-path";
import { snippetPath } from "~/features/content/snippets/snippet-path";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { id, code, path, title } = await getPageToEdit(ctx, params.code ?? "");
    const [links, redirects] = await Promise.all([listLinksTo(ctx, { id, path }), listRedirects(ctx, { id })]);
    return page({ code, title, ...links, redirects, isMany: links.pages.length + links.snippets.length >= MOST_LINKS / 2 });
  });
}

export const meta = title("What links here", "Manage");

export default function LinksHere() {
  const { code, title, pages, snippets, replaced, redirects, isMany } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={editPath(code)} />
      <PageTitle>What links to {quoted(title)}</PageTitle>
      <h2>Pages</h2>
      {pages.length === 0 ? (
        <p>No page links here.</p>
      ) : (
        <Table
          caption="Pages that link here"
          captionHidden
          columns={[
            { heading: "Page", cell: (row) => <PageName page={row} /> },
            { heading: "In", cell: ({ isRead }) => (isRead ? "What readers have" : "Its newest text, which readers do not have") },
          ]}
          rows={pages}
          rowKey={({ code }) => code}
        />
      )}
      {isMany ? <p>There may be more: we looked at the first {MOST_LINKS} texts.</p> : null}
      {snippets.length > 0 ? (
        <>
          <h2>Snippets</h2>
          <ul>
            {snippets.map(({ name, title }) => (
              <li key={name}>
                <a href={snippetPath(name)}>{title}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {replaced.length > 0 ? (
        <>
          <h2>Pages that it replaced</h2>
          <ul>
            {replaced.map(({ code, title }) => (
              <li key={code}>
                <a href={editPath(code)}>{title}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>Earlier addresses</h2>
      {redirects.length === 0 ? (
        <p>It was always where it is.</p>
      ) : (
        <>
          <p>These lead here, for those who may read the page. Remove one that should lead nowhere.</p>
          <Table
            caption="Earlier addresses"
            captionHidden
            columns={[
              { heading: "Address", cell: ({ path }) => pageAddress(path) },
              { heading: "Left", cell: ({ createdAt }) => <When at={createdAt} /> },
              {
                heading: "Remove",
                cell: ({ path }) => (
                  <Form action={editPath(code, "links/remove")} hidden={{ path }}>
                    <Button look="link" hidden={pageAddress(path)}>
                      Remove
                    </Button>
                  </Form>
                ),
              },
            ]}
            rows={redirects}
            rowKey={({ path }) => path}
          />
        </>
      )}
    </>
  );
}
