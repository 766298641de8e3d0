import { When } from "~/components/ui/when";
import { tagPath } from "~/features/forum/components/topic-tags";
import { topicPath } from "~/features/forum/topics/topic-address";
import type { Moment } from "~/features/forum/types";

type Topic = { code: string; title: string; lastPostAt: Moment };
type Named = { slug: string; name: string };
type Issue = { slug: string; subject: string; sentAt: Moment | null; newsletter: Named };

type Props = { topics: readonly Topic[]; tags: readonly Named[]; issues: readonly Issue[] };

/** What else there is on a subject: talked about in the forum, and sent in newsletters. */
export const SubjectBeside = ({ topics, tags, issues }: Props) => (
  <>
    {topics.length > 0 ? (
      <section aria-labelledby="topics">
        <h2 id="topics">In the forum</h2>
        <ul className="pn-rows">
          {topics.map(({ code, title, lastPostAt }) => (
            <li key={code}>
              <p className="pn-rows__title">
                <a href={topicPath({ code, title, page: null })}>{title}</a>
              </p>
              <p className="pn-meta">
                Last post on <When at={lastPostAt} />
              </p>
            </li>
          ))}
        </ul>
        <ul>
          {tags.map(({ slug, name }) => (
            <li key={slug}>
              <a href={tagPath(slug)}>All topics tagged {name}</a>
            </li>
          ))}
        </ul>
      </section>
    ) : null}
    {issues.length > 0 ? (
      <section aria-labelledby="issues">
        <h2 id="issues">In newsletters</h2>
        <ul className="pn-rows">
          {issues.map(({ slug, subject, sentAt, newsletter }) => (
            <li key={`${newsletter.slug}/${slug}`}>
              <p className="pn-rows__title">
                <a href={`/newsletters/${newsletter.slug}/${slug}`}>{subject}</a>
              </p>
              <p className="pn-meta">
                <a href={`/newsletters/${newsletter.slug}`}>{newsletter.name}</a>
                {sentAt ? (
                  <>
                    , <When at={sentAt} />
                  </>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      </section>
    ) : null}
  </>
);
