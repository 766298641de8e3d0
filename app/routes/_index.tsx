import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { Card } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { PageList } from "~/features/content/components/page-list";
import { findPage, listGuides, listLatestGuides } from "~/features/content/pages.queries.server";
import { listUnreadForHome } from "~/features/forum/home.queries.server";
import { postPath } from "~/features/forum/topic-address";
import { listNewsletters } from "~/features/newsletters/newsletters.queries.server";
import { asAnyone } from "~/http/access.server";
import { page } from "~/http/responses.server";
import type { Ctx } from "~/lib/ctx";

const GUIDES = 3;

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => page(ctx.actor.kind === "person" ? await sinceLastHere(ctx) : await welcome(ctx)));
}

async function sinceLastHere(ctx: Ctx) {
  const [topics, guides] = await Promise.all([listUnreadForHome(ctx), listLatestGuides(ctx, GUIDES)]);
  return { kind: "person" as const, topics, guides };
}

async function welcome(ctx: Ctx) {
  const [home, guides, newsletters] = await Promise.all([findPage(ctx, ""), listGuides(ctx, GUIDES), listNewsletters(ctx)]);
  return { kind: "visitor" as const, home, guides, newsletters };
}

type Home = Awaited<ReturnType<typeof useLoaderData<typeof loader>>>;

export const meta = title(undefined);

export default function HomePage() {
  const data = useLoaderData<typeof loader>();
  return data.kind === "person" ? <SinceLastHere {...data} /> : <Welcome {...data} />;
}

function SinceLastHere({ topics, guides }: Extract<Home, { kind: "person" }>) {
  return (
    <>
      <PageTitle>Since you were last here</PageTitle>
      <UnreadTopics heading="Replies in topics you started" topics={topics.filter((topic) => topic.isOwn)} />
      <UnreadTopics heading="New in topics you watch" topics={topics.filter((topic) => !topic.isOwn)} />
      {topics.length === 0 ? (
        <EmptyState text="Nothing new in the topics you watch. New replies will be listed here.">
          <p>
            <a href="/forum">See what others are talking about</a>
          </p>
        </EmptyState>
      ) : null}
      {guides.length > 0 ? (
        <section aria-labelledby="guides">
          <h2 id="guides">Latest guidance</h2>
          <PageList pages={guides} />
          <p>
            <a href="/guidance">All guidance</a>
          </p>
        </section>
      ) : null}
    </>
  );
}

function UnreadTopics({ heading, topics }: { heading: string; topics: Extract<Home, { kind: "person" }>["topics"] }) {
  if (topics.length === 0) return null;

  return (
    <section>
      <h2>{heading}</h2>
      <ul className="pn-rows">
        {topics.map(({ code, title, newPosts, firstUnread, lastPostAt }) => (
          <li key={code} className="pn-row">
            <p className="pn-rows__title">
              <a href={postPath({ topic: code, number: firstUnread })}>{title}</a>
            </p>
            <p className="pn-meta">
              {newPosts === 1 ? "1 new post" : `${newPosts} new posts`} · <When at={lastPostAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Welcome({ home, guides, newsletters }: Extract<Home, { kind: "visitor" }>) {
  return (
    <>
      <PageTitle intro={home?.summary}>{home?.title ?? "Welcome"}</PageTitle>
      <ButtonRow>
        <ButtonLink href="/register">How to join</ButtonLink>
        <a href="/sign-in">Sign in</a>
      </ButtonRow>
      <div className="pn-columns pn-wide">
        <div>{home ? <Prose html={home.bodyHtml} /> : null}</div>
        <div>
          {guides.length > 0 ? (
            <section aria-labelledby="guides">
              <h2 id="guides">Guides to start with</h2>
              <PageList pages={guides} />
            </section>
          ) : null}
          {newsletters.length > 0 ? (
            <section aria-labelledby="newsletters">
              <h2 id="newsletters">Newsletters</h2>
              <ul className="pn-cards">
                {newsletters.map(({ slug, name, description, frequency }) => (
                  <li key={slug}>
                    <Card title={name} href={`/newsletters/${slug}`}>
                      <p>{description}</p>
                      <p className="pn-meta">{frequency}</p>
                    </Card>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </div>
      </div>
    </>
  );
}
