import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { TrustTag } from "~/features/content/components/page-list";
import type { SearchKind } from "~/features/people/search-row";
import { Highlighted } from "./highlighted";

type Result = {
  kind: SearchKind;
  audience: "open" | "members" | "groups";
  place: string | null;
  isOverdue: boolean;
  isSuperseded: boolean;
  author: string | null;
  href: string;
  holder: string | null;
  at: Date | string;
  title: string;
  excerpt: string;
};

export const KINDS: Record<SearchKind, string> = {
  guidance: "Guidance",
  news: "News",
  page: "Page",
  topic: "Forum topic",
  comment: "Comment",
  newsletter: "Newsletter",
  file: "File",
};
const AUDIENCES = { open: null, members: "Members", groups: "Group" } as const;

/** What was found, best first. */
export const ResultList = ({ results }: { results: readonly Result[] }) => (
  <ol className="pn-rows">
    {results.map(({ kind, audience, place, isOverdue, isSuperseded, author, href, holder, at, title, excerpt }) => (
      <li key={href}>
        <h2 className="pn-rows__title">
          <a href={href}>
            <Highlighted text={title} />
          </a>
        </h2>
        {excerpt ? (
          <p>
            <Highlighted text={excerpt} />
          </p>
        ) : null}
        <p className="pn-meta">
          {AUDIENCES[audience] ? (
            <>
              <Tag tone="grey">{AUDIENCES[audience]}</Tag>{" "}
            </>
          ) : null}
          <TrustTag isOverdue={isOverdue} isSuperseded={isSuperseded} /> {KINDS[kind]}
          {place && !holder ? ` · ${place}` : null}
          {holder ? (
            <>
              {" "}
              in <a href={holder}>{place}</a>
            </>
          ) : null}
          {author ? ` · ${author}` : null} · <When at={at} />
        </p>
      </li>
    ))}
  </ol>
);
