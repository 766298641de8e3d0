import { Columns } from "~/components/layout/columns";
import { PageTitle } from "~/components/layout/page-title";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { NextPrevious } from "~/components/ui/next-previous";
import type { TopicSet } from "../topics/topic-list.queries.server";
import type { Sanction } from "../types";
import { CategoryList } from "./category-list";
import { SanctionNote } from "./sanction-note";
import { TopicList } from "./topic-list";

/** Bookmarks are a set of posts. */
type ForumSet = TopicSet | "bookmarks";

type FrontProps = {
  set: ForumSet;
  next: string | null;
  after: string | null;
  categories: Parameters<typeof CategoryList>[0]["categories"];
  isSignedIn: boolean;
  mayWrite: boolean;
  sanction: Sanction | null;
  /** What the page lists, or nothing. */
  children: React.ReactNode;
};

/** Each set: its address, what it is called, and what stands where nothing is in it. */
export const TOPIC_SETS: Readonly<Record<ForumSet, { href: string; name: string; title: string; empty: string; isOwn?: true }>> = {
  latest: { href: "/forum", name: "Latest", title: "Forum", empty: "No topics yet. The first one that is started will be here." },
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
    empty: "Topics that you start, or reply in, will be here.",
    isOwn: true,
  },
  bookmarks: {
    href: "/forum/bookmarks",
    name: "Bookmarks",
    title: "Your bookmarks",
    empty: "Posts that you bookmark will be here, with what you note for yourself.",
    isOwn: true,
  },
};

type Props = Omit<FrontProps, "set"> & { set: TopicSet; topics: Parameters<typeof TopicList>[0]["topics"] };

/** The front of the forum with a set of topics of all categories; `children` stand above them. */
export const TopicSets = ({ topics, children, ...front }: Omit<Props, "children"> & Partial<Pick<Props, "children">>) => (
  <ForumFront {...front}>
    {topics.length > 0 ? (
      <>
        {children}
        <TopicList topics={topics} across />
      </>
    ) : null}
  </ForumFront>
);

/** A page of a set, the other sets, and beside them the categories. */
export function ForumFront({ set, next, after, categories, isSignedIn, mayWrite, sanction, children }: FrontProps) {
  const { href, name, title, empty } = TOPIC_SETS[set];
  if (sanction?.kind === "suspended" && !children)
    return (
      <>
        <PageTitle>{title}</PageTitle>
        <SanctionNote sanction={sanction} />
      </>
    );
  return (
    <>
      <PageTitle intro={set === "latest" ? "Questions and experience from people who run practices." : undefined}>{title}</PageTitle>
      {sanction ? <SanctionNote sanction={sanction} /> : null}
      {isSignedIn ? null : (
        <InsetText>
          <p>
            Most of the forum is for members. If you are one, <a href={`/sign-in?next=${href}`}>sign in</a> to read and write; if not,{" "}
            <a href="/register">see who can join</a>.
          </p>
        </InsetText>
      )}
      {mayWrite && !sanction ? <ButtonLink href="/forum/new">Start a topic</ButtonLink> : null}
      {set === "mine" ? (
        <p>
          <a href="/forum/held">Your posts waiting for a moderator</a>
        </p>
      ) : null}
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
          <li>
            <a href="/forum/tags">Tags</a>
          </li>
          <li className="pn-narrow">
            <a href="#categories">Categories</a>
          </li>
        </ul>
      </nav>
      <Columns
        rows
        below={
          <section aria-labelledby="categories">
            <h2 id="categories">Categories</h2>
            {categories.length > 0 ? (
              <CategoryList categories={categories} />
            ) : (
              <EmptyState text="The forum’s categories will be listed here." />
            )}
          </section>
        }
      >
        <section aria-label={name}>
          {children ?? <EmptyState text={after ? "Nothing older." : empty} />}
          <NextPrevious
            label={set === "bookmarks" ? "More bookmarks" : "More topics"}
            previous={after ? href : null}
            previousText="Back to the latest"
            next={next ? `${href}?after=${next}` : null}
            nextText={set === "bookmarks" ? "Older bookmarks" : "Older topics"}
          />
        </section>
      </Columns>
    </>
  );
}
