import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Prose } from "~/components/ui/prose";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { BLOCK_EXAMPLES } from "~/lib/markdown/block-examples";
import { renderMarkdown } from "~/lib/markdown.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "open-manage", async () =>
    page({
      blocks: BLOCK_EXAMPLES.map(({ name, words, what, text, pagesOnly }) => {
        const html = pagesOnly ? null : renderMarkdown(text, { blocks: "page" }).html;
        return { name, words, what, text, html };
      }),
    }),
  );
}

export const meta = title("Blocks", "Manage");

export default function BlocksPage() {
  const { blocks } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="What pages, news and newsletters may have beside plain text. Copy an example, and change its words.">
        Blocks
      </PageTitle>
      <p>
        A block begins with a line of three colons and its name, and ends with a line of three colons. It may stand in another one, four
        deep at most, but in no list and no quote. An email shows each in plain form. What is no block stays as you typed it, and “Preview”
        says so.
      </p>
      {blocks.map(({ name, words, what, text, html }) => (
        <section key={name} aria-labelledby={`block-${name}`}>
          <h2 id={`block-${name}`}>{words}</h2>
          <p>{what}</p>
          {html === null ? <p>In pages and news, not in newsletters.</p> : null}
          <pre className="pn-source">{text}</pre>
          {html === null ? null : (
            <div className="pn-preview">
              <Prose html={html} />
            </div>
          )}
        </section>
      ))}
    </>
  );
}
