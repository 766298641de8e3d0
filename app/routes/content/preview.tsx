import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { InsetText } from "~/components/ui/inset-text";
import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { findPreview } from "~/features/content/publishing/preview-links.server";
import { asAnyone } from "~/http/access/access.server";
import { currentExchange, keepOut } from "~/http/exchange.server";
import { notFound, page } from "~/http/responses.server";

/** One text of a page before it is published, for whoever was given the link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const exchange = currentExchange();
    keepOut(exchange);
    exchange.response.setHeader("X-Robots-Tag", "noindex, nofollow");
    const preview = await findPreview(ctx, params.token ?? "");
    if (!preview) notFound();
    return page(preview);
  });
}

export const meta: MetaFunction<typeof loader> = (args) => [
  ...(title(args.data ? `Draft: ${args.data.title}` : "Page not found")(args) ?? []),
  { name: "robots", content: "noindex, nofollow" },
];

export default function PreviewLinkPage() {
  const { title, summary, bodyHtml, endsAt } = useLoaderData<typeof loader>();
  return (
    <>
      <InsetText>
        <p>
          This is a draft, not a published page. You were given a link to it, which ends on <When at={endsAt} time />.
        </p>
      </InsetText>
      <PageTitle intro={summary}>{title}</PageTitle>
      <article>
        <Prose html={bodyHtml} />
      </article>
    </>
  );
}
