import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { ArchiveList } from "~/features/newsletters/components/archive-list";
import { SubscribeForm } from "~/features/newsletters/components/subscribe-form";
import { listArchive } from "~/features/newsletters/issues/archive.queries.server";
import { getNewsletter } from "~/features/newsletters/newsletters.queries.server";
import { getSignupWording } from "~/features/newsletters/subscriptions/signup-wording.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const { id, listId: _, ...newsletter } = await getNewsletter(ctx, params.slug ?? "");
    const after = new URL(request.url).searchParams.get("after");
    const [archive, wording] = await Promise.all([
      listArchive(ctx, { id }, after),
      // who has an account chooses there
      ctx.actor.kind === "person" ? null : getSignupWording(ctx, "newsletter-signup"),
    ]);
    return page({ newsletter, ...archive, wording });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => [
  ...title(args.data?.newsletter.name, "Newsletters", args.data?.newsletter.description)(args),
  ...(args.data?.newsletter.isOpen ? [] : [{ name: "robots", content: "noindex" }]),
];

export default function NewsletterPage() {
  const { newsletter, issues, next, wording } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/newsletters"]} />
      <PageTitle intro={newsletter.description}>{newsletter.name}</PageTitle>
      <p>{newsletter.frequency}.</p>
      {newsletter.isClosed ? (
        <p>This newsletter has ended. Its issues stay here to read.</p>
      ) : wording === null ? (
        <ButtonLink href="/account/newsletters">Choose your newsletters</ButtonLink>
      ) : (
        <SubscribeForm newsletters={[newsletter]} wording={wording} />
      )}
      <section aria-labelledby="issues">
        <h2 id="issues">Issues</h2>
        {issues.length > 0 ? (
          <ArchiveList newsletter={newsletter} issues={issues} next={next} />
        ) : (
          <EmptyState text="No issue has been sent yet. Issues stay here to read." />
        )}
      </section>
    </>
  );
}
