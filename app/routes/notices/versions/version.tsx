import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { InsetText } from "~/components/ui/inset-text";
import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { getVersion } from "~/features/notices/notices.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { notFound, page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    if (!/^[1-9]\d{0,5}$/.test(params.version ?? "")) notFound();
    return page(await getVersion(ctx, "privacy-notice", Number(params.version)));
  });
}

export const meta: MetaFunction<typeof loader> = (args) =>
  title(args.data ? `Version ${args.data.version}` : undefined, "How we use your information")(args);

export default function VersionPage() {
  const { title, html, version, publishedAt, replacedAt } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/privacy/versions">All versions</BackLink>
      <PageTitle caption={`Version ${version}`}>{title}</PageTitle>
      <p className="pn-meta">
        Published <When at={publishedAt} />
      </p>
      {replacedAt ? (
        <InsetText>
          <p>
            This version applied until <When at={replacedAt} />. <a href="/privacy">Read what applies now</a>
          </p>
        </InsetText>
      ) : null}
      <Prose html={html} />
    </>
  );
}
