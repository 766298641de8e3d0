import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Columns } from "~/components/layout/columns";
import { feedLink } from "~/components/layout/head";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { PageList, turnsAt } from "~/features/content/components/page-list";
import { FollowForm } from "~/features/people/components/follow-form";
import { subjectPath } from "~/features/people/components/subject-links";
import { SubjectBeside } from "~/features/search/components/subject-beside";
import { getSubject } from "~/features/search/subject.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { holdsUntil } from "~/http/exchange.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    const { standsUntil, ...subject } = await getSubject(ctx, params.slug ?? "", after);
    holdsUntil([standsUntil, ...subject.pages.flatMap(turnsAt)]);
    return page({ ...subject, isFirst: !after, isSignedIn: ctx.actor.kind === "person" });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => [
  ...title(args.data?.name, "Subjects", args.data?.description)(args),
  ...(args.data ? [feedLink(args.data.name, `${subjectPath(args.data.slug)}/feed.xml`)] : []),
];

export default function SubjectPage() {
  const { slug, name, description, isChosen, pages, next, topics, tags, issues, isFirst, isSignedIn } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/", "/guidance", "/subjects"]} />
      <PageTitle intro={description || undefined}>{name}</PageTitle>
      <Columns below={<SubjectBeside topics={topics} tags={tags} issues={issues} />}>
        {pages.length > 0 ? (
          <PageList pages={pages} />
        ) : (
          <EmptyState text={isFirst ? "No page that you can read is about this yet." : "Nothing older."} />
        )}
        <NextPrevious
          previous={isFirst ? null : subjectPath(slug)}
          next={next ? `${subjectPath(slug)}?${new URLSearchParams({ after: next })}` : null}
          previousText="Newest pages"
          nextText="Older pages"
          label="More pages"
        />
        {isSignedIn ? <FollowForm slug={slug} name={name} isChosen={isChosen} /> : null}
      </Columns>
    </>
  );
}
