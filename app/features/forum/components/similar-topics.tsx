import { TrustTag } from "~/features/content/components/page-list";
import { topicPath } from "~/features/forum/topics/topic-address";

type Near = { code: string; title: string; category: string };

/** What else there is about the same, at the foot of a topic. */
export const RelatedTopics = ({ topics }: { topics: readonly Near[] }) =>
  topics.length > 0 ? (
    <section aria-labelledby="related-topics" className="pn-related">
      <h2 id="related-topics" className="nhsuk-heading-m">
        Related topics
      </h2>
      <ul>
        {topics.map(({ code, title, category }) => (
          <li key={code}>
            <a href={topicPath({ code, title, page: null })}>{title}</a> <span className="pn-meta">in {category}</span>
          </li>
        ))}
      </ul>
    </section>
  ) : null;

type Similar = { topics: readonly Near[]; pages: readonly { path: string; title: string; isOverdue: boolean }[] };

/** What was asked before and what guidance there is, for whoever is about to ask; each opens beside what they have typed. */
export const SimilarTopics = ({ topics, pages }: Similar) => (
  <>
    {topics.length > 0 ? (
      <>
        <p>Has it been asked before? These open in a new tab:</p>
        <ul>
          {topics.map(({ code, title, category }) => (
            <li key={code}>
              <Beside href={topicPath({ code, title, page: null })}>{title}</Beside> <span className="pn-meta">in {category}</span>
            </li>
          ))}
        </ul>
      </>
    ) : null}
    {pages.length > 0 ? (
      <>
        <p>Does our guidance answer it? {pages.length > 1 ? "These open" : "This opens"} in a new tab:</p>
        <ul>
          {pages.map(({ path, title, isOverdue }) => (
            <li key={path}>
              <Beside href={`/${path}`}>{title}</Beside> <TrustTag isOverdue={isOverdue} isSuperseded={false} />
            </li>
          ))}
        </ul>
      </>
    ) : null}
  </>
);

const Beside = ({ href, children }: { href: string; children: string }) => (
  <a href={href} target="_blank" rel="noopener">
    {children}
    <span className="nhsuk-u-visually-hidden"> (opens in a new tab)</span>
  </a>
);
