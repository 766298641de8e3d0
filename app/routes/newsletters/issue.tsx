import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { TakenOutNote } from "~/features/guard/components/taken-out";
import { getArchivedIssue } from "~/features/newsletters/issues/archive.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => page(await getArchivedIssue(ctx, params.slug ?? "", params.issue ?? "")));
}

export const meta: MetaFunction<typeof loader> = (args) => [
  ...title(args.data?.subject, args.data && { title: args.data.newsletter.name })(args),
  ...(args.data?.audience === "open" ? [] : [{ name: "robots", content: "noindex" }]),
];

export default function IssuePage() {
  const { newsletter, subject, bodyHtml, sentAt, takenOutAt, takenOutWhy } = useLoaderData<typeof loader>();
  const newsletterPath = `/newsletters/${newsletter.slug}`;
  return (
    <>
      <Breadcrumbs crumbs={["/newsletters", { title: newsletter.name, href: newsletterPath }]} />
      <PageTitle caption={newsletter.name}>{subject}</PageTitle>
      {sentAt ? (
        <p className="pn-meta">
          Sent on <When at={sentAt} />
        </p>
      ) : null}
      <TakenOutNote of={{ takenOutAt, takenOutWhy, takenOutBy: null }} />
      <Prose html={bodyHtml} />
      <hr />
      <p>
        <a href={newsletterPath}>Subscribe to {newsletter.name}, or read other issues</a>
      </p>
    </>
  );
}
