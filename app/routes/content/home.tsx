import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Columns } from "~/components/layout/columns";
import { Front } from "~/components/layout/front";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { Card } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { LatestNews } from "~/features/content/components/latest-news";
import { NewGuidance } from "~/features/content/components/new-guidance";
import { PageList } from "~/features/content/components/page-list";
import { listLatestNews } from "~/features/content/news/news.queries.server";
import { offerReading } from "~/features/content/pages/offered.queries.server";
import { pageAddress } from "~/features/content/pages/page-path";
import { findPage, listGuides } from "~/features/content/pages/pages.queries.server";
import { noteOpened } from "~/features/content/report/note-opened.server";
import { shownPicture } from "~/features/files/look.server";
import { FirstSteps } from "~/features/forum/components/first-steps";
import { showForumAtHome } from "~/features/forum/topics/home.queries.server";
import { postPath, topicPath } from "~/features/forum/topics/topic-address";
import { listNewsletters } from "~/features/newsletters/newsletters.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { currentExchange, holdsUntil } from "~/http/exchange.server";
import { page } from "~/http/responses.server";
import { shellSettings } from "~/http/shell.server";
import { type Ctx, isSignedIn, type PersonCtx } from "~/lib/ctx";
import { withoutLive } from "~/lib/markdown/directives";

const GUIDES = 3;
const ARTICLES = 3;

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const { frontPicture } = await shellSettings(ctx);
    const picture = frontPicture && shownPicture(frontPicture);
    return page({ picture, ...(isSignedIn(ctx) ? await sinceLastHere(ctx) : await welcome(ctx)) });
  });
}

async function sinceLastHere(ctx: PersonCtx) {
  const [forum, offered] = await Promise.all([showForumAtHome(ctx), offerReading(ctx, { guides: GUIDES, articles: ARTICLES })]);
  return { kind: "person" as const, ...forum, ...offered };
}

async function welcome(ctx: Ctx) {
  const [home, guides, articles, newsletters] = await Promise.all([
    findPage(ctx, ""),
    listGuides(ctx, GUIDES),
    listLatestNews(ctx, ARTICLES),
    listNewsletters(ctx),
  ]);
  if (home && currentExchange().isSeen) await noteOpened(ctx, home.id);
  holdsUntil(guides.map(({ reviewDueAt }) => reviewDueAt));
  return {
    kind: "visitor" as const,
    home: home && { title: home.title, summary: home.summary, bodyHtml: withoutLive(home.bodyHtml) },
    guides,
    articles,
    newsletters,
  };
}

type Home = Awaited<ReturnType<typeof useLoaderData<typeof loader>>>;

export const meta: MetaFunction<typeof loader> = (args) =>
  title(undefined, undefined, args.data?.kind === "visitor" ? args.data.home?.summary : null)(args);
export const links: LinksFunction = () => [{ rel: "alternate", type: "application/atom+xml", title: "News", href: "/news.xml" }];

export default function HomePage() {
  const data = useLoaderData<typeof loader>();
  return data.kind === "person" ? <SinceLastHere {...data} /> : <Welcome {...data} />;
}

function SinceLastHere({ picture, topics, steps, asked, announced, guides, interests, articles }: Extract<Home, { kind: "person" }>) {
  return (
    <>
      <PageTitle>Since you were last here</PageTitle>
      <Highlight picture={picture} article={articles[0]} />
      {steps ? <FirstSteps steps={steps} /> : null}
      <Columns
        rows
        below={
          <>
            <ShortList heading="Coming up" topics={announced.map(({ code, title }) => ({ code, title }))} />
            <ShortList heading="Waiting for an answer" topics={asked} all={{ href: "/forum/unanswered", text: "All unanswered topics" }} />
            <LatestNews articles={articles.slice(1)} />
          </>
        }
      >
        <UnreadTopics heading="Replies in topics you started" topics={topics.filter((topic) => topic.isOwn)} />
        <UnreadTopics heading="New in topics you watch" topics={topics.filter((topic) => !topic.isOwn)} />
        {topics.length === 0 ? (
          <EmptyState text="Nothing new in the topics you watch. New replies will be listed here.">
            <p>
              <a href="/forum">See what others are talking about</a>
            </p>
          </EmptyState>
        ) : null}
        <NewGuidance guides={guides} interests={interests} />
      </Columns>
    </>
  );
}

function UnreadTopics({ heading, topics }: { heading: string; topics: Extract<Home, { kind: "person" }>["topics"] }) {
  if (topics.length === 0) return null;

  return (
    <section>
      <h2>{heading}</h2>
      <ul className="pn-rows">
        {topics.map(({ code, title, page, newPosts, firstUnread, lastPostAt }) => (
          <li key={code} className="pn-row">
            <p className="pn-rows__title">
              <a href={postPath({ topic: { code, page }, number: firstUnread })}>{title}</a>
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

type HighlightProps = Pick<Extract<Home, { kind: "person" }>, "picture"> & { article?: Home["articles"][number] };

/** The latest article, with the network's picture. */
function Highlight({ picture, article }: HighlightProps) {
  if (!article) return null;

  return (
    <Front picture={picture}>
      <h2>
        <a href={pageAddress(article.path)}>{article.title}</a>
      </h2>
      <p>{article.summary}</p>
      {article.publishedAt ? (
        <p className="pn-meta">
          News, <When at={article.publishedAt} />
        </p>
      ) : null}
    </Front>
  );
}

type ShortListProps = {
  heading: string;
  topics: readonly { code: string; title: string; lastPostAt?: string }[];
  all?: { href: string; text: string };
};

/** Topics to go to, beside what is new. */
function ShortList({ heading, topics, all }: ShortListProps) {
  if (topics.length === 0) return null;

  return (
    <section>
      <h2>{heading}</h2>
      <ul className="pn-rows">
        {topics.map(({ code, title, lastPostAt }) => (
          <li key={code}>
            <p className="pn-rows__title">
              <a href={topicPath({ code, title, page: null })}>{title}</a>
            </p>
            {lastPostAt ? (
              <p className="pn-meta">
                <When at={lastPostAt} />
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {all ? (
        <p>
          <a href={all.href}>{all.text}</a>
        </p>
      ) : null}
    </section>
  );
}

function Welcome({ picture, home, guides, articles, newsletters }: Extract<Home, { kind: "visitor" }>) {
  return (
    <>
      <Front picture={picture}>
        <PageTitle intro={home?.summary}>{home?.title ?? "Welcome"}</PageTitle>
        <ButtonRow>
          <ButtonLink href="/register">How to join</ButtonLink>
          <a href="/sign-in">Sign in</a>
        </ButtonRow>
      </Front>
      <Columns
        below={
          <>
            {guides.length > 0 ? (
              <section aria-labelledby="guides">
                <h2 id="guides">Guides to start with</h2>
                <PageList pages={guides} />
              </section>
            ) : null}
            <LatestNews articles={articles} />
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
          </>
        }
      >
        {home ? <Prose html={home.bodyHtml} /> : null}
      </Columns>
    </>
  );
}
