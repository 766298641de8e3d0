import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { TopicList } from "~/features/forum/components/topic-list";
import { tagPath } from "~/features/forum/components/topic-tags";
import { TagWatch } from "~/features/forum/components/watch-form";
import { getTag } from "~/features/forum/tags/tags.queries.server";
import { listTagged } from "~/features/forum/topics/topic-list.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { holdsUntil } from "~/http/exchange.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    const { standsUntil, ...tag } = await getTag(ctx, params.tag ?? "");
    holdsUntil([standsUntil]);
    return page({ tag, ...(await listTagged(ctx, tag.slug, after)), after, isSignedIn: ctx.actor.kind === "person" });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.tag.name, "Forum")(args);

export default function TaggedTopics() {
  const { tag, topics, next, after, isSignedIn } = useLoaderData<typeof loader>();
  const href = tagPath(tag.slug);
  return (
    <>
      <Breadcrumbs crumbs={["/", "/forum", { title: "Tags", href: "/forum/tags" }]} />
      <PageTitle intro={tag.description || undefined}>{tag.name}</PageTitle>
      {topics.length > 0 ? (
        <TopicList topics={topics} across />
      ) : (
        <EmptyState text={after ? "Nothing older." : "No topic that you can read has this tag yet."} />
      )}
      <NextPrevious
        label="More topics"
        previous={after ? href : null}
        previousText="Latest topics"
        next={next ? `${href}?after=${next}` : null}
        nextText="Older topics"
      />
      {isSignedIn ? <TagWatch slug={tag.slug} level={tag.watch} /> : null}
    </>
  );
}
