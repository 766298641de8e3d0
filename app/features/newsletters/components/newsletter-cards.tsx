import { Card } from "~/components/ui/card";
import { When } from "~/components/ui/when";
import type { NewsletterCard } from "../types";

/** What there is: name, what is in it, how often, and the last issue to read before subscribing. */
export const NewsletterCards = ({ newsletters }: { newsletters: readonly NewsletterCard[] }) => (
  <ul className="pn-cards">
    {newsletters.map(({ slug, name, description, frequency, lastIssue }) => (
      <li key={slug}>
        <Card title={name} href={`/newsletters/${slug}`} level={2}>
          <p>{description}</p>
          <p className="pn-meta">{frequency}</p>
          {lastIssue ? (
            <p>
              Last issue: <a href={`/newsletters/${slug}/${lastIssue.slug}`}>{lastIssue.subject}</a>,{" "}
              <span className="pn-meta">
                <When at={lastIssue.sentAt} />
              </span>
            </p>
          ) : null}
        </Card>
      </li>
    ))}
  </ul>
);
