import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { getCategoryWatched } from "~/features/forum/categories/categories.queries.server";
import { OwnWaiting } from "~/features/forum/components/own-waiting";
import { ReadersTag } from "~/features/forum/components/readers-tag";
import { newTopicAction } from "~/features/forum/components/topic-form";
import { TopicList } from "~/features/forum/components/topic-list";
import { CategoryWatch } from "~/features/forum/components/watch-form";
import { writingBlocker } from "~/features/forum/topics/topic.policy";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { holdsUntil } from "~/http/exchange.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    const { standsUntil, ...category } = await getCategoryWatched(ctx, params.category ?? "");
    holdsUntil([standsUntil]);
    return page({
      category,
      ...(await listTopics(ctx, category.slug, after)),
      after,
      mayWrite: writingBlocker(ctx.actor) === null,
      isSignedIn: ctx.actor.kind === "person",
    });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.category.name, "Forum")(args);

export default function Category() {
  const { category, topics, next, after, mayWrite, isSignedIn } = useLoaderData<typeof loader>();
  const href = `/forum/${category.slug}`;
  return (
    <>
      <Breadcrumbs crumbs={["/", "/forum"]} />
      <PageTitle intro={category.description}>{category.name}</PageTitle>
      {category.readers.audience === "open" ? null : (
        <p>
          <ReadersTag readers={category.readers} />
        </p>
      )}
      {category.namelessAs === null ? null : (
        <p className="pn-meta">Members can post here without their name. Then “{category.namelessAs}” is in its place.</p>
      )}
      {mayWrite ? <ButtonLink href={newTopicAction(category.slug)}>Start a topic</ButtonLink> : null}
      <OwnWaiting waiting={category.ownWaiting} what="reply" />
      {topics.length > 0 ? <TopicList topics={topics} /> : <EmptyState text="No topics yet. The first one that is started will be here." />}
      <NextPrevious
        label="More topics"
        previous={after ? href : null}
        previousText="Latest topics"
        next={next ? `${href}?after=${next}` : null}
        nextText="Older topics"
      />
      {isSignedIn ? <CategoryWatch slug={category.slug} level={category.watch} /> : null}
    </>
  );
}
