import { PageTitle } from "~/components/layout/page-title";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { NextPrevious } from "~/components/ui/next-previous";
import type { TopicSet } from "../topics/topic-list.queries.server";
import { CategoryList } from "./category-list";
import { TopicList } from "./topic-list";

type Props = {
  set: TopicSet;
  topics: Parameters<typeof TopicList>[0]["topics"];
  next: string | null;
  after: string | null;
  categories: Parameters<typeof CategoryList>[0]["categories"];
  isSignedIn: boolean;
  mayWrite: boolean;
  children?: React.ReactNode;
};

/** Each set of topics: its address, what it is called, and what stands where none is in it. */
export const TOPIC_SETS: Readonly<Record<TopicSet, { href: string; name: string; title: string; empty: string; isOwn?: true }>> = {
  latest: { href: "/forum", name: "Latest", title: "Forum", empty: "No topics yet. The first one that is started will stand here." },
  unread: { href: "/forum/unread", name: "Unread", title: "Unread topics", empty: "You have read everything that is new.", isOwn: true },
  unanswered: {
    href: "/forum/unanswered",
    name: "Unanswered",
    title: "Unanswered topics",
    empty: "Every open topic that you can read has a reply.",
  },
  mine: {
    href: "/forum/mine",
    name: "Mine",
    title: "Topics you wrote in",
    empty: "Topics that you start, or reply in, will stand here.",
    isOwn: true,
  },
};

/** The front of the forum: a set of topics of all categories, the other sets, and beside them the categories. */
export function TopicSets({ set, topics, next, after, categories, isSignedIn, mayWrite, children }: Props) {
  const { href, name, title, empty } = TOPIC_SETS[set];
  return (
    <>
      <PageTitle intro={set === "latest" ? "Questions and experience from people who run practices." : undefined}>{title}</PageTitle>
      {isSignedIn ? null : (
        <InsetText>
          <p>
            Most of the forum is for members. If you are one, <a href={`/sign-in?next=${href}`}>sign in</a> to read and write; if not,{" "}
            <a href="/register">see who can join</a>.
          </p>
        </InsetText>
      )}
      {mayWrite ? <ButtonLink href="/forum/new">Start a topic</ButtonLink> : null}
      <nav aria-label="Topics">
        <ul className="pn-filters">
          {Object.entries(TOPIC_SETS).map(([each, { href, name, isOwn }]) =>
            isOwn && !isSignedIn ? null : (
              <li key={each}>
                <a href={href} aria-current={each === set ? "page" : undefined}>
                  {name}
                </a>
              </li>
            ),
          )}
          <li className="pn-narrow">
            <a href="#categories">Categories</a>
          </li>
        </ul>
      </nav>
      <div className="pn-columns pn-columns--main pn-wide">
        <section aria-label={name}>
          {children}
          {topics.length > 0 ? <TopicList topics={topics} across /> : <EmptyState text={after ? "No older topics." : empty} />}
          <NextPrevious
            label="More topics"
            previous={after ? href : null}
            previousText="Back to the latest"
            next={next ? `${href}?after=${next}` : null}
            nextText="Older topics"
          />
        </section>
        <section aria-labelledby="categories">
          <h2 id="categories" className="nhsuk-heading-m">
            Categories
          </h2>
          {categories.length > 0 ? (
            <CategoryList categories={categories} />
          ) : (
            <EmptyState text="The forum’s categories will be listed here." />
          )}
        </section>
      </div>
    </>
  );
}
