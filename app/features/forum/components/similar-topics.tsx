import { topicPath } from "~/features/forum/topics/topic-address";

type Near = { code: string; title: string; category: string };

/** What was asked before, for whoever is about to ask; each opens beside what they have typed. */
export const SimilarTopics = ({ topics }: { topics: readonly Near[] }) =>
  topics.length > 0 ? (
    <>
      <p>Has it been asked before? These open in a new tab:</p>
      <ul>
        {topics.map(({ code, title, category }) => (
          <li key={code}>
            <a href={topicPath({ code, title, page: null })} target="_blank" rel="noopener">
              {title}
              <span className="nhsuk-u-visually-hidden"> (opens in a new tab)</span>
            </a>{" "}
            <span className="pn-meta">in {category}</span>
          </li>
        ))}
      </ul>
    </>
  ) : null;
